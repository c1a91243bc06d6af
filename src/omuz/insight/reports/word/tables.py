"""Tables as Word's own: editable, heads repeated on every page, rows not parted, described for who does not see."""

from collections.abc import Callable
from typing import Any, Final

from omuz.insight.reports.laid import Laid, Placed
from omuz.insight.reports.widths import Part
from omuz.insight.reports.word.elements import element, run
from omuz.insight.reports.word.styles import FILLS, TABLE

TEXT_WIDE: Final = 9638
"""Width of the text of an upright A4 page, in twentieths of a point; across it is `ACROSS_WIDE`."""
ACROSS_WIDE: Final = 14570


Linked = Callable[[Placed, Any], list[Any]]
"""A cell and the run with its words → what stands in its paragraph: the run itself, or links and bookmarks around."""


def table(laid: Laid, part: Part, room: int, title: str, linked: Linked) -> Any:
    """One part of a laid table as an element."""
    wide = room * part.wide // 100
    widths = [wide * width // sum(part.widths) for width in part.widths]
    made = element("w:tbl")
    made.append(_properties(wide, title, footed=laid.footed))
    grid = element("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", w=str(width)))
    made.append(grid)
    heads = [Placed(laid.heads[place]) for place in part.columns]
    numbers = [place in laid.numbers for place in part.columns]
    made.append(_row(heads, widths, numbers, linked, head=True))
    for row in laid.rows:
        made.append(_row([row[place] for place in part.columns], widths, numbers, linked))
    return made


def _properties(wide: int, title: str, *, footed: bool) -> Any:
    made = element("w:tblPr")
    made.append(element("w:tblStyle", val=TABLE))
    made.append(element("w:tblW", w=str(wide), type="dxa"))
    made.append(element("w:tblLayout", type="fixed"))
    flags = {"firstRow": "1", "lastRow": "1" if footed else "0", "firstColumn": "0", "lastColumn": "0"}
    made.append(element("w:tblLook", val="0460" if footed else "0420", **flags, noHBand="0", noVBand="1"))
    made.append(element("w:tblCaption", val=title[:250]))
    return made


def _row(cells: list[Placed], widths: list[int], numbers: list[bool], linked: Linked, *, head: bool = False) -> Any:
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    for cell, width, number in zip(cells, widths, numbers, strict=True):
        made.append(_cell(cell, width, linked, number=number, head=head))
    return made


def _cell(cell: Placed, width: int, linked: Linked, *, number: bool, head: bool) -> Any:
    made = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", w=str(width), type="dxa"))
    if cell.tone in FILLS:
        properties.append(element("w:shd", val="clear", color="auto", fill=FILLS[cell.tone]))
    if head:
        properties.append(element("w:vAlign", val="bottom"))
    made.append(properties)
    paragraph = element("w:p")
    lines = element("w:pPr")
    if head:
        lines.append(element("w:keepNext"))
    lines.append(element("w:spacing", before="0", after="0", line="240", lineRule="auto"))
    if number:
        lines.append(element("w:jc", val="right"))
    paragraph.append(lines)
    for one in linked(cell, _sized(run(cell.words))):
        paragraph.append(one)
    made.append(paragraph)
    return made


def _sized(made: Any) -> Any:
    """The size of tables, which the style of the text would otherwise outdo."""
    properties = element("w:rPr")
    properties.append(element("w:sz", val="18"))
    made.insert(0, properties)
    return made

"""The blocks of a document, one after the other, as paragraphs, pictures and tables of Word."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from omuz.insight.charts.maps import credit
from omuz.insight.reports.captions import captions, pieces, places_of, signed
from omuz.insight.reports.drawn import base_of
from omuz.insight.reports.laid import Laid, Placed, laid, tally_text
from omuz.insight.reports.paper.told import set_wide
from omuz.insight.reports.parts import (
    Absent,
    Block,
    Box,
    Card,
    Document,
    Figure,
    Grid,
    Listing,
    Matrix,
    Missing,
    Numbered,
    Paragraph,
    Points,
    Prose,
    Section,
    Tally,
    Voice,
)
from omuz.insight.reports.widths import Part, fitted
from omuz.insight.reports.word.elements import Bookmarks, clean, element, link, run
from omuz.insight.reports.word.elements import field as word_field
from omuz.insight.reports.word.pictures import SHARP, pictures_of
from omuz.insight.reports.word.styles import CHANGED, REFERENCE
from omuz.insight.reports.word.tables import ACROSS_WIDE, TEXT_WIDE, table

_A4: Final = (Mm(210), Mm(297))
_PNG_SIZE: Final = (slice(16, 20), slice(20, 24))


@dataclass
class Writer:
    """The Word document being written; `sections` are those of the report with its ground at the end."""

    word: WordDocument
    document: Document
    leads: frozenset[str]
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    across: bool = False
    short: bool = False

    def __post_init__(self) -> None:
        self.captions = captions(self.document)
        self.places = places_of(self.document)
        self.pictures = pictures_of(self.document)
        self.styles = {style.name: style.style_id for style in self.word.styles}
        keys = dict.fromkeys((*self.captions, *sorted(self.leads)))
        self.marks = {key: f"_Ref{9000 + place}" for place, key in enumerate(keys)}
        self.grounds = {key: f"_Ground{place}" for place, key in enumerate(sorted(self.leads))}
        self.met: set[str] = set()

    @property
    def language(self) -> str:
        return self.document.language

    def put(self, made: Any) -> None:
        """An element at the end of the text, before the properties of the last section."""
        self.word.element.body[-1].addprevious(made)

    def paragraph(self, style: str = "Normal") -> Any:
        """An empty paragraph of one style; the library's own way looks the style up anew each time."""
        made: Any = element("w:p")
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=self.styles[style]))
        made.append(properties)
        self.put(made)
        return Line(made, self.word._body)

    def say(self, words: str = "", style: str = "Normal") -> Any:
        """A paragraph of one style with its words; returns it for more runs."""
        made = self.paragraph(style)
        if words:
            made._p.append(run(words))
        return made

    def facts(self, facts: Sequence[tuple[str, str]], style: str) -> None:
        """Pairs of a name and its words, one paragraph each."""
        for name, words in facts:
            made = self.paragraph(style)
            if name:
                made.add_run(clean(f"{name}: ")).bold = True
            made._p.append(run(words))

    def linked(self, cell: Placed, words: Any) -> list[Any]:
        """A cell that leads to a block, and to which the block leads back: a link in a bookmark."""
        if not cell.to:
            return [words]
        lead = link(self.marks[cell.to], words)
        if cell.to in self.met:
            return [lead]
        self.met.add(cell.to)
        return self.bookmarks.around(self.grounds[cell.to], [lead])

    def space(self) -> None:
        """A little air after a table or a frame."""
        self.paragraph("Omuz Space")


def write_sections(writer: Writer) -> None:
    """Every section with its blocks."""
    level = 0
    for place, section in enumerate(writer.document.sections):
        level = min(section.level, level + 1)
        first = section.blocks[0] if section.blocks else None
        lies = isinstance(first, Listing | Matrix | Grid) and fitted(laid(first, writer.language)).across
        _turn(writer, across=lies)
        heading = writer.paragraph(f"Heading {level}")
        for one in writer.bookmarks.around(f"_Toc{8000 + place}", [run(section.title)]):
            heading._p.append(one)
        _write_blocks(writer, section)
        if section.signed_by:
            writer.say(signed(section), "Omuz Quiet")


def _write_blocks(writer: Writer, section: Section) -> None:
    """Blocks in order; tallies that follow each other stand in one table."""
    waiting: list[Tally] = []
    for block in section.blocks:
        if isinstance(block, Tally):
            waiting.append(block)
            continue
        _write_tallies(writer, waiting)
        waiting = []
        _write(writer, block)
    _write_tallies(writer, waiting)


def _write_tallies(writer: Writer, tallies: Sequence[Tally]) -> None:
    if not tallies:
        return
    _turn(writer, across=False)
    rows = tuple((Placed(one.label, to=one.key), Placed(tally_text(one, writer.language), one.key)) for one in tallies)
    told = Laid((_("Soru"), _("Merkez")), rows, (1,))

    def linked(cell: Placed, words: Any) -> list[Any]:
        """The question is what its line in the ground leads to, the number leads there."""
        if cell.to:
            return writer.bookmarks.around(writer.marks[cell.to], [words])
        return [link(writer.grounds[cell.key], words)] if cell.key else [words]

    writer.put(table(told, Part((0, 1), (6, 1)), TEXT_WIDE, _("Kaç merkezden kaçı"), linked))
    source = next((one.source for one in tallies if one.source), "")
    if source:
        writer.say(_("Kaynak: %(source)s") % {"source": source}, "Omuz Quiet")
    else:
        writer.space()


def _write(writer: Writer, block: Block) -> None:
    if isinstance(block, Numbered):
        _write_numbered(writer, block)
        return
    _turn(writer, across=False)
    makers: dict[type, Callable[[Writer, Any], None]] = {
        Prose: _prose, Points: _points, Box: _box, Missing: _missing, Absent: _absent, Voice: _voice, Card: _card,
    }  # fmt: skip
    makers[type(block)](writer, block)


def _spans(writer: Writer, paragraph: Any, spans: Paragraph) -> None:
    """Runs of a paragraph: words, numbers, what has changed since, and where a number stands as a cross-reference."""
    for words, was, target in pieces(spans, writer.places, writer.captions):
        if target:
            reference = word_field(f"REF {writer.marks[target]} \\h", words, REFERENCE)
            paragraph._p.append(link(writer.marks[target], *reference))
            continue
        paragraph._p.append(run(words))
        if was:
            told = _("yazıldığında: %(was)s") % {"was": was}
            paragraph._p.append(run(f" [{told}]", CHANGED))


def _prose(writer: Writer, block: Prose) -> None:
    for spans in block.paragraphs:
        _spans(writer, writer.say(), spans)


def _points(writer: Writer, block: Points) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    number = _anew(writer.word) if block.ordered else None
    for spans in block.items:
        made = writer.say(style=style)
        if number is not None:
            properties = made._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _spans(writer, made, spans)


def _anew(word: WordDocument) -> int:
    """A numbering of its own for one list, so that it begins with one again."""
    numbering: Any = word.part.numbering_part.element
    style: Any = word.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    kind = numbering.num_having_numId(used).abstractNumId.val
    made = numbering.add_num(kind)
    made.add_lvlOverride(0).add_startOverride(1)
    return int(made.numId)


def _box(writer: Writer, block: Box) -> None:
    writer.paragraph("Omuz Box").add_run(clean(block.title)).bold = True
    writer.facts(block.facts, "Omuz Box")
    writer.space()


def _missing(writer: Writer, block: Missing) -> None:
    writer.paragraph("Omuz Notice").add_run(clean(block.sentence)).bold = True
    for name in block.centres:
        writer.say(f"• {name}", "Omuz Notice")
    writer.space()


def _absent(writer: Writer, block: Absent) -> None:
    writer.say(block.sentence, "Omuz Absent")
    writer.space()


def _voice(writer: Writer, block: Voice) -> None:
    writer.say(f"“{block.words}”", "Quote")
    writer.say(f"— {block.said_by}", "Omuz Quiet")


def _card(writer: Writer, block: Card) -> None:
    made = writer.paragraph("Omuz Card").add_run(clean(block.name))
    made.bold, made.font.size = True, Pt(12)
    writer.facts((("", block.line), *block.facts, ("", block.consent)), "Omuz Card")
    writer.space()


def _write_numbered(writer: Writer, block: Figure | Grid | Listing | Matrix) -> None:
    told = laid(block, writer.language)
    fit = fitted(told)
    if not isinstance(block, Figure):
        _turn(writer, across=fit.across)
    _caption(writer, block)
    if isinstance(block, Figure):
        _picture(writer, block)
        _turn(writer, across=fit.across)
    for part in fit.parts:
        wide = ACROSS_WIDE if fit.across else TEXT_WIDE
        writer.put(table(told, part, wide, block.title, writer.linked))
        if part is not fit.parts[-1]:
            writer.space()
    _under(writer, block)


def _caption(writer: Writer, block: Figure | Grid | Listing | Matrix) -> None:
    """`Şekil 3. …` with a field for the number and a bookmark for whoever refers to it."""
    caption = writer.captions[block.key]
    made = writer.paragraph("Caption")
    number = word_field(f"SEQ {caption.word} \\* ARABIC", str(caption.number))
    for one in writer.bookmarks.around(writer.marks[block.key], [run(f"{caption.word} "), *number]):
        made._p.append(one)
    made._p.append(run(f". {block.title}"))


def _picture(writer: Writer, block: Figure) -> None:
    image = writer.pictures.get(block.key)
    if image is None:
        return
    made = writer.paragraph()
    made.paragraph_format.keep_with_next = True
    picture: Any = made.add_run().add_picture(io.BytesIO(image), width=Pt(_points_wide(image)))
    described = picture._inline.docPr
    described.set("name", writer.captions[block.key].label)
    said = block.alt or _("%(title)s. Aynı sayılar hemen altındaki tabloda.") % {"title": block.title}
    described.set("descr", clean(said))


def _points_wide(image: bytes) -> float:
    """As wide as in the PDF."""
    wide, high = (int.from_bytes(image[place], "big") / SHARP for place in _PNG_SIZE)
    return set_wide(wide, high)


def _under(writer: Writer, block: Figure | Grid | Listing | Matrix) -> None:
    """Base and period, note, source, and the credit every map carries."""
    told = [base_of(block, writer.language) if isinstance(block, Figure | Grid) else "", block.note]
    told.append(_("Kaynak: %(source)s") % {"source": block.source} if block.source else "")
    told.append(credit(writer.language) if isinstance(block, Figure) and block.chart == "map" else "")
    made = writer.paragraph("Omuz Quiet")
    lines = [run(line) for line in told if line]
    if block.key in writer.grounds:
        lines.append(link(writer.grounds[block.key], run(_("Nasıl sayıldı"), REFERENCE)))
    for place, line in enumerate(lines):
        if place:
            made.add_run().add_break()
        made._p.append(line)


def _turn(writer: Writer, *, across: bool) -> None:
    """A new section with the page laid across or upright, where it is not so already."""
    if writer.across == across:
        return
    section = writer.word.add_section(WD_SECTION.NEW_PAGE)
    wide, high = _A4 if not across else _A4[::-1]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    section.different_first_page_header_footer = False
    writer.across = across

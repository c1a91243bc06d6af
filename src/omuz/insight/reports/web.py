"""A document as context for a page: the very words of the paper, every number with its key and its ground."""

from dataclasses import asdict, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import override

from omuz.insight.reports.captions import Caption, captions
from omuz.insight.reports.drawn import chart_of, is_drawn
from omuz.insight.reports.grounds import GROUND, ground_title, grounded, grounds_of, how_counted, leading
from omuz.insight.reports.laid import Laid, laid
from omuz.insight.reports.paper.told import told
from omuz.insight.reports.parts import Document, Figure, Grid, Listing, Matrix, Numbered, Tally, root

Context = dict[str, Any]


def page_of(document: Document, of: str = "") -> Context:
    """What the preview template takes; with `of` the blocks of that one section only, numbered as in the whole.

    `contents` lists every section all the same, by the key of the section it stands under.
    `sections` → `blocks` with `kind` (prose, points, box, figure, table, tallies, card, missing, absent, voice).
    Figures and tables have `label` (`Şekil 3`), `anchor`, `heads`, `rows` of cells (`words`, `key`, `tone`, `mark`,
    `to` with its `section`), `numbers`, `asked` (the anchor of their line in the section `ground`) and `grounds`: for
    each protected table `indicator`, `version`, `base`, `period`, `rule`, `hidden` in words, `hidden_count`, `digest`.
    Rows of tallies have `anchor`, `asked` and `grounds` too. Protected figures and tables besides: `picture`,
    `indicator`, `version`, `base`, `how` (lines of “nasıl sayıldı?”), `hidden`, `digest`.
    """
    with override(document.language):
        data, _pictures = told(document, of, drawn=False)
        whole = document if of and of != GROUND else replace(document, sections=grounded(document))
        known, homes = captions(whole), _homes(whole)
        numbered = {block.key: block for block in whole.blocks() if isinstance(block, Numbered | Tally)}
        for section in data["sections"]:
            section["anchor"] = anchor(section["key"])
            section["blocks"] = [_enriched(one, numbered, known, homes, whole.language) for one in section["blocks"]]
        data["contents"] = _contents(whole)
    return data


def _contents(document: Document) -> list[Context]:
    """Every section in order, the ground of the figures at the end. Call under the document's language."""
    listed: list[Context] = []
    for section in document.sections:
        level = min(section.level, int(listed[-1]["level"]) + 1 if listed else 1)
        listed.append({"key": root(section.key), "anchor": anchor(section.key), "title": section.title, "level": level})
    if leading(document) and all(each["key"] != GROUND for each in listed):
        listed.append({"key": GROUND, "anchor": anchor(GROUND), "title": ground_title(), "level": 1})
    return listed


def _homes(document: Document) -> dict[str, str]:
    """Key of a block → key of the section it is read under."""
    return {block.key: root(section.key) for section in document.sections for block in section.blocks}


def anchor(key: str) -> str:
    """The place of a section, figure or table on the page."""
    return "at-" + key.replace(".", "-").replace(":", "-")


def _enriched(
    one: Context,
    numbered: dict[str, Figure | Grid | Listing | Matrix | Tally],
    known: dict[str, Caption],
    homes: dict[str, str],
    language: str,
) -> Context:
    for spans in (*one.get("paragraphs", ()), *one.get("items", ())):
        for span in spans:
            span["anchor"] = anchor(span["to"]) if span["to"] else ""
            span["section"] = homes.get(span["to"], "")
    if one["kind"] == "tallies":
        return {**one, "rows": [{**row, **_counted(row, numbered[row["key"]], language)} for row in one["rows"]]}
    block = numbered.get(one.get("key", ""))
    if block is None or isinstance(block, Tally):
        return one
    cells = laid(block, language)
    more: Context = {
        "label": known[block.key].label,
        "anchor": anchor(block.key),
        "heads": cells.heads,
        "rows": _rows(one, cells, homes),
        "numbers": cells.numbers,
    }
    return {**one, **more, **_counted(one, block, language), **_ground(block, language)}


def _rows(one: Context, cells: Laid, homes: dict[str, str]) -> list[list[Context]]:
    """Cells with their keys; those that lead somewhere with the place and its section."""
    marks = [row[0]["mark"] for row in one["parts"][0]["rows"]]
    return [
        [
            {
                "words": cell.words,
                "key": cell.key,
                "tone": cell.tone,
                "to": anchor(cell.to) if cell.to else "",
                "section": homes.get(cell.to, ""),
                "mark": anchor(mark) if mark and place == 0 else "",
            }
            for place, cell in enumerate(row)
        ]
        for row, mark in zip(cells.rows, marks, strict=True)
    ]


def _counted(one: Context, block: Figure | Grid | Listing | Matrix | Tally, language: str) -> Context:
    """Where a block stands, where it says how it was counted, and what it says there."""
    return {
        "anchor": anchor(block.key),
        "asked": anchor(one["ground"]) if one["ground"] else "",
        "grounds": [asdict(ground) for ground in grounds_of(block, language)],
    }


def _ground(block: Figure | Grid | Listing | Matrix, language: str) -> Context:
    """Definition, version and the decision of the gate of a protected table; nothing for listed facts."""
    if not isinstance(block, Figure | Grid):
        return {}
    return {
        "picture": chart_of(block, language).picture()
        if isinstance(block, Figure) and is_drawn(block)
        else SafeString(""),
        "indicator": block.table.indicator,
        "version": block.table.version,
        "how": how_counted(block, language),
        "hidden": block.table.hidden_count,
        "digest": block.table.digest,
    }

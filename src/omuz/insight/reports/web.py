"""A document as context for a page: the very words of the paper, every number with its key and its ground."""

from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import override

from omuz.insight.reports.captions import Caption, captions, grounded, how_counted
from omuz.insight.reports.drawn import chart_of
from omuz.insight.reports.laid import laid
from omuz.insight.reports.paper.told import told
from omuz.insight.reports.parts import Document, Figure, Grid, Listing, Matrix, Numbered

Context = dict[str, Any]


def page_of(document: Document) -> Context:
    """What the preview template takes.

    `sections` → `blocks` with `kind` (prose, points, box, figure, table, tallies, card, missing, absent, voice).
    Figures and tables have `label` (`Şekil 3`), `anchor`, `heads`, `rows` of cells (`words`, `key`, `tone`), `numbers`;
    protected ones `picture`, `indicator`, `version`, `base`, `how` (lines of “nasıl sayıldı?”), `hidden`, `digest`.
    """
    with override(document.language):
        data, _pictures = told(document)
        whole = replace(document, sections=grounded(document))
        known = captions(whole)
        numbered = {block.key: block for block in whole.blocks() if isinstance(block, Numbered)}
        for section in data["sections"]:
            section["anchor"] = anchor(section["key"])
            section["blocks"] = [_enriched(one, numbered, known, whole.language) for one in section["blocks"]]
        data["contents"] = [
            {"anchor": section["anchor"], "title": section["title"], "level": section["level"]}
            for section in data["sections"]
        ]
    return data


def anchor(key: str) -> str:
    """The place of a section, figure or table on the page."""
    return "at-" + key.replace(".", "-").replace(":", "-")


def _enriched(
    one: Context, numbered: dict[str, Figure | Grid | Listing | Matrix], known: dict[str, Caption], language: str
) -> Context:
    for spans in (*one.get("paragraphs", ()), *one.get("items", ())):
        for span in spans:
            span["anchor"] = anchor(span["to"]) if span["to"] else ""
    block = numbered.get(one.get("key", ""))
    if block is None:
        return one
    cells = laid(block, language)
    more: Context = {
        "label": known[block.key].label,
        "anchor": anchor(block.key),
        "heads": cells.heads,
        "rows": [[{"words": cell.words, "key": cell.key, "tone": cell.tone} for cell in row] for row in cells.rows],
        "numbers": cells.numbers,
    }
    return {**one, **more, **_ground(block, language)}


def _ground(block: Figure | Grid | Listing | Matrix, language: str) -> Context:
    """Definition, version and the decision of the gate of a protected table; nothing for listed facts."""
    if not isinstance(block, Figure | Grid):
        return {}
    return {
        "picture": chart_of(block, language).picture() if isinstance(block, Figure) else SafeString(""),
        "indicator": block.table.indicator,
        "version": block.table.version,
        "how": how_counted(block, language),
        "hidden": block.table.hidden_count,
        "digest": block.table.digest,
    }

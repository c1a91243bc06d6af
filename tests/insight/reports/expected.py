"""What every paper must print: the tables of a document cell by cell, from the gate's own tables and its words."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import override

from omuz.foundation.catalogue.turkish import number
from omuz.insight.reports.grounds import grounded
from omuz.insight.reports.laid import laid, tally_text
from omuz.insight.reports.parts import Document, Figure, Grid, Listing, Matrix, Tally
from omuz.insight.reports.widths import fitted

Cells = list[list[str]]


def whole(document: Document) -> Document:
    """The document with the section every paper adds."""
    with override(document.language):
        return replace(document, sections=grounded(document))


def tables(document: Document) -> Iterator[Cells]:
    """Every printed table in reading order, heads first; wide ones in their parts, tallies together."""
    with override(document.language):
        for section in whole(document).sections:
            tallies: list[Tally] = []
            for block in section.blocks:
                if isinstance(block, Tally):
                    tallies.append(block)
                    continue
                yield from _tallied(tallies, document.language)
                tallies = []
                if isinstance(block, Figure | Grid | Listing | Matrix):
                    yield from _parts(block, document.language)
            yield from _tallied(tallies, document.language)


def _tallied(tallies: list[Tally], language: str) -> Iterator[Cells]:
    if tallies:
        heads = ["Soru", "Merkez"] if language == "tr" else ["Question", "Centre"]
        yield [heads, *([one.label, tally_text(one, language)] for one in tallies)]


def _parts(block: Figure | Grid | Listing | Matrix, language: str) -> Iterator[Cells]:
    told = laid(block, language)
    for part in fitted(told).parts:
        heads = [told.heads[place] for place in part.columns]
        yield [heads, *([row[place].words for place in part.columns] for row in told.rows)]


def shown_numbers(document: Document) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Straight from the gate, past everything that lays out: block, category, number as a reader sees it."""
    for block in document.blocks():
        if isinstance(block, Figure | Grid) and not block.earlier and block.table.measure != "median":
            for cell in block.table.cells:
                if cell.value is not None:
                    yield block.key, cell.key, number(cell.value, 0, document.language)

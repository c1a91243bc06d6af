"""All tables of a document as one workbook: a sheet each, the contents first, how it was counted last."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.tables import Cell, Sheet, Styled, as_workbook
from omuz.insight.reports.captions import captions
from omuz.insight.reports.drawn import base_of
from omuz.insight.reports.grounds import Ground, grounded, grounds_of, how_counted
from omuz.insight.reports.laid import Laid, Placed, laid, tally_text
from omuz.insight.reports.parts import Document, Figure, Grid, Numbered, Tally

_TALLIES_FROM = "B2"


def to_xlsx(document: Document) -> bytes:
    """The annex; the same document is the same bytes."""
    with override(document.language):
        whole = replace(document, sections=grounded(document))
        known = captions(whole)
        blocks = [block for block in whole.blocks() if isinstance(block, Numbered)]
        sheets = [_contents(whole)]
        tallies = [block for block in whole.blocks() if isinstance(block, Tally)]
        if tallies:
            sheets.append(_tallies(tallies, whole.language))
        sheets += [_sheet(known[block.key].label, laid(block, whole.language)) for block in blocks]
        sheets.append(_notes(whole))
        return as_workbook(sheets, title=document.title)


def _contents(document: Document) -> Sheet:
    known = captions(document)
    rows: list[list[Cell | Styled]] = [
        [known[block.key].label, block.title, block.source]
        for block in document.blocks()
        if isinstance(block, Numbered)
    ]
    head: list[list[Cell | Styled]] = [
        [Styled(document.title, bold=True)],
        [f"{document.publisher} · {document.year}"],
        [_("Verinin özeti (SHA-256)"), document.snapshot],
        [],
        [Styled(words, bold=True) for words in (_("Sayfa"), _("Başlık"), _("Kaynak"))],
    ]
    return Sheet(_("İçindekiler"), [*head, *rows], head=False, widths=(24, 80, 40))


def _tallies(tallies: list[Tally], language: str) -> Sheet:
    """Part and whole as numbers beside `7/22`, empty where the gate hides them."""
    rows: list[list[Cell]] = [
        [tally.label, tally_text(tally, language), tally.part, tally.whole if tally.part is not None else None]
        for tally in tallies
    ]
    heads: list[Cell] = [_("Soru"), _("Merkez"), _("Pay sayısı"), _("Bütün")]
    return Sheet(_("Merkez sayıları"), [heads, *rows], frozen=_TALLIES_FROM)


def _sheet(name: str, told: Laid) -> Sheet:
    """Numbers as numbers; what is hidden, between bounds or of a whole in the words of the report."""
    heads = [
        f"{head} (%)" if any(row[place].key.endswith("%") for row in told.rows) else head
        for place, head in enumerate(told.heads)
    ]
    last = len(told.rows) - 1 if told.footed else -1
    rows = [[_written(cell, bold=line == last) for cell in row] for line, row in enumerate(told.rows)]
    return Sheet(name, [heads, *rows], frozen="B2")


def _written(cell: Placed, *, bold: bool) -> Styled:
    plain = cell.value is not None and not {"/", "("} & set(cell.words)
    if not plain:
        return Styled(cell.words, bold=bold)
    return Styled(cell.value, bold=bold, number_format="#,##0.0" if isinstance(cell.value, float) else "#,##0")


def _notes(document: Document) -> Sheet:
    """Base, definition and decision of the gate of every figure, line by line."""
    known = captions(document)
    rows: list[list[Cell | Styled]] = []
    for block in document.blocks():
        label = block.label if isinstance(block, Tally) else known[block.key].label if block.key in known else ""
        told: list[tuple[str, str]] = []
        if isinstance(block, Figure | Grid):
            told += [(_("Taban"), base_of(block, document.language)), *how_counted(block, document.language)]
        for ground in grounds_of(block, document.language):
            told += _decided(ground, plain=not isinstance(block, Figure | Grid))
        if told and isinstance(block, Numbered) and block.note:
            told.append((_("Not"), block.note))
        rows += [[label, name, Styled(words, wrap=True)] for name, words in told]
    return Sheet(_("Nasıl sayıldı"), [[_("Sayfa"), _("Konu"), _("Açıklama")], *rows], widths=(14, 26, 90))


def _decided(ground: Ground, *, plain: bool) -> list[tuple[str, str]]:
    """What the gate decided of one table, its digest whole; `plain` tables have not said their definition yet."""
    definition = _("%(code)s, sürüm %(version)s") % {"code": ground.indicator, "version": ground.version}
    told = [(_("Tanım"), definition), (_("Taban"), ground.base), (_("Gizlenen hücre"), ground.hidden)] if plain else []
    return [*told, (_("Dönem"), ground.period), (_("Kural"), ground.rule), (_("Özet (SHA-256)"), ground.digest)]

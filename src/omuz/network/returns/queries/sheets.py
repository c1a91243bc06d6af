"""The table a centre without Omuz fills in: made for one centre and quarter, read back to raw tables for the gate.

What is read here are bare counts: they go to the gate at once and are kept nowhere.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables import BadRow, Cell, Hints, Sheet, Styled, as_workbook, read_rows
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable, all_keys
from omuz.insight.charts.periods import said
from omuz.insight.charts.reading import label
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.returns.queries.arrived import open_quarters
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.counted import KIND, population_of
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter

COLUMNS: Final = ("tablo", "kod", "başlık", "satır", "sayı", "payda")
_CENTRE, _QUARTER, _CONTENTS = "_merkez", "_donem", "_icerik"
_SHEET: Final = "Bildirim"
_MOST_DIGITS: Final = 7
_OPEN: Final = Styled(None, to_fill=True)
"""A cell to be filled in."""


class NotASheet(ValueError):
    """The table is not taken; the message says to its reader which row is wrong and what to write there."""


@dataclass(frozen=True)
class Filled:
    """What stood in a filled table: whose, of which quarter, and raw tables by key for the gate."""

    centre: Centre
    quarter: Quarter
    raws: Mapping[str, RawTable]


def blank(centre: Centre, quarter: Quarter) -> dict[str, RawTable]:
    """Every table such a return may hold, empty: the same form an Omuz centre's have, so that they add up.

    Those of the whole year only where all its other quarters came: beside them they tell what a missing one holds.
    """
    found = {}
    nothing = Facts.from_rows(KIND, [])
    whole_year = quarter.closes_year and not open_quarters(centre.id, quarter)
    for plan in (*contents().of_quarter(), *(contents().of_year() if whole_year else ())):
        period = str(quarter.year) if plan.yearly else str(quarter)
        raw = count(plan.indicator, nothing, plan.by, period=period, population=population_of(centre.id, period))
        found[plan.key] = _with_months(raw, plan, quarter)
    return found


def _with_months(raw: RawTable, plan: Plan, quarter: Quarter) -> RawTable:
    if "month" not in plan.by:
        return raw
    own = tuple(Dimension(one.name, quarter.months, one.kind) if one.name == "month" else one for one in raw.dimensions)
    return replace(raw, dimensions=own)


def template(centre: Centre, quarter: Quarter) -> bytes:
    """The workbook to be filled in, for one centre and quarter."""
    rows: list[list[Cell | Styled]] = [
        [*COLUMNS],
        [_CENTRE, centre.code, centre.name],
        [_QUARTER, str(quarter), said(str(quarter))],
        [_CONTENTS, contents().name, _("Boş bırakılan tablo gönderilmez. Sıfırsa 0 yazın; boş, sıfır değildir.")],
    ]
    language = get_language() or "tr"
    for key, raw in blank(centre, quarter).items():
        plan = contents().plans[key]
        for code, words in _lines(raw, plan, language):
            base = _OPEN if raw.denominators is not None else None
            about = f"{plan.indicator.title.say()} · {said(raw.period)}"
            rows.append([key, code, about, words, _OPEN, base])
    return as_workbook([Sheet(_SHEET, rows, widths=(24, 22, 44, 40, 10, 10))])


def _lines(raw: RawTable, plan: Plan, language: str) -> Iterator[tuple[str, str]]:
    for key in all_keys(raw.dimensions):
        words = [
            _("Toplam") if code == TOTAL else label(plan.indicator, dimension, code, language)
            for dimension, code in zip(raw.dimensions, key, strict=True)
        ]
        yield _code(key), " · ".join(words) or _("Toplam")


def _code(key: Key) -> str:
    return "/".join("toplam" if code == TOTAL else code for code in key) or "toplam"


def read_filled(raw: bytes) -> Filled:
    """What somebody filled in; raises NotASheet naming the row, and UnreadableFile for what is no table."""
    cells: dict[tuple[str, str], tuple[int, str, str]] = {}
    for row in read_rows(io.BytesIO(raw), Hints(header_row=1)):
        if isinstance(row, BadRow):
            raise NotASheet(_("%(line)d. satır okunamadı: %(what)s") % {"line": row.line, "what": row.what})
        key, code, _title, _words, number, base = ([cell.strip() for cell in row.values] + [""] * 6)[:6]
        if (key, code) in cells:
            raise NotASheet(_("%(line)d. satır ikinci kez yazılmış; hiçbir şey alınmadı.") % {"line": row.line})
        cells[key, code] = (row.line, number, base)
    centre, quarter = _whose(cells)
    raws = {}
    for key, empty in blank(centre, quarter).items():
        found = _filled(key, empty, cells)
        if found is not None:
            raws[key] = found
    if not raws:
        raise NotASheet(_("Tabloda doldurulmuş hiçbir bölüm yok; hiçbir şey alınmadı."))
    return Filled(centre, quarter, raws)


def _whose(cells: Mapping[tuple[str, str], object]) -> tuple[Centre, Quarter]:
    told = {key: code for key, code in cells if key.startswith("_")}
    centre = Centre.objects.filter(code=told.get(_CENTRE, "")).first()
    try:
        quarter = Quarter.read(told.get(_QUARTER, ""))
    except NotAQuarter:
        quarter = None
    if centre is None or quarter is None:
        raise NotASheet(_("Bu, ağın verdiği tablo değil: merkez ya da dönem satırı yok. Tabloyu yeniden indirin."))
    if told.get(_CONTENTS) != contents().name:
        raise NotASheet(_("Tablo eski bir biçimde; hiçbir şey alınmadı. Yenisini indirip sayıları ona yazın."))
    return centre, quarter


Cells = Mapping[tuple[str, str], tuple[int, str, str]]


def _filled(key: str, empty: RawTable, cells: Cells) -> RawTable | None:
    """One table with its numbers; None where all of it was left blank."""
    keys = all_keys(empty.dimensions)
    rows = {one: cells.get((key, _code(one))) for one in keys}
    if all(row is None or not (row[1] or row[2]) for row in rows.values()):
        return None
    for one, row in rows.items():
        if row is None:
            told = {"key": key, "code": _code(one)}
            raise NotASheet(_("“%(key)s” tablosunun “%(code)s” satırı silinmiş; hiçbir şey alınmadı.") % told)
    counts = {one: _whole(row[0], row[1]) for one, row in rows.items() if row}
    bases = None
    if empty.denominators is not None:
        bases = {one: _whole(row[0], row[2]) for one, row in rows.items() if row}
        _check_bases(counts, bases, rows)
        _check_totals(empty, bases, rows)
    _check_totals(empty, counts, rows)
    used = _rows_used(empty, bases or counts)
    return replace(empty, counts=counts, denominators=bases, rows_used=used)


def _whole(line: int, text: str) -> int:
    plain = text.removesuffix(".0")
    if not plain:
        raise NotASheet(_("%(line)d. satır boş; sıfırsa 0 yazın. Hiçbir şey alınmadı.") % {"line": line})
    if not (plain.isascii() and plain.isdigit()) or len(plain) > _MOST_DIGITS:
        raise NotASheet(
            _(
                "%(line)d. satırda “%(text)s” yazıyor; buraya yalnız tam sayı yazılır. Küçük sayıları program gizler."
                " Hiçbir şey alınmadı."
            )
            % {"line": line, "text": text[:20]}
        )
    return int(plain)


def _check_bases(counts: Mapping[Key, int], bases: Mapping[Key, int], rows: Mapping[Key, Any]) -> None:
    for key, part in counts.items():
        if part > bases[key]:
            raise NotASheet(
                _("%(line)d. satırda sayı paydasından büyük; hiçbir şey alınmadı.") % {"line": rows[key][0]}
            )


def _check_totals(table: RawTable, counts: Mapping[Key, int], rows: Mapping[Key, Any]) -> None:
    """Totals must be the sum of their parts; where several answers may be given, no part may exceed the total."""
    for place, dimension in enumerate(table.dimensions):
        for key, whole in counts.items():
            if key[place] != TOTAL:
                continue
            parts = [counts[(*key[:place], code, *key[place + 1 :])] for code in dimension.categories]
            several = dimension.name in table.multi
            if (max(parts) > whole) if several else (sum(parts) != whole):
                told = {"line": rows[key][0], "whole": whole, "parts": max(parts) if several else sum(parts)}
                raise NotASheet(
                    _("%(line)d. satır: toplam %(whole)d, ama bir bölümü %(parts)d; hiçbir şey alınmadı.") % told
                    if several
                    else _("%(line)d. satır: toplam %(whole)d, bölümler %(parts)d ediyor; hiçbir şey alınmadı.") % told
                )


def _rows_used(table: RawTable, counts: Mapping[Key, int]) -> int:
    """All that was counted, each once: overlapping answers are read at their total."""
    whole = [dimension.name in table.multi for dimension in table.dimensions]
    return sum(number for key, number in counts.items() if [code == TOTAL for code in key] == whole)


__all__ = ["COLUMNS", "Filled", "NotASheet", "UnreadableFile", "blank", "read_filled", "template"]

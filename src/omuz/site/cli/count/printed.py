"""Writes sheets of figures as an aligned table, CSV, JSON or a workbook; text never becomes a formula."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from omuz.foundation.catalogue import tables as files
from omuz.foundation.catalogue.fact_kinds import PERIODS
from omuz.foundation.catalogue.tables import PROGRAM, Cell, Styled
from omuz.foundation.catalogue.turkish import number, share
from omuz.insight.indicators.definitions import FIELD
from omuz.site.cli.count.figures import Figure, Sheet, hidden_sign
from omuz.site.words import _, language

_LINES: Final = replace(PROGRAM, line_end="\n")
"""For programs of the command line, which part lines at one sign."""


def as_table(sheets: Sequence[Sheet]) -> bytes:
    """Aligned columns in words, each indicator followed by what belongs beside it."""
    out: list[str] = []
    for sheet in sheets:
        rows = [[*map(sheet.title_of, sheet.dimensions), *_headings(sheet)]]
        rows += [[*_labels(sheet, figure), *_cells(sheet, figure)] for figure in _spoken(sheet)]
        out += [f"{sheet.indicator.code}  {sheet.indicator.title}", "", *_aligned(rows, len(sheet.dimensions)), ""]
        out += [f"{name}: {text}" for name, text in sheet.notes()]
        out.append("")
    return "\n".join(out).encode()


def _spoken(sheet: Sheet) -> list[Figure]:
    """The figures without answers that nobody gave in any of them; programs get those too."""
    used = {
        (name, figure.codes[name])
        for figure in sheet.figures
        for name in sheet.dimensions
        if figure.hidden or figure.count or name == FIELD or name in PERIODS
    }
    return [figure for figure in sheet.figures if used.issuperset(figure.codes.items())] or list(sheet.figures)


def _headings(sheet: Sheet) -> list[str]:
    if sheet.measure == "share":
        return [_("Sayı"), _("Payda"), _("Oran")]
    return [_("Sayı"), _("Ortanca")] if sheet.measure == "median" else [_("Sayı")]


def _labels(sheet: Sheet, figure: Figure) -> list[str]:
    return [sheet.label_of(name, figure.codes[name]) for name in sheet.dimensions]


def _cells(sheet: Sheet, figure: Figure) -> list[str]:
    """Figures as a reader of the chosen language writes them; a hidden one says why."""

    def said(value: float | None) -> str:
        return "–" if value is None else number(value, language=language())

    count = hidden_sign(figure.hidden) if figure.hidden else said(figure.count)
    if sheet.measure == "share":
        part = "–" if figure.share is None else share(figure.share, 1, language())
        return [count, said(figure.base), part]
    return [count, said(figure.median)] if sheet.measure == "median" else [count]


def _aligned(rows: Sequence[Sequence[str]], texts: int) -> list[str]:
    """Words to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place < texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "-" * (sum(widths) + 2 * len(widths) - 2), *lines[1:]]


def as_csv(sheets: Sequence[Sheet]) -> bytes:
    """One header and one line per figure, in codes, with points in fractions: for programs."""
    dimensions = list(dict.fromkeys(name for sheet in sheets for name in sheet.dimensions))
    figures = _columns(sheets)
    rows: list[list[Cell]] = [["indicator", "version", *dimensions, *figures]]
    for sheet in sheets:
        for figure in sheet.figures:
            codes = [figure.codes.get(name, "") for name in dimensions]
            values = [_value(figure, name) for name in figures]
            rows.append([sheet.indicator.code, sheet.indicator.version, *codes, *values])
    return files.as_csv(rows, _LINES)


def _columns(sheets: Sequence[Sheet]) -> list[str]:
    """`count` alone where nothing else is told; further columns come with shares, medians and hidden cells."""
    columns = ["count"]
    if any(sheet.measure == "share" for sheet in sheets):
        columns += ["base", "share"]
    if any(sheet.measure == "median" for sheet in sheets):
        columns.append("median")
    if any(not sheet.raw for sheet in sheets):
        columns.append("hidden")
    return columns


def _value(figure: Figure, name: str) -> int | float | str | None:
    value: int | float | str | None = getattr(figure, name)
    return round(value, 6) if isinstance(value, float) else value


def as_json(sheets: Sequence[Sheet]) -> bytes:
    """A list with one object per indicator: its words, its figures in codes and labels, its notes."""
    return (json.dumps([_object(sheet) for sheet in sheets], ensure_ascii=False, indent=2) + "\n").encode()


def _object(sheet: Sheet) -> dict[str, Any]:
    columns = _columns([sheet])
    return {
        "indicator": sheet.indicator.code,
        "version": sheet.indicator.version,
        "title": sheet.indicator.title.say(),
        "period": sheet.period,
        "base": sheet.base,
        "protected": not sheet.raw,
        "dimensions": [{"name": name, "title": sheet.title_of(name)} for name in sheet.dimensions],
        "figures": [
            {
                **figure.codes,
                "labels": dict(zip(sheet.dimensions, _labels(sheet, figure), strict=True)),
                **{name: _value(figure, name) for name in columns},
            }
            for figure in sheet.figures
        ],
        "notes": dict(sheet.notes()),
    }


def as_workbook(sheets: Sequence[Sheet]) -> bytes:
    """One page per indicator: figures in words with their notes under them."""
    # The notes under the figures are longer than any label, and must not widen its column.
    return files.as_workbook(
        files.Sheet(sheet.indicator.code, _page(sheet), widths=[32 for _name in sheet.dimensions]) for sheet in sheets
    )


def _page(sheet: Sheet) -> list[list[Cell | Styled]]:
    rows: list[list[Cell | Styled]] = []
    rows.append([*map(sheet.title_of, sheet.dimensions), *_headings(sheet), _("Neden gizli")])
    rows += [[*_labels(sheet, figure), *_numbers(sheet, figure)] for figure in sheet.figures]
    rows.append([])
    rows += [[name, text] for name, text in sheet.notes()]
    return rows


def _numbers(sheet: Sheet, figure: Figure) -> list[Cell | Styled]:
    values: list[Cell | Styled] = [figure.count]
    if sheet.measure == "share":
        values += [figure.base, Styled(figure.share, number_format="0.0%")]
    elif sheet.measure == "median":
        values.append(figure.median)
    return [*values, sheet.hidden_words(figure.hidden) if figure.hidden else ""]


FORMATS: Final[dict[str, Callable[[Sequence[Sheet]], bytes]]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_workbook,
}
"""Name of a format → what writes it."""

"""A definition in the words of a reader: what a page and the handbook print of one indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.fact_kinds import PERIODS, FactKind
from omuz.foundation.catalogue.lists import NOT_ASKED, label_of
from omuz.foundation.catalogue.turkish import number, share
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.indicators.definitions import (
    FIELD,
    Count,
    Distribution,
    Example,
    Indicator,
    Measure,
    Median,
    Missing,
    Persons,
    Share,
)
from omuz.insight.indicators.sql import Filter

_FIGURES = ("count", "part", "base", "median")
WIDEST_BESIDE: Final = 4
"""Columns up to which two tables stand beside each other."""


@dataclass(frozen=True)
class Sheet:
    """A small table in words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int
    """How many of the last columns hold figures."""


@dataclass(frozen=True)
class WorkedExample:
    """A worked example: what was written down, and what the indicator makes of it."""

    title: str
    given: Sheet
    made: Sheet
    period: str

    @property
    def broad(self) -> bool:
        """Whether what was written down is too wide to stand beside its result."""
        return len(self.given.heads) > WIDEST_BESIDE


def label(kind: FactKind, name: str, code: str, language: str) -> str:
    """Words for one value of a column; a question's own title where the column is the question."""
    if code == TOTAL:
        return _("Toplam")
    if name == FIELD and code in kind.columns:
        return kind.columns[code].title.say(language)
    if name in PERIODS:
        return period_words(code, language)
    return kind.columns[name].label(code, language) if name in kind.columns else code


def heading(kind: FactKind, name: str, language: str) -> str:
    """Words for a column."""
    return _("Soru") if name == FIELD else kind.columns[name].title.say(language)


def measured(indicator: Indicator, language: str) -> str:
    """One sentence: what the figure is made of."""
    kind, measure = indicator.kind, indicator.measure
    match measure:
        case Share(part=part):
            return _("Paydada şu yanıtı taşıyanların payı: %(part)s.") % {"part": conditions(kind, part, language)}
        case Distribution(column=column):
            return _("“%(column)s” yanıtlarına göre dağılım.") % {"column": heading(kind, column, language)}
        case Missing():
            return _("Her soru için, sorulabilecek olanlar içinde sorulmamış olanların payı.")
        case Median(column=column):
            return _("“%(column)s” değerlerinin ortancası.") % {"column": heading(kind, column, language)}
        case Persons():
            return _("Her kişi, sözü edilen her dönemde bir kez sayılır.")
        case Count():
            return _("Satırlar sayılır.")


def conditions(kind: FactKind, filter_: Filter, language: str) -> str:
    """A filter in words: “Temas türü: şiddet nedeniyle”; several codes of a column are alternatives."""
    parts = [
        f"{heading(kind, name, language)}: {' / '.join(label(kind, name, code, language) for code in codes)}"
        for name, codes in filter_.items()
    ]
    return "; ".join(parts)


def example_told(indicator: Indicator, example: Example, language: str) -> WorkedExample:
    """A worked example as two tables; that the second follows from the first is tested with the engine."""
    return WorkedExample(
        title=example.title.say(language),
        given=_given(indicator.kind, example.rows, language),
        made=_made(indicator, example.expect, language),
        period=period_words(example.period, language) if example.period else "",
    )


def _given(kind: FactKind, rows: Sequence[Mapping[str, Any]], language: str) -> Sheet:
    """The rows, alike ones once with their number; only columns somebody wrote."""
    names = [name for name in kind.columns if any(name in row for row in rows)]
    times: dict[tuple[str, ...], int] = {}
    for row in rows:
        cells = tuple(_cell(kind, name, row.get(name), language) for name in names)
        times[cells] = times.get(cells, 0) + 1
    heads = (*(heading(kind, name, language) for name in names), _("Kaç satır"))
    return Sheet(heads, tuple((*cells, number(count, None, language)) for cells, count in times.items()), 1)


def _cell(kind: FactKind, name: str, value: Any, language: str) -> str:
    if value is None:  # a question nobody wrote down was not asked
        return "–" if kind.columns[name].codes is None else label(kind, name, NOT_ASKED, language)
    if isinstance(value, list | tuple):
        if not value:
            return _("yok")
        return ", ".join(label(kind, name, str(code), language) for code in value)
    return number(value, None, language) if isinstance(value, int | float) else label(kind, name, str(value), language)


def _made(indicator: Indicator, lines: Sequence[Mapping[str, Any]], language: str) -> Sheet:
    kind = indicator.kind
    names = list(dict.fromkeys(name for line in lines for name in line if name not in _FIGURES))
    rows = tuple(
        (
            *(label(kind, name, str(line[name]), language) for name in names),
            *_figures(line, indicator.measure, language),
        )
        for line in lines
    )
    figures = _figure_heads(indicator.measure)
    return Sheet((*(heading(kind, name, language) for name in names), *figures), rows, len(figures))


def _figure_heads(measure: Measure) -> tuple[str, ...]:
    match measure:
        case Share() | Distribution() | Missing():
            return _("Sayı"), _("Payda"), _("Oran")
        case Median():
            return _("Gözlem"), _("Ortanca")
        case Count() | Persons():
            return (_("Sayı"),)


def _figures(line: Mapping[str, Any], measure: Measure, language: str) -> tuple[str, ...]:
    """The cells of one expected line; a share of an empty base is a dash, never nought."""
    match measure:
        case Share() | Distribution() | Missing():
            part, base = line["part"], line["base"]
            told = share(part / base, 0, language) if base else "–"
            return number(part, None, language), number(base, None, language), told
        case Median():
            return number(line["count"], None, language), number(line["median"], None, language)
        case Count() | Persons():
            return (number(line["count"], None, language),)


def room_words(kind: FactKind) -> str:
    """The room that yields a kind of fact, in words; empty where its file names none."""
    words = {
        "training": _("eğitim odası"),
        "meetings": _("toplantılar odası"),
        "coordination": _("belediye içi koordinasyon odası"),
        "outreach": _("önleme odası"),
        "rights": _("haklar odası"),
    }
    return words.get(kind.room, kind.room)


def period_words(code: str, language: str) -> str:
    """A period as it is said in a table: 2026, 01.2026, 2026 1. çeyrek; words for an unknown one."""
    year, _dash, part = code.partition("-")
    if part.startswith("Q"):
        return _("%(year)s %(number)s. çeyrek") % {"year": year, "number": part[1:]}
    return f"{part}.{year}" if part else label_of("special", code, language)

"""Periods a figure may speak of: a year, a quarter, a month, written 2026, 2026-Q3, 2026-07."""

from collections.abc import Iterable
from typing import Final, Literal

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.fact_kinds import PERIODS
from omuz.foundation.catalogue.lists import UNKNOWN

Grain = Literal["year", "quarter", "month"]
GRAINS: Final[tuple[Grain, ...]] = ("year", "quarter", "month")
_PER_YEAR: Final = {"year": 1, "quarter": 4, "month": 12}


class NoSuchPeriod(ValueError):
    """A period that is not written as one; the message says how to write it."""


def grain_of(period: str) -> Grain:
    """Whether a period is a year, a quarter or a month. Raises NoSuchPeriod."""
    for grain in GRAINS:
        if PERIODS[grain].fullmatch(period):
            return grain
    raise NoSuchPeriod(_("“%(period)s” bir dönem değil; 2026, 2026-Q3 ya da 2026-07 gibi yazın.") % {"period": period})


def _number(code: str, grain: Grain) -> int:
    """Periods of one grain in a row: 2026-Q1 is one more than 2025-Q4."""
    year, _dash, part = code.partition("-")
    return int(year) * _PER_YEAR[grain] + (int(part.lstrip("Q")) - 1 if part else 0)


def _code(number: int, grain: Grain) -> str:
    year, part = divmod(number, _PER_YEAR[grain])
    return {"year": f"{year:04}", "quarter": f"{year:04}-Q{part + 1}", "month": f"{year:04}-{part + 1:02}"}[grain]


def within(period: str, grain: Grain) -> tuple[int, int]:
    """First and last number of the periods of `grain` that touch `period`."""
    known = grain_of(period)
    steps, finer = _PER_YEAR[known], _PER_YEAR[grain]
    first = _number(period, known) * finer // steps
    return first, max(first, (_number(period, known) + 1) * finer // steps - 1)


def unbroken(codes: Iterable[str], grain: Grain, period: str = "") -> tuple[str, ...]:
    """Every period within `period`, whatever occurs, so that the tables of two centres have the same rows.

    Without one, from the first to the last that occurs, the empty ones between them too; unknown comes last.
    """
    if period:
        first, last = within(period, grain)
        return tuple(_code(number, grain) for number in range(first, last + 1))
    known = set(codes)
    numbers = [_number(code, grain) for code in known - {UNKNOWN}]
    row = [_code(number, grain) for number in range(min(numbers), max(numbers) + 1)] if numbers else []
    return tuple(row) if row and UNKNOWN not in known else (*row, UNKNOWN)


def covered(months: Iterable[str]) -> tuple[Grain, str]:
    """The coarsest grain that does not say more than these months do, and the period in its words.

    A single month is a month, months of one quarter are that quarter, anything longer is told in years.
    """
    known = sorted({month for month in months if month != UNKNOWN})
    if not known:
        return "year", UNKNOWN
    quarters = sorted({f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}" for month in known})
    if len(known) == 1:
        return "month", known[0]
    if len(quarters) == 1:
        return "quarter", quarters[0]
    first, last = known[0][:4], known[-1][:4]
    return "year", first if first == last else f"{first}–{last}"

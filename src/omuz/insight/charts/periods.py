"""Periods as a reader says them: `2026-Q3` is “Temmuz–Eylül 2026”, `2026-07` is “Temmuz 2026”."""

import re
from typing import Final

from omuz.foundation.catalogue.lists import in_turkish, label_of

_MONTHS_TR: Final = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
_MONTHS_EN: Final = "January February March April May June July August September October November December".split()
_SHORT_TR: Final = "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara".split()
_SHORT_EN: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER: Final = re.compile(r"([0-9]{4})-Q([1-4])")


def said_between(first: str, last: str, language: str | None = None) -> str:
    """From the first month of one period to the last month of another: “Ekim 2024 – Eylül 2026”."""
    if first == last:
        return said(first, language)
    return f"{said(_edge(first, 0), language)} – {said(_edge(last, 2), language)}"


def _edge(period: str, place: int) -> str:
    """The first (0) or last (2) month of a quarter; any other period itself."""
    match = _QUARTER.fullmatch(period)
    return f"{match[1]}-{(int(match[2]) - 1) * 3 + 1 + place:02}" if match else period


def said(period: str, language: str | None = None, *, short: bool = False) -> str:
    """A month, quarter or year in words; `short` writes months with three letters. Anything else as it is."""
    turkish = in_turkish(language)
    months = (_SHORT_TR if turkish else _SHORT_EN) if short else (_MONTHS_TR if turkish else _MONTHS_EN)
    if match := _QUARTER.fullmatch(period):
        first = (int(match[2]) - 1) * 3
        return f"{months[first]}–{months[first + 2]} {match[1]}"
    if match := _MONTH.fullmatch(period):
        return f"{months[int(match[2]) - 1]} {match[1]}"
    return label_of("", period, language)

"""Figures as a sentence says them: percentages with the right ending, ranges, and never a rounded lie."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from omuz.foundation.catalogue.turkish import number, share

# How the last word of the number sounds decides the ending: on beş → 'i, yirmi → 'si, on → 'u.
_ONES: Final = ("'ı", "'i", "'si", "'ü", "'ü", "'i", "'sı", "'si", "'i", "'u")
_TENS: Final = ("", "'u", "'si", "'u", "'ı", "'si", "'ı", "'i", "'i", "'ı")
_CASES: Final = {"of": ("", ""), "in": ("nda", "nde"), "from": ("ndan", "nden")}
_LEAST: Final = Fraction(1, 1000)


@dataclass(frozen=True)
class Span:
    """A number known exactly (`low == high`) or only between two bounds; `high` None means no upper bound."""

    low: Fraction
    high: Fraction | None

    @classmethod
    def of(cls, low: int | Fraction, high: int | Fraction | None) -> "Span":
        return cls(Fraction(low), None if high is None else Fraction(high))

    @property
    def exact(self) -> bool:
        return self.low == self.high


def ending(written: str) -> str:
    """The Turkish possessive ending, apostrophe included, of a number as written in Turkish (`69`, `1.200`, `4,6`).

    Known for numbers up to the millions; read aloud, `%69` is “yüzde altmış dokuz”, so `'u`.
    """
    whole, _comma, decimals = written.lstrip("%−").partition(",")
    digits = (decimals or whole).replace(".", "")
    if decimals or digits[-1] != "0" or digits == "0":
        return _ONES[int(digits[-1])]
    if digits.endswith("000000"):
        return "'u"
    if digits.endswith("000"):
        return "'i"
    return "'ü" if digits.endswith("00") else _TENS[int(digits[-2])]


def percent(part: Fraction, language: str) -> str:
    """A share in words as short as they are true: 0.694 → `%69`, but 0.996 → `%99,6`, never `%100`."""
    if part in (0, 1):
        return share(float(part), 0, language)
    if Fraction(1, 200) < part < Fraction(199, 200):
        return share(float(part), 0, language)
    shown = min(max(part, _LEAST), 1 - _LEAST)
    return share(float(shown), 1, language)


def cased(written: str, case: str) -> str:
    """A number with the ending a Turkish sentence wants: of `27'si`, in `27'sinde`, from `27'sinden`."""
    tail = ending(written)
    back, front = _CASES[case]
    return written + tail + (back if tail[-1] in "ıu" else front)


def percent_of(part: Span, language: str, case: str = "of") -> str:
    """The share as part of a sentence: `%69'u`, `tamamında`, `en az %66'sı`; in English `69%`, `at least 66%`."""
    said = percent(part.low, language)
    if not language.startswith("tr"):
        return said if part.exact else f"at least {said}"
    if part.exact and part.low == 1:
        return "tamamı" + _CASES[case][0]
    said = cased(said, case)
    return said if part.exact else f"en az {said}"


def count(value: Span, language: str) -> str:
    """A number of things: `412`, `412–418` between bounds, `en az 412` without an upper one."""
    low = number(int(value.low), 0, language)
    if value.exact:
        return low
    if value.high is None:
        return f"en az {low}" if language.startswith("tr") else f"at least {low}"
    return f"{low}–{number(int(value.high), 0, language)}"


def percent_span(value: Span, language: str) -> str:
    """A share for a table: `%69`, `%66–70` between bounds, an empty string where nothing is known."""
    if value.exact:
        return percent(value.low, language)
    if value.high is None:
        return ""
    low, high = percent(value.low, language), percent(value.high, language)
    if low == high:
        return low
    return f"{low}–{high.lstrip('%')}" if language.startswith("tr") else f"{low.rstrip('%')}–{high}"

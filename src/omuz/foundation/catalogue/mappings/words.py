"""Reads numbers and days as people type them into tables."""

import re
from datetime import date

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import fold

_TOKENS = {"yyyy": r"(?P<y>[0-9]{4})", "mm": r"(?P<m>[0-9]{1,2})", "dd": r"(?P<d>[0-9]{1,2})"}
_YEARS = range(1900, 2101)
_TOKEN = re.compile("yyyy|mm|dd")
_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?")


def word(text: str) -> str:
    """The form two spellings of one word share; a cell of signs only, such as - or ?, stands for itself."""
    return fold(text) or text.strip()


def number(text: str) -> float | None:
    """A number with a decimal point or comma; None when it is none."""
    stripped = text.strip()
    return float(stripped.replace(",", ".")) if _NUMBER.fullmatch(stripped) else None


def date_pattern(form: str) -> re.Pattern[str] | None:
    """What dates of a form such as `dd.mm.yyyy` look like, a time after it allowed; None without all three parts."""
    if sorted(_TOKEN.findall(form)) != ["dd", "mm", "yyyy"]:
        return None
    pattern, end = "", 0
    for token in _TOKEN.finditer(form):
        pattern += re.escape(form[end : token.start()]) + _TOKENS[token[0]]
        end = token.end()
    return re.compile(pattern + re.escape(form[end:]) + _TIME)


def day_of(text: str, patterns: tuple[re.Pattern[str], ...]) -> date | None:
    """The day a text names in one of the forms, between 1900 and 2100; None when it names none."""
    for pattern in patterns:
        if match := pattern.fullmatch(text.strip()):
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if day.year in _YEARS:
                return day
    return None


def say_date(form: str) -> str:
    """A date form as a reader of Turkish or English writes it."""
    return form.replace("yyyy", _("YYYY")).replace("mm", _("AA")).replace("dd", _("GG"))

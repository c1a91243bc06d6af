"""What may stand in a cell of a file we write, and text made safe for whatever program opens it."""

import re
from datetime import date, datetime, time
from typing import Final

Cell = str | int | float | date | time | datetime | None
"""A moment is local and without a zone: neither a spreadsheet nor the office knows one."""

LONGEST: Final = 32_767
"""Characters a cell of a workbook holds, counted as spreadsheets do: one outside the basic plane is two."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Blanks and signs of no width before it do not stop every program from taking it for a formula.
_RUNS = re.compile("[\t\r\n]|[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")


def kept(text: str) -> str:
    """The text without control characters and broken halves of letters, which no file of ours can hold."""
    return _UNWRITABLE.sub("", text)


def runs(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return _RUNS.match(text) is not None


def harmless(text: str) -> str:
    """Text for a CSV file that a spreadsheet shows and never runs: what could run gets an apostrophe before it.

    `as_typed` takes exactly that apostrophe away again.
    """
    told = kept(text)
    return f"'{told}" if runs(told.lstrip("'")) else told


def as_typed(text: str) -> str:
    """A cell of a CSV file of ours as it was before `harmless`; any other text as it is."""
    return text[1:] if text.startswith("'") and runs(text.lstrip("'")) else text


def fitting(text: str) -> str:
    """Text as a cell of a workbook holds it: lines end in one sign; what is too long ends in `…`."""
    told = kept(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(told) * 2 <= LONGEST:
        return told
    wide = told.encode("utf-16-le")
    if len(wide) <= LONGEST * 2:
        return told
    return wide[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"

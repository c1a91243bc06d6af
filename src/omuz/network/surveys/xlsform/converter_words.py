"""Says what the reference converter found, in the author's language and at the place in her workbook."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform.converter_sentences import FALLBACK, PATTERNS, REMARK_PATTERNS, SILENT
from omuz.network.surveys.xlsform.refusals import Refusal
from omuz.network.surveys.xlsform.workbook import Workbook

_ROW = re.compile(r"^\s*\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet, ")
_COLUMN = re.compile(r"the '([^']+)' value")


def refusals(error: Exception, book: Workbook) -> tuple[Refusal, ...]:
    """One refusal for each line of what the converter raised."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    spoken = [line for line in lines if _ROW.match(line)] or lines[:1]
    return tuple(dict.fromkeys(_told(line, PATTERNS, book) for line in spoken))


def remarks(said: Iterable[str], book: Workbook) -> tuple[Refusal, ...]:
    """What the converter warned of; hints about its own settings are left out."""
    lines = [line for each in said for line in each.splitlines() if line.strip()]
    wanted = [line for line in lines if not any(re.search(pattern, line) for pattern in SILENT)]
    return tuple(_told(line, REMARK_PATTERNS, book) for line in wanted)


def _told(line: str, patterns: tuple[tuple[str, str, str, str], ...], book: Workbook) -> Refusal:
    row = match[1] if (match := _ROW.match(line)) else ""
    text = _ROW.sub("", line)
    sheet = match[1] if (match := _SHEET.search(text)) else ""
    column = match[1] if (match := _COLUMN.search(text)) else ""
    for pattern, sentence, fixed_sheet, fixed_column in patterns:
        found = re.search(pattern, text)
        if found:
            return _placed(_(sentence) % found.groupdict(), sheet or fixed_sheet, row, fixed_column or column, book)
    return _placed(_(FALLBACK) % {"text": text[:300]}, sheet or ("survey" if row else ""), row, column, book)


def _placed(sentence: str, sheet: str, row: str, column: str, book: Workbook) -> Refusal:
    """The sheet and the column as the author spelt them."""
    known = book.sheets.get(sheet)
    name = known.name if known else sheet
    header = (known.header(*column.split("|")) if known and column else "") or column.partition("|")[0]
    return Refusal(sentence, name, int(row or 0), header)

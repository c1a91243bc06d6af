"""The file of refused rows: line, column, value, what is wrong, what to do; opens in a spreadsheet."""

import io
from typing import IO

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.mappings import Refused
from omuz.foundation.catalogue.tables import CsvLines


class RefusedRows:
    """Writes refused rows to an open text file as they come; one line for each problem of a row."""

    def __init__(self, file: IO[str]) -> None:
        self._lines = CsvLines(file)
        self._lines.add([_("satır"), _("sütun"), _("değer"), _("ne yanlış"), _("ne yapmalı")])

    def add(self, row: Refused) -> None:
        """One refused row."""
        for problem in row.problems:
            self._lines.add([row.line, problem.column, problem.value, problem.what, problem.todo])


def refused_text(rows: list[Refused]) -> str:
    """The whole file for rows kept in memory."""
    out = io.StringIO(newline="")
    kept = RefusedRows(out)
    for row in rows:
        kept.add(row)
    return out.getvalue()

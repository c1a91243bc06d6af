"""The file of refused rows: line, column, value, what is wrong, what to do; opens in a spreadsheet."""

import csv
import io
from typing import IO

from django.utils.translation import gettext as _

from omuz.casework.contacts.actions.exports import RUNS_IN_A_SPREADSHEET
from omuz.foundation.catalogue.mappings import Refused


class RefusedRows:
    """Writes refused rows to an open text file as they come; one line for each problem of a row."""

    def __init__(self, file: IO[str]) -> None:
        # The mark makes a spreadsheet read Turkish letters; semicolons are what it expects here.
        file.write("\ufeff")
        self._lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        self._lines.writerow([_("satır"), _("sütun"), _("değer"), _("ne yanlış"), _("ne yapmalı")])

    def add(self, row: Refused) -> None:
        """One refused row."""
        for problem in row.problems:
            told = [problem.column, problem.value, problem.what, problem.todo]
            self._lines.writerow([row.line, *(_harmless(text) for text in told)])


def refused_text(rows: list[Refused]) -> str:
    """The whole file for rows kept in memory."""
    out = io.StringIO(newline="")
    kept = RefusedRows(out)
    for row in rows:
        kept.add(row)
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RUNS_IN_A_SPREADSHEET) else text

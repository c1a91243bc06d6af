"""Workbooks made in a test: sheets as rows, the first row the headers."""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from omuz.network.surveys.xlsform import Form, read

Rows = Sequence[Sequence[Any]]
SHARED = "xlsforms"
REFUSED = {"duplicate_columns.xlsx", "group_name_test.xls"}


def workbook(**sheets: Rows) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def form(survey: Rows, **sheets: Rows) -> Form:
    """A form that must be accepted."""
    made = read(workbook(survey=survey, **sheets), "form.xlsx")
    assert isinstance(made, Form), str(made)
    return made


@lru_cache(maxsize=1)
def published(folder: Path) -> list[tuple[str, Form]]:
    """Every published form that is accepted, with its file name."""
    found = []
    for path in sorted((folder / SHARED).iterdir()):
        if path.name not in REFUSED:
            made = read(path.read_bytes(), path.name)
            assert isinstance(made, Form), f"{path.name}: {made}"
            found.append((path.name, made))
    return found


HOUSEHOLD: Rows = [
    ["type", "name", "label::Türkçe (tr)", "label::English (en)", "relevant", "required", "constraint",
     "constraint_message::Türkçe (tr)", "calculation", "choice_filter", "repeat_count", "default"],
    ["text", "who", "Adınız", "Your name", "", "yes", "", "", "", "", "", ""],
    ["select_one district", "district", "İlçe", "District", "", "", "", "", "", "", "", ""],
    ["select_one quarter", "quarter", "Mahalle", "Quarter", "", "", "", "", "", "in=${district}", "", ""],
    ["integer", "people", "Kaç kişi?", "How many?", "", "", ". >= 0 and . < 20", "0 ile 19 arası", "", "", "", ""],
    ["begin_repeat", "person", "Kişi", "Person", "", "", "", "", "", "", "${people}", ""],
    ["integer", "age", "Yaş", "Age", "", "", "", "", "", "", "", ""],
    ["text", "school", "Okul", "School", "${age} >= 6 and ${age} < 18", "yes", "", "", "", "", "", ""],
    ["calculate", "turn", "", "", "", "", "", "", "position(..)", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "oldest", "", "", "", "", "", "", "max(${age})", "", "", ""],
    ["calculate", "total", "", "", "", "", "", "", "sum(${age})", "", "", ""],
    ["note", "told", "En büyük ${oldest}", "Oldest ${oldest}", "${people} > 0", "", "", "", "", "", "", ""],
    ["select_multiple needs", "needs", "Neler?", "What?", "", "", "not(selected(., 'none')) or count-selected(.) = 1",
     "Hiçbiri tek başına", "", "", "", ""],
    ["rank needs", "order", "Sıra", "Order", "count-selected(${needs}) > 1", "", "", "", "", "", "", ""],
]  # fmt: skip

LISTS: Rows = [
    ["list_name", "name", "label::Türkçe (tr)", "label::English (en)", "in"],
    ["district", "konak", "Konak", "Konak", ""],
    ["district", "bornova", "Bornova", "Bornova", ""],
    ["quarter", "alsancak", "Alsancak", "Alsancak", "konak"],
    ["quarter", "guzelyali", "Güzelyalı", "Guzelyali", "konak"],
    ["quarter", "erzene", "Erzene", "Erzene", "bornova"],
    ["needs", "food", "Gıda", "Food", ""],
    ["needs", "rent", "Kira", "Rent", ""],
    ["needs", "none", "Hiçbiri", "None", ""],
]


def household() -> Form:
    """A form with a counted repeat, a cascade, a constraint, choices and a ranking, in two languages."""
    return form(HOUSEHOLD, choices=LISTS, settings=[["form_id", "version"], ["household", "1"]])

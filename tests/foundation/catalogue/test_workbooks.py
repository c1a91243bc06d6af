"""Workbooks are read as people see them, bombs and entities are refused, formulas are not dropped."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables import BadRow, Hints, Row, Table, read_rows, workbook


def _book(rows: list[list[Any]], *more: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Temaslar"
    for row in rows:
        sheet.append(row)
    for name in more:
        book.create_sheet(name).append(["something"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_part(data: bytes, name: str, change: Any) -> bytes:
    """The workbook with one of its parts rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, change(text) if part.filename == name else text)
    return out.getvalue()


def _read(data: bytes, hints: Hints | None = None) -> tuple[Table, list[Row | BadRow]]:
    table = read_rows(io.BytesIO(data), hints)
    return table, list(table)


def test_cells_come_as_a_person_would_type_them() -> None:
    table, rows = _read(
        _book(
            [
                ["Tarih", "Yaş", "Oran", "Evet mi", "Söz"],
                [date(2026, 7, 1), 27.0, 1.5, True, "Şırnak"],
                [datetime(2026, 7, 1, 14, 5), 27, None, False, "=1+1 değil"],  # noqa: DTZ001 - a cell has no zone
            ]
        )
    )
    assert table.columns == ("Tarih", "Yaş", "Oran", "Evet mi", "Söz")
    assert rows[0] == Row(2, ["2026-07-01", "27", "1.5", "TRUE", "Şırnak"])


def test_line_numbers_are_those_the_program_shows_and_empty_rows_are_counted() -> None:
    table, rows = _read(_book([[], ["a", "b"], [1, 2], [], [None, "  "], [3, 4]]))
    assert [row.line for row in rows] == [3, 6]
    assert table.blank == 2


def test_a_formula_without_a_stored_result_is_told_and_not_taken_as_empty() -> None:
    _table, rows = _read(_book([["a", "b"], [1, "=A2+1"], [3, 4]]))
    assert isinstance(rows[0], BadRow)
    assert "=A2+1" in rows[0].text
    assert rows[1] == Row(3, ["3", "4"])


def test_a_value_under_no_heading_is_told() -> None:
    _table, rows = _read(_book([["a", "b"], [1, 2, "lost"], [3, 4]]))
    assert isinstance(rows[0], BadRow)
    assert isinstance(rows[1], Row)


def test_dimensions_a_program_declared_too_small_lose_no_row() -> None:
    data = _book([["a", "b"], [1, 2], [3, 4]])
    small = _with_part(data, "xl/worksheets/sheet1.xml", lambda text: text.replace(b'ref="A1:B3"', b'ref="A1"'))
    assert small != data
    _table, rows = _read(small)
    assert rows == [Row(2, ["1", "2"]), Row(3, ["3", "4"])]


def test_two_filled_sheets_need_a_name() -> None:
    data = _book([["a"], [1]], "Şubat")
    with pytest.raises(UnreadableFile, match="Şubat"):
        read_rows(io.BytesIO(data))
    _table, rows = _read(data, Hints(sheet="Temaslar"))
    assert rows == [Row(2, ["1"])]
    with pytest.raises(UnreadableFile, match="Mart"):
        read_rows(io.BytesIO(data), Hints(sheet="Mart"))


def test_an_archive_that_grows_past_the_cap_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_BYTES", 20_000)
    bomb = _with_part(_book([["a"]]), "xl/worksheets/sheet1.xml", lambda text: text + b" " * 50_000)
    assert len(bomb) < 20_000
    with pytest.raises(UnreadableFile):
        read_rows(io.BytesIO(bomb))


def test_a_sheet_with_too_many_cells_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 30)
    with pytest.raises(UnreadableFile):
        _read(_book([["a", "b"]] + [[1, 2]] * 100))


def test_an_entity_in_a_sheet_is_refused() -> None:
    def attack(text: bytes) -> bytes:
        head = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return head + text.split(b"?>", 1)[-1].replace(b"<v>1</v>", b"<v>&b;</v>")

    with pytest.raises(UnreadableFile):
        _read(_with_part(_book([["a"], [1]]), "xl/worksheets/sheet1.xml", attack))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not an archive",
        _book([["a"], [1]])[:-200],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        _book([]),
    ],
    ids=["no archive", "cut off", "old format", "empty"],
)
def test_a_file_that_is_no_workbook_we_read_ends_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as fault:
        read_rows(io.BytesIO(data))
    assert str(fault.value).endswith(".")


def test_an_archive_without_a_workbook_ends_in_a_sentence() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableFile):
        read_rows(io.BytesIO(out.getvalue()))


def test_text_named_as_a_workbook_is_read_by_its_content_unless_the_mapping_insists() -> None:
    _table, rows = _read(b"a,b\n1,2\n")
    assert rows == [Row(2, ["1", "2"])]
    with pytest.raises(UnreadableFile):
        read_rows(io.BytesIO(b"a,b\n1,2\n"), Hints(format="xlsx"))

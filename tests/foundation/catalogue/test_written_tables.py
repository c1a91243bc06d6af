"""Tables we write: nothing in them runs, numbers and days stay such, the same content is the same bytes."""

import ast
import csv
import io
import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.catalogue.tables import (
    EXCHANGE,
    OFFICE,
    PROGRAM,
    Cell,
    CsvLines,
    Sheet,
    Style,
    Styled,
    as_csv,
    as_typed,
    as_workbook,
    harmless,
    packed,
    read_rows,
)
from tests.promises.tree import SOURCE

RUN = (
    "=1+1", "+90 232 000 00 00", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0+1", "\u200b=1", "\ufeff=1",
    "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "'=1", "''=1",
)  # fmt: skip
STAYS = ("Ayşe", "1=1", "65+", "a-b", "x@y.z", "'tırnak", "", "İIıiğ", "５＝５", "'")
ALLOWED = {
    "foundation/catalogue/tables/book.py": "the one maker of workbooks",
    "foundation/catalogue/tables/delimited.py": "the one writer of CSV",
}


def _rows(content: bytes, style: Style) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=style.delimiter))


def _book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def _column(content: bytes) -> list[Any]:
    return [row[0] for row in _book(content).worksheets[0].iter_rows(min_row=2)]


@pytest.mark.parametrize("style", [OFFICE, PROGRAM])
@pytest.mark.parametrize("text", RUN)
def test_text_that_a_spreadsheet_could_run_leaves_a_csv_behind_an_apostrophe(text: str, style: Style) -> None:
    (row,) = _rows(as_csv([[text, "x"]], style), style)
    assert row == [f"'{text}", "x"]
    assert as_typed(row[0]) == text


@pytest.mark.parametrize("text", STAYS)
def test_other_text_leaves_a_csv_as_it_is(text: str) -> None:
    assert _rows(as_csv([[text, "x"]]), OFFICE) == [[text, "x"]]
    assert as_typed(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@ a1\t\n\r＝\u200b"), max_size=6))
def test_what_is_read_back_is_what_was_written_whatever_it_begins_with(text: str) -> None:
    (row,) = _rows(as_csv([["x", text]]), OFFICE)
    assert as_typed(row[1]) == text


def test_a_format_of_a_standard_keeps_every_sign() -> None:
    assert as_csv([["+90 232", 1.5]], EXCHANGE) == b"+90 232,1.5\r\n"


def test_control_characters_and_broken_halves_of_letters_are_left_out() -> None:
    dirty = "a\x00b\x0bc\x1bd\x7fe\x85f\ud83dg\ufffeh\ti"
    assert harmless(dirty) == "abcdefgh\ti"
    assert _rows(as_csv([[dirty]], EXCHANGE), EXCHANGE) == [["abcdefgh\ti"]]
    assert [cell.value for cell in _column(as_workbook([Sheet("x", [["baş"], [dirty]])]))] == ["abcdefgh\ti"]


def test_a_control_character_before_a_formula_does_not_hide_it() -> None:
    assert harmless("\x00=1") == "'=1"


def test_the_office_gets_semicolons_decimal_commas_and_a_mark_and_programs_do_not() -> None:
    row: list[Cell] = ["a;b", 1234, -2, 7.5, 3.0, None, date(2026, 7, 1), time(9, 5), datetime(2026, 7, 1, 14)]  # noqa: DTZ001
    assert as_csv([row]).decode() == ('\ufeff"a;b";1234;-2;7,5;3;;2026-07-01;09:05:00;2026-07-01T14:00:00\r\n')
    assert as_csv([row], PROGRAM).decode() == ("a;b,1234,-2,7.5,3,,2026-07-01,09:05:00,2026-07-01T14:00:00\r\n")


def test_lines_written_as_they_come_are_the_same_file() -> None:
    out = io.StringIO(newline="")
    lines = CsvLines(out)
    for row in (["a", "=b"], [1, None]):
        lines.add(row)
    assert out.getvalue().encode() == as_csv([["a", "=b"], [1, None]])


@pytest.mark.parametrize("text", [text for text in (*RUN, *STAYS, "#REF!", "#N/A") if text and "\r" not in text])
def test_text_in_a_workbook_is_text_to_the_letter(text: str) -> None:
    (cell,) = _column(as_workbook([Sheet("x", [["baş"], [text]])]))
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_that_could_run_stays_text_when_its_cell_is_edited() -> None:
    for text in RUN:
        told = [each for each in (text, text.lstrip("'")) if not each.startswith("'")]
        assert all(cell.quotePrefix for cell in _column(as_workbook([Sheet("x", [["baş"], *([one] for one in told)])])))


def test_numbers_and_days_stay_such_in_a_workbook() -> None:
    cells = [12, -3, 7.5, date(2026, 7, 1), datetime(2026, 7, 1, 14, 5), time(9, 5), None]  # noqa: DTZ001
    sheet = _book(as_workbook([Sheet("x", [["baş"], [*cells, "son"]])])).active
    row = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in row] == [12, -3, 7.5, datetime(2026, 7, 1), *cells[4:], "son"]  # noqa: DTZ001
    assert [cell.data_type for cell in row] == ["n", "n", "n", "d", "d", "d", "n", "s"]
    assert [cell.number_format for cell in row[3:6]] == ["DD.MM.YYYY", "DD.MM.YYYY HH:MM", "HH:MM"]


def test_what_a_spreadsheet_would_spoil_goes_in_as_text() -> None:
    cells = _column(as_workbook([Sheet("x", [["baş"], [12345678901234567], [date(1850, 1, 2)], [float("nan")]])]))
    assert [cell.value for cell in cells] == ["12345678901234567", "1850-01-02", None][: len(cells)]


@pytest.mark.parametrize("sign", ["ğ", "😀"])
def test_text_too_long_for_a_cell_says_that_it_goes_on(sign: str) -> None:
    (cell,) = _column(as_workbook([Sheet("x", [["baş"], ["a" + sign * 40_000]])]))
    assert cell.value.endswith(f"{sign}…")
    assert 32_765 <= len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    exact = "ğ" * 32_767
    assert [cell.value for cell in _column(as_workbook([Sheet("x", [["baş"], [exact]])]))] == [exact]
    assert as_csv([[exact + "x"]]).decode().strip("\ufeff\r\n") == exact + "x"


def test_heads_are_bold_and_stay_in_view_and_columns_fit() -> None:
    sheet = _book(as_workbook([Sheet("x", [["Kod", "Uzun"], ["a", "b" * 30], ["a", "b" * 300]])])).active
    assert (sheet.freeze_panes, sheet["A1"].font.b, sheet["A2"].font.b) == ("A2", True, False)
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (6, 60)
    bare = _book(as_workbook([Sheet("x", [["a"]], head=False, widths=(22,))])).active
    assert (bare.freeze_panes, bare["A1"].font.b, bare.column_dimensions["A"].width) == (None, False, 22)


def test_a_cell_may_look_different() -> None:
    told = [Styled("=x", bold=True, wrap=True), Styled(None, to_fill=True), Styled(0.5, number_format="0%")]
    text, field, share = _column(as_workbook([Sheet("x", [["baş"], *([one] for one in told)])]))
    assert (text.data_type, text.font.b, text.alignment.wrap_text) == ("s", True, True)
    assert field.fill.fgColor.rgb.endswith("FFF4D6")
    assert (share.value, share.number_format) == (0.5, "0%")


def test_a_workbook_says_nothing_of_itself_and_is_the_same_bytes_again() -> None:
    sheets = [Sheet("x", [["baş"], ["=1", 2]])]
    content = as_workbook(sheets)
    assert content == as_workbook(sheets)
    about = _book(content).properties
    assert (about.title, about.creator, about.lastModifiedBy, about.created.year) == ("Belge", "Omuz", None, 1980)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_a_workbook_is_laid_on_a_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()
    assert as_workbook([Sheet("x", [["baş"], ["sır"]])])[:2] == b"PK"


def test_sheets_are_named_as_far_as_a_workbook_takes_it_and_once_each() -> None:
    long = "Çok uzun bir çizelgenin adı böyle"
    names = _book(as_workbook([Sheet(name, [["a"]]) for name in ("a/b", "A b", long, long, "[]")])).sheetnames
    assert names[:2] == ["a b", "A b 2"]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


def test_an_archive_keeps_its_order_and_no_moment() -> None:
    content = packed({"b": b"1", "a": b"2"})
    assert content == packed({"b": b"1", "a": b"2"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["b", "a"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_reader_reads_what_our_writer_wrote(kind: str) -> None:
    rows: list[list[Cell]] = [["Telefon", "Sayı", "Not"], ["+90 232", 3, "iki\nsatır"], ["'=x", 0, 'a;b,c"d']]
    content = as_csv(rows) if kind == "csv" else as_workbook([Sheet("x", rows)])
    found = [[as_typed(value) if kind == "csv" else value for value in row.values] for row in _read(content)]
    assert found == [["+90 232", "3", "iki\nsatır"], ["'=x", "0", 'a;b,c"d']]


def _read(content: bytes) -> list[Any]:
    return list(read_rows(io.BytesIO(content)))


def test_no_other_room_writes_a_table_by_itself() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    near = [path for path, text in texts.items() if any(name in text for name in ("csv", "openpyxl", "xlsxwriter"))]
    found = {
        path.relative_to(SOURCE).as_posix() for path in near if any(map(_writes, ast.walk(ast.parse(texts[path]))))
    }
    assert found == set(ALLOWED)


_WRITERS = {"writer", "DictWriter", "Workbook", "WriteOnlyCell", "ExcelWriter", "xlsxwriter"}


def _writes(node: ast.AST) -> bool:
    """Whether a line takes a maker of tables from its library, by `csv.writer` or `from openpyxl import Workbook`."""
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id in {"csv", "openpyxl"} and node.attr in _WRITERS
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"csv", "openpyxl", "xlsxwriter"}:
        return any(each.name in _WRITERS for each in node.names)
    return isinstance(node, ast.Import) and any(each.name in _WRITERS for each in node.names)

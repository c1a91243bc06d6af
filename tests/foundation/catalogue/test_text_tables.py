"""Delimited text is read whatever wrote it, and no line is lost in silence."""

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables import BadRow, Hints, Row, Table, read_rows
from omuz.foundation.catalogue.tables.text import MAX_LINE

TURKISH = "İzmir;Çiğli;ışık;ŞÖNİM"


def _read(data: bytes, hints: Hints | None = None) -> tuple[Table, list[Row | BadRow]]:
    table = read_rows(io.BytesIO(data), hints)
    return table, list(table)


def _values(data: bytes) -> list[list[str]]:
    _table, rows = _read(data)
    assert all(isinstance(row, Row) for row in rows)
    return [row.values for row in rows if isinstance(row, Row)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found_out(delimiter: str) -> None:
    text = f"day{delimiter}channel\n2026-01-01{delimiter}phone\n2026-01-02{delimiter}letter\n"
    assert _values(text.encode()) == [["2026-01-01", "phone"], ["2026-01-02", "letter"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1254"])
def test_turkish_letters_survive_every_encoding_an_office_saves_in(encoding: str) -> None:
    text = "a;b;c;d\n" + f"{TURKISH}\n" * 3
    assert _values(text.encode(encoding)) == [TURKISH.split(";")] * 3


def test_one_damaged_byte_costs_one_line_and_not_the_letters_of_the_file() -> None:
    good = f"{TURKISH}\n".encode()
    _table, rows = _read(b"a;b;c;d\n" + good + b"x;\xfd;y;z\n" + good)
    assert [type(row) for row in rows] == [Row, BadRow, Row]
    assert rows[1].line == 3
    assert rows[2] == Row(4, TURKISH.split(";"))


def test_the_line_excel_writes_to_name_its_delimiter_is_obeyed_and_counted() -> None:
    table, rows = _read(b"sep=|\r\na|b\r\n1,5|2\r\n")
    assert table.columns == ("a", "b")
    assert rows == [Row(3, ["1,5", "2"])]


def test_old_line_ends_are_line_ends() -> None:
    assert _values(b"a,b\r1,2\r3,4") == [["1", "2"], ["3", "4"]]


def test_too_few_and_too_many_columns_are_told_with_their_line() -> None:
    _table, rows = _read(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n")
    assert [(row.line, type(row)) for row in rows] == [(2, Row), (3, BadRow), (4, BadRow), (5, Row)]
    assert isinstance(rows[1], BadRow)
    assert "3" in rows[1].what
    assert rows[1].text == "1,2"


def test_a_quote_never_closed_costs_its_own_line_only() -> None:
    lines = [b"a,b,c", b'1,"open,3', *[b"4,5,6"] * 300]
    _table, rows = _read(b"\n".join(lines))
    assert isinstance(rows[0], BadRow)
    assert rows[1:] == [Row(line, ["4", "5", "6"]) for line in range(3, 303)]


def test_two_stray_quotes_do_not_swallow_the_lines_between_them() -> None:
    _table, rows = _read(b'a,b,c\n1,"2,3\n4,5,6\n7,8",9\n10,11,12\n')
    assert [(row.line, type(row)) for row in rows] == [(2, BadRow), (3, Row), (4, Row), (5, Row)]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() -> None:
    _table, rows = _read(b'a,b,c\n1,"x, ""y""\nz",3\n4,5,6\n')
    assert rows == [Row(2, ["1", 'x, "y"\nz', "3"]), Row(4, ["4", "5", "6"])]


def test_an_inch_sign_in_a_plain_cell_is_a_sign() -> None:
    assert _values(b'a,b\n1,5" pipe\n2,x\n') == [["1", '5" pipe'], ["2", "x"]]


def test_a_null_byte_is_told() -> None:
    _table, rows = _read(b"a,b\n1,\x002\n3,4\n")
    assert [(row.line, type(row)) for row in rows] == [(2, BadRow), (3, Row)]


def test_an_endless_line_is_told_once_and_the_next_one_read() -> None:
    _table, rows = _read(b"a,b\n" + b"x" * (3 * MAX_LINE) + b"\n3,4\n")
    assert [(row.line, type(row)) for row in rows] == [(2, BadRow), (3, Row)]
    assert isinstance(rows[0], BadRow)
    assert len(rows[0].text) <= 200


def test_blank_lines_are_counted_apart() -> None:
    table, rows = _read(b"\na,b\n\n1,2\n,\n   \n3,4\n\n")
    assert [row.line for row in rows] == [4, 7]
    assert table.blank == 4


def test_a_header_further_down_is_found_where_the_mapping_says() -> None:
    table, rows = _read(b"Tally of January\n\nday;channel\n1;phone\n", Hints(header_row=3))
    assert table.columns == ("day", "channel")
    assert rows == [Row(4, ["1", "phone"])]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"   \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_at_once(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_rows(io.BytesIO(data))


def test_a_missing_file_and_a_folder_are_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"none\.csv"):
        read_rows(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match=tmp_path.name):
        read_rows(tmp_path)


def test_an_uploaded_stream_stays_open_for_its_owner() -> None:
    stream = io.BytesIO(b"a,b\n1,2\n")
    assert list(read_rows(stream)) == [Row(2, ["1", "2"])]
    assert not stream.closed


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff", exclude_categories=["Cs"]), max_size=8)


@given(
    rows=st.lists(st.lists(CELL, min_size=4, max_size=4).filter(lambda row: any(c.strip() for c in row)), max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_program_writes_comes_back_or_is_told(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["a", "b", "c", "d"])
    writer.writerows(rows)
    _table, read = _read(out.getvalue().encode(), Hints(delimiter=delimiter, encoding="utf-8"))
    taken = [row.values for row in read if isinstance(row, Row)]
    if all(isinstance(row, Row) for row in read):
        assert taken == rows
    else:
        assert any("\n" in cell for row in rows for cell in row)


@given(st.text(alphabet='ab,;"\n 1', max_size=120))
def test_every_line_is_in_a_row_or_in_a_bad_row_or_blank(body: str) -> None:
    table, rows = _read(f"x,y,z\n{body}".encode(), Hints(delimiter=","))
    covered: list[int] = []
    for row in rows:
        breaks = "".join(row.values).count("\n") if isinstance(row, Row) else 0
        covered += range(row.line, row.line + breaks + 1)
    assert len(covered) == len(set(covered))
    for number, line in enumerate(body.split("\n"), start=2):
        assert number in covered or not line.strip(' ,"')
    assert table.columns == ("x", "y", "z")


@given(st.binary(max_size=400))
def test_any_bytes_end_in_rows_or_in_a_sentence(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        _table, rows = _read(data)
        assert all(isinstance(row, Row) or (row.what and row.todo) for row in rows)

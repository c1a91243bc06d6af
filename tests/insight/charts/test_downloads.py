"""Files say what the page says, open in the office's programs, and run nothing."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from omuz.foundation.privacy.cells import RawTable
from omuz.insight.charts.downloads import FORMATS, download
from omuz.insight.charts.downloads.paper import set_page
from omuz.insight.charts.figure import Beside, figure
from omuz.insight.charts.reading import NotProtected
from tests.insight.charts.tables import anonymous, channels, districts, months, summed

DAY = date(2026, 11, 22)


def _rows(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_turkish_csv_has_semicolons_commas_and_a_mark_and_english_has_not() -> None:
    table = channels(phone=61, face_to_face=26, email=13)
    with translation.override("tr"):
        turkish = download(figure(table), "csv", DAY).content
    with translation.override("en"):
        english = download(figure(table), "csv", DAY).content
    assert turkish.startswith(b"\xef\xbb\xbf")
    assert not english.startswith(b"\xef\xbb\xbf")
    assert _rows(turkish, ";")[1] == ["Telefon", "61", "61", ""]
    assert _rows(english, ",")[1] == ["Phone", "61", "61", ""]
    third = channels(phone=20, face_to_face=40)
    with translation.override("tr"):
        assert _rows(download(figure(third), "csv", DAY).content, ";")[2][2] == "33,3"


def test_hidden_cells_are_words_with_their_reason_in_every_table_file() -> None:
    one = figure(channels(phone=60, face_to_face=30, email=2, letter=3))
    rows = _rows(download(one, "csv", DAY).content, ";")
    hidden = [row for row in rows if row and row[-1] == "küçük sayı"]
    assert {row[0] for row in hidden} == {"E-posta", "Mektup"}
    assert {row[1] for row in hidden} == {"<5, gizlendi"}
    sheet = load_workbook(io.BytesIO(download(one, "xlsx", DAY).content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2) if row[0].value == "Mektup"] == ["<5, gizlendi"]


def test_sums_between_bounds_carry_both_bounds() -> None:
    table = summed(channels(phone=60, face_to_face=3, email=37), channels(phone=30, face_to_face=50, email=20))
    rows = _rows(download(figure(table), "csv", DAY).content, ";")
    assert rows[0] == ["Kanal", "Sayı", "En az", "En çok", "Pay (%)", "Neden gizli"]
    bounds = next(row for row in rows if row[0] == "Yüz yüze")
    assert (bounds[1], bounds[2], bounds[3]) == ("51–54", "51", "54")


def test_a_workbook_has_numbers_as_numbers_and_notes_that_say_how_it_was_counted() -> None:
    book = load_workbook(io.BytesIO(download(figure(channels(phone=1234, email=100)), "xlsx", DAY).content))
    numbers, notes = book.worksheets
    assert numbers["B2"].value == 1234
    told = {row[0].value: row[1].value for row in notes.iter_rows()}
    assert {"Taban", "Dönem", "Payda", "Gizlenen hücre", "Tanım"} <= set(told)
    assert book.properties.title == "Belge"


@pytest.mark.parametrize("text", ["=1+1", "+905", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    one = figure(
        months("2026-Q3", 10, 20, 30), shape="columns", beside=(Beside(text, {"2026-07": text}),), notes=(text,)
    )
    rows = _rows(download(one, "csv", DAY).content, ";")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    book = load_workbook(io.BytesIO(download(one, "xlsx", DAY).content))
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", list(FORMATS))
def test_the_file_name_says_nothing_but_the_day(kind: str) -> None:
    assert download(figure(channels(phone=50)), kind, DAY).name == f"belge-2026-11-22.{kind}"


def test_the_svg_travels_with_its_sentence_base_and_credit() -> None:
    content = download(figure(districts(konak=50, buca=20), shape="map"), "svg", DAY).content.decode()
    assert "Temas sayısı" in content
    assert "OCHA / HDX" in content
    assert "2025" in content


@pytest.mark.parametrize(
    ("table", "shape"),
    [
        (channels(phone=50, email=2), "bars"),
        (months("2026-Q3", 5, 6, 7), "columns"),
        (anonymous(20, 100), "share"),
        (anonymous(2, 100), "share"),
        (districts(konak=50), "map"),
        (months("2026-Q3", 0, 0, 0), "number"),
    ],
)
def test_every_shape_becomes_every_file(table: Any, shape: Any) -> None:
    one = figure(table, shape=shape)
    assert download(one, "pdf", DAY).content.startswith(b"%PDF")
    assert download(one, "svg", DAY).content.startswith(b"<?xml")
    assert len(download(one, "csv", DAY).content) > 200
    assert download(one, "xlsx", DAY).content.startswith(b"PK")


def test_words_are_set_into_the_page_and_never_run_by_it() -> None:
    table = channels(phone=50)
    nasty = '#panic("ran") $x$ *b* <5 @ref \\ `code` // #import "x"'
    one = figure(table, notes=(nasty,), beside=(Beside(nasty, {"phone": nasty}),))
    assert download(one, "pdf", DAY).content.startswith(b"%PDF")


def test_a_page_with_broken_data_is_no_page() -> None:
    with pytest.raises(RuntimeError):
        set_page({"told": "{"})


@pytest.mark.parametrize("kind", list(FORMATS))
@pytest.mark.parametrize("thing", [None, {"cells": [1]}, channels(phone=50), "text"])
def test_nothing_but_a_figure_of_a_safe_table_is_written(kind: str, thing: Any) -> None:
    with pytest.raises(NotProtected):
        download(thing, kind, DAY)


def test_a_raw_table_never_reaches_a_file() -> None:
    raw = RawTable(
        indicator="I01", version=1, dimensions=(), counts={(): 3}, base="", period="2026-Q3", grain="quarter"
    )
    with pytest.raises(NotProtected):
        figure(raw)

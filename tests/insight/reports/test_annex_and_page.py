"""The workbook and the page of a report say what its papers say, number by number."""

import io

import openpyxl
from django.utils.translation import override

from omuz.insight.reports.annex import to_xlsx
from omuz.insight.reports.captions import captions
from omuz.insight.reports.laid import every_number, laid
from omuz.insight.reports.parts import Figure, Grid, Numbered, Prose, plain
from omuz.insight.reports.web import page_of
from tests.insight.reports import expected
from tests.insight.reports.invented import report, small


def test_every_table_has_a_sheet_with_its_cells() -> None:
    document = expected.whole(report())
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report())))
    known = captions(document)
    compared = 0
    with override("tr"):
        for block in document.blocks():
            if isinstance(block, Numbered):
                sheet = book[known[block.key].label]
                told = laid(block, "tr")
                assert sheet.max_row == len(told.rows) + 1
                for row, cells in zip(told.rows, sheet.iter_rows(min_row=2, values_only=True), strict=True):
                    for cell, written in zip(row, cells, strict=True):
                        compared += 1
                        assert written in (cell.words or None, cell.value)
    assert compared > 500


def test_numbers_are_numbers_and_what_is_hidden_is_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report())))
    rows = {row[0]: row for row in book["Şekil 2"].iter_rows(values_only=True)}
    assert rows["Kanal"] == ("Kanal", "Sayı", "Pay (%)")
    assert rows["Telefon"] == ("Telefon", 412, 69)
    assert rows["Mesaj"][1] == "<5, gizlendi"
    tallies = {row[0]: row for row in book["Merkez sayıları"].iter_rows(values_only=True)}
    assert tallies["Yalnız görüşmeye ayrılmış oda yok"][1:] == ("7/22", 7, 22)
    assert tallies["Girişte kamera var"][1:] == ("<3, gizlendi", None, None)


def test_the_same_document_is_the_same_workbook() -> None:
    assert to_xlsx(report()) == to_xlsx(report())


def test_a_report_without_tables_has_an_annex_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(small(Prose("p", plain("Söz."))))))
    assert book.sheetnames == ["İçindekiler", "Nasıl sayıldı"]


def test_the_page_shows_every_number_under_its_key() -> None:
    page = page_of(report())
    shown = {}
    for section in page["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "tallies":
                shown |= {row["key"]: row["text"] for row in block["rows"]}
            shown |= {
                cell["key"]: cell["words"] for row in block.get("rows", []) if isinstance(row, list) for cell in row
            }
    wanted = every_number(expected.whole(report()))
    assert {key: shown.get(key) for key in wanted} == wanted


def test_every_protected_figure_leads_to_its_definition_and_the_decision_of_the_gate() -> None:
    document = report()
    page = page_of(document)
    found = {block["key"]: block for section in page["sections"] for block in section["blocks"] if "key" in block}
    for block in document.blocks():
        if isinstance(block, Figure | Grid):
            told = found[block.key]
            assert (told["indicator"], told["version"]) == (block.table.indicator, block.table.version)
            assert told["digest"] == block.table.digest
            assert told["hidden"] == block.table.hidden_count
            assert told["base"]
            assert "Gizlenen hücre" in dict(told["how"])
            assert told["anchor"] == "at-" + block.key.replace(".", "-")


def test_pictures_of_the_page_are_drawn_and_words_are_left_to_the_template_to_escape() -> None:
    page = page_of(report())
    blocks = [block for section in page["sections"] for block in section["blocks"]]
    assert all("<svg" in block["picture"] for block in blocks if block["kind"] == "figure")
    words = [span["words"] for block in blocks for spans in block.get("paragraphs", []) for span in spans]
    assert all(type(one) is str for one in words)
    assert any("<5" in one for one in words)

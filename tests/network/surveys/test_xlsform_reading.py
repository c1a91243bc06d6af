"""Published forms are accepted, faulty ones refused in the author's words, hostile ones in one sentence."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from omuz.network.surveys.xlsform import Form, Refusals, form_of, read
from tests.network.surveys.workbooks import household, published, workbook

CHECKED = {
    "loop.xlsx": (2, 1, 1, 0, 3, 1),
    "tutorial.xls": (10, 7, 0, 1, 7, 1),
    "choice_filter_test.xlsx": (3, 3, 0, 0, 14, 1),
    "ifrc-distribution-site-assessment-v1.xls": (87, 32, 38, 0, 183, 2),
    "all-question-types-v2024091201-3.xlsx": (82, 25, 11, 0, 30, 1),
    "field-list.xlsx": (1, 1, 1, 0, 2, 3),
}


def refused(content: bytes, name: str = "form.xlsx") -> Refusals:
    found = read(content, name)
    assert isinstance(found, Refusals)
    return found


def test_every_published_form_but_two_is_accepted(shared_data: Path) -> None:
    assert len(published(shared_data)) == 18


@pytest.mark.parametrize("name", CHECKED)
def test_numbers_are_those_of_the_authors_rows(shared_data: Path, name: str) -> None:
    form = dict(published(shared_data))[name]
    told = form.counts
    assert (told.questions, told.selects, told.groups, told.repeats, told.choices, told.languages) == CHECKED[name]


def test_double_columns_are_refused_with_their_letters(shared_data: Path) -> None:
    found = refused((shared_data / "xlsforms/duplicate_columns.xlsx").read_bytes())
    assert [(item.sheet, item.row, item.column) for item in found.items] == [("survey", 1, "label")]
    assert "(D, E)" in str(found)


def test_a_group_without_a_name_is_refused_at_its_row(shared_data: Path) -> None:
    found = refused((shared_data / "xlsforms/group_name_test.xls").read_bytes(), "group_name_test.xls")
    assert [(item.sheet, item.row, item.column) for item in found.items] == [("survey", 3, "name")]
    with translation.override("en"):
        english = refused((shared_data / "xlsforms/group_name_test.xls").read_bytes())
        assert "has no name" in str(english)


def test_a_wrong_ending_is_seen_through_and_said(shared_data: Path) -> None:
    folder = shared_data / "xlsforms"
    wrong = read((folder / "ifrc-distribution-site-assessment-v1.xlsx").read_bytes(), "form.xlsx")
    right = read((folder / "ifrc-distribution-site-assessment-v1.xls").read_bytes(), "form.xls")
    assert isinstance(wrong, Form)
    assert isinstance(right, Form)
    assert wrong.xform == right.xform
    assert ".xls" in str(wrong.warnings[0])
    assert len(wrong.warnings) == len(right.warnings) + 1


FAULTS = [
    ([["type", "name", "label"], ["select_one nowhere", "q", "Q"]], 2, "type", "choices"),
    ([["type", "name", "label"], ["integr", "q", "Q"]], 0, "type", "integr"),
    ([["type", "name", "label"], ["text", "my name", "Q"]], 2, "name", "boşluk"),
    ([["type", "name", "label", "relevant"], ["text", "q", "Q", "${gone} = 1"]], 2, "relevant", "gone"),
    ([["type", "name", "label", "relevant"], ["text", "q", "Q", "1 = = 2"]], 2, "relevant", "="),
    ([["type", "name", "label", "constraint"], ["text", "q", "Q", "lenght(.) > 2"]], 2, "constraint", "lenght"),
    ([["type", "name", "label", "constraint"], ["text", "q", "Q", "regex(.)"]], 2, "constraint", "2"),
    ([["type", "name", "label"], ["begin_group", "g", "G"], ["text", "q", "Q"]], 2, "type", "end_group"),
    ([["type", "name", "label"], ["text", "q", "Q"], ["text", "q", "Q"]], 3, "name", "iki kez"),
    ([["type", "name", "label"], ["calculate", "q", ""]], 2, "calculation", "Hesaplama"),
    ([["type", "name", "label"], ["", "q", "Q"]], 2, "type", "tür"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "row", "column", "word"), FAULTS)
def test_a_fault_is_named_by_row_and_column(rows: list[list[str]], row: int, column: str, word: str) -> None:
    first = refused(workbook(survey=rows)).items[0]
    assert first.sheet == "survey"
    assert first.column == column
    assert first.row == row
    assert word in first.sentence


def test_every_faulty_expression_is_told_at_once() -> None:
    rows = [
        ["type", "name", "label", "relevant", "constraint"],
        ["begin_group", "g", "G", "", ""],
        ["text", "one", "1", "(1", ""],
        ["text", "two", "2", "", "'open"],
        ["end_group", "", "", "", ""],
    ]
    found = refused(workbook(survey=rows)).items
    assert [(item.row, item.column) for item in found] == [(3, "relevant"), (4, "constraint")]


def test_a_missing_sheet_and_an_empty_one_are_said() -> None:
    assert "survey" in str(refused(workbook(sorular=[["type"]], choices=[["name"]])))
    assert refused(workbook(survey=[["type", "name"]])).items[0].sheet == "survey"
    assert "type" in str(refused(workbook(survey=[["name"], ["q"]])))


def test_the_same_form_comes_back_from_its_kept_text() -> None:
    first = household()
    again = form_of(first.xform, first.itemsets)
    assert [(node.path, type(node)) for node in again.walk()] == [(node.path, type(node)) for node in first.walk()]
    assert again.languages == ("Türkçe (tr)", "English (en)")
    assert again.language_for("en") == "English (en)"
    assert again.language_for("") == again.default_language


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def changed(name: str, change: bytes) -> bytes:
    """A good workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(workbook(survey=[["type", "name", "label"], ["text", "q", "Q"]]))) as file:
        return packed({part: change if part == name else file.read(part) for part in file.namelist()})


_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'
HOSTILE = {
    "nothing": b"",
    "words": b"type,name,label\ntext,q,Q",
    "fifty megabytes": b"\0" * 50_000_000,
    "a packed archive of something else": packed({"word/document.xml": b"<x/>"}),
    "a bomb": packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 60_000_000}),
    "thousands of parts": packed({"xl/workbook.xml": b"<x/>"} | {f"xl/{n}.xml": b"" for n in range(900)}),
    "outside entities": changed("xl/workbook.xml", _ENTITY),
    "entities in a sheet": changed("xl/worksheets/sheet1.xml", _ENTITY),
    "broken markup": changed("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c>"),
    "a cut archive": workbook(survey=[["type"], ["text"]])[:900],
    "an old workbook of noise": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(4).randbytes(20_000),
    "an old workbook of nothing": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(name: str) -> None:
    found = refused(HOSTILE[name])
    assert len(found.items) == 1
    assert str(found).endswith(".")
    assert "Traceback" not in str(found)


@pytest.mark.parametrize("length", [0, 70_000, (1 << 20) - 30, 3_000_000])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_declarations_are_found_however_far_behind_a_remark(length: int, coding: str) -> None:
    bomb = f'<!--{"x" * length}--><!DOCTYPE x [<!ENTITY a "{"a" * 50}">]><sst><si><t>&a;&a;</t></si></sst>'
    assert "DTD" in str(refused(changed("xl/styles.xml", bomb.encode(coding))))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_never_raises(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(workbook(survey=[["type", "name", "label"], ["text", "q", "Q"]]))
    for _each in range(12):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert isinstance(read(bytes(content), "form.xlsx"), Form | Refusals)


def test_a_formula_without_a_kept_result_is_refused_at_its_cell() -> None:
    found = refused(workbook(survey=[["type", "name", "label"], ["text", "q", '="Q"&1']])).items[0]
    assert (found.sheet, found.row, found.column) == ("survey", 2, "C")


def test_deep_nesting_and_long_sheets_end_in_a_sentence() -> None:
    deep = [["type", "name", "label"], *(["begin_group", f"g{n}", "G"] for n in range(400)), ["text", "q", "Q"]]
    deep += [["end_group", "", ""]] * 400
    assert len(refused(workbook(survey=deep)).items) == 1
    long = [["type", "name", "label"], *(["note", f"n{n}", "N"] for n in range(5_100))]
    assert len(refused(workbook(survey=long)).items) == 1


def test_an_external_list_is_read_with_its_filter(shared_data: Path) -> None:
    form = dict(published(shared_data))["case_insensitivity.xlsx"]
    question = form.node("/data/q2")
    assert question.type == "select_one"
    assert [choice.name for choice in form.lists[question.choices.list].choices] == ["n1-e", "n2-e"]

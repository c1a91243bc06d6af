"""Answers as files: typed cells, labels, linked tables, and the same bytes whoever typed them where."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyreadstat
import pytest
from django.db import transaction
from django.http import Http404
from lxml import etree
from openpyxl import load_workbook

from omuz.foundation.people.access import Refused, acting
from omuz.network.surveys import actions
from omuz.network.surveys.actions.devices import make_device
from omuz.network.surveys.actions.exports import export_answers
from omuz.network.surveys.exports import KINDS, exported
from omuz.network.surveys.exports.bundle import Study, key_labels
from omuz.network.surveys.exports.columns import shapes
from omuz.network.surveys.exports.delimited import as_csv
from omuz.network.surveys.exports.tables import Filled, places, tables
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.xlsform import Form, read
from tests.network.surveys.conftest import House, workbook
from tests.network.surveys.test_openrosa import filled, send, signed
from tests.network.surveys.workbooks import workbook as sheets

TYPED = {
    "/data/place/rooms": "4",
    "/data/place/ramp": "yes",
    "/data/job/langs": "tr ku",
    "/data/job/hours": "7.5",
    "/data/job/since": "2020-01-02",
    "/data/team/post[1]/role": "Avukat",
    "/data/team/post[1]/many": "1",
    "/data/team/post[1]/vacant": "no",
}
DDI = "{ddi:codebook:2_5}"


@pytest.fixture(scope="module")
def form() -> Form:
    """The small form, read."""
    found = read(workbook(), "merkez.xlsx")
    assert isinstance(found, Form)
    return found


def _answers(*values: dict[str, str]) -> list[Filled]:
    return [Filled(f"merkez-{number}", f"Merkez {number}", "", "1", told) for number, told in enumerate(values, 1)]


def _made(form: Form, *values: dict[str, str]) -> list[Any]:
    return tables(shapes(form, "Türkçe (tr)", key_labels()), _answers(*values))


def _study() -> Study:
    return Study("Merkez formu", "abc", "1", "tr")


def test_answers_and_repeats_become_linked_tables_with_typed_cells(form: Form) -> None:
    main, posts = _made(form, TYPED, {"/data/place/rooms": "0"})
    names = [column.name for column in main.columns]
    assert names[:5] == ["answer_no", "centre_code", "centre_name", "organisation_name", "form_version"]
    row = dict(zip(names, main.rows[0], strict=True))
    assert (row["rooms"], row["ramp"], row["hours"], row["since"]) == (4, "yes", 7.5, date(2020, 1, 2))
    assert (row["langs_tr"], row["langs_ku"], row["langs_ar"]) == (1, 1, 0)
    assert dict(zip(names, main.rows[1], strict=True))["langs_tr"] is None
    assert [column.name for column in posts.columns] == ["answer_no", "row_no", "parent_row", "role", "many", "vacant"]
    assert posts.rows == [[1, "1", None, "Avukat", 1, "no"]]


def test_rows_of_a_repeat_inside_a_repeat_are_found_in_their_order() -> None:
    values = {"/d/r[2]/c[1]/q": "x", "/d/r[1]/c[10]/q": "x", "/d/r[1]/c[2]/q": "x", "/d/rr[1]/c[1]/q": "x"}
    assert places("/d/r/c", values) == ["/d/r[1]/c[2]", "/d/r[1]/c[10]", "/d/r[2]/c[1]"]
    assert places("/d/r", values) == ["/d/r[1]", "/d/r[2]"]


def test_a_column_with_a_cell_that_does_not_fit_stays_text_whole(form: Form) -> None:
    main, _posts = _made(form, {"/data/job/hours": "7.5"}, {"/data/job/hours": "çok"})
    at = [column.name for column in main.columns].index("hours")
    assert [row[at] for row in main.rows] == ["7.5", "çok"]


def test_a_csv_opens_in_an_office_here_and_runs_nothing(form: Form) -> None:
    main, _posts = _made(form, {**TYPED, "/data/job/note": '=HYPERLINK("http://x";"y")'})
    text = as_csv(main)
    assert text.startswith("\ufeff".encode())
    head, row = text.decode("utf-8-sig").strip().split("\r\n")
    assert head.startswith("answer_no;centre_code;")
    assert ";7,5;" in row
    assert "'=HYPERLINK" in row


def test_a_workbook_holds_numbers_and_days_as_such_and_a_sheet_of_meanings(form: Form) -> None:
    told = {**TYPED, "/data/job/note": "=1+1"}
    book = load_workbook(io.BytesIO(exported("xlsx", form, _answers(told), _study(), "Türkçe (tr)").content))
    assert book.sheetnames == ["answers", "post", "Etiketler"]
    sheet = book["answers"]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["rooms"].value, row["since"].value.date()) == (4, date(2020, 1, 2))
    assert (row["note"].value, row["note"].data_type) == ("=1+1", "s")
    meanings = [[cell.value for cell in line] for line in book["Etiketler"].iter_rows(min_row=2)]
    assert ["answers", "ramp", "Rampa var mı?", "select_one", "unknown", "Bilinmiyor", -99] in meanings


def _sav(content: bytes, folder: Path) -> tuple[dict[str, Any], Any]:
    path = folder / "x.sav"
    path.write_bytes(content)
    return pyreadstat.read_sav(path, output_format="dict", user_missing=True)


def test_an_spss_file_carries_labels_missing_values_and_long_texts(form: Form, tmp_path: Path) -> None:
    long = "Ğüş" * 300
    answers = _answers({**TYPED, "/data/job/note": long}, {"/data/place/ramp": "unknown"})
    archive = ZipFile(io.BytesIO(exported("sav", form, answers, _study(), "Türkçe (tr)").content))
    assert archive.namelist() == ["answers.sav", "post.sav"]
    values, about = _sav(archive.read("answers.sav"), tmp_path)
    assert next(iter(values["rooms"])) == 4
    assert list(values["ramp"]) == [1, -99]
    assert list(values["note"]) == [long, ""]
    assert next(iter(values["since"])) == date(2020, 1, 2)
    assert about.column_names_to_labels["rooms"] == "Kaç oda var?"
    assert about.variable_value_labels["ramp"] == {1: "Evet", 2: "Hayır", -99: "Bilinmiyor"}
    assert about.variable_value_labels["langs_tr"] == {0: "hayır", 1: "evet"}
    assert about.missing_ranges["ramp"] == [{"lo": -99, "hi": -99}]
    assert about.file_encoding == "UTF-8"
    posts, _about = _sav(archive.read("post.sav"), tmp_path)
    assert (list(posts["answer_no"]), list(posts["role"])) == ([1], ["Avukat"])


def test_a_codebook_says_what_each_column_asks_of_whom_and_what_its_values_mean(form: Form) -> None:
    file = exported("ddi", form, _answers(TYPED, {"/data/place/ramp": "unknown"}), _study(), "Türkçe (tr)")
    book = etree.fromstring(file.content)
    assert (book.tag, book.get("version"), file.name) == (f"{DDI}codeBook", "2.5", "belge-abc.xml")
    variables = {var.get("name"): var for var in book.iter(f"{DDI}var")}
    assert variables["rooms"].findtext(f"{DDI}labl") == "Kaç oda var?"
    assert variables["why"].findtext(f"{DDI}universe") is not None
    categories = {
        each.findtext(f"{DDI}catValu"): (
            each.findtext(f"{DDI}labl"),
            each.findtext(f"{DDI}catStat"),
            each.get("missing"),
        )
        for each in variables["ramp"].iter(f"{DDI}catgry")
    }
    assert categories["yes"] == ("Evet", "1", None)
    assert categories["unknown"] == ("Bilinmiyor", "1", "Y")
    assert [each.get("ID") for each in book.iter(f"{DDI}fileDscr")] == ["F1", "F2"]


ORDER = {
    "codeBook": "stdyDscr fileDscr dataDscr",
    "stdyDscr": "citation",
    "citation": "titlStmt verStmt",
    "titlStmt": "titl IDNo",
    "verStmt": "version",
    "fileDscr": "fileTxt",
    "fileTxt": "fileName dimensns",
    "dimensns": "caseQnty varQnty",
    "dataDscr": "var",
    "var": "labl qstn invalrng universe catgry varFormat",
    "qstn": "qstnLit",
    "invalrng": "item",
    "catgry": "catValu labl catStat",
}
"""What we write under each element, in the sequence the schema of DDI-Codebook 2.5 asks for."""


def test_a_codebook_keeps_the_sequence_and_the_references_of_its_schema(form: Form) -> None:
    told = {**TYPED, "/data/job/note": "a\x0b\ud83db"}
    file = exported("ddi", form, _answers(told, {"/data/place/ramp": "unknown"}), _study(), "Türkçe (tr)")
    book = etree.fromstring(file.content)
    for element in book.iter():
        name = etree.QName(element).localname
        found = [etree.QName(child).localname for child in element]
        assert set(found) <= set(ORDER.get(name, "").split()), name
        assert found == sorted(found, key=ORDER.get(name, "").split().index), name
    ids = [element.get("ID") for element in book.iter() if element.get("ID")]
    assert len(set(ids)) == len(ids)
    variables = list(book.iter(f"{DDI}var"))
    assert {var.get("files") for var in variables} <= set(ids)
    assert {var.get("intrvl") for var in variables} <= {"contin", "discrete"}
    assert {each.get("type") for each in book.iter(f"{DDI}varFormat")} <= {"character", "numeric"}
    assert all(var.get("name") for var in variables)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answers_are_the_same_bytes_typed_in_the_browser_or_sent_by_a_device(house: House, kind: str) -> None:
    ayse, konak = house.cast.ayse.person, house.cast.konak.id
    with acting(ayse):
        made = make_device(by=ayse, centre_id=konak, name="Telefon")
    before = transaction.savepoint()
    answer = house.begun()
    house.fill(answer.id, TYPED)
    with acting(ayse):
        actions.submit_answer(by=ayse, answer_id=answer.id)
        typed = export_answers(by=ayse, asked=house.asked, kind=kind, centre_id=konak)
    transaction.savepoint_rollback(before)
    assert send(signed(made.device.code, made.token), filled(house)).status_code == 201
    with acting(ayse):
        sent = export_answers(by=ayse, asked=house.asked, kind=kind, centre_id=konak)
    assert (typed.name, typed.content) == (sent.name, sent.content)


def test_a_centre_takes_its_own_answers_and_nobody_elses(house: House) -> None:
    zeynep, ayse = house.cast.zeynep.person, house.cast.ayse.person
    answer = house.begun(house.cast.zeynep)
    house.fill(answer.id, {"/data/place/rooms": "2"}, house.cast.zeynep)
    with acting(zeynep):
        actions.submit_answer(by=zeynep, answer_id=answer.id)
    with acting(ayse):
        with pytest.raises(Http404):
            export_answers(by=ayse, asked=house.asked, kind="csv", centre_id=house.cast.bornova.id)
        with pytest.raises(Refused):
            export_answers(by=ayse, asked=house.asked, kind="csv")
    with acting(house.defne.person):
        empty = export_answers(by=house.defne.person, asked=house.asked, kind="csv").content
    with acting(house.cast.elif_.person):
        whole = export_answers(by=house.cast.elif_.person, asked=house.asked, kind="csv").content
    (kept, gone) = (ZipFile(io.BytesIO(each)).read("answers.csv").decode() for each in (whole, empty))
    assert ("bornova-1" in kept, "bornova-1" in gone) == (True, False)


def test_every_published_form_becomes_files(shared_data: Path) -> None:
    for path in sorted((shared_data / "xlsforms").glob("*.xls*")):
        found = read(path.read_bytes(), path.name)
        if isinstance(found, Form):
            for kind in KINDS:
                assert exported(kind, found, _answers({}), _study(), found.default_language).content, path.name


def test_every_kind_of_the_demo_form_is_made_from_its_kept_version(house: House) -> None:
    kept = form_of_version(house.version)
    assert {exported(kind, kept, [], _study(), "Türkçe (tr)").name.rpartition(".")[2] for kind in KINDS} == {
        "zip", "xlsx", "xml",
    }  # fmt: skip


WIDE = [
    ["type", "name", "label"],
    ["text", "not", "Not"],
    ["text", "with", "Ile"],
    ["decimal", "share", "Pay"],
    ["select_one level", "level", "Düzey"],
    ["select_multiple long", "çok_uzun_bir_soru_adı_ki_hiçbir_program_bunu_olduğu_gibi_almaz_çünkü", "Çok seçmeli"],
    ["select_one long", "word", "ş" * 300],
]
WIDE_LISTS = [
    ["list_name", "name", "label"],
    ["level", "1", "Bir"],
    ["level", "01", "Sıfır bir"],
    ["long", "not_asked", "Sorulmadı"],
    ["long", "uzun_bir_yanıt_ki_sütunun_adı_da_ondan_uzar_gider", "ğ" * 200],
    ["long", "uzun_bir_yanıt_ki_sütunun_adı_da_ondan_uzar_gider_ikinci", "İkinci"],
]


def test_every_program_takes_the_names_the_labels_and_the_numbers(tmp_path: Path) -> None:
    found = read(sheets(survey=WIDE, choices=WIDE_LISTS, settings=[["form_id"], ["genis"]]), "genis.xlsx")
    assert isinstance(found, Form), str(found)
    values = {"/data/share": ".5", "/data/level": "01", "/data/word": "not_asked", "/data/not": "ş" * 400}
    (main,) = tables(
        shapes(found, "default", key_labels()), _answers(values, {"/data/share": "5.", "/data/level": "1"})
    )
    names = [column.name for column in main.columns]
    assert not {name.lower() for name in names} & {"not", "with", "to", "all", "by", "and", "or"}
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) for name in names)
    told = dict(zip(names, main.rows[0], strict=True))
    assert (told["share"], told["level"]) == (0.5, "01")
    content = exported("sav", found, _answers(values, {"/data/level": "1"}), _study(), "default").content
    kept, about = _sav(content, tmp_path)
    assert (kept["share"][0], kept["word"][0], kept["not_"][0]) == (0.5, -97, "ş" * 400)
    assert len(set(kept["level"])) == 2
    assert about.column_names_to_labels["word"].startswith("ş" * 100)
    assert {text.strip("ğ") for text in about.variable_value_labels["word"].values()} == {"Sorulmadı", "", "İkinci"}

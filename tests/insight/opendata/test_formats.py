"""Each open format held against what its specification requires, and every format against the same table."""

import csv
import io
import json
import re
from datetime import date
from itertools import product
from typing import Any

import openpyxl
import pytest
from lxml import etree

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.gate import Policy, SafeTable, protect_together
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.opendata import csvw, dcat, jsonstat, sdmx
from omuz.insight.opendata.publication import (
    ALL,
    Axis,
    Edition,
    Licence,
    NotPublishable,
    Publication,
    Published,
    of_indicator,
    shown,
)
from omuz.insight.opendata.release import MANIFEST, content_of, release_files
from omuz.insight.opendata.structure import structure
from omuz.insight.opendata.workbook import workbook

ROWS = [
    {
        "month": month,
        "quarter": quarter,
        "year": "2026",
        "channel": channel,
        "kind": "violence",
        "violence_types": forms,
    }
    for month, quarter, channel, forms, times in (
        ("2026-01", "2026-Q1", "phone", ("physical",), 12),
        ("2026-02", "2026-Q1", "email", ("physical", "economic"), 3),
        ("2026-04", "2026-Q2", "phone", ("psychological",), 9),
        ("2026-05", "2026-Q2", "face_to_face", ("not_asked",), 7),
    )
    for _ in range(times)
]


def tables() -> tuple[Published, ...]:
    facts = Facts.from_rows("contact", ROWS)
    asked = [("i01", "I01", ("quarter",)), ("i05", "I05", ("quarter",)), ("i08", "I08", ()), ("total", "I01", ())]
    raws = [count(indicator(code), facts, by) for _name, code, by in asked]
    safe = protect_together(raws, Policy())
    return tuple(of_indicator(name, indicator(code), one) for (name, code, _by), one in zip(asked, safe, strict=True))


def publication(**changes: Any) -> Publication:
    told: dict[str, Any] = {
        "code": "trial",
        "title": Words("Deneme", "Trial"),
        "description": Words("Uydurma.", "Invented."),
        "publisher": "Ağ",
        "source": Words("Uydurma kayıtlar", "Invented records"),
        "licence": Licence(Words("CC BY 4.0", "CC BY 4.0"), "https://creativecommons.org/licenses/by/4.0/"),
        "tables": tables(),
        "keywords": (Words("danışma", "counselling"),),
    }
    return Publication(**(told | changes))


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture(scope="module")
def published() -> Publication:
    return publication()


def table_of(published: Publication, code: str) -> Published:
    return next(one for one in published.tables if one.code == code)


def hidden_in(table: SafeTable) -> int:
    return sum(cell.hidden is not None for cell in table.cells)


def test_the_trial_hides_something(published: Publication) -> None:
    assert any(hidden_in(one.table) for one in published.tables)


def test_csv_has_one_row_a_cell_and_says_of_each_whether_it_is_free(published: Publication) -> None:
    for one in published.tables:
        told = lines(csvw.table_csv(one))
        assert len(told) == len(one.table.cells)
        for row, cell in zip(told, one.table.cells, strict=True):
            assert row["value"] == ("" if cell.value is None else str(cell.value))
            assert (row["status"] == "F") == (cell.hidden is None) or one.table.measure == "share"
            assert [row[axis.name] for axis in one.axes] == [ALL if code == "*" else code for code in cell.key]


def test_the_metadata_describes_every_column_of_every_csv_in_order(published: Publication) -> None:
    files = release_files(published, {}, {})
    group = json.loads(files["csv-metadata.json"])
    assert group["@context"][0] == "http://www.w3.org/ns/csvw"
    assert {one["url"] for one in group["tables"]} == {
        name for name in files if re.fullmatch(r"(tables/\w+|codes)\.csv", name)
    }
    for table in group["tables"]:
        schema = table["tableSchema"]
        head = next(csv.reader(io.StringIO(files[table["url"]].decode(), newline="")))
        assert [column["name"] for column in schema["columns"]] == head
        assert all(column["datatype"] in ("string", "integer", "number") for column in schema["columns"])
        assert set(schema.get("primaryKey", [])) <= set(head)
        rows = lines(files[table["url"]])
        keys = [tuple(row[name] for name in schema.get("primaryKey", [])) for row in rows]
        assert len(set(keys)) == len(keys)
        for column in schema["columns"]:
            cells = [row[column["name"]] for row in rows]
            assert not column["required"] or all(cells)
            if column["datatype"] == "integer":
                assert all(re.fullmatch(r"-?\d*", cell) for cell in cells)


def test_every_code_in_a_csv_has_its_words(published: Publication) -> None:
    files = release_files(published, {}, {})
    known = {(row["table"], row["dimension"], row["code"]) for row in lines(files[csvw.CODES])}
    for one in published.tables:
        for row in lines(csvw.table_csv(one)):
            for name in [*(axis.name for axis in one.axes), "status"]:
                assert (one.code, name, row[name]) in known


def test_json_stat_has_what_version_2_requires_and_the_values_of_the_table(published: Publication) -> None:
    for one in published.tables:
        told = json.loads(jsonstat.dataset(published, one, "en"))
        assert (told["version"], told["class"]) == ("2.0", "dataset")
        assert len(told["id"]) == len(told["size"]) == len(told["dimension"])
        indexes = [told["dimension"][name]["category"]["index"] for name in told["id"]]
        assert [len(index) for index in indexes] == told["size"]
        for name in told["id"]:
            category = told["dimension"][name]["category"]
            assert set(category["label"]) == set(category["index"])
        assert set(told["role"]["metric"]) <= set(told["id"])
        places = {keys: number for number, keys in enumerate(product(*indexes))}
        assert len(told["value"]) == len(places)
        for cell in one.table.cells:
            key = tuple(ALL if code == "*" else code for code in cell.key)
            place = places[(*key, "value")]
            assert told["value"][place] == cell.value
            assert (str(place) in told["status"]) == (cell.hidden is not None)


def test_sdmx_csv_begins_as_version_2_says_and_marks_what_is_suppressed(published: Publication) -> None:
    for one in published.tables:
        told = lines(sdmx.sdmx_csv(published, one))
        head = list(told[0])
        assert head[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
        assert head[-3:] == ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]
        assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", name) for name in head)
        for row in told:
            assert row["STRUCTURE"] == "dataflow"
            assert row["ACTION"] == "I"
            assert re.fullmatch(r"[A-Z]+:[A-Z][A-Z0-9_]*\(\d+\.\d+\.\d+\)", row["STRUCTURE_ID"])
            assert re.fullmatch(r"\d{4}(-Q[1-4]|-\d\d(-\d\d/P\dY)?)?", row["TIME_PERIOD"])
            assert (row["OBS_VALUE"] == "") == (row["OBS_STATUS"] in ("Q", "M"))
            assert (row["CONF_STATUS"] == "F") == (row["OBS_STATUS"] != "Q")
        keys = [tuple(row[name] for name in head[3:-3]) for row in told]
        assert len(set(keys)) == len(keys), "an observation stands twice"


def test_the_structure_message_names_every_dataflow_and_holds_only_identifiers(published: Publication) -> None:
    root = etree.fromstring(structure(published))
    spaces = {"s": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure"}
    told = [
        f"{one.get('agencyID')}:{one.get('id')}({one.get('version')})" for one in root.iterfind(".//s:Dataflow", spaces)
    ]
    assert told == [sdmx.dataflow(published, one) for one in published.tables]
    named = {str(one.get("id")) for one in root.iter() if one.get("id")}
    assert all(re.fullmatch(r"[A-Za-z0-9_@$\-]+", name) for name in named)
    defined = {
        str(one.get("id")) for kind in ("Codelist", "DataStructure") for one in root.iterfind(f".//s:{kind}", spaces)
    }
    defined |= {str(one.get("id")) for one in root.iterfind(".//s:Concept", spaces)}
    meant = [
        str(one.text) for name in ("Enumeration", "ConceptIdentity") for one in root.iterfind(f".//s:{name}", spaces)
    ]
    for urn in meant:
        place = urn.rsplit(":", 1)[-1]
        assert (place.rsplit(").", 1)[-1] if ")." in place else place.split("(")[0]) in defined, urn


def test_districts_that_stand_as_one_get_a_code_every_format_takes() -> None:
    assert shown("karaburun+urla") == "karaburun-urla"


@pytest.mark.parametrize(
    ("period", "said"),
    [("2026", "2026"), ("2026-Q3", "2026-Q3"), ("2024–2026", "2024-01-01/P3Y"), ("unknown", "")],
)
def test_a_period_is_said_as_sdmx_says_it(period: str, said: str) -> None:
    assert sdmx.period_of(period) == said


def test_the_workbook_holds_the_same_numbers_and_is_the_same_bytes_again(published: Publication) -> None:
    content = workbook(published, "en")
    assert content == workbook(published, "en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.worksheets) == len(published.tables) + 1
    for sheet, one in zip(book.worksheets, published.tables, strict=False):
        written = [row[len(one.axes)] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert written == [cell.value for cell in one.table.cells]
    assert "=" not in {str(cell.value)[:1] for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}


def test_the_catalogue_has_what_dcat_asks_of_catalogue_dataset_and_distribution(published: Publication) -> None:
    files = release_files(published, {"method.md": b"# Method\n"}, {})
    told = json.loads(files["catalog.jsonld"])
    assert told["@type"] == "dcat:Catalog"
    assert told["@context"]["dcat"] == "http://www.w3.org/ns/dcat#"
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"):
        assert told[name]
    (dataset,) = told["dcat:dataset"]
    for name in ("dct:title", "dct:description", "dct:identifier", "dcat:version", "dct:temporal", "dcat:landingPage"):
        assert dataset[name]
    names = set()
    for one in dataset["dcat:distribution"]:
        assert one["dcat:accessURL"]["@id"] == one["dcat:downloadURL"]["@id"]
        assert one["dcat:mediaType"]["@id"].startswith("https://www.iana.org/assignments/media-types/")
        assert one["dct:license"]["@id"] == published.licence.address
        name = one["dct:title"]
        assert one["dcat:byteSize"] == len(files[name])
        names.add(name)
    assert names == set(files) - {"catalog.jsonld", "index.html", MANIFEST}
    used = set(re.findall(r'"([a-z]+):[A-Za-z]', files["catalog.jsonld"].decode()))
    assert used - {"http", "https", "spdx"} <= set(dcat.CONTEXT)


def test_addresses_are_stable_and_name_the_version() -> None:
    earlier = Edition(1, "0" * 64, date(2026, 4, 1), Words("İlk sürüm.", "First version."))
    one = publication(version=2, history=(earlier,), address="https://veri.example.org/")
    assert one.place("tables/i01.csv") == "https://veri.example.org/trial/2/tables/i01.csv"
    told = json.loads(release_files(one, {}, {})["catalog.jsonld"])
    (dataset,) = told["dcat:dataset"]
    assert dataset["dcat:previousVersion"]["@id"] == "https://veri.example.org/trial/1/catalog.jsonld"
    assert [version["dcat:version"] for version in dataset["dcat:hasVersion"]] == ["1"]


def test_a_release_is_the_same_bytes_again_and_its_manifest_names_every_file() -> None:
    one, two = (release_files(publication(), {}, {}) for _ in range(2))
    assert one == two
    manifest = json.loads(one[MANIFEST])
    assert set(manifest["files"]) == set(one) - {MANIFEST}
    assert manifest["content"] == content_of(publication())
    assert [edition["version"] for edition in manifest["editions"]] == [1]


def test_the_day_of_issue_does_not_change_what_the_content_is() -> None:
    assert content_of(publication(issued=date(2026, 11, 25))) == content_of(publication())


def test_only_protected_tables_are_published(published: Publication) -> None:
    one = published.tables[0]
    with pytest.raises(NotPublishable, match="SafeTable"):
        Published(**{**vars(one), "table": {"value": 3}})


@pytest.mark.parametrize(
    "changes",
    [{"tables": ()}, {"version": 2}, {"code": "Bad Code"}, {"address": "file:///etc/"}, {"address": "https://x.org"}],
)
def test_a_publication_that_contradicts_itself_is_none(changes: dict[str, Any]) -> None:
    with pytest.raises(NotPublishable):
        publication(**changes)


def test_words_a_spreadsheet_would_run_are_harmless_and_words_a_browser_would_run_too() -> None:
    one = publication().tables[0]
    axis = one.axes[0]
    evil = Axis(axis.name, axis.title, {"2026-Q1": Words("=1+1", "<script>alert(1)</script>")})
    bad = publication(
        title=Words("<script>alert(1)</script>", "x"), tables=(Published(**{**vars(one), "axes": (evil,)}),)
    )
    files = release_files(bad, {}, {})
    assert b"'=1+1" in files[csvw.CODES]
    assert b"<script>" not in files["index.html"]


def test_the_page_fetches_nothing_and_its_title_tells_nothing(published: Publication) -> None:
    page = release_files(published, {}, {})["index.html"].decode()
    assert "<title>Belge</title>" in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<script" not in page

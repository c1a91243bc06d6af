"""Open data: what the ledger let out to the public, for whoever asks, and nothing else; one figure is one object."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from omuz.foundation.people.access import acting
from omuz.insight.charts.downloads import paper, sheet
from omuz.insight.opendata.release import MANIFEST
from omuz.network.figures.queries.open_words import open_words
from omuz.network.returns import actions
from omuz.network.returns.models import NetworkRelease
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.own import newest_sent, tables_of
from omuz.network.returns.queries.received import summed
from tests.network.figures.test_pages import Q3, _page, _release
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House
from tests.network.returns.test_pages import _read

CODE = "network_2026_q3"
KEY = "contacts_by_channel"


def _file(name: str, number: int = 1, *, client: Client | None = None, status: int = 200, **headers: str) -> Any:
    response = (client or Client()).get(f"/acik-veri/{CODE}/{number}/{name}", headers=headers)
    assert response.status_code == status, (name, response.status_code)
    return response


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.fixture
def public(house: House, monkeypatch: pytest.MonkeyPatch) -> NetworkRelease:
    """The third quarter of both centres, let out to the public."""
    house.send(house.cast.nermin)
    house.send(house.songul)
    return _release(house, all_three=monkeypatch)


def test_nothing_is_open_before_it_is_public_not_even_for_the_network(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.send(house.cast.nermin)
    house.send(house.songul)
    _release(house, "centres", all_three=monkeypatch)
    for client in (Client(), house.cast.elif_.client(), house.cast.nermin.client()):
        assert "Henüz kamuoyuna yayımlanmış sayı yok" in _read(client.get("/acik-veri/"))
        _file("", client=client, status=404)
        _file(f"tables/{KEY}.csv", client=client, status=404)
        assert json.loads(client.get("/acik-veri/catalog.jsonld").content)["dcat:dataset"] == []


def test_a_visitor_finds_every_format_at_a_stable_address(public: NetworkRelease) -> None:
    stranger = Client()
    assert f"/acik-veri/{CODE}/1/" in stranger.get("/acik-veri/").content.decode()
    assert stranger.get(f"/acik-veri/{CODE}/")["Location"] == f"/acik-veri/{CODE}/1/"
    response = _file("")
    page = response.content.decode()
    told = json.loads(_file(MANIFEST).content)
    for name in told["files"]:
        assert f'href="{name}"' in page, name
        _file(name)
    assert told["files"][f"tables/{KEY}.csv"] in page
    for kind in (".csv", ".json", ".sdmx.csv"):
        assert f"tables/{KEY}{kind}" in told["files"]
    assert {"tables.xlsx", "catalog.jsonld", "csv-metadata.json", "structure.xml", "method.tr.md"} <= set(told["files"])
    assert public.digest in page
    assert open_words().licence.address in _file("catalog.jsonld").content.decode()
    _file("nothing.csv", status=404)
    _file("", 2, status=404)


def test_a_visitor_reads_the_figures_on_the_page_and_what_is_hidden_in_them(public: NetworkRelease) -> None:
    html = _file("").content.decode()
    text = _read(_file(""))
    for told in ("temas kaydedildi", "nasıl sayıldı?", "2 merkezden 2 bildirdi", "kadın sayısı değildir"):
        assert told in text, told
    assert html.count('class="picture-wide"') >= 5
    assert "gizli" in text
    assert "open-page" in html


def test_a_file_may_be_kept_by_anybody_and_carries_nobodys_cookie(public: NetworkRelease, house: House) -> None:
    for client in (Client(), house.cast.nermin.client()):
        response = _file(f"tables/{KEY}.csv", client=client)
        assert response["Cache-Control"] == "public, max-age=86400"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in response["Vary"]
        assert not response.cookies
        again = _file(f"tables/{KEY}.csv", client=client, status=304, **{"If-None-Match": response["ETag"]})
        assert again.content == b""
    assert Client().get(f"/acik-veri/{CODE}/1/")["Cache-Control"] == "no-store"
    policy = _file("index.html")["Content-Security-Policy"]
    assert "script" not in policy
    assert "sha256-" in policy


def test_the_open_files_hold_nothing_the_ledger_did_not_let_out(public: NetworkRelease, house: House) -> None:
    """No centre, no return, no reader of the proof beside non-public releases: codes and digests stay inside."""
    told = json.loads(public.payload)
    inside = {
        str(part) for sources in told["sources"].values() for source in sources for part in (source[0], source[2])
    }
    inside |= {house.cast.konak.name, house.cast.bornova.name, str(public.released_by)}
    for name in (*json.loads(_file(MANIFEST).content)["files"], MANIFEST, ""):
        content = _file(name).content
        for secret in inside:
            assert secret.encode() not in content, (name, secret)
        assert b'"intervals"' not in content


def test_every_address_in_the_open_files_is_on_this_host(public: NetworkRelease) -> None:
    told = json.loads(_file("catalog.jsonld").content)
    places = [one["dcat:downloadURL"]["@id"] for one in told["dcat:dataset"][0]["dcat:distribution"]]
    assert all(place.startswith(f"http://testserver/acik-veri/{CODE}/1/") for place in places)
    page = _file("").content.decode() + Client().get("/acik-veri/").content.decode()
    assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', page)) <= {"http://testserver"}


def test_a_correction_is_a_second_version_beside_the_first(public: NetworkRelease, house: House) -> None:
    first = {name: _file(name).content for name in (f"tables/{KEY}.csv", MANIFEST)}
    house.record(house.cast.konak, invented.contacts(60, QUARTER))
    house.send(house.cast.nermin)
    elif_ = house.cast.elif_.person
    with acting(elif_):
        later = public.released_at + timedelta(days=1)
        actions.release_figures(by=elif_, quarter=Q3, audience="public", reason="entered_late", now=later)
    assert {name: _file(name).content for name in first} == first
    text = _read(_file(""))
    assert "Bu sürüm sonradan düzeltildi" in text
    told = json.loads(_file(MANIFEST, 2).content)
    assert [one["version"] for one in told["editions"]] == [1, 2]
    assert told["editions"][0]["content"] == json.loads(first[MANIFEST])["content"] != told["content"]
    assert told["editions"][1]["change"]["en"].startswith("Correction: ")
    assert json.loads(Client().get("/acik-veri/catalog.jsonld").content)["dcat:dataset"][0]["dcat:version"] == "2"


def test_the_structure_message_defines_every_column_and_code_of_the_sdmx_files(public: NetworkRelease) -> None:
    spaces = {"s": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure"}
    root = etree.fromstring(_file("structure.xml").content)
    for key in json.loads(public.payload)["tables"]:
        rows = _rows(_file(f"tables/{key}.sdmx.csv").content)
        name = rows[0]["STRUCTURE_ID"].split(":")[1].split("(")[0]
        (structure,) = root.iterfind(f".//s:DataStructure[@id='{name}']", spaces)
        columns = structure.iterfind(".//s:DimensionList/*", spaces), structure.iterfind(".//s:Attribute", spaces)
        defined = {one.get("id") for found in columns for one in found}
        assert defined | {"OBS_VALUE"} == set(rows[0]) - {"STRUCTURE", "STRUCTURE_ID", "ACTION"}
        for column in structure.iterfind(".//s:Dimension", spaces):
            (listed,) = column.iterfind(".//s:Enumeration", spaces)
            codelist = str(listed.text).rsplit(":", 1)[-1].split("(")[0]
            codes = {one.get("id") for one in root.iterfind(f".//s:Codelist[@id='{codelist}']/s:Code", spaces)}
            assert {row[column.get("id") or ""] for row in rows} <= codes, (key, column.get("id"))


def test_a_figure_is_the_same_object_on_every_way_out(public: NetworkRelease, house: House) -> None:
    """The centre's page, its return, the network's sum, the release, the paper and the open data: one definition."""
    plan, nermin, elif_ = contents().plans[KEY], house.cast.nermin, house.cast.elif_
    with acting(nermin.person):
        row = newest_sent(house.cast.konak.id, Q3)
        assert row is not None
        sent = tables_of(row)[KEY]
    with acting(elif_.person):
        (whole,) = summed(elif_.person, KEY, [Q3])
    released = json.loads(public.payload)["tables"][KEY]["table"]
    defined = (plan.indicator.code, plan.indicator.version)
    assert whole.table is not None
    for code, version in (
        (sent.indicator, sent.version), (whole.table.indicator, whole.table.version),
        (released["indicator"], released["version"]),
    ):  # fmt: skip
        assert (code, version) == defined
    assert whole.table.digest == json.loads(public.payload)["tables"][KEY]["sha256"]
    assert json.loads(_file(MANIFEST).content)["tables"][KEY] == whole.table.digest
    _same_number_everywhere(house, whole.table.total.value, sent.total.value)


def _same_number_everywhere(house: House, whole: int | None, own: int | None) -> None:
    """The numbers as readers meet them: `whole` of the network, `own` of the centre."""
    assert (whole, own) == (210, 120)
    total = next(row for row in _rows(_file("tables/contacts_by_month.csv").content) if row["month"] == "_T")
    assert total["value"] == str(whole)
    book = openpyxl.load_workbook(io.BytesIO(_file("tables.xlsx").content))
    assert whole in [cell.value for cell in list(book.worksheets[0].iter_rows())[-1]]
    stat = json.loads(_file("tables/contacts_by_month.json").content)
    assert stat["value"][-1] == whole
    elif_, nermin = house.cast.elif_.client(), house.cast.nermin.client()
    assert f"{whole} temas" in _read(_page(elif_, "overview", donem=QUARTER))
    series = _page(elif_, "indicator-file", "i01", "seri", "csv", donem=QUARTER).content.decode("utf-8-sig")
    assert f";{whole};" in series
    assert f"{whole} temas kaydedildi" in _read(_page(nermin, "slides"))
    assert f"{own} temas" in _read(_page(nermin, "centre", donem=QUARTER))
    counted = _read(nermin.get(reverse("returns:indicators"), {"donem": QUARTER}))
    assert f"{own} temas kaydedildi" in counted


def test_the_papers_say_the_same_number_by_the_same_definition(
    public: NetworkRelease, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reaches the typesetter, listened to on its way; the papers are set for real."""
    heard: list[str] = []

    def listening(set_page: Any) -> Any:
        def inner(inputs: dict[str, str], *more: Any) -> Any:
            heard.append(inputs["told"])
            return set_page(inputs, *more)

        return inner

    for module in (paper, sheet):
        monkeypatch.setattr(module, "set_page", listening(module.set_page))
    _page(house.cast.elif_.client(), "indicator-file", "i01", "seri", "pdf", donem=QUARTER)
    nermin = house.cast.nermin.person
    with acting(nermin):
        row = newest_sent(house.cast.konak.id, Q3)
        assert row is not None
        actions.release_totals(by=nermin, row=row)
    _page(house.cast.derya.client(), "brief", dosya="pdf")
    _page(house.cast.ayse.client(), "press-sheet", "25-kasim", dosya="pdf")
    series, brief, press = heard
    assert '"210"' in series
    assert "I01, sürüm 1" in series
    assert '"120"' in brief
    assert row.digest[:16] in brief
    assert "210 temas kaydedildi" in press
    assert public.digest[:16] in press


def test_the_definition_on_the_page_is_the_handbooks(public: NetworkRelease, house: House) -> None:
    client = house.cast.elif_.client()
    page = _page(client, "indicator", "i05", donem=QUARTER).content.decode()
    assert reverse("handbook:indicator", args=["I05"]) in page
    entry = client.get(reverse("handbook:indicator", args=["i05"])).content.decode()
    part = re.search(r"<dl class=\"facts\">.*?</dl>", entry, re.DOTALL)
    assert part is not None
    assert part[0] in page


def test_a_centre_page_is_kept_by_its_own_people_only(public: NetworkRelease, house: House) -> None:
    nermin, zeynep = house.cast.nermin.client(), house.cast.zeynep.client()
    told = {"merkez": house.cast.konak.code, "donem": QUARTER}
    assert zeynep.post(reverse("figures:keep-own"), told).status_code == 404
    assert nermin.post(reverse("figures:keep-own"), told).status_code == 302
    assert nermin.post(reverse("figures:keep-own"), told | {"hep": "son"}).status_code == 302
    text = _read(_page(nermin, "centre"))
    assert "Sakladığınız görünümler" in text
    assert "En son dönem" in text
    with acting(house.cast.nermin.person):
        from omuz.network.figures.models import KeptView

        first = KeptView.objects.first()
    assert first is not None
    assert zeynep.post(reverse("figures:let-go", args=[first.pk])).status_code == 404
    assert nermin.post(reverse("figures:let-go", args=[first.pk]))["Location"].startswith(reverse("figures:centre"))

"""A network installation by itself: nothing of the sealed centre is in it; the whole work of the network is."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.network.installed import PASSWORD, Installation, inside, installation
from tests.network.surveys.conftest import workbook
from tests.network.visitor import Visitor

LISTING = """
import json
from omuz.site.cli import installation
with installation.opened():
    from django.contrib.staticfiles.finders import get_finders
    from django.db import connection
    from django.urls import get_resolver
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
    def walk(patterns, before=""):
        for each in patterns:
            where = before + str(each.pattern)
            if hasattr(each, "url_patterns"):
                yield from walk(each.url_patterns, where)
            else:
                yield where, each.callback.__module__, str(getattr(each.callback, "permission", ""))
    files = [path for finder in get_finders() for path, _storage in finder.list([])]
    print(json.dumps({"tables": tables, "pages": list(walk(get_resolver().url_patterns)), "files": files}))
"""
SEALED = (
    "contacts.", "cases.", "names.", "slots.", "rights.", "figures.", "returns.", "totals.", "vault.",
)  # fmt: skip
"""Beginnings of permissions for which there is nothing where no centre is."""
SOON = (datetime.now(UTC).date() + timedelta(days=40)).isoformat()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Served; the first coordinator began it, IT founded two centres, everybody came in by an invitation."""
    home = tmp_path_factory.mktemp("network") / "home"
    first = ("--organisation", "Büyükşehir Belediyesi", "--kind", "metropolitan", "--network", "Elif Şahin=elif",
             "--it", "Can Öztürk=can")  # fmt: skip
    with installation(home, "network", *first) as made:
        can, elif_ = made.people["can"], made.people["elif"]
        for town, code, lead, worker in (
            ("Konak", "konak-1", "nermin", "ayse"),
            ("Urla", "urla-1", "songul", "zeynep"),
        ):
            can.open("/kurulum/kurum/").send("/kurulum/kurum/", name=f"{town} Belediyesi", kind="district")
            owner = can.open("/kurulum/merkez/").chosen("/kurulum/merkez/", "organisation", town)
            can.send("/kurulum/merkez/", organisation=owner, name=f"{town} KDM", code=code, district=town.lower())
            made.invited_by(can, lead, f"{lead} Öz", "centre_coordinator", f"{town} KDM")
            made.invited_by(made.people[lead], worker, f"{worker} Ak", "counsellor", f"{town} KDM")
        made.invited_by(can, "derya", "Derya Yılmaz", "director", "Konak Belediyesi")
        made.invited_by(elif_, "sema", "Sema Uz", "standards_editor", "")
        yield made


@pytest.fixture(scope="module")
def listing(network: Installation) -> Any:
    """Its tables, its addresses with module and permission, and its static files."""
    return inside(network, LISTING)


def _sealed_addresses() -> list[str]:
    """Paths of every page that exists only where a centre is: this process knows both."""
    from uuid import UUID

    from tests.browser.addresses import addresses

    closed = [each for each in addresses() if each.permission.startswith(SEALED) or "kod" in each.parts]
    fill: dict[str, Any] = {
        part: UUID(int=7) if part.endswith("_id") else "konak-1" for each in closed for part in each.parts
    }
    fill |= {"pk": 1, "place": 1}
    return sorted({each.path(fill) for each in closed})


def test_it_has_no_table_of_the_sealed_centre(listing: Any) -> None:
    from django.apps import apps

    ours = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("omuz.casework")}
    assert len(ours) > 30
    assert ours & set(listing["tables"]) == set()
    assert {"directory_partner", "surveys_answer", "profiles_signedprofile", "standards_assessment"} <= set(
        listing["tables"]
    )


def test_it_has_no_address_and_no_permission_page_of_the_sealed_centre(network: Installation, listing: Any) -> None:
    pages = listing["pages"]
    assert [where for where, module, _may in pages if module.startswith("omuz.casework")] == []
    assert [(where, may) for where, _module, may in pages if may.startswith(SEALED)] == []
    closed = _sealed_addresses()
    assert len(closed) > 100
    answered = {path: network.people["nermin"].open(path).status for path in closed}
    assert {path: status for path, status in answered.items() if status != 404} == {}


def test_it_serves_no_file_of_the_sealed_centre(network: Installation, listing: Any) -> None:
    from django.apps import apps

    rooms = [each for each in apps.get_app_configs() if each.name.startswith("omuz.casework")]
    files = {
        str(path.relative_to(Path(room.path) / "static"))
        for room in rooms
        for path in (Path(room.path) / "static").rglob("*")
        if path.is_file()
    }
    assert files
    assert files & set(listing["files"]) == set()
    visitor = Visitor(network.origin)
    assert {visitor.open(f"/static/{name}").status for name in files} == {404}


def test_every_rail_leads_to_pages_that_open_and_none_of_the_sealed_centre(network: Installation) -> None:
    closed = set(_sealed_addresses())
    for name, visitor in network.people.items():
        visitor.open("/")
        assert visitor.status == 200, name
        rail = [link for link in visitor.links("^/") if link != "/kilit/ac/"]
        assert {"/merkezler/", "/profiller/"} <= set(rail)
        assert closed & set(rail) == set(), name
        for link in rail:
            assert visitor.open(link).status == 200, (name, link)


def test_the_rooms_of_the_figures_are_there_and_ask_for_no_opened_file(network: Installation) -> None:
    """The dictionary for everybody; figures, ledger and open data for the network, before anything has arrived."""
    for name, visitor in network.people.items():
        for path in ("/sozluk/", "/sozluk/birimler/", "/sozluk/turler/", "/sozluk/gosterge/i01/",
                     "/sozluk/dis-sayilar/",
                     "/sayilar/yayim/", "/sayilar/basin/", "/sayilar/sunum/", "/acik-veri/"):  # fmt: skip
            assert visitor.open(path).status == 200, (name, path)
    elif_ = network.people["elif"]
    assert elif_.open("/sozluk/el-kitabi/").body.startswith(b"%PDF")
    for path in ("/sayilar/genel/", "/sayilar/ag/", "/sayilar/gelen/", "/sayilar/nitelik/", "/sayilar/yayim/hazirla/"):
        assert elif_.open(path).status == 200, path
        assert {network.people[each].open(path).status for each in ("nermin", "ayse", "derya", "can")} == {403}, path
    stranger = Visitor(network.origin)
    assert stranger.open("/acik-veri/").status == 200
    assert stranger.open("/sozluk/").path.startswith("/giris/")


def test_nobody_is_asked_for_a_key_where_nothing_is_sealed(network: Installation) -> None:
    nermin = network.people["nermin"]
    for path in ("/ekip/", "/hesabim/", "/kim-neye-bakti/"):
        told = nermin.open(path).text
        assert nermin.status == 200
        assert "anahtar bekliyor" not in told
        assert "parmak izi" not in told
    assert len(nermin.open("/kim-neye-bakti/")._page().xpath("//main//li | //main//tr")) > 1


def test_elif_keeps_the_directory_there(network: Installation) -> None:
    elif_, nermin = network.people["elif"], network.people["nermin"]
    new = "/merkezler/kurumlar/yeni/"
    elif_.open(new).send(new, name="Örnek Barosu", kind="bar_legal_aid", district="konak", phone="0232 000 00 01")
    assert "Örnek Barosu" in nermin.open("/merkezler/kurumlar/").text
    nermin.open("/merkezler/merkez/konak-1/duzenle/").send("/duzenle/", phone="0232 000 00 04", hours="Hafta içi")
    assert "0232 000 00 04" in network.people["sema"].open("/merkezler/merkez/konak-1/").text
    town = elif_.open("/merkezler/belediyeler/").links("belediyeler/[0-9a-f-]{36}/$")[0]
    elif_.open(f"{town}duzenle/").send("/duzenle/", family_places="20")
    assert elif_.status == 200
    for link in elif_.open("/merkezler/kurumlar/").links("/ver/"):
        assert elif_.open(link).status == 200, link
        assert elif_.body


def test_the_editor_asks_a_questionnaire_there_and_takes_the_answers(network: Installation) -> None:
    sema, nermin = network.people["sema"], network.people["nermin"]
    sema.open("/anketler/formlar/").send("/formlar/yukle/", file=("merkez.xlsx", workbook()))
    sema.send("/yayimla/")
    sema.open("/anketler/turlar/yeni/").send("/turlar/yeni/", title="2026 merkez formu")
    asked = sema.path
    assert "/anketler/turlar/" in asked
    _fill(nermin, "2026 merkez formu", {"/data/place/rooms": "4", "/data/place/ramp": "yes"})
    network.people["elif"].open(asked)
    for link in network.people["elif"].links("/indir/"):
        assert network.people["elif"].open(link).status == 200, link
    bundle = network.people["elif"].open(f"{asked}indir/zip/")
    with zipfile.ZipFile(io.BytesIO(bundle.body)) as found:
        assert any(b"konak" in found.read(name).lower() for name in found.namelist() if name.endswith(".csv"))


def _fill(visitor: Visitor, title: str, answers: dict[str, str]) -> None:
    """Write the form of an invitation section by section, and send it."""
    visitor.open("/anketler/" if "form" in title else "/profiller/")
    links = visitor.links("/davet/[0-9a-f-]{36}/$")
    for link in links:
        visitor.open(link)
        if title in visitor.text:
            break
    visitor.send("/yaz/")
    form, go = visitor.path, ""
    for _section in range(30):
        known = visitor.fields(form)
        go = "finish" if b'value="finish"' in visitor.body else "next"
        visitor.send_all(form, {"go": go, **{name: text for name, text in answers.items() if name in known}})
        if go == "finish":
            break
    assert (visitor.status, "/davet/" in visitor.path) == (200, True), visitor.text[600:1500]


def test_elif_runs_the_yearly_profile_there(network: Installation) -> None:
    elif_, nermin = network.people["elif"], network.people["nermin"]
    elif_.open("/profiller/yeni/").send("/profiller/yeni/", due_on=SOON)
    asked = elif_.path
    assert "/profiller/tur/" in asked
    told = {"identity/name": "Konak KDM", "identity/area_district": "konak", "identity/type": "district",
            "budget/budget_line": "no"}  # fmt: skip
    _fill(nermin, "Merkez profili", {f"/data/{name}": text for name, text in told.items()})
    (own,) = nermin.open("/profiller/").links("/profiller/davet/[0-9a-f-]{36}/$")
    nermin.open(own).send("/imzala/")
    assert "imzalandı" in nermin.text
    for step in ("/hatirlat/", "/paylas/"):
        elif_.open(asked).send(step)
        assert elif_.status == 200
    assert elif_.open(f"{asked}sorular/").status == 200
    for place in (f"{own}karsilastir/", f"{own}yazdir/", "/profiller/merkez/konak-1/"):
        assert nermin.open(place).status == 200, place


def test_the_standard_is_drafted_discussed_published_and_assessed_there(network: Installation) -> None:
    published = _standard(network)
    own = _assessed(network, published)
    _visited(network, own)
    elif_ = network.people["elif"]
    for ending in ("csv", "xlsx"):
        assert network.people["nermin"].open(f"{own}belge.{ending}").status == 200
    assert "90/90" in network.people["nermin"].open(own).text.replace(" ", "")
    for page in (f"{own}profil/", f"{own}ziyaret/", "/standartlar/adimlar/", "/standartlar/uyum/"):
        assert elif_.open(page).status == 200, page
    policy = "/standartlar/uyum/belge/"
    elif_.open(policy)
    assert elif_.status == 200


def _standard(network: Installation) -> str:
    """v0 taken in, a draft from it, a comment and a proposal, the proposal accepted, the draft published."""
    sema, nermin = network.people["sema"], network.people["nermin"]
    sema.open("/standartlar/").send("/ilk-surum/")
    sema.send("/taslak/")
    draft = sema.path
    page = f"{draft}olcut/A1/"
    nermin.open(page).send("/soz/", kind="comment", words="Yönergenin tarihi de sorulsun.")
    better = "Merkezin varlığı meclis kararına dayanır."
    nermin.open(page).send("/soz/", kind="proposal", part="meaning.tr", words=better, reason="Daha açık.")
    assert "Daha açık." in sema.open(page).text
    sema.send("/sonuc/", outcome="accept", reason="")
    assert "taslağa alındı" in nermin.open(page).text
    assert "A1" in sema.open(f"{draft}degisiklikler/").text
    sema.open(draft).send("/yayimla/")
    assert "yayımlandı" in sema.text
    return draft


def _assessed(network: Installation, published: str) -> str:
    """A round over the published version; Konak writes every level with evidence, two people sign."""
    elif_, ayse, nermin = network.people["elif"], network.people["ayse"], network.people["nermin"]
    elif_.open("/standartlar/tur/yeni/").send("/tur/yeni/", title="2026 turu", due_on=SOON)
    assert "/standartlar/tur/" in elif_.path, (published, elif_.text)
    (own,) = ayse.open("/standartlar/").links("/standartlar/degerlendirme/[0-9a-f-]{36}/$")
    piece = {"kanit-description": "Meclis kararı", "kanit-on": "2025-03-01"}
    ayse.open(f"{own}olcut/A1/").send_all("/kanit/", piece)
    for chapter in "ABCDEFGHIJKL":
        ayse.open(f"{own}bolum/{chapter}/")
        levels = {name: "2" for name in ayse.fields("/sakla/") if name.endswith("-level")}
        ayse.send_all("/sakla/", levels)
        assert ayse.status == 200
    for who in (ayse, nermin):
        who.open(own).send("/imza/")
    return own


def _visited(network: Installation, own: str) -> None:
    """Urla visits Konak, sees one level otherwise, both talk, agree and approve."""
    elif_, songul, nermin = network.people["elif"], network.people["songul"], network.people["nermin"]
    (asked,) = elif_.open("/standartlar/").links("/standartlar/tur/[0-9a-f-]{36}/$")
    number = own.rstrip("/").rpartition("/")[2]
    elif_.open(asked).send(f"{number}/ziyaretci/", visit_on=SOON)
    one = f"{own}ziyaret/A1/"
    songul.open(one).send(one, what="find", level="1", comment="Yönergeyi göremedik.")
    songul.open(f"{own}ziyaret/").send("/ziyaret-imza/")
    nermin.open(one).send(one, what="say", words="Yönerge yenileniyor.")
    songul.open(one).send(one, what="agree", agreed="1", disagreement="")
    for who in (nermin, songul):
        who.open(f"{own}ziyaret/").send("/onay/")
        assert who.status == 200
    assert b"/onay/" not in songul.open(f"{own}ziyaret/").body
    assert elif_.open(asked).status == 200


@pytest.mark.parametrize("kind", ["centre", "both"])
def test_the_other_kinds_of_installation_start_the_same_way(kind: str, tmp_path: Path) -> None:
    first = ("--organisation", "Konak Belediyesi", "--centre", "Konak KDM", "--code", "konak-1", "--district", "konak",
             "--coordinator", "Nermin Aksoy=nermin", "--it", "Can Öztürk=can")  # fmt: skip
    with installation(tmp_path / "home", kind, *first) as made:
        nermin = made.people["nermin"].open("/")
        assert nermin.status == 200
        assert nermin.path == "/anahtarlar/", "without a key nothing can be written down: she begins by making it"
        nermin.send("/olustur/")
        assert nermin.status == 200
        nermin.send("/kilit/").send("/kilit/ac/", password=PASSWORD)
        nermin.open("/")
        assert (nermin.path, nermin.status) == ("/bugun/", 200)
        rail = nermin.links("^/")
        assert {"/temaslar/", "/merkezler/", "/standartlar/", "/sozluk/", "/sayilar/merkezim/"} <= set(rail)
        for link in rail:
            assert nermin.open(link).status == 200, link

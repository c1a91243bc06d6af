"""The pages: who reads and writes what, search without a script, and no address of a secret place on any of them."""

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from omuz.foundation.people.access import acting
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    InternalPart,
    Municipality,
    Partner,
    Service,
)
from tests.network.directory.planted import PLANTED, as_text, plant_secrets

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")


def _text(response: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def _form(**facts: Any) -> dict[str, Any]:
    return {"holds_from": "2026-01-01", "revision": "", **facts}


def test_everybody_reads_and_the_network_coordinator_writes(directory: "Directory") -> None:
    for name in PEOPLE:
        client = getattr(directory.cast, name).client()
        assert "Örnek Barosu" in _text(client.get(reverse("directory:institutions")))
        answer = client.get(reverse("directory:institution-new")).status_code
        assert answer == (200 if name == "elif_" else 403), name


def test_search_works_without_a_script_and_as_one_types(directory: "Directory") -> None:
    client = directory.cast.ayse.client()
    whole = client.get(reverse("directory:institutions"), {"q": "ORNEK bar"})
    part = client.get(reverse("directory:institutions"), {"q": "adli yar"}, headers={"HX-Request": "true"})
    assert "Örnek Barosu" in _text(whole)
    assert "Konukevi A" not in _text(whole)
    assert "Örnek Barosu" in _text(part)
    assert "<html" not in part.content.decode()
    assert "uyan kurum yok" in _text(client.get(reverse("directory:institutions"), {"q": "zzz"}))


def test_an_institution_is_written_corrected_and_verified_in_the_browser(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    typed = _form(name="Kadın Derneği (örnek)", kind="women_organisation", phone="0232 111 11 11", languages=["arabic"])
    assert client.post(reverse("directory:institution-new"), typed).status_code == 302
    with acting(directory.cast.elif_.person):
        row = Partner.objects.get(name="Kadın Derneği (örnek)")
    where = reverse("directory:institution", args=[row.id])
    assert "hiç doğrulanmadı" in _text(client.get(where))
    client.post(reverse("directory:institution-confirm", args=[row.id]))
    assert "hiç doğrulanmadı" not in _text(client.get(where))
    changed = _form(name=row.name, kind=row.kind, phone="0232 222 22 22", revision=row.revision)
    changed["holds_from"] = "2026-11-01"
    assert client.post(reverse("directory:institution-change", args=[row.id]), changed).status_code == 302
    assert "0232 111 11 11" in _text(client.get(where, {"gun": "2026-10-31"})).split("Bilgilerin geçmişi")[0]
    assert "0232 222 22 22" in _text(client.get(where)).split("Bilgilerin geçmişi")[0]


def test_what_cannot_be_kept_comes_back_as_it_was_typed(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    mobile = client.post(reverse("directory:institution-new"), _form(name="X", kind="police", phone="0532 000 00 00"))
    assert mobile.status_code == 422
    assert "0532 000 00 00" in mobile.content.decode()
    old = _form(name="Örnek Barosu", kind="bar_legal_aid", note="benim sözüm", revision=99)
    conflict = client.post(reverse("directory:institution-change", args=[directory.bar.id]), old)
    assert conflict.status_code == 409
    assert "benim sözüm" in conflict.content.decode()
    assert client.get(reverse("directory:centre", args=["konak-1"]), {"gun": "2099-01-01"}).status_code == 404


def test_a_centres_page_shows_each_reader_what_is_meant_for_her(directory: "Directory") -> None:
    cast = directory.cast
    directory.keep(cast.nermin, InternalPart(centre_id=cast.konak.id), crisis_way="Önce bahçe kapısı")
    where = reverse("directory:centre", args=["konak-1"])
    seen = {name: "bahçe kapısı" in _text(getattr(cast, name).client().get(where)) for name in PEOPLE}
    assert seen == {"ayse": True, "nermin": True, "zeynep": False, "elif_": True, "derya": False, "can": False}
    nermin = cast.nermin.client()
    assert nermin.get(reverse("directory:centre-change", args=["konak-1"])).status_code == 200
    assert nermin.get(reverse("directory:centre-change", args=["bornova-1"])).status_code == 404
    assert cast.elif_.client().get(reverse("directory:centre-inside", args=["konak-1"])).status_code == 404


def test_the_map_leads_to_the_centre_and_the_table_says_the_same(directory: "Directory") -> None:
    response = directory.cast.derya.client().get(reverse("directory:centres"))
    page = response.content.decode()
    assert page.count('class="atlas-') >= 30
    assert f'<a href="{reverse("directory:centre", args=["konak-1"])}" aria-label="Konak: 1 merkez">' in page
    assert "küçük sayı koruması uygulanmaz" in _text(response)
    assert "style=" not in page.split("<main")[1]


def test_a_directorate_is_named_by_its_municipality(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    where = reverse("directory:directorate-new", args=[directory.cast.town.id])
    assert "Sosyal Yardım İşleri Müdürlüğü" in client.get(where).content.decode()
    assert client.post(where, _form(name="Eşitlik Birimi")).status_code == 302
    page = _text(client.get(reverse("directory:municipality", args=[directory.cast.town.id])))
    assert "Eşitlik Birimi" in page
    assert "Zabıta Müdürlüğü" in page


def test_a_file_is_shown_first_and_kept_only_then(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    raw = "Tür;Ad;Telefon\npolis;Karakol 1;155\nbilinmez;Y;\n".encode()
    shown = client.post(reverse("directory:bring"), {"file": SimpleUploadedFile("liste.csv", raw), "table": "own"})
    assert "3. satır, Tür" in _text(shown)
    with acting(directory.cast.elif_.person):
        assert not Partner.objects.filter(name="Karakol 1").exists()
    ticket = shown.context["ticket"]
    client.post(reverse("directory:bring-keep"), {"ticket": ticket})
    with acting(directory.cast.elif_.person):
        assert Partner.objects.filter(name="Karakol 1", kind="police").count() == 1
    client.post(reverse("directory:bring-keep"), {"ticket": ticket + "x"})
    assert "hiçbir şey alınmadı" in _text(client.get(reverse("directory:institutions")))


def test_what_is_there_already_is_refused_in_a_sentence(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    twice = _form(name="Örnek Barosu", kind="bar_legal_aid", district="konak", note="benim sözüm")
    answer = client.post(reverse("directory:institution-new"), twice)
    assert answer.status_code == 422
    assert "rehberde zaten var" in _text(answer)
    assert "benim sözüm" in answer.content.decode()
    where = reverse("directory:directorate-new", args=[directory.cast.town.id])
    assert "müdürlük zaten var" in _text(client.post(where, _form(name="Zabıta Müdürlüğü")))


def test_a_file_that_makes_two_of_one_institution_is_refused_naming_the_line(directory: "Directory") -> None:
    client = directory.cast.elif_.client()
    directory.keep(directory.cast.elif_, Partner(), kind="police", name="Karakol 1", district="konak")
    raw = f"Kimlik;Tür;Ad;İlçe\n;polis;Karakol 9;konak\n{directory.bar.id};polis;Karakol 1;konak\n".encode()
    shown = client.post(reverse("directory:bring"), {"file": SimpleUploadedFile("liste.csv", raw), "table": "own"})
    client.post(reverse("directory:bring-keep"), {"ticket": shown.context["ticket"]})
    page = _text(client.get(reverse("directory:institutions")))
    assert "3. satır: Bu tür, ad ve ilçeyle bir kurum" in page
    assert "Karakol 9" not in page


def test_centres_to_verify_stand_before_those_who_keep_them(directory: "Directory") -> None:
    cast = directory.cast
    told = {name: _text(getattr(cast, name).client().get(reverse("directory:centres"))) for name in PEOPLE}
    assert [name for name in PEOPLE if "Doğrulanacaklar var" in told[name]] == ["nermin", "elif_"]
    assert "1 merkezin bilgisi altı aydır doğrulanmadı" in told["nermin"]
    assert "2 merkezin bilgisi" in told["elif_"]
    assert "2 kurumun bilgisi" in told["elif_"]
    nermin = cast.nermin.client()
    listed = nermin.get(reverse("directory:overdue")).content.decode()
    assert reverse("directory:centre-confirm", args=["konak-1"]) in listed
    assert reverse("directory:centre-confirm", args=["bornova-1"]) not in listed
    done = nermin.post(reverse("directory:centre-confirm", args=["konak-1"]), {"back": "overdue"}, follow=True)
    assert "Konak" not in _text(done).split("Doğrulanacaklar")[-1].split("Kurumlar")[0]


def test_the_wall_list_holds_telephones_and_no_contact_post(directory: "Directory") -> None:
    page = _text(directory.cast.can.client().get(reverse("directory:wall"), {"boy": "A3"}))
    assert "0232 000 00 01" in page
    assert "Nöbetçi" not in page


def test_an_empty_directory_says_what_to_do_first(cast: Any) -> None:
    client = cast.elif_.client()
    assert "henüz kurum yok" in _text(client.get(reverse("directory:institutions")))
    assert "Hepsi son altı ayda doğrulandı" in _text(client.get(reverse("directory:overdue")))
    assert client.get(reverse("directory:centre", args=["konak-1"])).status_code == 200


def _addresses(directory: "Directory") -> list[str]:
    """Every page, file and print of the directory, filled with rows that exist, with each day and size."""
    with acting(directory.cast.elif_.person):
        ids = {
            "partner_id": Partner.objects.values_list("id", flat=True),
            "service_id": Service.objects.values_list("id", flat=True),
            "post_id": ContactPost.objects.values_list("id", flat=True),
            "organisation_id": Municipality.objects.values_list("organisation_id", flat=True),
            "directorate_id": Directorate.objects.values_list("id", flat=True),
            "code": ["konak-1", "bornova-1"],
            "kind": ["csv", "xlsx", "zip"],
        }
        rows = {name: [str(one) for one in values] for name, values in ids.items()}
    found = []
    for name, known in get_resolver("omuz.network.directory.urls").reverse_dict.items():
        if not isinstance(name, str):
            continue
        (_form_of, parts), *_more = known[0]
        for filled in rows[parts[0]] if parts else [""]:
            where = reverse(f"directory:{name}", kwargs={parts[0]: filled} if parts else {})
            found += [where, f"{where}?gun=2026-03-01", f"{where}?boy=A3"]
    return found


def test_no_page_export_map_or_print_shows_an_address_of_a_secret_place(directory: "Directory") -> None:
    plant_secrets(directory)
    where = _addresses(directory)
    assert len(where) > 60
    opened = 0
    for name in ("elif_", "nermin"):
        client = getattr(directory.cast, name).client()
        for address in where:
            response = client.get(address)
            if response.status_code == 200:
                opened += 1
                told = html.unescape(as_text(response))
                assert [each for each in PLANTED if each in told] == [], address
    assert opened > 80

"""The pages about figures and returns: who sees what, and that what is shown is what is there."""

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.foundation.privacy import gate
from omuz.network.returns import actions
from omuz.network.returns.models import CentreReturn, Release
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Member

FIGURES = 10


class _Text(HTMLParser):
    """What a reader reads: text outside pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002  # the parser hands them over
        self.inside += tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.parts.append(data)


def _read(response: Any) -> str:
    parser = _Text()
    parser.feed(response.content.decode())
    return " ".join(" ".join(parser.parts).split())


def _page(client: "Client", name: str, *args: object, **query: str) -> Any:
    response = client.get(reverse(f"returns:{name}", args=args), query)
    assert response.status_code == 200, name
    return response


def _release(house: House) -> Release:
    nermin = house.cast.nermin
    row = house.send(nermin)
    with acting(nermin.person):
        return actions.release_totals(by=nermin.person, row=row)


def test_a_counsellor_sees_her_centres_figures_with_table_base_and_how_they_were_counted(house: House) -> None:
    response = _page(house.cast.ayse.client(), "indicators", donem=QUARTER)
    text = _read(response)
    assert "Temmuz–Eylül 2026 döneminde 120 temas kaydedildi" in text
    assert text.count("nasıl sayıldı?") == FIGURES
    assert text.count("Paydanın içinde") + text.count("Paydanın dışında") > 0
    assert response.content.decode().count('class="picture-') == 2 * (FIGURES - 1)


def test_figures_are_also_there_for_whoever_reads_tables_only(house: House) -> None:
    html = _page(house.cast.ayse.client(), "indicators", donem=QUARTER).content.decode()
    assert html.count('<table class="ledger') == FIGURES
    assert "style=" not in html
    assert "<script" not in html.split("<main")[1].split("</main>")[0]


def test_a_prepared_return_is_previewed_and_sent_by_one_button_and_the_network_total_follows(house: House) -> None:
    nermin, elif_ = house.cast.nermin.client(), house.cast.elif_.client()
    assert "Bu dönem için henüz bildirim gelmedi" in _read(_page(elif_, "dashboard", donem=QUARTER))
    preview = nermin.post(reverse("returns:prepare"), {"donem": QUARTER}, follow=True)
    text = _read(preview)
    assert "Ağa gidecek olan tam olarak budur" in text
    assert "Merkezin anahtarıyla, Nermin Aksoy tarafından" in text
    row_id = preview.resolver_match.kwargs["return_id"]
    sent = nermin.post(reverse("returns:send", args=[row_id]), follow=True)
    assert "Bildirim imzalandı ve gönderildi" in _read(sent)
    text = _read(_page(elif_, "dashboard", donem=QUARTER))
    assert "1 / 2" in text
    assert "120" in text
    assert "Bornova Kadın Danışma Merkezi. Bu merkezler toplamlarda yok; sıfır sayılmadı." in text


def test_the_preview_says_what_changed_since_the_quarter_before(house: House) -> None:
    house.record(house.cast.konak, invented.contacts(40, "2026-Q2"))
    house.send(house.cast.nermin, "2026-Q2")
    nermin = house.cast.nermin.client()
    text = _read(nermin.post(reverse("returns:prepare"), {"donem": QUARTER}, follow=True))
    assert "Nisan–Haziran 2026 döneminde 40, şimdi 120. Yarıdan çok değişmiş; neden?" in text
    assert "+80" in text


def test_the_director_sees_released_totals_and_nothing_before_or_after(house: House) -> None:
    derya = house.cast.derya.client()
    row = house.send(house.cast.nermin)
    assert "Merkez henüz sayı açmadı" in _read(_page(derya, "released"))
    nermin = house.cast.nermin.client()
    nermin.post(reverse("returns:release", args=[row.pk]))
    text = _read(_page(derya, "released"))
    assert "120 temas kaydedildi" in text
    nermin.post(reverse("returns:withdraw", args=[row.pk]))
    assert "Merkez henüz sayı açmadı" in _read(_page(derya, "released"))


def test_the_director_reaches_no_other_page_and_no_row_beside_the_release(house: House) -> None:
    release = _release(house)
    derya = house.cast.derya
    client = derya.client()
    row_id = str(release.pk)
    for name in ("indicators", "returns", "received", "dashboard"):
        assert client.get(reverse(f"returns:{name}")).status_code == 403, name
    assert (
        client.get(reverse("returns:released-figure", args=[row_id, "contacts_by_channel", "csv"])).status_code == 200
    )
    with acting(derya.person):
        assert CentreReturn.objects.count() == 0
        assert Release.objects.count() == 1


def test_a_director_elsewhere_sees_nothing_of_it(house: House) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import accounts, places
    from omuz.foundation.people.rules import Role
    from tests.cast import member

    release = _release(house)
    town = places.found_organisation(by=SYSTEM, kind="district", name="Başka Belediye")
    other = member("baska", "Başka Müdür", Role.DIRECTOR, accounts.Place(organisation=town))
    client = other.client()
    assert "Merkez henüz sayı açmadı" in _read(_page(client, "released"))
    address = reverse("returns:released-figure", args=[release.pk, "contacts_by_channel", "csv"])
    assert client.get(address).status_code == 404
    with acting(other.person):
        assert Release.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_none_of_a_centres_returns(house: House, method: str) -> None:
    row = house.send(house.cast.nermin)
    for stranger in (house.cast.zeynep, house.songul):
        client = stranger.client()
        for address in _addresses(row):
            answer = getattr(client, method)(address).status_code
            assert answer in _hidden(stranger, house), (stranger.staff.username, address, answer)
        with acting(stranger.person):
            assert CentreReturn.objects.count() == 0


def _addresses(row: CentreReturn) -> list[str]:
    one = [
        reverse(f"returns:{name}", args=[row.pk])
        for name in ("return", "send", "put-aside", "file", "release", "withdraw")
    ]
    return [*one, reverse("returns:return-figure", args=[row.pk, "contacts_by_channel", "csv"])]


def _hidden(stranger: "Member", house: House) -> set[int]:
    """A coordinator elsewhere does not find it; a counsellor may not do some of it anywhere."""
    return {404, 405} if stranger is house.songul else {404, 403, 405}


def test_a_stranger_cannot_look_at_another_centres_figures_by_naming_it(house: House) -> None:
    answer = house.cast.zeynep.client().get(reverse("returns:indicators"), {"merkez": "konak-1"})
    assert answer.status_code == 404


def test_the_board_shows_received_late_missing_and_never_a_zero(house: House) -> None:
    house.send(house.cast.nermin)
    text = _read(_page(house.cast.elif_.client(), "received"))
    assert "geç 23.11" in text
    assert text.split("“gelmedi” eksik demektir")[0].count("gelmedi") == 2 * 8 - 1
    assert " 0 " not in text.split("Merkez")[1]


def test_the_page_of_a_decision_not_to_send_speaks_of_the_decision_and_not_of_tables(house: House) -> None:
    house.send(house.cast.nermin, "2025-Q1")
    client = house.cast.nermin.client()
    told = {"merkez": "konak-1", "donem": "2025-Q2", "neden": "staff_changed"}
    answer = client.post(reverse("returns:decline"), told)
    text = _read(client.get(answer["Location"]))
    assert "Yalnız bu karar ve nedeni gider; sayı gitmez." in text
    for wrong in ("0 tablo", "hücre", "Ne değişti?"):
        assert wrong not in text, wrong
    text = _read(client.post(f"{answer['Location']}gonder/", follow=True))
    assert "Göndermeme kararınız imzalandı ve gönderildi; ağ sıfır saymaz." in text
    assert "bu kararın yerine geçer" in text


def test_a_missing_centre_is_named_and_not_added_as_zero(house: House) -> None:
    house.send_year(house.cast.nermin)
    text = _read(_page(house.cast.elif_.client(), "dashboard", donem="2025-Q4"))
    assert "2 merkezin 1'i bildirdi. Bildirmeyen: Bornova Kadın Danışma Merkezi" in text
    assert "2025 yılında 480 temas" in text


def test_the_map_draws_thirty_districts_and_says_the_same_in_the_table_beside_it(house: House) -> None:
    house.send_year(house.cast.nermin)
    html = _page(house.cast.elif_.client(), "dashboard", donem="2025-Q4").content.decode()
    part = html.split('id="contacts_by_district"')[1].split('id="itself"')[0]
    assert "Sınırlar: OCHA / HDX" in part
    assert part.split("</svg>")[0].count('role="graphics') == 0
    assert part.split("cells_marks")[1].split("</g>")[0].count("<path") == 30
    assert part.count('<th scope="row">') == 30 + 2 + 3 + 1
    assert '<details class="fold" open>' in part


def test_network_pages_speak_of_contacts_and_never_of_how_widespread_violence_is(house: House) -> None:
    house.send(house.cast.nermin, "2025-Q4")
    for language in ("tr", "en"):
        client = house.cast.elif_.client()
        client.cookies["omuz_language"] = language
        text = _read(_page(client, "dashboard", donem="2025-Q4")).lower()
        assert "yaygınlık" not in text
        assert "prevalence" not in text


def test_a_file_is_taken_in_by_the_page_and_a_broken_one_is_answered_in_a_sentence(house: House, settings: Any) -> None:
    settings.OMUZ_KIND = "centre"
    row = house.send(house.cast.nermin)
    raw = house.cast.nermin.client().get(reverse("returns:file", args=[row.pk]))
    assert raw["Content-Disposition"] == 'attachment; filename="belge-2026-11-23.csv"'
    settings.OMUZ_KIND = "network"
    client = house.cast.elif_.client()
    assert "imza anahtarı ağda tanınmıyor" in _upload(client, raw.content)
    assert "Dosya yarım kalmış" in _upload(client, raw.content[:3000])
    assert "Dosya seçilmedi" in _upload(client, b"")
    fingerprint = _read(house.cast.nermin.client().get(reverse("returns:returns"))).split("şu rakamları okuyun: ")[1][
        :29
    ]
    assert "bildirimi alındı" in _upload(client, raw.content, fingerprint)
    assert "zaten buradaydı" in _upload(client, raw.content)


def _upload(client: "Client", raw: bytes, fingerprint: str = "") -> str:
    file = SimpleUploadedFile("belge.csv", raw)
    return _read(client.post(reverse("returns:receive"), {"file": file, "fingerprint": fingerprint}, follow=True))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "svg", "pdf"])
def test_every_figure_can_be_taken_along_under_a_neutral_name(house: House, kind: str) -> None:
    client = house.cast.ayse.client()
    address = reverse("returns:indicator-file", args=["violence_by_type", kind])
    answer = client.get(address, {"donem": QUARTER})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="belge-2026-11-23.{kind}"'


def test_an_unknown_figure_format_or_quarter_is_not_found(house: House) -> None:
    client = house.cast.ayse.client()
    for key, kind, quarter in (
        ("nothing", "csv", QUARTER),
        ("violence_by_type", "docx", QUARTER),
        ("violence_by_type", "csv", "2026-Q5"),
        ("violence_by_type", "csv", "2030-Q1"),
    ):
        assert client.get(reverse("returns:indicator-file", args=[key, kind]), {"donem": quarter}).status_code == 404


def test_looking_at_figures_and_previews_writes_nothing(house: House) -> None:
    row = house.prepare(house.cast.nermin)
    client = house.cast.nermin.client()
    for name, args in (("indicators", []), ("returns", []), ("return", [row.pk])):
        _page(client, name, *args)
    with acting(house.cast.nermin.person):
        assert CentreReturn.objects.get() == row


def test_pages_are_in_english_when_asked(house: House) -> None:
    client = house.cast.ayse.client()
    client.post(reverse("language"), {"language": "en"})
    text = _read(_page(client, "indicators", donem=QUARTER))
    assert "120 contacts were recorded in July–September 2026" in text
    assert "how was this counted?" in text.lower()


@pytest.mark.parametrize("address", ["returns:indicators", "returns:indicator-file"])
def test_figures_the_gate_holds_back_are_no_fault_of_the_page(
    house: House, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The gate almost always finds a way; that it did not is made here, what is said then is real."""

    def refused(*_told: object) -> None:
        raise gate.Refused(gate.Refusal.LEAKS)

    monkeypatch.setattr("omuz.network.returns.views.centre.tables_now", refused)
    named = ["contacts_by_month", "csv"] if address.endswith("file") else []
    answer = house.cast.nermin.client().get(reverse(address, args=named), {"donem": QUARTER})
    assert (answer.status_code, "birini ele verirdi" in _read(answer)) == ((404, False) if named else (200, True))

"""The pages about figures: who sees what, what a gap and a small change look like, what leaves this installation."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.figures import actions as figures
from omuz.network.figures.models import KeptView
from omuz.network.figures.queries.press import press
from omuz.network.returns import actions
from omuz.network.returns.models import NetworkRelease
from omuz.network.returns.rules.quarters import Quarter, quarters_until
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House
from tests.network.returns.test_pages import _read

if TYPE_CHECKING:
    from pathlib import Path

Q3 = Quarter.read(QUARTER)


def _page(client: Client, name: str, *args: object, status: int = 200, **query: str) -> Any:
    response = client.get(reverse(f"figures:{name}", args=args), query)
    assert response.status_code == status, (name, response.status_code)
    return response


def _past(house: House, *, konak: int = 120, bornova: int = 90) -> None:
    """Both centres send the two quarters before."""
    for quarter in ("2026-Q1", "2026-Q2"):
        house.record(house.cast.konak, invented.contacts(konak, quarter))
        house.record(house.cast.bornova, invented.contacts(bornova, quarter, district="bornova"))
        house.send(house.cast.nermin, quarter)
        house.send(house.songul, quarter)


def _release(house: House, audience: str = "public", *, all_three: Any) -> NetworkRelease:
    """Let the quarter out; the least number of centres is lowered to the two of these tests."""
    all_three.setattr("omuz.network.returns.queries.proposal.given_away", lambda *_: ())
    elif_ = house.cast.elif_.person
    with acting(elif_):
        return actions.release_figures(by=elif_, quarter=Q3, audience=audience)


def test_the_overview_names_who_is_missing_and_draws_no_arrow_from_it(house: House) -> None:
    _past(house)
    house.send(house.cast.nermin)
    text = _read(_page(house.cast.elif_.client(), "overview", donem=QUARTER))
    assert "Bildirim gelmedi: Bornova Kadın Danışma Merkezi" in text
    assert "iki çeyrekte bildiren merkezler aynı değil" in text
    assert "↑" not in text
    assert "↓" not in text


def test_pages_over_two_years_name_who_was_missing_in_each_of_their_quarters(house: House) -> None:
    """A later quarter that is whole does not hide the gap of an earlier one."""
    house.record(house.cast.konak, invented.contacts(120, "2026-Q2"))
    house.send(house.cast.nermin, "2026-Q2")
    house.send(house.cast.nermin)
    house.send(house.songul)
    client = house.cast.elif_.client()
    gap = "Nisan–Haziran 2026 · Bildirim gelmedi: Bornova Kadın Danışma Merkezi"
    for name, args in (("overview", ()), ("indicator", ("i01",)), ("quality", ())):
        assert gap in _read(_page(client, name, *args, donem=QUARTER)), name
    dashboard = _read(client.get(reverse("returns:dashboard"), {"donem": QUARTER}))
    assert "Nisan–Haziran 2026: 2 merkezin 1'i bildirdi. Bildirmeyen: Bornova Kadın Danışma Merkezi" in dashboard


def test_the_quality_page_says_first_who_is_missing(house: House) -> None:
    house.send(house.cast.nermin)
    text = _read(_page(house.cast.elif_.client(), "quality", donem=QUARTER))
    assert "Bildirim gelmedi: Bornova Kadın Danışma Merkezi" in text
    assert text.index("Bildirim gelmedi: Bornova") < text.index("Geldiği gün")
    assert text.index(" Gelmedi ") < text.index(" Düzeltildi ")


def test_a_centre_that_has_not_sent_is_led_to_where_it_sends(house: House) -> None:
    where = reverse("returns:returns")
    house.send(house.cast.nermin)
    links = f'href="{where}?merkez=konak-1"'
    before = _page(house.cast.nermin.client(), "centre", donem="2026-Q2").content.decode()
    assert links in before
    assert links not in _page(house.cast.nermin.client(), "centre", donem=QUARTER).content.decode()
    assert links not in _page(house.cast.ayse.client(), "centre", donem="2026-Q2").content.decode()


def test_a_centre_reads_on_its_own_page_what_it_sent_late_corrected_or_not_at_all(house: House) -> None:
    house.send(house.cast.nermin)
    house.record(house.cast.konak, invented.contacts(60, QUARTER))
    house.send(house.cast.nermin)
    text = _read(_page(house.cast.nermin.client(), "centre", donem=QUARTER))
    assert "Temmuz–Eylül 2026: geç gönderildi, düzeltildi" in text


def test_a_change_chance_could_have_made_gets_no_arrow_and_a_large_one_does(house: House) -> None:
    _past(house, konak=110, bornova=95)
    house.send(house.cast.nermin)
    house.send(house.songul)
    client = house.cast.elif_.client()
    text = _read(_page(client, "indicator", "i01", donem=QUARTER))
    assert "fark rastlantı olabilir" in text
    assert "↑" not in text
    house.record(house.cast.bornova, invented.contacts(400, QUARTER, district="bornova"))
    house.send(house.songul)
    assert "↑ arttı" in _read(_page(client, "indicator", "i01", donem=QUARTER))


def test_the_page_of_an_indicator_has_series_table_definition_and_the_decisions_of_the_gate(house: House) -> None:
    _past(house)
    house.send(house.cast.nermin)
    house.send(house.songul)
    response = _page(house.cast.elif_.client(), "indicator", "i05", donem=QUARTER, satir="phone")
    text = _read(response)
    for told in ("Kapının kararları", "Tanım", "Rastlantı payı", "nasıl sayıldı?", "Telefon", "2/2"):
        assert told in text, told
    html = response.content.decode()
    assert html.count('class="picture-wide"') == 2
    assert "style=" not in html


def test_every_file_of_the_series_holds_the_gap_as_a_gap(house: House) -> None:
    house.record(house.cast.konak, invented.contacts(120, "2026-Q1"))
    house.send(house.cast.nermin, "2026-Q1")
    house.send(house.cast.nermin)
    client = house.cast.elif_.client()
    text = _page(client, "indicator-file", "i01", "seri", "csv", donem=QUARTER).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[1].startswith("Ocak–Mart 2026;120;")
    assert lines[2].startswith("Nisan–Haziran 2026;bildirim yok;")
    assert "0" not in lines[2].split(";")[1]
    for kind, begin in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml"), ("xlsx", b"PK")):
        assert _page(client, "indicator-file", "i01", "seri", kind, donem=QUARTER).content.startswith(begin)
    _page(client, "indicator-file", "i01", "nothing", "csv", status=404)


def test_a_centre_sees_its_own_series_and_nobody_elses(house: House) -> None:
    _past(house)
    house.send(house.cast.nermin)
    house.send(house.songul)
    ayse = house.cast.ayse.client()
    text = _read(_page(ayse, "centre", donem=QUARTER))
    assert "Konak Kadın Danışma Merkezi" in text
    assert "120 temas" in text
    assert "Ocak–Mart 2026 120 " in text
    assert " 90 " not in text
    _page(ayse, "centre", merkez="bornova-1", status=404)
    for name, args in (("overview", ()), ("indicator", ("i01",)), ("quality", ()), ("brief", ())):
        _page(ayse, name, *args, status=403)


def test_the_quality_page_says_late_missing_corrected_and_what_is_hidden(house: House) -> None:
    house.send(house.cast.nermin)
    text = _read(_page(house.cast.elif_.client(), "quality", donem=QUARTER))
    assert "geç geldi" in text
    assert "gelmedi" in text
    assert "Ne kadarı gizli?" in text
    assert "1/2" in text


def test_a_kept_view_is_hers_alone_and_can_be_let_go(house: House) -> None:
    house.send(house.cast.nermin)
    elif_ = house.cast.elif_
    client = elif_.client()
    told = {"gosterge": "I05", "satir": "phone", "donem": QUARTER}
    assert client.post(reverse("figures:keep"), told).status_code == 302
    assert client.post(reverse("figures:keep"), told | {"hep": "son"}).status_code == 302
    text = _read(_page(client, "overview", donem=QUARTER))
    assert "Sakladığınız görünümler" in text
    assert "en son dönem" in text
    assert client.post(reverse("figures:keep"), told | {"satir": "Ayşe Demir"}).status_code == 404
    with acting(house.cast.nermin.person):
        assert not KeptView.objects.exists()
    with acting(elif_.person):
        row = KeptView.objects.first()
        assert row is not None
        assert KeptView.objects.count() == 2
        figures.let_view_go(by=elif_.person, view_id=row.pk)
        assert KeptView.objects.count() == 1


def test_slides_show_released_figures_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.send(house.cast.nermin)
    house.send(house.songul)
    ayse = house.cast.ayse.client()
    assert "Ağ henüz sayı yayımlamadı" in _read(_page(ayse, "slides"))
    _release(house, "centres", all_three=monkeypatch)
    text = _read(_page(ayse, "slides"))
    assert "210 temas kaydedildi" in text
    assert "Kaynak: Kadın Danışma Merkezleri Ağı, yayım 2026-Q3/1" in text


def test_a_picture_stands_anywhere_once_public_with_its_source_and_never_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.send(house.cast.nermin)
    house.send(house.songul)
    closed = _release(house, "centres", all_three=monkeypatch)
    stranger = Client()
    _page(stranger, "picture", closed.pk, "contacts_by_channel", "svg", status=404)
    _page(house.cast.elif_.client(), "picture", closed.pk, "contacts_by_channel", "svg", status=404)
    house.record(house.cast.konak, invented.contacts(60, QUARTER))
    house.send(house.cast.nermin)
    with acting(house.cast.elif_.person):
        row = actions.release_figures(by=house.cast.elif_.person, quarter=Q3, audience="public", reason="entered_late")
    response = _page(stranger, "picture", row.pk, "contacts_by_channel", "svg")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "kadın sayısı değildir" in " ".join(response.content.decode().split())
    assert _page(stranger, "picture", row.pk, "contacts_by_channel", "png").content.startswith(b"\x89PNG")
    _page(stranger, "picture", row.pk, "contacts_by_channel", "csv", status=404)


def test_the_press_sheet_gives_no_number_before_one_is_public(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.send(house.cast.nermin)
    house.send(house.songul)
    ayse = house.cast.ayse.client()
    assert "25 Kasım" in _read(_page(ayse, "press"))
    text = _read(_page(ayse, "press-sheet", "25-kasim"))
    assert "bugün basına sayı verilmez" in text
    assert "210" not in text
    assert "Söylenmez" in text
    _release(house, all_three=monkeypatch)
    text = _read(_page(ayse, "press-sheet", "25-kasim"))
    assert "Temmuz–Eylül 2026 döneminde 210 temas kaydedildi" in text
    assert "2 merkezden 2 bildirdi" in text
    page = _read(_page(house.cast.elif_.client(), "indicator", "i05", donem=QUARTER))
    assert "Temmuz–Eylül 2026, 1. yayım 23.11.2026 Kamuoyu yayımlandı" in page
    assert "Sayılan temastır, kadın sayısı değildir" in text
    assert _page(ayse, "press-sheet", "8-mart", dosya="pdf").content.startswith(b"%PDF")
    _page(ayse, "press-sheet", "1-nisan", status=404)


def test_the_brief_is_one_page_of_totals_released_to_her(house: House, tmp_path: "Path") -> None:
    _past(house)
    rows = [house.send(house.cast.nermin, "2026-Q2")]
    house.record(house.cast.konak, invented.contacts(280, QUARTER))
    rows.append(house.send(house.cast.nermin))
    derya = house.cast.derya.client()
    assert "Merkez henüz sayı açmadı" in _read(_page(derya, "brief"))
    nermin = house.cast.nermin.person
    with acting(nermin):
        for row in rows:
            actions.release_totals(by=nermin, row=row)
    text = _read(_page(derya, "brief"))
    assert "Temas sayısı 120 400 arttı" in text
    assert "Telefon" not in text
    pdf = _page(derya, "brief", dosya="pdf").content
    assert pdf.startswith(b"%PDF")
    assert _pages(pdf) == 1
    _page(house.cast.ayse.client(), "brief", status=403)


def _pages(pdf: bytes) -> int:
    """How many pages a PDF has, counted by the leaves of its page tree."""
    import re
    import zlib

    text = pdf
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            text += zlib.decompress(stream[1])
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page[^s]", text))


def test_the_sentences_for_the_press_name_tables_of_the_returns_and_claim_nothing() -> None:
    from omuz.network.returns.queries.contents import contents

    assert set(press().tables) <= set(contents().plans)
    assert {one.key for one in press().occasions} == {"8-mart", "25-kasim"}
    assert len(press().never) >= 5
    march, november = press().occasions
    assert march.next_after(datetime(2026, 11, 23, tzinfo=UTC).date()).year == 2027
    assert november.next_after(datetime(2026, 11, 23, tzinfo=UTC).date()).isoformat() == "2026-11-25"


def test_quarters_before_anything_was_reported_are_not_drawn(house: House) -> None:
    house.send(house.cast.nermin)
    from omuz.network.figures.queries.series import measured_one, network_points

    elif_ = house.cast.elif_.person
    with acting(elif_):
        points = network_points(elif_, measured_one("i01").lead, Q3)
    assert [one.quarter for one in points] == quarters_until(Q3, 1)


def test_quarters_in_which_other_centres_reported_are_pale_and_the_page_says_so(house: House) -> None:
    _past(house)
    house.send(house.cast.nermin)
    response = _page(house.cast.elif_.client(), "indicator", "i01", donem=QUARTER)
    assert "Soluk noktalar: o çeyrekte başka merkezler bildirdi" in _read(response)
    assert "#857A86" in response.content.decode()

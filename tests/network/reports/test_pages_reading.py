"""The report in the browser and as files: every figure leads to how it was counted, two editions stand beside."""

import io
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from django.urls import reverse

from omuz.network.reports.models import Edition, SectionText
from omuz.network.reports.queries.desk import snapshot_of
from tests.network.reports.desks import PLACES

if TYPE_CHECKING:
    from tests.network.reports.desks import Desk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(client: Any, name: str, *more: Any, query: str = "") -> str:
    answer = client.get(reverse(f"reports:{name}", args=more) + query)
    assert answer.status_code == HTTPStatus.OK, (name, more)
    return str(answer.content.decode())


def test_a_director_reads_section_after_section_with_the_contents_beside(desk: "Desk") -> None:
    edition, derya = desk.published(), desk.cast.derya.client()
    page = _page(derya, "read", edition.pk)
    assert "İçindekiler" in page
    assert "Yöntem" in page
    assert reverse("reports:read-section", args=[edition.pk, PLACES]) in page
    page = _page(derya, "read-section", edition.pk, PLACES)
    assert "Şekil 1" in page
    assert "Binaların yarısı ortak." in page
    assert "Ağ koordinatörü" in page
    assert "Elif Şahin" not in page


def test_the_whole_report_stands_on_one_page_for_whoever_prints_it(desk: "Desk") -> None:
    edition, derya = desk.published(), desk.cast.derya.client()
    page = _page(derya, "read", edition.pk, query="?hepsi=1&dil=en")
    for title in ("Method", "Places", "Contacts"):
        assert f"<h2>{title}</h2>" in page
    assert "<h2>Yöntem</h2>" not in page


def test_a_draft_says_on_every_page_that_it_is_one(desk: "Desk") -> None:
    edition, client = desk.begin(), desk.cast.elif_.client()
    assert "Taslak" in _page(client, "read", edition.pk)


def test_each_figure_leads_to_its_definition_the_gates_decision_and_the_digest(desk: "Desk") -> None:
    edition, derya = desk.published(), desk.cast.derya.client()
    read = _page(derya, "read-section", edition.pk, PLACES)
    for key in ("profiles.building", "profiles.rooms_count"):
        assert reverse("reports:figure", args=[edition.pk, key]) in read
        page = _page(derya, "figure", edition.pk, key)
        table = snapshot_of(edition).pieces[key].table  # type: ignore[union-attr]  # both are tables
        assert table.indicator in page
        assert table.digest in page
        assert edition.digest in page
        assert "eşik 3" in page
    counted = _page(derya, "figure", edition.pk, "returns.violence_types")
    assert reverse("handbook:indicator", args=["I08"]) in counted


def test_a_tally_leads_there_too_and_public_facts_say_that_no_gate_decided(desk: "Desk") -> None:
    edition, derya = desk.published(), desk.cast.derya.client()
    assert reverse("reports:figure", args=[edition.pk, "profiles.answered"]) in _page(derya, "read", edition.pk)
    page = _page(derya, "figure", edition.pk, "profiles.answered")
    assert "20" in page
    assert "60" in page
    assert "{{profiles.answered}}" in page
    assert derya.get(reverse("reports:figure", args=[edition.pk, "edition.method"])).status_code == HTTPStatus.NOT_FOUND


def test_hidden_cells_say_that_they_are_hidden_and_why(desk: "Desk") -> None:
    desk.year.buildings = ["own"] * 12 + ["shared"] * 7 + ["none"] * 2
    edition, derya = desk.published(), desk.cast.derya.client()
    page = _page(derya, "figure", edition.pk, "profiles.building")
    assert "kept-back" in page
    assert "Küçük sayılar" in page or "gösterilmez" in page


def test_files_come_in_both_languages_under_a_name_that_says_only_the_day(desk: "Desk") -> None:
    edition, derya = desk.published(), desk.cast.derya.client()
    begins = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK"}
    types = {"pdf": "application/pdf", "docx": WORD, "xlsx": SHEET}
    for language in ("tr", "en"):
        for kind, head in begins.items():
            answer = derya.get(reverse("reports:file", args=[edition.pk, language, kind]))
            assert answer["Content-Type"] == types[kind]
            assert answer["Content-Disposition"].startswith('attachment; filename="belge-')
            assert answer.content.startswith(head)
    document = ZipFile(io.BytesIO(derya.get(reverse("reports:file", args=[edition.pk, "en", "docx"])).content))
    assert "Places" in document.read("word/document.xml").decode()
    for language, kind in (("de", "pdf"), ("tr", "exe")):
        answer = derya.get(reverse("reports:file", args=[edition.pk, language, kind]))
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_two_editions_are_compared_figure_by_figure(desk: "Desk") -> None:
    first = desk.published()
    desk.year.contacts = [40, 90, 60]
    second, derya, elif_ = desk.published(), desk.cast.derya.client(), desk.cast.elif_.client()
    page = _page(derya, "compare", second.pk)
    assert "35/120" in page
    assert "60/120" in page
    assert "35/120" in _page(derya, "edition", second.pk)
    back = _page(derya, "compare", first.pk, query=f"?ile={second.pk}&dil=en")
    assert "60/120" in back
    draft = desk.begin()
    address = reverse("reports:compare", args=[first.pk])
    assert derya.get(f"{address}?ile={draft.pk}").status_code == HTTPStatus.NOT_FOUND
    assert elif_.get(f"{address}?ile={draft.pk}").status_code == HTTPStatus.OK
    assert derya.get(f"{address}?ile=yok").status_code == HTTPStatus.NOT_FOUND


def test_an_only_edition_has_nothing_beside_it_and_says_so(desk: "Desk") -> None:
    edition = desk.published()
    assert "başka baskısı yok" in _page(desk.cast.derya.client(), "compare", edition.pk)


def test_reading_and_taking_along_write_nothing_of_the_edition(desk: "Desk") -> None:
    edition, client = desk.published(), desk.cast.elif_.client()
    before = list(Edition.objects.values_list()), list(SectionText.objects.values_list())
    for name, more in (("edition", []), ("read", []), ("figure", ["profiles.building"]), ("file", ["tr", "pdf"])):
        assert client.get(reverse(f"reports:{name}", args=[edition.pk, *more])).status_code == HTTPStatus.OK
    assert (list(Edition.objects.values_list()), list(SectionText.objects.values_list())) == before


def test_words_of_a_person_are_never_read_as_markup(desk: "Desk") -> None:
    edition = desk.published(words="<script>alert(1)</script> {{ profiles.building:own }} & devamı")
    page = _page(desk.cast.derya.client(), "read-section", edition.pk, PLACES)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 8/20" in page
    assert "<script>alert" not in page

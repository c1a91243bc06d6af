"""Who opens which page of the reports, what she is told there, and what a wrong turn leaves untouched."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation

from omuz.network.reports.actions import editions
from omuz.network.reports.models import Edition, SectionText
from tests.network.reports.desks import PLACES
from tests.trust.racing import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.network.reports.desks import Desk

OK, REFUSED, UNKNOWN = HTTPStatus.OK, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND
PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
FIGURE = "profiles.building"


def _client(desk: "Desk", who: str) -> Any:
    member = getattr(desk, who, None) or getattr(desk.cast, who)
    return member.client()


def _answers(desk: "Desk", address: str) -> dict[str, int]:
    return {who: _client(desk, who).get(address).status_code for who in (*PEOPLE, "sema")}


def _who(*ok: str, refused: tuple[str, ...] = ("can",)) -> dict[str, int]:
    """The expected answers: 200 for these, 403 for those the room is closed to, 404 for everybody else."""
    return {who: OK if who in ok else REFUSED if who in refused else UNKNOWN for who in (*PEOPLE, "sema")}


def _addresses(edition: Edition) -> dict[str, str]:
    named = {"edition": [], "read": [], "compare": [], "read-section": [PLACES], "figure": [FIGURE],
             "file": ["tr", "xlsx"]}  # fmt: skip
    return {name: reverse(f"reports:{name}", args=[edition.pk, *more]) for name, more in named.items()}


def test_a_draft_is_there_for_those_who_work_on_it_and_for_nobody_else(desk: "Desk") -> None:
    edition = desk.begin()
    for name, address in _addresses(edition).items():
        assert _answers(desk, address) == _who("nermin", "elif_", "sema"), name


def test_a_published_edition_is_read_and_taken_along_by_everybody_but_the_machine_room(desk: "Desk") -> None:
    edition = desk.published()
    for name, address in _addresses(edition).items():
        assert _answers(desk, address) == _who("ayse", "nermin", "zeynep", "elif_", "derya", "sema"), name


def test_a_withdrawn_edition_says_why_to_the_desk_and_is_gone_for_the_rest(desk: "Desk") -> None:
    edition = desk.published()
    elif_ = _client(desk, "elif_")
    address = reverse("reports:withdraw", args=[edition.pk])
    assert elif_.post(address, {"why": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    elif_.post(address, {"why": "Bir tablo yanlış yıldan alınmış."})
    page = elif_.get(reverse("reports:edition", args=[edition.pk])).content.decode()
    assert "Bir tablo yanlış yıldan alınmış." in page
    assert _answers(desk, reverse("reports:read", args=[edition.pk])) == _who("nermin", "elif_", "sema")


def test_the_section_desk_is_for_those_who_comment_and_closed_to_the_rest(desk: "Desk") -> None:
    edition = desk.begin()
    closed = ("ayse", "zeynep", "derya", "can")
    for name in ("section", "versions"):
        address = reverse(f"reports:{name}", args=[edition.pk, PLACES])
        assert _answers(desk, address) == _who("nermin", "elif_", "sema", refused=closed), name


def test_only_the_network_coordinator_begins_gathers_publishes_and_puts_away(desk: "Desk") -> None:
    edition = desk.begin()
    closed = tuple(who for who in (*PEOPLE, "sema") if who != "elif_")
    addresses = [reverse("reports:new"), reverse("reports:begin", args=["small"])]
    addresses += [reverse(f"reports:{name}", args=[edition.pk]) for name in ("again", "publish", "discard")]
    for address in addresses:
        assert _answers(desk, address) == _who("elif_", refused=closed), address


def test_the_list_teaches_where_it_is_empty_and_shows_a_director_published_editions_only(desk: "Desk") -> None:
    address = reverse("reports:editions")
    assert "Bir tür ve yıl seçin" in _client(desk, "elif_").get(address).content.decode()
    assert "Ağ henüz bir rapor yayımlamadı" in _client(desk, "derya").get(address).content.decode()
    published, draft = desk.published(), desk.begin()
    seen = _client(desk, "derya").get(address).content.decode()
    assert str(published.pk) in seen
    assert str(draft.pk) not in seen
    assert _client(desk, "can").get(address).status_code == REFUSED


def test_elif_begins_a_report_on_the_page_and_a_second_draft_is_refused_with_a_sentence(desk: "Desk") -> None:
    client, address = _client(desk, "elif_"), reverse("reports:begin", args=["small"])
    page = client.get(address).content.decode()
    assert "Yerler" in page
    told = {"year": "2026", "language": "en", "sections": [PLACES]}
    answer = client.post(address, told)
    edition = Edition.objects.get()
    assert answer["Location"] == f"{reverse('reports:edition', args=[edition.pk])}?dil=en"
    assert edition.chosen == [PLACES]
    again = client.post(address, told)
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "açık bir taslağı var" in again.content.decode()
    later = client.post(address, {**told, "year": "2031"})
    assert "Gelecek bir yılın raporu yazılamaz" in later.content.decode()


def test_a_report_about_one_place_asks_which(desk: "Desk") -> None:
    client, address = _client(desk, "elif_"), reverse("reports:begin", args=["municipality_brief"])
    page = client.get(address).content.decode()
    assert "Konak Belediyesi" in page
    answer = client.post(address, {"year": "2026", "language": "tr"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(address, {"year": "2026", "language": "tr", "about": str(desk.cast.town.pk)})
    assert Edition.objects.get().places == {"municipality": "Konak Belediyesi"}


def test_a_broken_report_type_is_named_with_file_and_line_and_leaves_editions_as_they_are(
    desk: "Desk", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, catalogues: "Path"
) -> None:
    import shutil

    edition = desk.begin()
    broken = shutil.copytree(catalogues, tmp_path / "catalogues")
    file = broken / "reports" / "small" / "sections" / "s_places.toml"
    file.write_text(file.read_text("utf-8").replace("profiles.building", "profiles.yok"), "utf-8")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(broken))
    client = _client(desk, "elif_")
    for address in (reverse("reports:editions"), reverse("reports:new"), reverse("reports:begin", args=["small"])):
        assert "small/sections/s_places.toml, satır 7" in client.get(address).content.decode(), address
    assert "Yerler" in client.get(reverse("reports:edition", args=[edition.pk])).content.decode()


def test_looking_at_what_would_change_changes_nothing(desk: "Desk") -> None:
    edition = desk.begin()
    desk.year.contacts = [40, 90, 60]
    desk.year.answer("own")
    client, address = _client(desk, "elif_"), reverse("reports:again", args=[edition.pk])
    page = client.get(address).content.decode()
    assert "40" in page
    assert "60" in page
    assert "Önceki hâliyle kalacak tablolar" in page
    assert Edition.objects.get().digest == edition.digest
    client.post(address)
    assert Edition.objects.get().digest != edition.digest


def test_publishing_names_what_is_missing_and_publishes_once_nothing_is(desk: "Desk") -> None:
    edition = desk.begin()
    client, address = _client(desk, "elif_"), reverse("reports:publish", args=[edition.pk])
    page = client.get(address).content.decode()
    assert "Yerler" in page
    assert "yazısı yok" in page
    client.post(address)
    assert Edition.objects.get().is_draft
    desk.write(desk.cast.elif_, edition, "Binaların yarısı ortak.")
    desk.sign(edition)
    assert "Yayımlansın mı?" in client.get(address).content.decode()
    client.post(address)
    assert Edition.objects.get().is_published


def test_sections_are_left_out_and_taken_in_again(desk: "Desk") -> None:
    edition = desk.begin()
    client = _client(desk, "elif_")
    client.post(reverse("reports:choose", args=[edition.pk]), {"sections": ["s_voices"]})
    assert Edition.objects.get().chosen == ["s_voices"]
    assert client.get(reverse("reports:read-section", args=[edition.pk, PLACES])).status_code == UNKNOWN
    client.post(reverse("reports:choose", args=[edition.pk]), {"sections": ["s_voices", PLACES]})
    assert client.get(reverse("reports:read-section", args=[edition.pk, PLACES])).status_code == OK


def test_two_who_choose_sections_at_once_keep_what_each_chose(desk: "Desk") -> None:
    edition = desk.begin()
    client, address = _client(desk, "elif_"), reverse("reports:choose", args=[edition.pk])
    page = client.get(reverse("reports:edition", args=[edition.pk])).content.decode()
    stale = shown(page, "sections")
    boxes = [stale["sections"]] if isinstance(stale["sections"], str) else stale["sections"]
    assert len(boxes) > 1
    first, second = boxes[0], boxes[1]
    client.post(address, {**stale, "sections": [each for each in boxes if each != first]})
    client.post(address, {**stale, "sections": [each for each in boxes if each != second]})
    chosen = Edition.objects.get().chosen
    assert chosen is not None and not {first, second} & set(chosen) and set(boxes) - {first, second} <= set(chosen)


def test_a_draft_is_put_away_after_a_question(desk: "Desk") -> None:
    edition = desk.begin()
    client, address = _client(desk, "elif_"), reverse("reports:discard", args=[edition.pk])
    assert "Taslak listeden çıkar" in client.get(address).content.decode()
    assert Edition.objects.get().is_draft
    client.post(address)
    assert client.get(reverse("reports:edition", args=[edition.pk])).status_code == UNKNOWN


def test_every_page_is_there_in_both_languages_under_a_neutral_title(desk: "Desk") -> None:
    edition = desk.published()
    draft = desk.begin()
    client = _client(desk, "elif_")
    named = [("editions", []), ("new", []), ("begin", ["small"]), ("edition", [edition.pk]), ("edition", [draft.pk]),
             ("read", [edition.pk]), ("figure", [edition.pk, FIGURE]), ("compare", [draft.pk]),
             ("section", [draft.pk, PLACES]), ("versions", [draft.pk, PLACES]), ("publish", [draft.pk]),
             ("again", [draft.pk]), ("withdraw", [edition.pk]), ("discard", [draft.pk])]  # fmt: skip
    for language in ("tr", "en"):
        client.cookies["django_language"] = language
        with translation.override(language):
            for name, more in named:
                answer = client.get(f"{reverse(f'reports:{name}', args=more)}?dil={language}")
                page = answer.content.decode()
                assert answer.status_code == OK, (name, language)
                assert "<title>Belge</title>" in page, name
                if name in ("read", "section"):
                    assert f'lang="{language}"' in page


def test_an_edition_that_was_begun_elsewhere_meanwhile_loses_nothing(desk: "Desk") -> None:
    edition = desk.begin()
    desk.act(desk.cast.elif_, editions.discard, edition=edition)
    client = _client(desk, "elif_")
    answer = client.post(reverse("reports:write", args=[edition.pk, PLACES]), {"words": "Söz", "based_on": "0"})
    assert answer.status_code == UNKNOWN
    assert not SectionText.objects.exists()

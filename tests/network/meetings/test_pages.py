"""What each of the six may open and press: the network keeps, centres read, answer and settle their own, others not."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.meetings.models import Decision, FollowUp, Institution, Meeting

if TYPE_CHECKING:
    from tests.network.meetings.houses import House

READERS = ("ayse", "nermin", "zeynep", "elif_")
_PLAIN = ("overview", "rota", "decisions", "institutions")
_KEPT = ("turn", "details", "agenda", "call", "presence", "minutes")


def _post(house: "House", name: str, /, *args: Any, who: Any = None, **given: Any) -> Any:
    return (who or house.cast.elif_).client().post(reverse(f"meetings:{name}", args=args), given)


@pytest.mark.parametrize("name", _PLAIN)
def test_who_works_in_the_network_reads_the_room(house: "House", name: str) -> None:
    for who in READERS:
        assert house.page(name, getattr(house.cast, who)).status_code == 200
    assert house.page(name, house.sema).status_code == 200
    assert house.page(name, house.cast.can).status_code == 403


def test_a_director_reads_turns_and_decisions_and_no_minutes(house: "House") -> None:
    row, derya = house.held(), house.cast.derya
    house.decided()
    with acting(house.elif_):
        from omuz.network.meetings.actions import minutes

        item = row.items.first()
        minutes.write_notes(by=house.elif_, meeting=row, notes={item.id: "Çalışanların sözü"})
    for name in ("overview", "rota", "decisions", "calendar"):
        assert house.page(name, derya).status_code == 200
    html = house.page("meeting", derya, row.id).content.decode()
    assert "Kart dağıtımı başlasın" in html
    assert "Çalışanların sözü" not in html and "tutanak.pdf" not in html
    assert "Çalışanların sözü" in house.page("meeting", house.cast.ayse, row.id).content.decode()
    assert house.page("paper", derya, row.id, "tutanak", "pdf").status_code == 403
    assert house.page("evaluation", derya, row.id).status_code == 403
    assert house.page("paper", derya, row.id, "cagri", "pdf").status_code == 200


@pytest.mark.parametrize("name", _KEPT)
def test_only_the_network_coordinator_opens_what_is_written(house: "House", name: str) -> None:
    assert house.page(name, None, house.meeting.id).status_code == 200
    for who in (house.cast.ayse, house.cast.nermin, house.sema, house.cast.derya, house.cast.can):
        assert house.page(name, who, house.meeting.id).status_code == 403


def test_a_centre_sees_no_button_it_cannot_press(house: "House") -> None:
    row = house.held()
    html = house.page("meeting", house.cast.nermin, row.id).content.decode()
    assert "Gündemi yaz" not in html and "Belge ekle" not in html and "/cagri/" not in html
    html = house.page("meeting", None, row.id).content.decode()
    assert "Gündemi yaz" in html and "Belge ekle" in html


def test_an_empty_room_says_what_to_do_first(cast: Any) -> None:
    html = cast.elif_.client().get(reverse("meetings:overview")).content.decode()
    assert "adil bir sıra önerir" in html
    assert "Rehberdeki belediyeleri" in cast.elif_.client().get(reverse("meetings:institutions")).content.decode()
    assert "önce belediyeleri rehberden" in cast.elif_.client().get(reverse("meetings:rota")).content.decode().lower()
    assert "Ağ koordinatörü sırayı yazınca" in cast.ayse.client().get(reverse("meetings:overview")).content.decode()


def test_the_proposal_is_shown_and_accepted(house: "House") -> None:
    html = house.page("rota").content.decode()
    assert "Öneriyi sıraya yaz" in html and "hiç ev sahibi olmadı" not in html
    answer = _post(house, "accept", week="3", weekday="2", begins="13:30", ends="16:30")
    assert answer.status_code == 302
    with acting(house.elif_):
        assert Meeting.objects.filter(begins="13:30").count() >= 9
        assert Meeting.objects.count() >= 12


def test_a_turn_changes_by_its_form_and_a_refusal_keeps_what_was_typed(house: "House") -> None:
    row = house.coming[0]
    answer = _post(house, "turn", row.id, what="host", host=str(house.bornova.id), reason="Uzun gerekçe")
    assert answer.status_code == 422
    assert "Uzun gerekçe" in answer.content.decode()
    answer = _post(house, "turn", row.id, what="host", host=str(house.konak.id), reason="Salon")
    assert answer["Location"] == reverse("meetings:rota")
    with acting(house.elif_):
        assert Meeting.objects.get(pk=row.pk).host_id == house.konak.id


def _rows(prefix: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    given: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        given |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return given


def _ordinary(house: "House") -> list[Any]:
    with acting(house.elif_):
        return list(house.coming[0].items.all())


def test_the_agenda_is_written_in_the_order_of_its_numbers(house: "House") -> None:
    rows: list[dict[str, Any]] = [
        {"place": 2, "title": "İkinci", "kind": "topic", "minutes": 20},
        {"place": 1, "title": "Birinci", "kind": "follow_up", "minutes": 10},
        {"place": "", "title": "", "kind": "topic", "minutes": ""},
        *({"id": str(item.id), "title": "", "kind": item.kind, "minutes": item.minutes} for item in _ordinary(house)),
    ]
    assert _post(house, "agenda", house.coming[0].id, **_rows("form", rows)).status_code == 302
    with acting(house.elif_):
        assert list(house.coming[0].items.values_list("title", flat=True)) == ["Birinci", "İkinci"]
    refused = _post(house, "agenda", house.coming[0].id, **_rows("form", [{"title": "Süresiz", "kind": "topic"}]))
    assert refused.status_code == 422
    assert "kaç dakika" in refused.content.decode() and "Süresiz" in refused.content.decode()


def test_the_minutes_are_kept_whole_or_not_at_all(house: "House") -> None:
    row = house.held()
    item = row.items.first()
    decision = {
        "what": "Kart basılsın",
        "owner": str(house.konak.id),
        "owner_post": "Ayşe Demir",
        "due": "",
        "item": "",
    }
    given = {f"note-{item.id}": "Konuşuldu", **_rows("form", [decision])}
    answer = _post(house, "minutes", row.id, **given)
    assert answer.status_code == 422
    assert "Konuşuldu" in answer.content.decode() and "Kart basılsın" in answer.content.decode()
    item.refresh_from_db()
    with acting(house.elif_):
        assert row.items.get(pk=item.pk).noted == ""
        assert not Decision.objects.exists()
    decision["owner_post"] = "KDM koordinatörü"
    given = {f"note-{item.id}": "Konuşuldu", **_rows("form", [decision]), "close": "yes"}
    assert _post(house, "minutes", row.id, **given)["Location"] == reverse("meetings:meeting", args=[row.id])
    with acting(house.elif_):
        assert row.items.get(pk=item.pk).noted == "Konuşuldu"
        assert Decision.objects.get().owner_id == house.konak.id
        assert Meeting.objects.get(pk=row.pk).closed_at is not None


def test_earlier_decisions_are_followed_up_in_the_minutes_once(house: "House") -> None:
    with acting(house.elif_):
        from omuz.network.meetings.actions import rota

        today = timezone.localdate()
        past = rota.plan(by=house.elif_, turns=[rota.Planned(today - timedelta(days=30), house.konak)])[0]
    one = house.decided(meeting=past)
    row = house.held()
    html = house.page("minutes", None, row.id).content.decode()
    assert "Kart dağıtımı başlasın" in html
    given = {f"outcome-{one.id}": "running", f"words-{one.id}": "Yarısı bitti", **_rows("form", [])}
    for _again in range(2):
        assert _post(house, "minutes", row.id, **given).status_code == 302
    with acting(house.elif_):
        said = FollowUp.objects.get()
    assert (said.meeting_id, said.on, said.words) == (row.id, row.on, "Yarısı bitti")


def test_a_coordinator_settles_her_own_decision_on_its_page(house: "House") -> None:
    own, other = house.decided(), house.decided(owner=house.bornova)
    nermin = house.cast.nermin
    given = {"outcome": "done", "on": f"{timezone.localdate():%Y-%m-%d}", "words": "Basıldı"}
    assert "Ne oldu?" in house.page("decision", nermin, own.id).content.decode()
    assert "Ne oldu?" not in house.page("decision", nermin, other.id).content.decode()
    assert _post(house, "decision", own.id, who=nermin, **given).status_code == 302
    assert _post(house, "decision", other.id, who=nermin, **given).status_code == 403
    assert _post(house, "decision", own.id, who=house.cast.ayse, **given).status_code == 403
    assert "Bizim yapacaklarımız" not in house.page("overview", nermin).content.decode()
    assert "Bizim yapacaklarımız" in house.page("overview", house.songul).content.decode()


def test_ayse_answers_without_a_name_and_elif_counts_the_sheets(house: "House") -> None:
    row = house.held()
    html = house.page("evaluation", house.cast.ayse, row.id).content.decode()
    assert "adsız" in html and "Kâğıttan" not in html
    given = {"useful": "yes", "heard": "yes", "clear": "no"}
    assert _post(house, "evaluation", row.id, who=house.cast.ayse, **given).status_code == 302
    assert "sayıldı" in house.page("evaluation", house.cast.ayse, row.id).content.decode()
    assert _post(house, "evaluation", row.id, **given).status_code == 403
    counts = {f"{question}-{answer}": 4 for question in given for answer in ("yes", "partly")}
    assert _post(house, "sheets", row.id, **counts).status_code == 302


@pytest.mark.parametrize("what", ["cagri.pdf", "cagri.docx", "takvim.ics", "katilim.pdf", "degerlendirme.pdf",
                                  "tutanak.pdf", "tutanak.docx"])  # fmt: skip
def test_every_paper_has_a_neutral_name(house: "House", what: str) -> None:
    row = house.held()
    answer = house.page("paper", house.cast.ayse, row.id, *what.split("."))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="belge-{timezone.localdate()}.{what.split(".")[1]}"'


@pytest.mark.parametrize("path", ["cikti/yok.pdf", "cikti/cagri.exe", "cikti/takvim.pdf"])
def test_what_is_no_paper_is_not_found(house: "House", path: str) -> None:
    assert house.cast.elif_.client().get(f"/toplantilar/{house.meeting.id}/{path}").status_code == 404


def test_decisions_narrow_to_her_municipality_and_leave_as_files(house: "House") -> None:
    house.decided()
    house.decided(owner=house.bornova)
    client = house.cast.nermin.client()
    where = reverse("meetings:decisions")
    assert client.get(where).content.decode().count("Kart dağıtımı başlasın") == 2
    assert client.get(where, {"bizim": "1"}).content.decode().count("Kart dağıtımı başlasın") == 1
    for ending in ("pdf", "xlsx"):
        assert client.get(reverse("meetings:decision-sheet", args=[ending]), {"bizim": "1"}).status_code == 200
    assert client.get(reverse("meetings:decision-sheet", args=["doc"])).status_code == 404


def test_institutions_are_added_changed_and_taken_in(house: "House") -> None:
    given = {"name": "Baro kadın hakları merkezi", "kind": "other"}
    assert _post(house, "institutions", **given).status_code == 302
    assert _post(house, "institutions", who=house.cast.ayse, **given).status_code == 403
    with acting(house.elif_):
        row = Institution.objects.get(name=given["name"])
    assert (row.member, row.hosts) == (False, False)
    assert _post(house, "institution", row.id, **given, closed="on").status_code == 302
    assert "artık çağrılmıyor" in house.page("institutions").content.decode()
    assert _post(house, "take-in").status_code == 302


def test_the_number_of_a_decision_is_no_refusal_and_shares_are_shares(house: "House") -> None:
    """The framework's own Turkish for the word "No" is "Hayır"."""
    house.held()
    house.decided()
    assert "Hayır" not in house.page("decisions").content.decode()
    assert "tanesi; kişi değil" in house.page("overview").content.decode()

"""The pages of calendar, appointments, follow-ups and the door: by code, behind every wall, neutral everywhere."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from omuz.casework.appointments.models import Appointment, CallCount, FeedAddress, FollowUp, Slot
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.rules import Role
from tests.casework.appointments.conftest import ANY_TIME, MONDAY_TEN, MORNINGS, NEVER, closed_to
from tests.casework.appointments.rules.test_calendar_file import read_strictly
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def monday():
    """The clock of the pages stands at Monday ten in the morning."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield MONDAY_TEN


@pytest.fixture
def desk(cast, monday):
    """Sevgi, who receives visitors at Konak."""
    return member("sevgi", "Sevgi Ateş", Role.RECEPTION, accounts.Place(centre=cast.konak))


def url(name: str, *args: object) -> str:
    return reverse(f"appointments:{name}", args=args)


def _book(client, case, **typed):
    told = {"on": "24.11.2026", "clock": "11:00", "minutes": "60", "room": "", "worker": "", **typed}
    return client.post(url("book", case.id), told)


def test_an_appointment_is_made_on_its_page_and_found_in_the_calendar(cast, file_with, room, monday) -> None:
    case, client = file_with(), cast.ayse.client()
    page = client.get(url("book", case.id)).content.decode()
    assert case.code in page
    assert "<title>Belge</title>" in page
    answer = _book(client, case, room=str(room.id), worker=str(cast.ayse.staff.pk), with_children="no", note="not")
    assert answer.status_code == 302
    with acting(cast.ayse.person):
        made = Appointment.objects.get()
    assert answer["Location"] == url("open", made.id)
    week = client.get(url("calendar")).content.decode()
    assert case.code in week
    assert "Mor oda" in week
    assert case.code in client.get(url("calendar") + "?g=gun&t=2026-11-24").content.decode()
    assert case.code not in client.get(url("calendar") + "?g=gun&t=2026-11-23").content.decode()
    shown = client.get(url("open", made.id)).content.decode()
    with acting(cast.ayse.person):
        assert Slot.objects.get().visit in shown


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(cast, file_with, room, monday) -> None:
    client = cast.ayse.client()
    assert _book(client, file_with(), room=str(room.id)).status_code == 302
    case = file_with()
    taken = _book(client, case, room=str(room.id), note="Yazdığım not")
    text = taken.content.decode()
    assert taken.status_code == 422
    assert "Bu oda o saatte dolu" in text
    assert "Yazdığım not" in text
    empty = _book(client, case, on="", clock="")
    assert empty.status_code == 422
    past = _book(client, case, on="20.11.2026")
    assert "Bu saat geçti" in past.content.decode()
    with acting(cast.ayse.person):
        assert Slot.objects.count() == 1


def test_moving_confirming_and_ending_happen_on_the_page(cast, file_with, room, monday, visit_of) -> None:
    made = visit_of(file_with(), room=room, at=MONDAY_TEN + timedelta(days=1))
    client = cast.ayse.client()
    moved = client.post(
        url("move", made.id),
        {"on": "25.11.2026", "clock": "09.30", "minutes": "45", "room": "", "worker": "", "version": "1"},
    )
    assert moved.status_code == 302
    stale = client.post(
        url("move", made.id),
        {"on": "26.11.2026", "clock": "09.30", "minutes": "45", "room": "", "worker": "", "version": "1"},
    )
    assert stale.status_code == 409
    assert "26.11.2026" in stale.content.decode()
    assert client.post(url("confirm", made.id), {"version": "2"}).status_code == 302
    early = client.post(url("end", made.id), {"outcome": "did_not_come", "version": "3"})
    assert early.status_code == 422
    assert client.post(url("end", made.id), {"outcome": "cancelled_by_her", "version": "3"}).status_code == 302
    assert "Kendisi iptal etti" in client.get(url("open", made.id)).content.decode()
    assert client.get(url("move", made.id)).status_code == 302


def test_a_follow_up_is_planned_inside_what_she_gave_and_nothing_else_is_offered(cast, file_with, monday) -> None:
    case, client = file_with(MORNINGS), cast.ayse.client()
    page = client.get(url("plan", case.id)).content.decode()
    assert "Telefonla" in page
    assert "Kısa mesajla" not in page
    days = re.findall(r'name="day" value="([\d-]+)"', page)
    assert days
    assert client.post(url("plan", case.id), {"way": "phone", "day": days[0]}).status_code == 302
    assert client.post(url("plan", case.id), {"way": "message", "day": days[0]}).status_code == 422
    outside = client.post(url("plan", case.id), {"way": "phone", "due_on": "24.11.2026"})
    assert outside.status_code == 422
    assert "onun söylediği günlerden değil" in outside.content.decode()


def test_aranmasin_leaves_no_form_and_no_way_around_it(cast, file_with, monday) -> None:
    case, client = file_with(NEVER), cast.ayse.client()
    page = client.get(url("plan", case.id)).content.decode()
    assert "Aranmasın" in page or "Aramayın" in page
    assert "Takibi planla" not in page
    for way in ("phone", "message", "email", "face_to_face"):
        assert client.post(url("plan", case.id), {"way": way, "due_on": "25.11.2026"}).status_code == 422
    with acting(cast.ayse.person):
        assert not FollowUp.objects.exists()


def test_a_number_is_shown_only_inside_the_window_and_never_the_name_of_the_centre(cast, file_with, monday) -> None:
    case, client = file_with(MORNINGS), cast.ayse.client()
    client.post(url("plan", case.id), {"way": "phone", "due_on": "23.11.2026"})
    with acting(cast.ayse.person):
        promise = FollowUp.objects.get()
    now = client.get(url("promise", promise.id)).content.decode()
    assert "0500 000 00 00" in now
    with time_machine.travel(MONDAY_TEN.replace(hour=14), tick=False):
        later = cast.ayse.client().get(url("promise", promise.id)).content.decode()
        assert "0500" not in later
        assert "Şimdi aramayın" in later
        refused = cast.ayse.client().post(url("attempt", promise.id), {"result": "not_reached", "version": "1"})
        assert refused.status_code == 422
    done = client.post(url("attempt", promise.id), {"result": "not_reached", "version": "1"}, follow=True)
    assert "Bir kez daha, 25.11.2026" in done.content.decode()
    stale = client.post(url("attempt", promise.id), {"result": "reached", "version": "1"})
    assert stale.status_code == 409
    assert client.post(url("withdraw", promise.id), {"version": "2"}).status_code == 302


def test_no_text_of_this_room_names_the_centre(cast, file_with, monday, visit_of) -> None:
    made = visit_of(file_with(), at=MONDAY_TEN + timedelta(days=1))
    for address in (url("open", made.id), url("calendar")):
        main = cast.ayse.client().get(address).content.decode().split("<main", 1)[1]
        assert "Konak Kadın Danışma" not in main


def test_strangers_and_other_posts_are_turned_away_everywhere(cast, desk, file_with, visit_of, monday) -> None:
    case = file_with()
    made = visit_of(case, at=MONDAY_TEN + timedelta(days=1))
    cast.ayse.client().post(url("plan", case.id), {"way": "phone", "due_on": "25.11.2026"})
    with acting(cast.ayse.person):
        promise = FollowUp.objects.get()
    addresses = [url("book", case.id), url("open", made.id), url("plan", case.id), url("promise", promise.id)]
    posted = [
        url("move", made.id),
        url("confirm", made.id),
        url("end", made.id),
        url("attempt", promise.id),
        url("withdraw", promise.id),
    ]
    for stranger, code in ((cast.zeynep, 404), (desk, 403), (cast.elif_, 403), (cast.derya, 403), (cast.can, 403)):
        client = stranger.client()
        assert {client.get(address).status_code for address in addresses} == {code}, stranger.staff.username
        assert {client.post(address).status_code for address in posted} == {code}, stranger.staff.username
    assert case.code not in cast.zeynep.client().get(url("calendar")).content.decode()


@pytest.mark.parametrize("how", ["hidden", "listed"])
def test_a_file_closed_to_her_is_gone_from_every_page_of_this_room(cast, file_with, visit_of, monday, how) -> None:
    case = file_with()
    made = visit_of(case, worker=cast.nermin, at=MONDAY_TEN + timedelta(hours=2))
    client = cast.ayse.client()
    client.post(url("plan", case.id), {"way": "phone", "due_on": "23.11.2026"})
    assert case.code in client.get(url("calendar")).content.decode()
    with acting(cast.ayse.person):
        promise, visit = FollowUp.objects.get(), Slot.objects.get()
    closed_to(
        cast,
        case,
        **({"hidden_from": [cast.ayse.staff.pk]} if how == "hidden" else {"only_for": [cast.nermin.staff.pk]}),
    )
    for address in (url("book", case.id), url("open", made.id), url("plan", case.id), url("promise", promise.id)):
        assert client.get(address).status_code == 404
    for address in (url("calendar"), url("calendar") + "?g=gun", url("calendar") + "?k=ben", url("reception")):
        text = client.get(address).content.decode()
        assert case.code not in text
        assert visit.visit not in text
    assert client.post(url("arrival", visit.id)).status_code == 404
    assert client.post(url("choose"), {"q": case.code})["Location"] == url("calendar")
    assert case.code in cast.nermin.client().get(url("calendar")).content.decode()


def test_reception_sees_visit_codes_and_who_is_free_and_neither_code_nor_reason(
    cast, desk, file_with, room, visit_of, monday
) -> None:
    case = file_with()
    made = visit_of(case, room=room, worker=cast.ayse, at=MONDAY_TEN, kind="legal", now=MONDAY_TEN - timedelta(days=1))
    with acting(cast.ayse.person):
        slot = Slot.objects.get()
    client = desk.client()
    text = client.get(url("reception")).content.decode()
    for told in (slot.visit, "Mor oda", "Ayşe Demir", "Kim müsait?", "görüşmede"):
        assert told in text
    for secret in (case.code, str(case.id), str(made.id), "Hukuki", "Deniz", "first_interview"):
        assert secret not in text
    assert client.post(url("arrival", slot.id)).status_code == 302
    with acting(cast.ayse.person):
        assert Slot.objects.get().state == "arrived"
    assert "geldi" in cast.ayse.client().get(url("open", made.id)).content.decode()
    assert client.post(url("arrival", slot.id), {"geri": "1"}).status_code == 302
    for name in ("calendar", "feed", "rooms"):
        assert client.get(url(name)).status_code == 403


def test_reception_of_another_centre_sees_nothing_of_it(cast, file_with, visit_of, monday) -> None:
    other = member("gul", "Gül Arı", Role.RECEPTION, accounts.Place(centre=cast.bornova))
    visit_of(file_with(), at=MONDAY_TEN + timedelta(hours=1))
    with acting(cast.ayse.person):
        slot = Slot.objects.get()
    client = other.client()
    assert slot.visit not in client.get(url("reception")).content.decode()
    assert client.post(url("arrival", slot.id)).status_code == 404
    assert client.get(url("reception") + "?merkez=konak-1").status_code == 404
    with acting(other.person):
        assert not Slot.objects.exists()


def test_the_database_shows_the_door_slots_and_no_record_of_any_file(cast, desk, file_with, visit_of) -> None:
    from omuz.casework.cases.models import Case

    case = file_with()
    visit_of(case)
    with acting(desk.person):
        assert Slot.objects.count() == 1
        assert not Case.objects.exists()
        assert not Appointment.objects.exists()


def test_missed_calls_are_counted_at_one_press_and_taken_back(cast, desk, monday) -> None:
    client = desk.client()
    for _ in range(3):
        assert client.post(url("call"), {"ne": "missed"}).status_code == 302
    client.post(url("call"), {"ne": "missed", "geri": "1"})
    client.post(url("call"), {"ne": "answered"})
    with acting(cast.ayse.person):
        count = CallCount.objects.get()
    assert (count.day, count.missed, count.answered) == (MONDAY_TEN.date(), 2, 1)
    for _ in range(4):
        client.post(url("call"), {"ne": "missed", "geri": "1"})
    with acting(cast.ayse.person):
        assert CallCount.objects.get().missed == 0
    assert cast.derya.client().post(url("call"), {"ne": "missed"}).status_code == 403
    assert cast.zeynep.client().post(url("call") + "?merkez=konak-1", {"ne": "missed"}).status_code == 404


def test_rooms_are_kept_by_the_coordinator_only(cast) -> None:
    client = cast.nermin.client()
    assert client.post(url("rooms"), {"name": "Papatya"}).status_code == 302
    again = client.post(url("rooms"), {"name": "Papatya"})
    assert again.status_code == 422
    assert "Bu adla bir oda var" in again.content.decode()
    room = re.search(r"\?oda=([0-9a-f-]{36})", client.get(url("rooms")).content.decode())
    assert room
    assert client.post(url("rooms"), {"oda": room[1], "name": "Papatya", "closed": "on"}).status_code == 302
    assert client.get(url("rooms") + "?oda=yok").status_code == 404
    assert cast.ayse.client().get(url("rooms")).status_code == 403
    assert cast.zeynep.client().get(url("rooms") + f"?oda={room[1]}").status_code == 403


def _address(client) -> str:
    text = client.post(url("feed-open")).content.decode()
    found = re.search(r'value="https?://[^/]+(/takvim/akis/[^"]+\.ics)"', text)
    assert found
    return found[1]


def test_a_calendar_file_is_off_until_opened_and_holds_times_only(
    cast, client, file_with, room, visit_of, monday
) -> None:
    case = file_with()
    visit_of(case, room=room, worker=cast.ayse, at=MONDAY_TEN + timedelta(days=1), kind="legal", now=MONDAY_TEN)
    visit_of(file_with(), worker=cast.nermin, at=MONDAY_TEN + timedelta(days=2), now=MONDAY_TEN)
    hers = cast.ayse.client()
    assert "Takvim dosyanız kapalı" in hers.get(url("feed")).content.decode()
    with acting(cast.ayse.person):
        assert not FeedAddress.objects.exists()
    address = _address(hers)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    told = read_strictly(answer.content)
    assert [dict(told[key])["SUMMARY"] for key in told if key] == ["Randevu"]
    text = answer.content.decode()
    with acting(cast.ayse.person):
        slot = Slot.objects.get(worker_id=cast.ayse.staff.pk)
    for secret in (
        case.code,
        str(case.id),
        slot.visit,
        "Ayşe",
        "Mor oda",
        "Konak",
        "konak",
        "Hukuki",
        "Deniz",
        "Omuz",
        "KDM",
    ):
        assert secret not in text
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in hers.get(url("feed")).content.decode()


def test_a_closed_or_renewed_address_shows_nothing_and_is_not_told_from_an_unknown_one(cast, client) -> None:
    hers = cast.ayse.client()
    first = _address(hers)
    second = _address(hers)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert hers.post(url("feed-close")).status_code == 302
    closed, unknown = client.get(second), client.get(url("feed-file", "x" * 43))
    assert (closed.status_code, unknown.status_code) == (404, 404)
    assert client.post(second).status_code == 405
    with acting(cast.ayse.person):
        assert not any(len(bytes(row.digest)) != 32 for row in FeedAddress.objects.all())


def test_a_leaver_and_a_file_she_may_not_know_of_are_gone_from_the_feed(
    cast, client, file_with, visit_of, monday
) -> None:
    from omuz.casework.team.actions.walls import declare_conflict
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.models import Staff

    case = file_with()
    visit_of(case, worker=cast.ayse, at=MONDAY_TEN + timedelta(days=1), now=MONDAY_TEN)
    address = _address(cast.ayse.client())
    assert client.get(address).content.count(b"BEGIN:VEVENT") == 1
    with acting(cast.ayse.person):
        declare_conflict(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, staff_id=cast.ayse.staff.pk)
    assert client.get(address).content.count(b"BEGIN:VEVENT") == 0
    with recorded(by=SYSTEM, event="staff.left"):
        Staff.objects.filter(pk=cast.ayse.staff.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_paper_of_the_week_needs_no_other_page_and_has_a_neutral_title(cast, file_with, visit_of, monday) -> None:
    visit_of(file_with(ANY_TIME), at=MONDAY_TEN + timedelta(days=1))
    text = cast.ayse.client().get(url("calendar")).content.decode()
    assert "data-print" in text
    assert "<title>Belge</title>" in text
    assert cast.ayse.client().get(url("calendar") + "?t=yarın&g=x&k=herkes").status_code == 200
    assert str(timezone.localdate().day) in text

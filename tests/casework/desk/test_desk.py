"""The one page of a file and the page of today: every room asked, codes only, closed to everybody else."""

import re
from datetime import date, datetime, timedelta
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.actions.stepping import take_step
from omuz.casework.cases.queries.panels import Entry, Panel, TodayItem
from omuz.casework.desk.queries import rooms
from omuz.casework.desk.queries.page import FIRST
from omuz.casework.desk.queries.today import day_of, moment_of
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.cases.files import DAY, opened_file
from tests.casework.contacts.conftest import recorded_by

__all__ = ["recorded_by"]

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ISTANBUL)
TODAY = reverse("desk:today")


def _room(monkeypatch: pytest.MonkeyPatch, **functions: Any) -> None:
    """A room that has only these functions; every other room is left out."""
    module = ModuleType("room")
    for name, function in functions.items():
        setattr(module, name, function)
    monkeypatch.setattr(rooms, "panels", lambda: {"services": module})


def _item(**more: Any) -> TodayItem:
    told = {"kind": "x", "code": "D-22222", "case_id": None, "title": "iş", "when": NOON.date(), "address": "/bugun/"}
    return TodayItem(**(told | more))


def _day(cast, monkeypatch, items):
    _room(monkeypatch, today=lambda *_args, **_named: items)
    with acting(cast.ayse.person):
        return day_of(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, now=NOON)


def test_every_room_that_is_there_is_asked() -> None:
    rooms.panels.cache_clear()
    found = rooms.panels()
    assert "cases" in found and set(found) <= set(rooms.ROOMS)
    for module in found.values():
        assert any(hasattr(module, name) for name in ("panel", "entries", "today", "told_to_her", "held"))


def test_a_room_without_a_function_is_passed_over(monkeypatch) -> None:
    _room(monkeypatch, entries=lambda *_args, **_named: [])
    assert [room for room, _function in rooms.asked("entries")] == ["services"]
    assert list(rooms.asked("panel")) == []


def test_the_day_parts_what_is_urgent_due_past_and_ahead(cast, monkeypatch) -> None:
    at = NOON.date()
    day = _day(cast, monkeypatch, [
        _item(code="D-AHEAD", when=at + timedelta(days=3)),
        _item(code="D-PAST", when=at - timedelta(days=1)),
        _item(code="D-NOW", when=NOON),
        _item(code="D-EVER", when=None),
        _item(code="D-FIRST", when=at + timedelta(days=9), urgent=True),
    ])  # fmt: skip
    assert [[item.code for item in group] for group in (day.urgent, day.today, day.past, day.ahead)] == [
        ["D-FIRST"], ["D-EVER", "D-NOW"], ["D-PAST"], ["D-AHEAD"],
    ]  # fmt: skip


def test_hers_come_before_her_colleagues_and_the_earlier_before_the_later(cast, monkeypatch) -> None:
    at = NOON.date()
    items = [
        _item(code="D-THEIRS", mine=False),
        _item(code="D-LATE", when=NOON + timedelta(hours=2)),
        _item(code="D-SOON", when=NOON),
        _item(code="D-LOW", when=at, order=90),
        _item(code="D-HIGH", when=at, order=10),
    ]
    assert [item.code for item in _day(cast, monkeypatch, items).today] == [
        "D-HIGH", "D-LOW", "D-SOON", "D-LATE", "D-THEIRS",
    ]  # fmt: skip


def test_a_moment_of_another_zone_is_told_in_local_time() -> None:
    assert moment_of(datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("UTC"))) == NOON.replace(tzinfo=None)
    assert moment_of(None) < moment_of(date(2020, 1, 1))


def test_the_page_of_today_has_calls_drafts_and_what_rooms_tell_by_code_only(cast, recorded_by, monkeypatch) -> None:
    from datetime import time

    from omuz.casework.contacts.rules.safe_contact import SafeContact

    safe = SafeContact(callable="yes", number="0500 111 22 33", start=time(0), end=time(23, 59), code_word="lale")
    call = recorded_by(cast.ayse, kind="violence", note="bana vurdu", safe=safe, due_on=timezone.localdate())
    case = opened_file(cast, identity={"pseudonym": "Deniz"}, answers={"age_band": "under_15"})
    monkeypatch.setattr(rooms, "ROOMS", ("cases",))
    rooms.panels.cache_clear()
    text = cast.ayse.client().get(TODAY).content.decode()
    rooms.panels.cache_clear()
    assert call.code in text and case.code in text
    for word in ("0500", "lale", "vurdu", "Deniz", "hysical", "iddet"):
        assert word not in text, word
    assert "<title>Belge</title>" in text and text.count("<h1") == 1
    main = text[text.index('class="today"') :]
    assert re.match(r'class="today" data-person', main), "in presentation mode even the codes are hidden"


def test_the_page_of_today_is_one_look(cast) -> None:
    client = cast.ayse.client()
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    client.get(TODAY)
    with acting(cast.ayse.person):
        assert AuditEvent.objects.count() == before + 1


def test_an_empty_day_says_what_would_stand_there(cast) -> None:
    text = cast.ayse.client().get(TODAY).content.decode()
    assert "Söz verilmiş bir arama yok" in text and "Yarım kalan taslak yok" in text


def test_the_first_address_leads_to_today(cast) -> None:
    client = cast.ayse.client()
    assert client.get("/")["Location"] == TODAY
    assert client.get(reverse("contacts:today")).status_code == 200


@pytest.mark.parametrize(
    ("who", "answer"), [("zeynep", 200), ("nermin", 200), ("elif_", 403), ("derya", 403), ("can", 403)]
)
def test_today_is_for_those_who_work_with_women(cast, who, answer) -> None:
    opened_file(cast)
    response = getattr(cast, who).client().get(TODAY)
    assert response.status_code == answer
    assert "D-" not in re.sub(r'placeholder="D-…"', "", response.content.decode()) or who == "nermin"


def test_a_file_is_one_page_with_every_room_on_it(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Deniz", "safe": {"callable": "no"}})
    rooms.panels.cache_clear()
    text = cast.ayse.client().get(reverse("desk:case", args=[case.id])).content.decode()
    for told in (case.code, "Deniz", "Aranmasın", "Ayşe Demir", "Temas", "Zaman çizgisi"):
        assert told in text, told


def test_a_panel_stands_where_its_room_wants_it_and_urgent_ones_first(cast, monkeypatch) -> None:
    case = opened_file(cast)
    told = {"lines": [], "case_id": case.id, "may_write": False}

    def panel(*_args: Any, **_named: Any) -> Panel:
        return Panel("Acele", "cases/panel.html", told, place="main", urgent=True)

    _room(monkeypatch, panel=panel)
    text = cast.ayse.client().get(reverse("desk:case", args=[case.id])).content.decode()
    assert re.search(r'class="card card-urgent"><div class="card-head"><h2>Acele</h2>', text)


def test_the_timeline_is_newest_first_and_its_older_part_comes_when_asked_for(cast, monkeypatch) -> None:
    case = opened_file(cast)
    lines = [Entry(DAY + timedelta(days=number), f"satır-{number:02}") for number in range(FIRST + 5)]
    _room(monkeypatch, entries=lambda *_args, **_named: lines)
    client = cast.ayse.client()
    page = client.get(reverse("desk:case", args=[case.id])).content.decode()
    found = re.findall(r"satır-\d\d", page)
    assert found == [f"satır-{number:02}" for number in range(FIRST + 4, 4, -1)]
    older = reverse("desk:timeline", args=[case.id])
    assert older in page and "5 eski satır" in page
    part = client.get(older, headers={"HX-Request": "true"}).content.decode()
    assert len(re.findall(r"satır-\d\d", part)) == FIRST + 5 and "<html" not in part
    assert "<html" in client.get(older).content.decode()


def test_a_closed_file_offers_to_open_again_and_an_open_one_to_go_on(cast) -> None:
    from omuz.casework.cases.actions.stepping import Closing, close_file

    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("desk:case", args=[case.id])
    act = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": case.id}
    with acting(cast.ayse.person):
        take_step(**act, state="support", on=DAY)
    assert "Destek" in (text := client.get(address).content.decode()) and reverse("cases:close", args=[case.id]) in text
    with acting(cast.ayse.person):
        close_file(**act, closing=Closing(DAY, "information_only"))
    text = client.get(address).content.decode()
    assert "Yeniden aç" in text and reverse("cases:close", args=[case.id]) not in text

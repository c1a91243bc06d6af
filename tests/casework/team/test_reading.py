"""Unusual reading is told to somebody else until she has looked; nobody closes her own, no centre sees another's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.casework.team.actions.reading import mark_read_seen
from omuz.casework.team.queries.reading import alarms
from omuz.casework.team.rules.reading import Unusual
from omuz.foundation.audit.chain import looked
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting

pytestmark = pytest.mark.django_db
DAYTIME = timezone.localtime().replace(year=2026, month=11, day=23, hour=12, minute=0)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DAYTIME)


def read(member: Any, centre_id: UUID, number: int, first: int = 0) -> None:
    """She opens so many files, each through the event a page writes."""
    with acting(member.person):
        for each in range(first, first + number):
            looked(by=member.person, event="case.read", centre=centre_id, about=f"case:D-{each:04}")


def told(member: Any, centre_id: UUID) -> list[tuple[str, Unusual, int]]:
    with acting(member.person):
        found = alarms(member.person, centre_id, DAYTIME + timedelta(minutes=1))
    return [(str(each.staff_id), each.kind, each.number) for each in found]


def test_more_than_fifty_records_within_an_hour_are_told_to_the_coordinator(cast: Any) -> None:
    read(cast.ayse, cast.konak.id, 50)
    assert (str(cast.ayse.staff.pk), Unusual.MANY, 50) not in told(cast.nermin, cast.konak.id)
    read(cast.ayse, cast.konak.id, 1, first=50)
    assert (str(cast.ayse.staff.pk), Unusual.MANY, 51) in told(cast.nermin, cast.konak.id)
    assert told(cast.ayse, cast.konak.id) == []
    with acting(cast.zeynep.person):
        assert alarms(cast.zeynep.person, cast.bornova.id) == []
        assert alarms(cast.zeynep.person, cast.konak.id) == []


def test_an_alarm_stands_on_the_page_of_today_until_she_has_looked(cast: Any) -> None:
    read(cast.ayse, cast.konak.id, 60)
    client = cast.nermin.client()
    assert reverse("team:reading") in client.get(reverse("desk:today")).content.decode()
    page = client.get(reverse("team:reading")).content.decode()
    assert "Ayşe" in page
    assert "D-00" not in page
    for kind in Unusual:
        client.post(reverse("team:reading-seen"), {"ne": f"reading:{kind} {cast.ayse.staff.pk}"})
    assert reverse("team:reading-seen") not in client.get(reverse("team:reading")).content.decode()
    with acting(cast.nermin.person):
        assert AuditEvent.objects.filter(event="reading.seen").count() >= 1


def test_a_coordinator_alone_is_looked_at_by_her_colleagues_and_cannot_close_her_own(cast: Any) -> None:
    read(cast.nermin, cast.konak.id, 60)
    assert Unusual.MANY in {each[1] for each in told(cast.ayse, cast.konak.id)}
    assert told(cast.nermin, cast.konak.id) == []
    about = f"reading:{Unusual.MANY} {cast.nermin.staff.pk}"
    with acting(cast.nermin.person), pytest.raises(Http404):
        mark_read_seen(by=cast.nermin.person, centre_id=cast.konak.id, about=about)
    with acting(cast.ayse.person):
        mark_read_seen(by=cast.ayse.person, centre_id=cast.konak.id, about=about)
    assert Unusual.MANY not in {each[1] for each in told(cast.ayse, cast.konak.id)}


def test_a_refused_search_is_logged_without_the_name(cast: Any) -> None:
    client = cast.ayse.client()
    for _again in range(6):
        answer = client.post(
            reverse("team:search"), {"name": "Gülperi", "reason": "forgot_code", "why": "Gülperi dedi"}
        )
        assert answer.status_code == 422
    assert Unusual.REFUSED in {each[1] for each in told(cast.nermin, cast.konak.id)}
    with acting(cast.nermin.person):
        rows = AuditEvent.objects.filter(event="name.search_refused")
        assert {(row.why, row.about) for row in rows} == {("search_name_in_reason", "")}

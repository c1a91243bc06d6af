"""Every look at a record is in the log, and more of them than usual are on the next page the coordinator opens."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from omuz.casework.team.queries.reading import limits
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.attack.conftest import NOW, recorded
from tests.trust.promised import Line

Times = Callable[..., int]
Promised = Callable[[Line], None]


@pytest.fixture
def noon(cast: Any) -> Iterator[Any]:
    """Monday 23 November 2026, noon in Istanbul; the cast was there before."""
    with time_machine.travel(NOW, tick=True):
        yield cast


def test_every_look_is_logged_and_the_fifty_first_in_an_hour_is_told_on_the_next_page(
    noon: Any, times: Times, promised: Promised
) -> None:
    most = limits().hour
    contacts = [recorded(noon.ayse) for _each in range(times(1_000, least=most + 1))]
    ayse, nermin, told_at = noon.ayse.client(), noon.nermin.client(), 0
    today, alarm = reverse("desk:today"), reverse("team:reading")
    opened = 0
    for contact in contacts:
        opened += ayse.get(reverse("contacts:open", args=[contact.id])).status_code == 200
        if not told_at and opened in (most - 1, most, most + 1):
            told_at = opened if alarm in nermin.get(today).content.decode() else 0
    with acting(noon.nermin.person):
        logged = AuditEvent.objects.filter(event="contact.opened", staff_id=noon.ayse.staff.pk).count()
    promised(
        Line(
            "S24", "records opened by page, each looked for in the log; the coordinator’s next page", len(contacts),
            min(logged, opened), f"{logged} of {opened} looks logged; alarm after {told_at}, on the next"
            " page", "100 % of reads, alarm at the 51st in an hour",
        )
    )  # fmt: skip
    assert told_at == most + 1

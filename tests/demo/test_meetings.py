"""The invented meetings: twenty-four held over two years, hosts in turn, decisions followed, a fair year ahead."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def elif_() -> Any:
    """The network coordinator of an installation with the invented owners of centres and nothing else."""
    from demo import seed
    from demo.meetings import plant_meetings
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.access import person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    seed._found()
    told: dict[str, Any] = {
        "username": "elif",
        "full_name": "Örnek Kişi",
        "role": Role.NETWORK_COORDINATOR,
        "place": accounts.Place(),
    }
    person = person_for(accounts.open_account(by=SYSTEM, **told).staff)
    plant_meetings(person, timezone.localdate())
    return person


def test_two_years_of_meetings_are_there_and_a_year_ahead(elif_: Any) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.meetings.models import Institution, Meeting
    from omuz.network.meetings.queries import rota
    from omuz.network.meetings.queries.decisions import carried_to, decisions
    from omuz.network.meetings.queries.figures import attendance_table, results

    today = timezone.localdate()
    with acting(elif_):
        past, coming = rota.held_before(today), rota.coming(today)
        assert [row.number for row in reversed(past)] == list(range(1, 25))
        assert past[-1].on > today - timedelta(days=800)
        assert len(coming) == 12
        assert coming[0].called_at is not None
        assert Institution.objects.filter(member=True, kind__in=("district", "metropolitan")).count() == 26
        hosts = Counter(Meeting.objects.order_by("on").values_list("host_id", flat=True))
        assert max(hosts.values()) - min(hosts.values()) <= 1, "nobody hosts twice before everybody hosted once"
        standings = Counter(line.standing for line in decisions(today, "all"))
        assert len(standings) >= 4
        assert carried_to(coming[0]), "what is open came along"
        assert attendance_table(elif_, today.year).total.value is not None
        assert results(past[5], today)
        assert {change.kind for change in rota.changes(coming)} == {"swap"}

"""What the tests of returns share: invented facts at two centres, a second coordinator, and a return already sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.network.returns import invented

if TYPE_CHECKING:
    from omuz.network.returns.models import CentreReturn
    from omuz.network.returns.rules.document import Answer
    from tests.cast import Cast, Member

QUARTER = "2026-Q3"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class House:
    """The cast with figures to send: `nermin` leads Konak, `songul` leads Bornova."""

    cast: "Cast"
    songul: "Member"

    def send(self, member: "Member", quarter: str = QUARTER, **options: Any) -> "CentreReturn":
        """Prepare a quarter, answer whatever the checks ask, and send it as one coordinator."""
        from omuz.foundation.people.access import acting
        from omuz.network.returns.actions import answer_questions, send_return

        row = self.prepare(member, quarter)
        if row.state == row.State.SENT:
            return row  # what may be told of it is what was told before
        with acting(member.person):
            row = answer_questions(by=member.person, row=row, answers=self.answers(row))
            return send_return(by=member.person, vault=member.vault, row=row, **options)

    def send_year(self, member: "Member", year: int = 2025) -> list["CentreReturn"]:
        """Send the four quarters of a year, so that the tables of the year go out too."""
        return [self.send(member, f"{year}-Q{number}") for number in (1, 2, 3, 4)]

    def answers(self, row: "CentreReturn") -> dict[str, "Answer"]:
        """The first reason of the catalogue for every question that must be answered."""
        from omuz.network.returns.queries.asked import asked_as, asked_of
        from omuz.network.returns.queries.reasons import reasons_for
        from omuz.network.returns.rules.document import Answer

        return {one.name: Answer(reasons_for(asked_as(one.check))[0].code) for one in asked_of(row) if one.demands}

    def prepare(self, member: "Member", quarter: str = QUARTER) -> "CentreReturn":
        """Prepare a quarter as one coordinator."""
        from omuz.foundation.people.access import acting
        from omuz.network.returns.actions import prepare_return

        person = member.person
        (centre_id,) = person.centres
        with acting(person):
            return prepare_return(by=person, vault=member.vault, centre_id=centre_id, quarter=quarter)

    def record(self, centre: Any, rows: list[dict[str, Any]]) -> None:
        """Let a centre have recorded these contacts."""
        invented.ROWS.setdefault(centre.id, []).extend(rows)


@pytest.fixture
def clock() -> Iterator[None]:
    """Monday 23 November 2026; the third quarter is over and its return overdue."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def house(clock: None, cast: "Cast", settings: Any) -> Iterator[House]:
    """Two centres with a quarter and the year before behind them."""
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests.cast import member

    settings.FACT_SOURCES = {"contact": "tests.network.returns.invented"}
    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    _grant(cast.zeynep, songul, cast.bornova)
    made = House(cast, songul)
    for centre, number in ((cast.konak, 120), (cast.bornova, 90)):
        made.record(centre, invented.contacts(number, QUARTER, district=centre.district))
        for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"):
            made.record(centre, invented.contacts(number, quarter, district=centre.district))
    yield made
    invented.ROWS.clear()


def _grant(holder: "Member", newcomer: "Member", centre: Any) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.actions import grant

    with acting(holder.person):
        grant(by=holder.person, vault=holder.vault, centre_id=centre.id, staff_id=newcomer.staff.pk)


@pytest.fixture
def events() -> Callable[..., list[str]]:
    """The events of returns in the log of some centres and of the installation, in order of time."""

    def told(*chains: Any) -> list[str]:
        from omuz.foundation.audit.chain import INSTALLATION
        from omuz.foundation.audit.models import AuditEvent
        from omuz.foundation.tenancy.context import see_as

        see_as([chain.id for chain in chains] + [INSTALLATION])
        rows = AuditEvent.objects.filter(event__regex="^(return|totals)\\.").order_by("at", "seq")
        return list(rows.values_list("event", flat=True))

    return told

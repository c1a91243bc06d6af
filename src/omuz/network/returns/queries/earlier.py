"""What left a centre before about the same time: a return is protected against it, and a year needs all of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from omuz.foundation.people.access import Person
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.rules.protection import Sent
from omuz.network.returns.rules.quarters import Quarter


@dataclass(frozen=True)
class _Document:
    at: datetime
    quarter: Quarter
    tables: Sent


@dataclass(frozen=True)
class Earlier:
    """Every document with numbers a centre sent about the year of `quarter`, the newest first."""

    quarter: Quarter
    sent: tuple[_Document, ...]

    @property
    def documents(self) -> list[Sent]:
        """The tables of each document."""
        return [one.tables for one in self.sent]

    @property
    def open_quarters(self) -> tuple[Quarter, ...]:
        """Quarters of the year, before this one, for which no numbers were sent.

        A table of the year beside its other quarters would tell what the missing one holds: it waits for all of them.
        """
        year = [Quarter(self.quarter.year, number) for number in range(1, self.quarter.number)]
        told = {one.quarter for one in self.sent}
        return tuple(one for one in year if one not in told)

    def until(self, moment: datetime) -> "Earlier":
        """The same as it was just before a moment."""
        return Earlier(self.quarter, tuple(one for one in self.sent if one.at < moment))


def left_before(person: Person, centre_id: UUID, quarter: Quarter) -> Earlier:
    """Everything a centre sent about the year of `quarter`; nothing for a centre that is not hers."""
    rows = CentreReturn.objects.filter(
        centre_id__in=person.centres & {centre_id},
        quarter__startswith=f"{quarter.year}-",
        state=CentreReturn.State.SENT,
        declined="",
    )
    sent = [
        _Document(row.sent_at, row.period, tuple(restored_tables(row.document.tables, row.period).values()))
        for row in rows.order_by("-sent_at", "-version")
        if row.sent_at
    ]
    return Earlier(quarter, tuple(sent))

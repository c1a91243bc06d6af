"""Everything that waits today, by code: what the rooms tell, the most urgent first."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.queries.panels import TodayItem
from omuz.casework.desk.queries.rooms import asked
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

_BEFORE_ALL = datetime.combine(date.min, time())
MOST = 60
"""Lines of one group; more than this is a backlog, not a day."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day in four groups: at once, today, what went past its day, what comes."""

    urgent: list[TodayItem]
    today: list[TodayItem]
    past: list[TodayItem]
    ahead: list[TodayItem]

    @property
    def empty(self) -> bool:
        """Whether no room has anything for her."""
        return not (self.urgent or self.today or self.past or self.ahead)


def day_of(person: Person, *, vault: OpenedVault, centre_id: UUID, now: datetime) -> Day:
    """What the rooms tell for this day: hers before her colleagues', earlier before later. `now` carries its zone."""
    found: list[TodayItem] = []
    for _room, today in asked("today"):
        found.extend(today(person, vault=vault, centre_id=centre_id, day=now.date()))
    found.sort(key=lambda item: (not item.mine, moment_of(item.when), item.order, item.code))
    groups: dict[str, list[TodayItem]] = {"urgent": [], "today": [], "past": [], "ahead": []}
    for item in found:
        groups[_group(item, now.date())].append(item)
    # What the team must do at once stands before what has only waited longest.
    groups["urgent"].sort(key=lambda item: (not item.mine, item.order))
    return Day(**{name: items[:MOST] for name, items in groups.items()})


def _group(item: TodayItem, day: date) -> str:
    if item.urgent:
        return "urgent"
    on = moment_of(item.when).date()
    if item.when is None or on == day:
        return "today"
    return "past" if on < day else "ahead"


def moment_of(when: date | datetime | None) -> datetime:
    """The local moment of an item, without zone; one without a day stands before all others."""
    if when is None:
        return _BEFORE_ALL
    if isinstance(when, datetime):
        return timezone.localtime(when).replace(tzinfo=None) if timezone.is_aware(when) else when
    return datetime.combine(when, time())

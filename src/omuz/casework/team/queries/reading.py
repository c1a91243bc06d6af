"""Unusual reading in a centre, worked out from its log until somebody else has looked: people and numbers only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.team.rules.reading import LOOKED_BACK, Burst, Limits, Look, Unusual, bursts
from omuz.foundation.audit.queries import Told, told_since
from omuz.foundation.people.access import Person
from omuz.foundation.people.queries import who_may

SEEN = "reading.seen"
REFUSED = "name.search_refused"
_RECORDS = ("case", "contact")
_OPENED = frozenset({"contact.opened"})
"""Looks whose code does not end in “read”."""


@dataclass(frozen=True)
class Alarm:
    """Somebody read unusually: who, how, how much, when last. Which records they were is in the log, not here."""

    staff_id: UUID
    kind: Unusual
    number: int
    last: datetime

    @property
    def about(self) -> str:
        """What the event of having looked at it is about."""
        return f"reading:{self.kind} {self.staff_id}"


def limits() -> Limits:
    """The limits of this installation."""
    start, _dash, end = settings.OMUZ_ALARM_NIGHT.partition("-")
    return Limits(
        hour=settings.OMUZ_ALARM_HOUR,
        night=settings.OMUZ_ALARM_AT_NIGHT,
        night_from=int(start),
        night_to=int(end),
        untied=settings.OMUZ_ALARM_UNTIED,
        refused=settings.OMUZ_ALARM_REFUSED,
    )


def answers_for(person: Person, centre_id: UUID) -> frozenset[UUID] | None:
    """Whose reading she looks at: None for everybody's but her own, otherwise these people's.

    A coordinator looks at everybody else's. Where a centre has one coordinator, her colleagues look at hers.
    """
    if person.may("names.log", centre_id):
        return None
    leading = who_may("names.log", centre_id)
    return leading if len(leading) == 1 and person.may("cases.read", centre_id) else frozenset()


def alarms(person: Person, centre_id: UUID, now: datetime | None = None) -> list[Alarm]:
    """Unusual reading of others nobody else has looked at yet, the latest first; empty where it is not hers to see."""
    hers = answers_for(person, centre_id)
    if hers is not None and not hers:
        return []
    events = told_since(person, centre_id, (now or timezone.now()) - LOOKED_BACK)
    seen = _seen(events)
    found = []
    for staff_id, looks in _looks(events, centre_id).items():
        if staff_id == person.staff_id or (hers is not None and staff_id not in hers):
            continue
        for kind, burst in _unseen(looks, staff_id, seen).items():
            found.append(Alarm(staff_id, kind, burst.number, burst.last))
    return sorted(found, key=lambda alarm: alarm.last, reverse=True)


def _unseen(looks: list[Look], staff_id: UUID, seen: dict[str, datetime]) -> dict[Unusual, Burst]:
    found = {}
    for kind, burst in bursts(looks, limits()).items():
        until = seen.get(f"reading:{kind} {staff_id}")
        if until is None:
            found[kind] = burst
            continue
        later = bursts([look for look in looks if look.at > until], limits())
        found |= {kind: later[kind]} if kind in later else {}
    return found


def _seen(events: Iterable[Told]) -> dict[str, datetime]:
    """Until when each alarm was looked at, by somebody else than whom it is about."""
    found: dict[str, datetime] = {}
    for event in events:
        if event.event == SEEN and event.staff_id and not event.about.endswith(str(event.staff_id)):
            until = datetime.fromisoformat(event.why)
            found[event.about] = max(until, found.get(event.about, until))
    return found


def _looks(events: list[Told], centre_id: UUID) -> dict[UUID, list[Look]]:
    """What each person opened and which of her searches were refused; a tie is a file she holds or has worked on."""
    # Only files somebody looked at: a centre has thousands, of which a few were opened in these days.
    seen = {_record(event).partition(":")[2] for event in events if _is_look(event)} - {""}
    held = set(Case.objects.filter(centre_id=centre_id, code__in=seen).values_list("code", "holder_id"))
    worked = {(event.staff_id, _record(event)) for event in events if _record(event) and not _is_look(event)}
    found: dict[UUID, list[Look]] = defaultdict(list)
    for number, event in enumerate(events):
        if event.staff_id is None:
            continue
        at, record = timezone.localtime(event.at), _record(event)
        if event.event == REFUSED:
            found[event.staff_id].append(Look(at, f"search:{number}", refused=True))
        elif record and _is_look(event):
            tied = (event.staff_id, record) in worked or (record.partition(":")[2], event.staff_id) in held
            found[event.staff_id].append(Look(at, record, tied=tied))
    return found


def _is_look(event: Told) -> bool:
    return event.event in _OPENED or event.event.endswith("read")


def _record(event: Told) -> str:
    """The record an event is about, by kind and code; empty where it is about none."""
    kind = event.about.partition(":")[0]
    return event.about.split(" ")[0] if kind in _RECORDS else ""

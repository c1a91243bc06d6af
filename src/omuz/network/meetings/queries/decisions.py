"""Decisions as they stand: open ones come to the next meeting by themselves, settled ones say when and how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.meetings.actions.decisions import centre_for
from omuz.network.meetings.models import Decision, FollowUp, Meeting
from omuz.network.meetings.rules.standing import Fulfilment, Told, fulfilment, was_open

OPEN = (Fulfilment.OPEN, Fulfilment.OVERDUE)


@dataclass(frozen=True)
class Line:
    """One decision with what was said of it, oldest first, and how it stands."""

    decision: Decision
    said: tuple[FollowUp, ...]
    standing: Fulfilment

    @property
    def last(self) -> FollowUp | None:
        return self.said[-1] if self.said else None

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN

    @property
    def owner(self) -> str:
        """The institution, or the network's own coordination."""
        return self.decision.owner.name if self.decision.owner else _("Ağ koordinatörlüğü")


def _all() -> QuerySet[Decision]:
    rows = FollowUp.objects.select_related("meeting").order_by("on", "made_at")
    return Decision.objects.select_related("meeting", "owner", "item").prefetch_related(
        Prefetch("follow_ups", queryset=rows, to_attr="told")
    )


def lines(rows: Iterable[Decision], today: date) -> list[Line]:
    """The decisions with how they stand on this day."""
    found = []
    for row in rows:
        said: Sequence[FollowUp] = row.told  # type: ignore[attr-defined]  # `_all` puts it there
        found.append(Line(row, tuple(said), fulfilment(row.due, [Told(each.outcome, each.on) for each in said], today)))
    return found


def decisions(today: date, shown: str = "open", owners: Iterable[UUID] | None = None) -> list[Line]:
    """Decisions of every meeting: `open` ones by their day, else all of them, the newest first.

    `owners` narrows them to those organisations carry out.
    """
    rows = _all() if owners is None else _all().filter(owner__organisation_id__in=list(owners))
    found = lines(rows, today)
    if shown == "open":
        return sorted((line for line in found if line.is_open), key=_by_day)
    if shown == "overdue":
        return sorted((line for line in found if line.standing is Fulfilment.OVERDUE), key=_by_day)
    return sorted(found, key=lambda line: (line.decision.meeting.on, -line.decision.number), reverse=True)


def _by_day(line: Line) -> tuple[date, date, int]:
    return (line.decision.due or date.max, line.decision.meeting.on, line.decision.number)


def taken_at(meeting: Meeting, today: date) -> list[Line]:
    """What this meeting decided, in the order of its minutes."""
    return lines(_all().filter(meeting=meeting).order_by("number"), today)


def carried_to(meeting: Meeting) -> list[Line]:
    """Decisions of earlier meetings that were open on the morning of this one: they are on its agenda by themselves."""
    earlier = lines(_all().filter(meeting__on__lt=meeting.on), min(meeting.on, timezone.localdate()))
    open_then = [line for line in earlier if was_open([Told(each.outcome, each.on) for each in line.said], meeting.on)]
    return sorted(open_then, key=_by_day)


def settled_since(meeting: Meeting) -> list[Line]:
    """Decisions settled after the meeting before this one and before its own day."""
    before = Meeting.objects.filter(cancelled_at__isnull=True, on__lt=meeting.on).order_by("-on").first()
    if before is None:
        return []
    found = lines(_all().filter(meeting__on__lt=meeting.on), meeting.on)
    return [line for line in found if not line.is_open and line.last and before.on <= line.last.on < meeting.on]


def decision_of(decision_id: UUID, today: date) -> Line:
    """One decision with its whole history; Http404 for none."""
    found = lines(_all().filter(pk=decision_id), today)
    if not found:
        raise Http404
    return found[0]


def settles(person: Person, decision: Decision) -> bool:
    """Whether she may say what became of it."""
    if person.may("meetings.keep"):
        return True
    return person.may("meetings.settle") and centre_for(person, decision) is not None


def own_organisations(person: Person) -> list[UUID]:
    """Owners of the centres she works at, and what she directs."""
    owners = Centre.objects.filter(pk__in=person.centres).values_list("organisation_id", flat=True)
    return [*{*owners, *person.organisations}]

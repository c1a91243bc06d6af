"""Reads of the log for whoever works in the centre it belongs to; the database shows her no other."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from omuz.foundation.audit.kinds import KINDS, QUIET
from omuz.foundation.audit.models import AuditEvent

PAGE = 50


class Reader(Protocol):
    """The part of a person that decides which chains she reads, and which events of them she may not know of."""

    @property
    def staff_id(self) -> UUID: ...

    @property
    def logs(self) -> frozenset[UUID]: ...


@dataclass(frozen=True)
class Wanted:
    """What the reader narrowed the log to."""

    staff_id: UUID | None = None
    kind: str = ""
    day: date | None = None
    before: str = ""
    """Where the page before this one ended, as `Page.older` gave it."""


@dataclass(frozen=True)
class Page:
    """Some events, newest first, and the place where the next page begins (empty at the end)."""

    events: tuple[AuditEvent, ...]
    older: str


def events(reader: Reader, wanted: Wanted) -> Page:
    """At most 50 events of her logs, newest first; every page but the last says where the next begins."""
    rows = _narrowed(_known(reader, AuditEvent.objects.filter(chain__in=reader.logs)), wanted)
    place = _place(wanted.before)
    if place is not None:
        at, event_id = place
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=event_id))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    shown = tuple(found[:PAGE])
    return Page(shown, _told(shown[-1]) if len(found) > PAGE else "")


def _known(reader: Reader, rows: "QuerySet[AuditEvent]") -> "QuerySet[AuditEvent]":
    """Without the events about things the reader may not know of, as the rooms named in the settings tell."""
    for name in settings.AUDIT_HIDDEN:
        hidden_from: Callable[[Reader], frozenset[str]] = import_string(name)
        hidden = hidden_from(reader)
        if hidden:
            beginnings = Q(about__in=hidden)
            for about in hidden:
                beginnings |= Q(about__startswith=f"{about} ")
            rows = rows.exclude(beginnings)
    return rows


def _narrowed(rows: "QuerySet[AuditEvent]", wanted: Wanted) -> "QuerySet[AuditEvent]":
    if wanted.staff_id:
        rows = rows.filter(staff_id=wanted.staff_id)
    if wanted.kind in KINDS:
        beginnings = Q()
        for beginning in KINDS[wanted.kind][1]:
            beginnings |= Q(event__startswith=beginning)
        rows = rows.filter(beginnings)
    else:
        rows = rows.exclude(event__in=QUIET)
    if wanted.day:
        start = timezone.make_aware(datetime.combine(wanted.day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows


def _told(event: AuditEvent) -> str:
    return base64.urlsafe_b64encode(json.dumps([event.at.isoformat(), str(event.id)]).encode()).decode().rstrip("=")


def _place(told: str) -> tuple[datetime, UUID] | None:
    try:
        at, event_id = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        moment, event = datetime.fromisoformat(at), UUID(event_id)
        return (moment, event) if moment.tzinfo else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def staff_in(reader: Reader) -> list[tuple[UUID, str]]:
    """Whoever appears in her logs, as account and sign-in name."""
    rows = AuditEvent.objects.filter(chain__in=reader.logs, staff_id__isnull=False)
    found = rows.order_by("username").values_list("staff_id", "username").distinct()
    return [(staff_id, username) for staff_id, username in found if staff_id]


def seen_events(reader: Reader, event: str, about: str) -> "QuerySet[AuditEvent]":
    """Events of one code about one thing, newest first."""
    return AuditEvent.objects.filter(chain__in=reader.logs, event=event, about=about).order_by("-at")


class Told(NamedTuple):
    """One event with nothing but what counting needs."""

    staff_id: UUID | None
    at: datetime
    event: str
    about: str
    why: str


def told_since(reader: Reader, chain: UUID, since: datetime) -> list[Told]:
    """Everything in one of her logs since then, oldest first; empty where it is not hers.

    For numbers only: events about things she may not know of are among them and must never be shown one by one.
    """
    if chain not in reader.logs:
        return []
    rows = AuditEvent.objects.filter(chain=chain, at__gte=since).order_by("at", "seq")
    return [Told(*row) for row in rows.values_list(*Told._fields)]

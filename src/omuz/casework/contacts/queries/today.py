"""What waits for her today: promised calls inside their safe windows, drafts, and the contacts of the day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.record import State
from omuz.casework.contacts.rules.safe_contact import Moment, Opening, SafeContact, next_opening
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

MOST_CALLS = 200
"""Promised calls opened for one page; more than this is a backlog, not a day."""
AHEAD = timedelta(days=7)
_LAST = timedelta(days=1000)


class When(StrEnum):
    """Where a promised call stands on the page of today."""

    NOW = "now"
    LATER_TODAY = "later_today"
    MISSED = "missed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Call:
    """A promised call by code: when it may be made, whose promise it is; no number and no word."""

    id: UUID
    code: str
    worker_id: UUID
    due_on: date
    when: When
    opening: Opening
    mine: bool


def promised_calls(person: Person, *, vault: OpenedVault, centre_id: UUID, now: datetime) -> list[Call]:
    """Calls promised up to a week ahead: those that may be made now first; `now` is local, without zone.

    A call whose hours went by today, or whose day passed, is missed until it is settled; it is offered again only
    inside her next safe hours. Raises Http404 outside her centres.
    """
    person.require("contacts.read", centre_id)
    opened = vault.centre(centre_id)
    rows = Contact.objects.filter(
        centre_id=centre_id,
        state=State.RECORDED.value,
        due_on__lte=now.date() + AHEAD,
        data_key__isnull=False,
    ).order_by("due_on", "code")[:MOST_CALLS]
    plain = [
        (row, (row.data_key.wrapped, row.data_key_id, row.identity, row.id))
        for row in rows.select_related("data_key").only(
            "id", "code", "worker_id", "due_on", "identity", "data_key__id", "data_key__wrapped"
        )
    ]
    blocks = opened.open_many((sealed for _row, sealed in plain), table=Contact._meta.db_table, field="identity")
    calls = [
        _call(row, SafeContact.from_payload(block), person, now)
        for (row, _sealed), block in zip(plain, blocks, strict=True)
    ]
    order = list(When)
    return sorted(calls, key=lambda call: (order.index(call.when), call.opening.end or now + _LAST, call.code))


def _call(row: Contact, safe: SafeContact, person: Person, now: datetime) -> Call:
    due: date = row.due_on or now.date()
    opening = next_opening(safe, due, now)
    if opening.moment is Moment.NOW:
        when = When.NOW
    elif opening.moment is Moment.LATER_TODAY:
        when = When.LATER_TODAY
    elif due <= now.date():
        when = When.MISSED
    else:
        when = When.AHEAD
    return Call(row.id, row.code, row.worker_id, due, when, opening, row.worker_id == person.staff_id)


def drafts_of(person: Person, centre_id: UUID) -> "QuerySet[Contact]":
    """Unfinished drafts of the centre, hers and her colleagues', the latest first; nothing sealed is loaded."""
    person.require("contacts.record", centre_id)
    rows: QuerySet[Contact] = (
        Contact.objects.filter(centre_id=centre_id, state=State.DRAFT.value)
        .only("id", "code", "worker_id", "changed_at", "changed_by", "revision", "state", "centre_id")
        .order_by("-changed_at")
    )
    return rows

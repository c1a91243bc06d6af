"""A meeting is opened, files are put on its table, decisions are kept and done; no story is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import locked_case, locked_record, opened, record_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.team.models import AgendaItem, Decision, Meeting
from omuz.casework.team.queries.meetings import meeting_key, meeting_of
from omuz.casework.team.rules.meeting import DecisionState, MeetingState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


class Closed(Exception):
    """The minutes of this meeting are closed; nothing was written."""


def open_meeting(*, by: Person, vault: OpenedVault, centre_id: UUID, on: date, present: Iterable[UUID] = ()) -> Meeting:
    """Open the meeting of a day; the one that is there already when somebody else was quicker."""
    by.require("cases.write", centre_id)
    known: Meeting | None = Meeting.objects.filter(centre_id=centre_id, on=on).first()
    if known is not None:
        return known
    try:
        with transaction.atomic(), recorded(by=by, event="meeting.opened", centre=centre_id) as record:
            data_key, key = vault.centre(centre_id).new_data_key()
            data_key.save(force_insert=True)
            meeting = Meeting(
                centre_id=centre_id, on=on, present=sorted(set(present), key=str), made_by=by.staff_id,
                changed_at=timezone.now(), changed_by=by.staff_id, data_key=data_key,
            )  # fmt: skip
            meeting.put(key, words={"general": ""})
            meeting.save(force_insert=True)
            record.about = f"meeting:{on.isoformat()}"
    except IntegrityError:
        found: Meeting = Meeting.objects.get(centre_id=centre_id, on=on)
        return found
    return meeting


def keep_meeting(
    *,
    by: Person,
    vault: OpenedVault,
    meeting_id: UUID,
    revision: int,
    present: Iterable[UUID],
    general: str,
    close: bool = False,
) -> Meeting:
    """Who is there, what is decided about the work itself; `close` ends the minutes. Raises Closed, Conflict."""
    known = meeting_of(by, meeting_id, "cases.write")
    event = "meeting.closed" if close else "meeting.kept"
    with recorded(by=by, event=event, centre=known.centre_id, about=f"meeting:{known.on.isoformat()}"):
        meeting = _locked(by, meeting_id)
        if meeting.revision != revision:
            raise Conflict(meeting)
        meeting.present = sorted(set(present), key=str)
        meeting.put(meeting_key(meeting, vault), words={"general": general.strip()})
        meeting.state = (MeetingState.CLOSED if close else MeetingState.OPEN).value
        meeting.revision += 1
        meeting.changed_at, meeting.changed_by = timezone.now(), by.staff_id
        meeting.save(force_update=True)
    return meeting


def _locked(by: Person, meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("data_key")
    meeting: Meeting | None = rows.filter(id=meeting_id, centre_id__in=by.centres).first()
    if meeting is None:
        raise Http404
    if meeting.state != MeetingState.OPEN:
        raise Closed
    return meeting


def put_on_table(*, by: Person, vault: OpenedVault, meeting_id: UUID, case_id: UUID) -> AgendaItem:
    """Put a file on the table of a meeting by hand; a second press changes nothing. Raises Closed."""
    with recorded(by=by, event="meeting.file_chosen") as record:
        meeting = _locked(by, meeting_id)
        file = opened(locked_case(by, case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        if meeting.centre_id != file.centre_id:
            raise Http404
        known: AgendaItem | None = AgendaItem.objects.filter(
            centre_id=meeting.centre_id, meeting=meeting, case=file.case
        ).first()
        if known is not None:
            return known
        item = new_record(AgendaItem, file, by=by, state="chosen", meeting=meeting)
        item.put(file.key, answers={"on": meeting.on.isoformat()}, words={})
        item.save(force_insert=True)
    return item


def take_off_table(*, by: Person, item_id: UUID) -> None:
    """Take a file off the table again."""
    item = record_of(by, AgendaItem, item_id, permission="cases.write")
    with recorded(by=by, event="meeting.file_taken", centre=item.centre_id, about=f"case:{item.case.code}"):
        _locked(by, item.meeting_id)
        item.delete()


def decide(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    what: str,
    post: str,
    worker_id: UUID | None = None,
    due_on: date | None = None,
    meeting_id: UUID | None = None,
    on: date | None = None,
) -> Decision:
    """Keep one decision about a file: what, who by post, until when. Raises Closed, Http404."""
    with recorded(by=by, event="decision.kept") as record:
        meeting = _locked(by, meeting_id) if meeting_id else None
        file = opened(locked_case(by, case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        if meeting is not None and meeting.centre_id != file.centre_id:
            raise Http404
        day = on or (meeting.on if meeting else timezone.localdate())
        decision = new_record(
            Decision, file, by=by, state=DecisionState.OPEN.value, due_on=due_on, meeting=meeting, post=post,
            worker_id=worker_id,
        )  # fmt: skip
        decision.put(file.key, answers={"on": day.isoformat()}, words={"what": what.strip()})
        decision.save(force_insert=True)
    return decision


def settle_decision(
    *, by: Person, vault: OpenedVault, decision_id: UUID, revision: int, state: DecisionState, on: date | None = None
) -> Decision:
    """A decision is done or dropped; raises Conflict when it was settled meanwhile."""
    with recorded(by=by, event="decision.settled") as record:
        decision = locked_record(by, Decision, decision_id, revision=revision)
        record.centre, record.about = decision.centre_id, f"case:{decision.case.code}"
        if decision.state != DecisionState.OPEN:
            raise Conflict(decision)
        key = decision.case.key(vault)
        told = decision.opened(key, "answers") | {"settled_on": (on or timezone.localdate()).isoformat()}
        decision.state = state.value
        decision.put(key, answers=told)
        decision.touch(by)
        decision.save(force_update=True)
    return decision

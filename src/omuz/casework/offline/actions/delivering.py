"""An entry arrives: written once by the actions of its own room, and answered the same however often it comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.find import case_by_code
from omuz.casework.contacts.actions import Said, open_draft, record_contact
from omuz.casework.interviews.actions import keep_draft
from omuz.casework.interviews.actions import open_draft as open_interview
from omuz.casework.interviews.actions.versions import locked
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.questions import WORDS
from omuz.casework.interviews.rules.record import State
from omuz.casework.offline.actions.computers import own_device
from omuz.casework.offline.models import OfflineConflict, OfflineDelivery, OfflineDevice
from omuz.casework.offline.queries.waiting import stands_in
from omuz.casework.offline.rules import Edit, Kind, Meeting, Merged, Outcome, Values, believable, merged
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it arrives.

    `id` was made on her computer and names the entry for ever; `edits` is field → what stood there and what she
    wrote. `said` is a contact she finished and the rules accept. An interview is named by `interview_id`, or begun
    in the file `code` names.
    """

    id: UUID
    device_id: UUID
    kind: Kind
    written_at: datetime
    edits: Mapping[str, Edit] = field(default_factory=dict)
    said: Said | None = None
    interview_id: UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an entry: the contact or interview it stands in, or the comparison that waits for a choice."""

    outcome: Outcome
    target: UUID
    again: bool = False
    """Whether it had arrived before; then nothing was written now."""


class NoSuchFile(Refused):
    """The code she typed names no file she may know of; the sentence is fit for her."""


def deliver(*, by: Person, vault: OpenedVault, entry: Entry) -> Delivered:
    """Write an entry by the actions of its room, once: the second delivery gets the answer of the first.

    Raises Http404 for a file she may not know of, NoSuchFile, NotAllowed for a computer that was ended, Paused.
    """
    with transaction.atomic():
        # Held until all is written, so that two deliveries at the same moment come one after the other.
        device = own_device(by, entry.device_id, locked=True)
        before = OfflineDelivery.objects.filter(centre_id=device.centre_id, delivered=entry.id).first()
        if before is not None:
            return Delivered(Outcome(before.outcome), before.target, again=True)
        if entry.kind is Kind.TALLY:
            return _tally(by, vault, device, entry)
        return _talk(by, vault, device, entry)


def _typed(values: Mapping[str, Values]) -> dict[str, list[str]]:
    return {name: list(each) for name, each in values.items()}


def _tally(by: Person, vault: OpenedVault, device: OfflineDevice, entry: Entry) -> Delivered:
    given: dict[str, Any] = {
        "by": by,
        "vault": vault,
        "centre_id": device.centre_id,
        "contact_id": entry.id,
        "page": entry.id.hex,
    }
    if entry.said is not None:
        contact = record_contact(**given, said=entry.said)
        outcome = Outcome.RECORDED
    else:
        contact = open_draft(**given, changes=_typed({name: edit.now for name, edit in entry.edits.items()}))
        outcome = Outcome.DRAFT
    return _noted(by, device, entry, outcome, contact.id, f"contact:{contact.code}")


def _noted(
    by: Person,
    device: OfflineDevice,
    entry: Entry,
    outcome: Outcome,
    target: UUID,
    about: str,
    conflict: OfflineConflict | None = None,
) -> Delivered:
    now = timezone.now()
    written_at = believable(entry.written_at, now)
    # When she wrote it stands in the event: her own act is older than its arrival.
    why = f"written:{timezone.localtime(written_at):%Y-%m-%dT%H:%M}"
    with recorded(by=by, event="offline.delivered", centre=device.centre_id, about=about, why=why):
        if conflict is not None:
            conflict.save(force_insert=True)
        OfflineDelivery(
            centre_id=device.centre_id,
            delivered=entry.id,
            device=device,
            staff_id=by.staff_id,
            kind=entry.kind.value,
            written_at=written_at,
            arrived_at=now,
            outcome=outcome.value,
            target=target,
        ).save(force_insert=True)
    return Delivered(outcome, target)


def _talk(by: Person, vault: OpenedVault, device: OfflineDevice, entry: Entry) -> Delivered:
    if entry.interview_id is None:
        found = case_by_code(by, entry.code, vault=vault)
        if found is None or found.by_her_code or found.case.centre_id != device.centre_id:
            raise NoSuchFile(_("Bu kodla açabildiğiniz bir dosya yok. Yazdığınız duruyor; kodu düzeltip gönderin."))
        return _begun(by, vault, device, entry, found.case.id)
    interview = locked(by, entry.interview_id)
    if interview.centre_id != device.centre_id:
        raise Http404
    if interview.state == State.DISCARDED:
        # Thrown away meanwhile, while she was writing on in it: her words become a draft of their own.
        return _begun(by, vault, device, entry, interview.case_id)
    result = brought_together(interview, entry.edits, vault)
    if result.taken:
        interview = keep_draft(
            by=by, vault=vault, interview_id=interview.id, revision=interview.revision,
            changes=_typed(result.taken), page=entry.id.hex,
        )  # fmt: skip
    about = f"case:{interview.case.code}"
    if not result.met:
        return _noted(by, device, entry, Outcome.DRAFT, interview.id, about)
    conflict = _conflict(by, vault, interview, entry, result)
    return _noted(by, device, entry, Outcome.COMPARE, conflict.id, about, conflict)


def _begun(by: Person, vault: OpenedVault, device: OfflineDevice, entry: Entry, case_id: UUID) -> Delivered:
    changes = _typed({name: edit.now for name, edit in entry.edits.items()})
    interview = open_interview(
        by=by, vault=vault, case_id=case_id, interview_id=entry.id, changes=changes, page=entry.id.hex
    )
    return _noted(by, device, entry, Outcome.DRAFT, interview.id, f"case:{interview.case.code}")


def brought_together(interview: Interview, edits: Mapping[str, Edit], vault: OpenedVault) -> Merged:
    """Her edits against what stands now; a recorded interview takes nothing without a reason, so all is shown."""
    theirs = stands_in(interview, vault)
    result = merged(theirs, edits)
    if interview.state != State.RECORDED:
        return result
    met = {name: Meeting(theirs.get(name, ()), values) for name, values in result.taken.items()}
    return Merged({}, met | result.met)


def _conflict(by: Person, vault: OpenedVault, interview: Interview, entry: Entry, result: Merged) -> OfflineConflict:
    now = timezone.now()
    conflict = OfflineConflict(
        centre_id=interview.centre_id,
        case=interview.case,
        interview=interview,
        staff_id=by.staff_id,
        written_at=believable(entry.written_at, now),
        made_at=now,
    )
    told = {name: {"theirs": list(each.theirs), "mine": list(each.mine)} for name, each in result.met.items()}
    words = {name: each for name, each in told.items() if name in WORDS}
    coded = {name: each for name, each in told.items() if name not in WORDS}
    conflict.put(interview.case.key(vault), answers=coded, words=words)
    return conflict

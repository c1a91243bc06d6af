"""A referral on paper: begun, changed, prepared once her yes covers it, or thrown away. Nothing leaves here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, opened
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.consents.queries.given import Coverage
from omuz.casework.consents.rules.covering import Missing
from omuz.casework.consents.rules.recipients import CARD, CENTRE, Recipient
from omuz.casework.referrals.models import Referral, ReferralStep
from omuz.casework.referrals.queries.told import OpenedReferral, Told, covered, envelopes, faults, told_in, told_of
from omuz.casework.referrals.rules.lint import Found
from omuz.casework.referrals.rules.payload import LONGEST
from omuz.casework.referrals.rules.states import HERSELF, Act, Result, Stage, may_become, new_number
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

WAYS = {CENTRE: ("packet", "call", HERSELF), CARD: ("file", "call", HERSELF)}
"""Shape of a recipient → ways to it; an institution is reached by letter, by telephone, or by herself."""
_TO_AN_INSTITUTION = ("letter", "call", HERSELF)


class ConsentMissing(Exception):
    """Her yes does not cover everything; nothing was prepared, sent or opened. `missing` names each item."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(", ".join(each.group for each in missing))
        self.missing = missing


class TextRefused(Exception):
    """A text would give her or a shelter away; nothing leaves. `found` are the places."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__(", ".join(each.fault.value for each in found))
        self.found = found


class NothingChosen(ValueError):
    """A letter, a packet or a call without a word in it; whoever tells nothing chooses that she goes herself."""


class WrongWay(ValueError):
    """This recipient is not reached by this way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What she who writes the referral has chosen; `texts` holds the text of each chosen group."""

    recipient: Recipient
    way: str
    purpose: str
    texts: Mapping[str, str]
    on: date
    answer_by: date | None = None
    urgent: bool = False
    carried: str = ""


def ways_to(recipient: Recipient) -> tuple[str, ...]:
    """The ways by which a recipient is reached."""
    return WAYS.get(recipient.shape, _TO_AN_INSTITUTION)


def begin_referral(*, by: Person, vault: OpenedVault, case_id: UUID, plan: Plan) -> Referral:
    """A draft. Raises WrongWay; Http404 where she may not know of the file."""
    _check(plan)
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="referral.begun", centre=file.centre_id, about=f"case:{file.code}"):
        row = new_record(Referral, file, by=by, state=Stage.DRAFT.value)
        _put(row, file, plan, {"number": new_number()})
        row.save(force_insert=True)
    return row


def change_referral(*, by: Person, vault: OpenedVault, referral_id: UUID, revision: int, plan: Plan) -> Referral:
    """Write it anew; one that was prepared is a draft again. Raises Conflict, NotNow once it was sent, WrongWay."""
    _check(plan)
    with recorded(by=by, event="referral.changed") as record:
        row = locked_record(by, Referral, referral_id, revision=revision)
        if not may_become(row.state, Stage.DRAFT):
            raise NotNow(row.state, Stage.DRAFT)
        file = opened(row.case, vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        _put(row, file, plan, row.opened(file.key, "answers"))
        row.state = Stage.DRAFT.value
        row.touch(by)
        row.save(force_update=True)
    return row


def _check(plan: Plan) -> None:
    if plan.way not in ways_to(plan.recipient):
        raise WrongWay(plan.way)


def _put(row: Referral, file: OpenedCase, plan: Plan, kept: dict[str, Any]) -> None:
    texts = {} if plan.way == HERSELF else {group: text.strip()[:LONGEST] for group, text in plan.texts.items()}
    answers = {
        **kept,
        "on": plan.on.isoformat(),
        "way": plan.way,
        "recipient": plan.recipient.to_payload(),
        "purpose": plan.purpose,
        "urgent": plan.urgent,
        "answer_by": plan.answer_by.isoformat() if plan.answer_by else "",
        "carried": plan.carried if plan.way == "letter" else "",
        "groups": sorted(texts),
    }
    row.put(file.key, answers=answers, **envelopes(texts))


def discard_referral(*, by: Person, referral_id: UUID, revision: int) -> None:
    """Throw a draft away; of one that left, nothing is thrown away. Raises Conflict, NotNow."""
    with recorded(by=by, event="referral.discarded") as record:
        row = locked_record(by, Referral, referral_id, revision=revision)
        record.centre, record.about = row.centre_id, f"case:{row.case.code}"
        if row.state not in (Stage.DRAFT, Stage.PREPARED):
            raise NotNow(row.state, "discarded")
        row.delete()


def prepare_referral(*, by: Person, vault: OpenedVault, referral_id: UUID, revision: int, on: date) -> Referral:
    """The first gate: her yes covers each item, and no text gives her or a shelter away.

    Raises ConsentMissing, TextRefused, NothingChosen, Conflict, NotNow.
    """
    with recorded(by=by, event="referral.prepared") as record:
        referral = under_lock(by, vault, referral_id, revision)
        record.centre, record.about = referral.file.centre_id, f"case:{referral.file.code}"
        row = referral.row
        if row.state == Stage.PREPARED or not may_become(row.state, Stage.PREPARED):
            raise NotNow(row.state, Stage.PREPARED)
        if referral.told.shares and not any(referral.told.groups.values()):
            raise NothingChosen
        gate(referral, on)
        row.state = Stage.PREPARED.value
        row.touch(by)
        row.save(force_update=True)
        put_step(referral, by=by, on=on, act=Act.PREPARED, result=Result.CONSENTED if referral.told.shares else None)
    return row


def under_lock(by: Person, vault: OpenedVault, referral_id: UUID, revision: int | None) -> OpenedReferral:
    """Inside the caller's record: the referral, and nobody else writes it until the act ends."""
    row = locked_record(by, Referral, referral_id, revision=revision)
    file = opened(row.case, vault)
    return OpenedReferral(row, file, told_of(row, file))


def gate(referral: OpenedReferral, on: date) -> Coverage:
    """Ask her yes again, and read every text once more. Raises ConsentMissing, TextRefused."""
    found = covered(referral.file, referral.told, on)
    if found.missing:
        raise ConsentMissing(found.missing)
    refused = [each for each in faults(referral.file, referral.told) if each.refused]
    if refused:
        raise TextRefused(refused)
    return found


def put_step(
    referral: OpenedReferral,
    *,
    by: Person,
    on: date,
    act: Act | None = None,
    result: Result | None = None,
    obstacles: tuple[str, ...] = (),
    note: str = "",
) -> None:
    """Inside the caller's record: one more line of its history."""
    step = new_record(ReferralStep, referral.file, by=by, referral=referral.row)
    answers: dict[str, Any] = {"on": on.isoformat()}
    answers |= {"act": act.value} if act else {}
    answers |= {"result": result.value} if result else {}
    answers |= {"obstacles": list(obstacles)} if obstacles else {}
    step.put(referral.file.key, answers=answers, words={"note": note} if note else {})
    step.save(force_insert=True)


def put_answers(referral: OpenedReferral, by: Person, **changes: Any) -> Told:
    """Inside the caller's record: write some of its coded answers anew and save; returns what it says now."""
    row, key = referral.row, referral.file.key
    answers = {**row.opened(key, "answers"), **changes}
    row.put(key, answers=answers)
    row.touch(by)
    row.save(force_update=True)
    return told_in(answers, referral.told.groups)

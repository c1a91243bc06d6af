"""Her answer to what was said aloud, item by item, and her taking it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, open_case, records_of
from omuz.casework.consents.models import Consent, ConsentMark, ConsentOverride
from omuz.casework.consents.rules.covering import until_of
from omuz.casework.consents.rules.groups import refuse_bundled
from omuz.casework.consents.rules.recipients import Recipient
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said aloud and how she answered: group → yes or no, for one recipient, purpose and way.

    `form` is said or written, `how` a code of the list; without `until` the usual time holds.
    """

    recipient: Recipient
    purpose: str
    channel: str
    answers: Mapping[str, bool]
    on: date
    until: date | None = None
    form: str = "said"
    how: str = "face_to_face"
    note: str = ""


def record_consents(*, by: Person, vault: OpenedVault, case_id: UUID, spoken: Spoken) -> list[Consent]:
    """Keep one row for each item. Raises OwnQuestion when an item that needs its own question came with others."""
    refuse_bundled(spoken.answers)
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    about = f"case:{file.code}"
    with recorded(by=by, event="consent.recorded", centre=file.centre_id, about=about):
        return [_kept(file, by, spoken, group, yes) for group, yes in spoken.answers.items()]


def _kept(file: OpenedCase, by: Person, spoken: Spoken, group: str, yes: bool) -> Consent:
    until = until_of(spoken.on, spoken.until)
    answers: dict[str, Any] = {
        "on": spoken.on.isoformat(),
        "recipient": spoken.recipient.to_payload(),
        "purpose": spoken.purpose,
        "group": group,
        "channel": spoken.channel,
        "yes": yes,
        "until": until.isoformat(),
        "form": spoken.form,
        "how": spoken.how,
        "alone": len(spoken.answers) == 1,
    }
    if yes:
        answers |= marked(file, spoken.recipient, until)
    row = new_record(Consent, file, by=by)
    row.put(file.key, answers=answers, words={"note": spoken.note} if spoken.note else {})
    row.save(force_insert=True)
    return row


def marked(file: OpenedCase, recipient: Recipient, until: date) -> dict[str, str]:
    """Inside the caller's record: the mark a centre of this installation sees; nothing for any other recipient."""
    if recipient.centre_id is None:
        return {}
    mark = ConsentMark(centre_id=file.centre_id, to_centre_id=recipient.centre_id, ends_on=until)
    mark.save(force_insert=True)
    return {"mark": str(mark.id)}


def withdraw_consents(
    *, by: Person, vault: OpenedVault, case_id: UUID, consent_ids: Collection[UUID], on: date
) -> list[Consent]:
    """She takes items back: from now on nothing leaves under them, and what is open at another centre closes.

    Telling the recipients is the referrals' part; they call `take_back` in one act with it.
    """
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="consent.withdrawn", centre=file.centre_id, about=f"case:{file.code}"):
        return take_back(file, by=by, on=on, consent_ids=consent_ids)


def take_back(
    file: OpenedCase,
    *,
    by: Person,
    on: date,
    consent_ids: Collection[UUID] | None = None,
    recipient: str | None = None,
    groups: Collection[str] | None = None,
) -> list[Consent]:
    """Inside the caller's record: write the withdrawal into every standing item that is meant.

    Absent arguments mean all. Exceptions for the same recipient and group fall with it.
    """
    taken = []
    now = timezone.now().timestamp()
    for row in records_of(file.case, Consent).select_for_update():
        answers = row.opened(file.key, "answers")
        meant = (
            (consent_ids is None or row.id in consent_ids)
            and (recipient is None or Recipient.from_payload(answers["recipient"]).key == recipient)
            and (groups is None or answers["group"] in groups)
        )
        if not meant or not answers["yes"] or answers.get("withdrawn_on"):
            continue
        row.put(file.key, answers={**answers, "withdrawn_on": on.isoformat(), "withdrawn_moment": now})
        row.touch(by)
        row.save(force_update=True)
        _unmark([answers["mark"]] if answers.get("mark") else [])
        taken.append(row)
    _drop_exceptions(file, taken)
    return taken


def _drop_exceptions(file: OpenedCase, taken: list[Consent]) -> None:
    items = set()
    for row in taken:
        answers = row.opened(file.key, "answers")
        items.add((Recipient.from_payload(answers["recipient"]).key, answers["group"]))
    for override in records_of(file.case, ConsentOverride):
        answers = override.opened(file.key, "answers")
        key = Recipient.from_payload(answers["recipient"]).key
        if any((key, group) in items for group in answers["groups"]):
            _unmark(answers.get("marks", ()))


def _unmark(marks: Collection[str]) -> None:
    if marks:
        ConsentMark.objects.filter(id__in=list(marks)).update(state=ConsentMark.States.WITHDRAWN)

"""Passing something on without her yes: one person asks with a reason, another agrees, the coordinator reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import locked_record, open_case, opened
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.consents.actions.giving import marked
from omuz.casework.consents.models import ConsentOverride
from omuz.casework.consents.rules.groups import OWN_QUESTION, OwnQuestion
from omuz.casework.consents.rules.recipients import Recipient
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.vault.opened import OpenedVault

LASTS: Final = timedelta(days=7)
"""An exception is for what cannot wait; after a week it has to be asked again."""


class NoReason(ValueError):
    """An exception was asked without saying why."""


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What is to be passed on without her yes: to whom, what for, which groups, by which way."""

    recipient: Recipient
    purpose: str
    groups: Collection[str]
    channel: str


def ask_override(
    *, by: Person, vault: OpenedVault, case_id: UUID, wanted: Exceptional, reason: str, on: date
) -> ConsentOverride:
    """Ask for an exception. Raises OwnQuestion for a group that never leaves without her own yes, NoReason."""
    own = OWN_QUESTION & set(wanted.groups)
    if own:
        raise OwnQuestion(own)
    if not reason.strip() or not wanted.groups:
        raise NoReason
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="consent.exception_asked", centre=file.centre_id, about=f"case:{file.code}"):
        row = new_record(ConsentOverride, file, by=by, state="asked")
        answers = {
            "on": on.isoformat(),
            "until": (on + LASTS).isoformat(),
            "recipient": wanted.recipient.to_payload(),
            "purpose": wanted.purpose,
            "groups": sorted(wanted.groups),
            "channel": wanted.channel,
        }
        row.put(file.key, answers=answers, words={"reason": reason.strip()})
        row.save(force_insert=True)
    return row


def answer_override(
    *, by: Person, vault: OpenedVault, override_id: UUID, revision: int, agree: bool, note: str = "", on: date
) -> ConsentOverride:
    """Somebody else of the team agrees or declines; whoever asked is refused, here and by the database.

    Raises Refused, Conflict when it moved on meanwhile, NotNow when it was answered already.
    """
    to = "agreed" if agree else "declined"
    with recorded(by=by, event=f"consent.exception_{to}") as record:
        row = locked_record(by, ConsentOverride, override_id, revision=revision)
        if row.made_by == by.staff_id:
            raise Refused(_("Kendi istediğiniz istisnaya kendiniz onay veremezsiniz; ikinci bir kişi karar verir."))
        if row.state != "asked":
            raise NotNow(row.state, to)
        file = opened(row.case, vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        answers = row.opened(file.key, "answers")
        until = on + LASTS
        answers |= {"on": on.isoformat(), "until": until.isoformat()}
        mark = marked(file, Recipient.from_payload(answers["recipient"]), until) if agree else {}
        words = row.opened(file.key, "words") | ({"answer": note.strip()} if note.strip() else {})
        row.put(file.key, answers=answers | {"marks": list(mark.values())}, words=words)
        row.state, row.agreed_by, row.agreed_at = to, by.staff_id, timezone.now()
        row.touch(by)
        row.save(force_update=True)
    return row


def review_override(*, by: Person, override_id: UUID) -> ConsentOverride:
    """The coordinator has read it in her monthly review."""
    with recorded(by=by, event="consent.exception_reviewed") as record:
        row = locked_record(by, ConsentOverride, override_id, permission="cases.lead")
        record.centre, record.about = row.centre_id, f"case:{row.case.code}"
        row.reviewed_by, row.reviewed_at = by.staff_id, timezone.now()
        row.touch(by)
        row.save(force_update=True)
    return row

"""How a promised call ended."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from omuz.casework.contacts.actions.versions import Conflict, NotNow, Said, found, locked, put_said, said_of, touch
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import Answers, Attempt, with_attempt
from omuz.casework.contacts.rules.record import MAX_UNANSWERED, CallResult, State
from omuz.casework.contacts.rules.safe_contact import SafeContact, next_day
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def settle_callback(
    *,
    by: Person,
    vault: OpenedVault,
    contact_id: UUID,
    revision: int,
    result: CallResult,
    again_on: date | None = None,
    now: datetime | None = None,
) -> Contact:
    """Note how a promised call ended.

    Reached: the promise is kept, unless she wants another call `again_on`. Not reached: once more on her next safe
    day, and after two unanswered calls never again unasked. Do not call: never again. When no call is left, the
    number and the words around it are erased. Raises Conflict, and NotNow when no call is promised.
    """
    contact = found(by, contact_id)
    by.require("contacts.record", contact.centre_id)
    about = f"contact:{contact.code}"
    with recorded(by=by, event="contact.call_settled", centre=contact.centre_id, about=about, why=result.value):
        contact = locked(by, contact_id)
        if contact.state != State.RECORDED or contact.due_on is None:
            raise NotNow(contact)
        if contact.revision != revision:
            raise Conflict(contact, (), said_of(contact, contact.key(vault)))
        key = contact.key(vault)
        said = after_call(said_of(contact, key), result, again_on, now or timezone.localtime())
        touch(contact, by)
        put_said(contact, key, said)
        contact.save(force_update=True)
    return contact


def after_call(said: Said, result: CallResult, again_on: date | None, now: datetime) -> Said:
    """What the contact says after a call that ended like this at `now` (local, with its zone)."""
    answers = with_attempt(said.answers, Attempt(now, result.value), do_not_call=result is CallResult.DO_NOT_CALL)
    due: date | None = None
    if result is CallResult.REACHED:
        due = again_on
    elif result is CallResult.NOT_REACHED and unanswered(answers) < MAX_UNANSWERED:
        due = again_on or next_day(said.safe, now.date())
    safe = said.safe if due else SafeContact(callable="no" if answers.do_not_call else said.safe.callable)
    return replace(said, answers=answers, safe=safe, due_on=due)


def unanswered(answers: Answers) -> int:
    """How many calls in a row she did not answer."""
    count = 0
    for attempt in reversed(answers.attempts):
        if attempt.result != CallResult.NOT_REACHED:
            break
        count += 1
    return count

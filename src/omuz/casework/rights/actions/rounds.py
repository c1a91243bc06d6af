"""A round of destruction: what the clocks put on the list, chosen and signed by one coordinator, in one minutes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from omuz.casework.cases.actions.identity import remove_identity
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.identity import entries_of
from omuz.casework.cases.rules.steps import State
from omuz.casework.rights.actions.erasure import counted_rows, destroy_contacts, destroy_file, files_of
from omuz.casework.rights.actions.minutes import Destroyed, free_code, put_minutes
from omuz.casework.rights.models import Minutes
from omuz.casework.rights.queries.due import Due, DueIdentity, due_in
from omuz.casework.rights.queries.texts import clock_of
from omuz.casework.rights.rules.clocks import What
from omuz.casework.rights.rules.destruction import Ground, Signature, Sort
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the list is signed for: files and identity one by one, the contacts together."""

    files: frozenset[UUID] = frozenset()
    identities: frozenset[UUID] = frozenset()
    contacts: bool = False

    def of(self, due: Due) -> Due:
        """The part of the list that was chosen; what is not due cannot be chosen."""
        return Due(
            tuple(each for each in due.files if each.id in self.files),
            tuple(each for each in due.identities if each.id in self.identities),
            due.contacts if self.contacts else (),
        )


class NothingChosen(Exception):
    """Nothing of what was chosen is due; nothing was destroyed."""


def sign_round(
    *, by: Person, vault: OpenedVault, centre_id: UUID, chosen: Chosen, signature: Signature, today: date
) -> Minutes:
    """Destroy what was chosen of the list of `today`, all of it or nothing; each file is an event of its own.

    The signature's typed number is how many things go. Raises NothingChosen, NotSigned, Http404 and Refused.
    """
    due = chosen.of(due_in(by, vault=vault, centre_id=centre_id, today=today))
    if not due.number:
        raise NothingChosen
    signature.check(str(due.number))
    code, destroyed = free_code(centre_id), Destroyed()
    with transaction.atomic():
        for file in due.files:
            about, why = f"case:{file.code}", Ground.HER_WISH if file.wished else Ground.CLOCK
            with recorded(by=by, event="case.destroyed", centre=centre_id, about=about, why=why.value):
                counted = counted_rows(by, vault, files_of(by, file.id))
                destroy_file(by, vault, file.id, counted, destroyed, known_again=True)
        for each in due.identities:
            _remove(by, vault, each, today)
        destroyed.add(Sort.IDENTITY, [each.code for each in due.identities])
        with recorded(by=by, event="minutes.signed", centre=centre_id, about=f"minutes:{code}"):
            contacts = {each.id for each in due.contacts}
            destroy_contacts(by, vault, centre_id, contacts, destroyed, known_again=True)
            return put_minutes(
                code,
                destroyed,
                by=by,
                vault=vault,
                centre_id=centre_id,
                ground=Ground.CLOCK,
                signature=signature,
                on=today,
                more={"due": _told_by_month(due, today)},
            )


def _told_by_month(due: Due, today: date) -> list[list[str | int]]:
    """How many fell due in which month, and whether they go in time: all the figures need, no code in it."""
    clock = clock_of(What.ROUND, today)
    counted = Counter((f"{day:%Y-%m}", "yes" if today <= clock.ends(day) else "no") for day in due.days)
    return [[month, told, number] for (month, told), number in sorted(counted.items())]


def _remove(by: Person, vault: OpenedVault, due: DueIdentity, today: date) -> None:
    """Take out the entries whose day has come; of a file closed for long enough, all of them."""
    with despite_pause():
        file = open_case(by, due.id, vault=vault, permission="rights.destroy")
        closed = file.case.closed_on if file.case.state == State.CLOSED else None
        all_go = closed is not None and clock_of(What.IDENTITY, today).ends(closed) <= today
        gone = [entry.id for entry in entries_of(file.identity) if all_go or entry.expires_on <= today]
        remove_identity(by=by, vault=vault, case_id=due.id, entry_ids=frozenset(gone))

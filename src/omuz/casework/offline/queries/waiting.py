"""Comparisons that wait for a choice, and what stands on both sides of each."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from omuz.casework.cases.queries.files import open_to
from omuz.casework.contacts.actions.versions import Typed
from omuz.casework.interviews.actions.versions import said_of, typed_of
from omuz.casework.interviews.forms.shown import typed_in_words
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.queries.shown import field_label
from omuz.casework.interviews.rules.answers import fields_of
from omuz.casework.interviews.rules.record import State
from omuz.casework.offline.models import OfflineConflict
from omuz.casework.offline.rules import Values
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Side:
    """One field of a comparison: its label, what stands now, and what was written while the line was cut."""

    name: str
    label: str
    theirs: Values
    mine: Values

    @property
    def theirs_said(self) -> str:
        return typed_in_words(self.name, self.theirs)

    @property
    def mine_said(self) -> str:
        return typed_in_words(self.name, self.mine)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison opened, and everything that stands in the interview now."""

    fields: list[Side]
    stands: dict[str, Values]

    @property
    def typed(self) -> Typed:
        """What stands, as other rooms tell it."""
        return Typed({name: list(values) for name, values in self.stands.items()})


def conflict_of(person: Person, conflict_id: UUID, *, locked_row: bool = False) -> OfflineConflict:
    """A comparison with its file; Http404 where she may not know of the file."""
    rows = OfflineConflict.objects.select_related("case", "case__data_key")
    if locked_row:
        rows = rows.select_for_update(of=("self",))
    found: OfflineConflict | None = rows.filter(open_to(person, "case__"), id=conflict_id).first()
    if found is None:
        raise Http404
    person.require("cases.write", found.centre_id)
    return found


def waiting_for(person: Person) -> list[OfflineConflict]:
    """Comparisons nobody has settled, in files she may know of, oldest first; they carry codes only."""
    rows = OfflineConflict.objects.select_related("case").filter(open_to(person, "case__"), settled_at__isnull=True)
    return list(rows.order_by("made_at", "id"))


def stands_in(interview: Interview, vault: OpenedVault) -> dict[str, Values]:
    """What stands in an interview now, field by field, whether it is a draft or recorded."""
    key = interview.case.key(vault)
    if interview.state == State.RECORDED:
        return {name: tuple(values) for name, values in fields_of(said_of(interview, key))}
    return {name: tuple(values) for name, values in typed_of(interview, key).fields.items()}


def compared(conflict: OfflineConflict, vault: OpenedVault) -> Compared:
    """Both sides of each field as they stand this moment; a field that says the same by now is left out."""
    key = conflict.case.key(vault)
    kept = {**conflict.opened(key, "answers"), **conflict.opened(key, "words")}
    stands = stands_in(conflict.interview, vault)
    sides = [
        Side(name, field_label(name), stands.get(name, ()), tuple(each["mine"]))
        for name, each in kept.items()
        if stands.get(name, ()) != tuple(each["mine"])
    ]
    return Compared(sides, stands)

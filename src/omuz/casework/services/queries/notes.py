"""Her own notes, for their author alone; the database shows them to nobody else either."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, case_of
from omuz.casework.services.models import ProcessNote
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

AUTHORS = frozenset({"psychologist"})
"""Professions that keep notes of their own."""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """One of her notes; `text` is None when it was sealed with a key she no longer has."""

    id: UUID
    revision: int
    changed_at: datetime
    on: date | None
    text: str | None
    versions: int


def may_write(person: Person) -> bool:
    """Whether she is of a profession that keeps notes of its own."""
    return person.profession in AUTHORS


def require_author(person: Person) -> None:
    """Raise Refused, with a sentence for her, unless she is of a profession that keeps notes of its own."""
    if not may_write(person):
        raise Refused(_("Kendine ait mühürlü notu yalnızca psikologlar yazar."))


def own_notes(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[OwnNote]:
    """Her own notes of a file, newest first; nobody else's, and nobody else is told."""
    rows = ProcessNote.objects.filter(case__in=_family(opened.case), made_by=person.staff_id)
    found = [_note(row, row.case.key(vault), vault) for row in rows.select_related("case", "case__data_key")]
    return sorted(found, key=lambda note: (note.on or date.min, note.changed_at), reverse=True)


def note_of(person: Person, note_id: UUID, permission: str = "cases.write") -> tuple[ProcessNote, Case]:
    """One of her own notes and the file it stands in; Http404 for anybody else's and where the file is not hers to see.

    Whoever merged two files could not see her notes, so they stayed with the file that was put into the other.
    """
    rows = ProcessNote.objects.select_related("case", "case__data_key").filter(id=note_id, made_by=person.staff_id)
    note: ProcessNote | None = rows.first()
    if note is None:
        raise Http404
    file_id: UUID = note.case_id
    while into := Case.objects.filter(id=file_id).values_list("merged_into", flat=True).first():
        file_id = into
    return note, case_of(person, file_id, permission)


def _family(case: Case) -> list[UUID]:
    """The file and every file that was put into it."""
    found, fresh = [case.id], [case.id]
    while fresh:
        fresh = list(Case.objects.filter(merged_into__in=fresh).exclude(id__in=found).values_list("id", flat=True))
        found += fresh
    return found


def _note(row: ProcessNote, key: OpenedKey, vault: OpenedVault) -> OwnNote:
    inside = inner_of(row, key, vault)
    if inside is None:
        return OwnNote(row.id, row.revision, row.changed_at, None, None, 0)
    on = date.fromisoformat(inside["on"])
    return OwnNote(row.id, row.revision, row.changed_at, on, inside["text"], len(inside.get("earlier", [])))


def sealed_inside(note: ProcessNote, vault: OpenedVault, inside: dict[str, Any]) -> dict[str, Any]:
    """The content for the file's envelope: a second envelope that opens with her own key alone."""
    table = note._meta.db_table
    blob = vault.own_key(note.id).seal(inside, table=table, record=note.id, field="inside")
    return {"inside": base64.b64encode(blob).decode()}


def inner_of(note: ProcessNote, key: OpenedKey, vault: OpenedVault) -> dict[str, Any] | None:
    """What her own envelope holds; None when it was sealed with a key she no longer has."""
    blob = base64.b64decode(note.opened(key, "answers")["inside"])
    try:
        found: dict[str, Any] = vault.own_key(note.id).open(
            blob, table=note._meta.db_table, record=note.id, field="inside"
        )
    except SealBroken:
        return None
    return found

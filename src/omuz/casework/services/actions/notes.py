"""A psychologist's own note: sealed with a key only she has, inside the file's envelope; nobody else learns of it."""

from datetime import date
from uuid import UUID

from django.http import Http404

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services.models import ProcessNote
from omuz.casework.services.queries.notes import inner_of, note_of, require_author, sealed_inside
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def write_note(*, by: Person, vault: OpenedVault, case_id: UUID, on: date, text: str) -> ProcessNote:
    """Write a note that only `by` will ever open; the log says no file. Raises Refused for another profession."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    require_author(by)
    with recorded(by=by, event="own_note.written", centre=file.centre_id):
        note = new_record(ProcessNote, file, by=by)
        sealed = sealed_inside(note, vault, {"on": on.isoformat(), "text": text.strip()})
        note.put(file.key, answers=sealed, words={})
        note.save(force_insert=True)
    return note


def change_note(*, by: Person, vault: OpenedVault, note_id: UUID, revision: int, on: date, text: str) -> ProcessNote:
    """Change her own note, the earlier text kept inside; Http404 for anybody else's, Conflict when it changed."""
    note_of(by, note_id)
    rows = ProcessNote.objects.select_for_update(of=("self",)).select_related("case", "case__data_key")
    note: ProcessNote = rows.get(id=note_id)
    if note.revision != revision:
        raise Conflict(note)
    key = note.case.key(vault)
    before = inner_of(note, key, vault)
    if before is None:
        raise Http404
    with recorded(by=by, event="own_note.written", centre=note.centre_id):
        earlier = [*before.get("earlier", []), {"at": note.changed_at.isoformat(), **_bare(before)}]
        inside = {"on": on.isoformat(), "text": text.strip(), "earlier": earlier}
        note.put(key, answers=sealed_inside(note, vault, inside), words={})
        note.touch(by)
        note.save(force_update=True)
    return note


def _bare(inside: dict[str, object]) -> dict[str, object]:
    return {"on": inside["on"], "text": inside["text"]}

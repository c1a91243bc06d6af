"""A psychologist's own notes of a file: their page is for their author, and the log says no file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, open_case, opened
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services import actions
from omuz.casework.services.forms.notes import NoteForm
from omuz.casework.services.queries.notes import OwnNote, may_write, note_of, own_notes, require_author
from omuz.casework.services.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def own(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Her own notes of a file, and a place for the next one."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    notes = own_notes(request.person, vault=vault_of(request), opened=file)
    if not notes:
        require_author(request.person)
    if request.method != "POST":
        return _page(request, file, NoteForm(), notes)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, file, form, notes, status=422)
    told = {"on": form.cleaned_data["on"], "text": form.cleaned_data["text"]}
    actions.write_note(by=request.person, vault=vault_of(request), case_id=file.id, **told)
    messages.success(request, _("Notunuz kendi anahtarınızla mühürlendi; sizden başka kimse açamaz."))
    return redirect(at("notes", file.id))


def _page(
    request: SignedInRequest, file: OpenedCase, form: NoteForm, notes: list[OwnNote], status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "file": file,
        "case": file.case,
        "file_url": at("file", file.id),
        "form": form,
        "notes": notes,
        "lost": any(each.text is None for each in notes),
        "may_write": may_write(request.person),
        **more,
    }
    drawn = render(request, "services/notes.html", context, status=status)
    looked(by=request.person, event="own_note.read", centre=file.centre_id)
    return drawn


@page("cases.write")
def change(request: SignedInRequest, note_id: UUID) -> HttpResponseBase:
    """Change one of her own notes; there is no such page for anybody else."""
    row, case = note_of(request.person, note_id)
    file = opened(case, vault_of(request))
    notes = own_notes(request.person, vault=vault_of(request), opened=file)
    note = next((each for each in notes if each.id == row.id and each.text is not None), None)
    if note is None:
        raise Http404
    if request.method != "POST":
        initial = {"text": note.text, "on": note.on, "version": note.revision}
        return _page(request, file, NoteForm(initial=initial), [note], changing=note)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, file, form, [note], status=422, changing=note)
    return _changed(request, file, form, note)


def _changed(request: SignedInRequest, file: OpenedCase, form: NoteForm, note: OwnNote) -> HttpResponseBase:
    clean = form.cleaned_data
    told = {"note_id": note.id, "revision": clean.get("version") or 0, "on": clean["on"], "text": clean["text"]}
    try:
        actions.change_note(by=request.person, vault=vault_of(request), **told)
    except Conflict:
        data = form.data.copy()  # type: ignore[attr-defined]  # a posted form holds a QueryDict
        data["version"] = str(note.revision)
        return _page(request, file, NoteForm(data), [note], status=409, changing=note, met=True)
    messages.success(request, _("Notunuz değişti; önceki hâli de yalnızca size açık."))
    return redirect(at("notes", file.id))

"""What was said in the groups: notes without names, their themes, and all groups together. Read by its writers only."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.traces import Sign, in_order, pieces, plain_marks
from omuz.foundation.people.access import Refused
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, done, status, told
from omuz.foundation.people.seen import Both, beside, edited, shown
from omuz.network.coordination.actions import focus as acts
from omuz.network.coordination.forms_focus import FindingsForm, NotesForm
from omuz.network.coordination.models import FocusNote, Workspace
from omuz.network.coordination.queries import focus as found
from omuz.network.coordination.queries import guide as guides
from omuz.network.coordination.queries.workspaces import workspace_of, writes
from omuz.network.coordination.views.shared import back, frame
from omuz.network.standards.actions.refusals import NotNow


def _require_writer(request: SignedInRequest, workspace: Workspace) -> None:
    """Notes are for those who write them: the network and the municipality's own centre."""
    if not writes(request.person, workspace):
        raise Refused(_("Görüşme notlarını yalnız o belediyenin merkez koordinatörü ve ağ koordinatörü okur."))


@page("coordination.write")
def notes(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """Notes under their questions; what leads to somebody is not taken, and everything typed stays in its box."""
    row = found.group_of(request.person, group_id)
    _require_writer(request, row.workspace)
    form = edited(NotesForm(request.POST or None, questions=found.notes_of(row)))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_notes(by=request.person, group=row, notes=form.notes)
            done(request, _("Notlar kaydedildi."))
            return back("focus-codes" if "codes" in request.POST else "focus-notes", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row.workspace, "focus"), "group": row, "form": form,
               "level": guides.frame().level(row.level)}  # fmt: skip
    return render(request, "coordination/focus/notes.html", context, status=status(form))


@page("coordination.write")
def codes(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """Which themes each note speaks of, and which may be quoted."""
    row = found.group_of(request.person, group_id)
    _require_writer(request, row.workspace)
    rows = list(row.notes.all())
    if request.method == "POST":
        try:
            sent = beside(request.POST, _coded(rows))
            themes = {each.id: sent.getlist(f"codes-{each.id}") for each in rows}
            quotable = [each.id for each in rows if sent.get(f"quote-{each.id}")]
            acts.code_notes(by=request.person, group=row, codes=themes, quotable=quotable)
            done(request, _("Temalar kaydedildi."))
            return back("focus-codes", row.id)
        except (NotNow, Both) as refusal:
            told(request, refusal)
    guide = guides.guide_of(row.workspace)
    context = {
        **frame(request.person, row.workspace, "focus"),
        "group": row,
        "level": guides.frame().level(row.level),
        "lines": [(each, guide.question(each.question), marked(each.words)) for each in rows],
        "themes": guides.frame().themes,
        "mark": shown(_coded(rows)),
    }
    return render(request, "coordination/focus/codes.html", context)


def _coded(rows: list[FocusNote]) -> dict[str, object]:
    """Every box of the page of themes as it stands."""
    themes: dict[str, object] = {f"codes-{each.id}": each.codes for each in rows}
    return themes | {f"quote-{each.id}": each.quotable for each in rows}


def marked(words: str) -> list[tuple[str, str]]:
    """The words cut at the places a second look is worth, each with the question to ask."""
    questions = {
        Sign.NUMBER: _("sayı: birini ele verir mi?"),
        Sign.CAPITAL: _("büyük harf: bir ad mı?"),
        Sign.NAME: _("bu bir ad mı?"),
        Sign.DISTRICT: _("yer adı: gerekli mi?"),
    }
    found_marks = in_order(plain_marks(words))
    return [(part, questions[Sign(about)] if about else "") for part, about in pieces(words, found_marks)]


@page("coordination.write")
def together(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Themes across groups with quotes that bear no group, and what was learnt about each theme."""
    row = workspace_of(request.person, workspace_id)
    _require_writer(request, row)
    told_rows = found.synthesis(row)
    form = edited(FindingsForm(request.POST or None, start={each.code: each.finding for each in told_rows.rows}))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_findings(by=request.person, workspace=row, words=form.cleaned_data)
            done(request, _("Öğrenilenler kaydedildi."))
            return back("focus-synthesis", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "focus"), "told": told_rows, "form": form, "small": found.SMALL,
               "findings": found.findings_of(row)}  # fmt: skip
    wrong = UNPROCESSABLE if form.errors else 200
    return render(request, "coordination/focus/together.html", context, status=wrong)

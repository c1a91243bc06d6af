"""Writing a programme, its promises, evidence and the lines of its closing report."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.programmes import actions
from omuz.network.programmes.forms import DocumentForm, GoalForm, ProgrammeForm, RemarkForm, start_of
from omuz.network.programmes.models import Evidence, Programme, Remark
from omuz.network.programmes.queries.evidence import to_show
from omuz.network.programmes.queries.progress import goal_of, programme_by
from omuz.network.programmes.rules import Level, NotKept

UNPROCESSABLE = 422
WORDS = {
    Level.OBJECTIVE: gettext_lazy("Amaç"),
    Level.RESULT: gettext_lazy("Sonuç"),
    Level.ACTIVITY: gettext_lazy("Faaliyet"),
    Level.OUTPUT: gettext_lazy("Çıktı"),
}


@page("programmes.write")
def programme(request: SignedInRequest, code: str = "") -> HttpResponseBase:
    """Enter a programme, or change one."""
    row = programme_by(request.person, code) if code else None
    form = ProgrammeForm(request.POST or None, initial=start_of(row, actions.PROGRAMME))
    form = edited(form) if row else form
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write_programme(by=request.person, told=form.cleaned_data, row=row)
            return redirect("programmes:one", kept.code)
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row}
    return render(request, "programmes/write.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("programmes.write")
def goal(request: SignedInRequest, code: str, goal_id: UUID) -> HttpResponseBase:
    """One promise: what it says, and what can be shown for it."""
    row = programme_by(request.person, code)
    own = goal_of(row, goal_id)
    form = edited(GoalForm(request.POST or None, initial=start_of(own, actions.GOAL)))
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            actions.write_goal(
                by=request.person, programme=row, level=own.level, told=told, row=own, today=timezone.localdate()
            )
            return redirect("programmes:one", row.code)
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    return render(request, "programmes/goal.html", _about(request, row, goal_id, form), status=_status(form))


@page("programmes.write")
def new_goal(request: SignedInRequest, code: str, level: str, parent_id: UUID | None = None) -> HttpResponseBase:
    """A promise under another, or an objective."""
    row = programme_by(request.person, code)
    if level not in list(Level):
        raise Http404
    parent = goal_of(row, parent_id) if parent_id else None
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told, today = form.cleaned_data, timezone.localdate()
            actions.write_goal(by=request.person, programme=row, level=level, told=told, parent=parent, today=today)
            return redirect("programmes:one", row.code)
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row, "level": WORDS[Level(level)], "parent": parent}
    return render(request, "programmes/goal.html", context, status=_status(form))


def _status(form: GoalForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def _about(request: SignedInRequest, row: Programme, goal_id: UUID, form: GoalForm) -> dict[str, object]:
    own = goal_of(row, goal_id)
    shown = list(own.evidence.all())
    known = {piece.reference for piece in shown}
    found = [each for each in to_show(request.person, row, timezone.localdate()) if each.reference not in known]
    groups = [(words, [each for each in found if each.kind == kind]) for kind, words in Evidence.Kind.choices]
    return {
        "form": form, "row": row, "goal": own, "level": WORDS[Level(own.level)], "shown": shown,
        "document": DocumentForm(), "groups": [(words, told) for words, told in groups if told],
    }  # fmt: skip


@page("programmes.write")
@require_POST
def show(request: SignedInRequest, code: str, goal_id: UUID) -> HttpResponseBase:
    """Link what is there, or write a document down."""
    row = programme_by(request.person, code)
    own = goal_of(row, goal_id)
    chosen = set(request.POST.getlist("found"))
    picked = [each.told for each in to_show(request.person, row, timezone.localdate()) if str(each.reference) in chosen]
    form = DocumentForm(request.POST)
    if not picked and form.is_valid():
        picked = [{**form.cleaned_data, "kind": Evidence.Kind.DOCUMENT.value, "reference": None}]
    if not picked:
        messages.warning(request, _("Bir kanıt seçin ya da belgeyi, gününü ve sayısını yazın; hiçbir şey eklenmedi."))
    try:
        for told in picked:
            actions.show(by=request.person, goal=own, told=told)
    except NotKept as refusal:
        messages.warning(request, str(refusal))
    return redirect("programmes:goal", row.code, own.id)


@page("programmes.write")
@require_POST
def hide(request: SignedInRequest, code: str, goal_id: UUID, piece_id: UUID) -> HttpResponseBase:
    """Take evidence away."""
    own = goal_of(programme_by(request.person, code), goal_id)
    piece = own.evidence.filter(pk=piece_id).first()
    if piece is None:
        raise Http404
    actions.hide(by=request.person, row=piece)
    return redirect("programmes:goal", code, own.id)


@page("programmes.write")
@require_POST
def recount(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Take the numbers of linked evidence over as they stand in their rooms today."""
    row = programme_by(request.person, code)
    changed = actions.recount(by=request.person, programme=row, today=timezone.localdate())
    told = ngettext("%(n)s kanıtın sayısı yenilendi.", "%(n)s kanıtın sayısı yenilendi.", changed)
    messages.success(request, told % {"n": changed} if changed else _("Kanıtların hepsi odalarındaki sayıyla aynı."))
    return redirect("programmes:one", row.code)


@page("programmes.write")
@require_POST
def remove(request: SignedInRequest, code: str, goal_id: UUID) -> HttpResponseBase:
    """Take a promise off."""
    own = goal_of(programme_by(request.person, code), goal_id)
    try:
        actions.remove_goal(by=request.person, row=own)
    except NotKept as refusal:
        messages.warning(request, str(refusal))
    return redirect("programmes:one", code)


@page("programmes.write")
def remark(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Add a line of the closing report."""
    row = programme_by(request.person, code)
    form = RemarkForm(request.POST or None, initial={"kind": request.GET.get("tur", Remark.Kind.PARTNER.value)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remark(by=request.person, programme=row, kind=form.cleaned_data["kind"], told=form.cleaned_data)
            return redirect("programmes:one", row.code)
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row}
    return render(request, "programmes/remark.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("programmes.write")
@require_POST
def unremark(request: SignedInRequest, code: str, remark_id: UUID) -> HttpResponseBase:
    """Take such a line off."""
    row = programme_by(request.person, code).remarks.filter(pk=remark_id).first()
    if row is None:
        raise Http404
    actions.unremark(by=request.person, row=row)
    return redirect("programmes:one", code)

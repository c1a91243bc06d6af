"""Templates: taking one out of a municipality, bringing one in, handing one out, beginning with one."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.traces import in_order, plain_marks
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, status, told
from omuz.insight.papers.handing import handed_out
from omuz.network.coordination.actions import templates as acts
from omuz.network.coordination.forms_templates import BeginFromForm, FileForm, NameForm
from omuz.network.coordination.queries import templates as found
from omuz.network.coordination.queries.copies import part_titles
from omuz.network.coordination.queries.workspaces import may_begin, own_municipalities, workspace_of
from omuz.network.coordination.rules.shape import MOST_BYTES, Content, as_json, as_toml
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow

FILES = {"toml": as_toml, "json": as_json}


@page("coordination.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The templates there are, and a place for one that comes as a file."""
    writes = request.person.may("coordination.write")
    form = FileForm(request.POST or None, request.FILES or None) if writes else None
    if request.method == "POST":
        request.person.require("coordination.write")
        if form is not None and form.is_valid():
            given = form.cleaned_data["file"]
            try:
                made = acts.bring_in(by=request.person, raw=given.read(MOST_BYTES + 1), filename=given.name[:80])
                return back("template", made.id)
            except NotNow as refusal:
                form.add_error("file", str(refusal))
    context = {"rows": found.templates(request.person), "form": form}
    return render(request, "coordination/copies/templates.html", context, status=status(form) if form else 200)


@page("coordination.read")
def one(request: SignedInRequest, template_id: UUID) -> HttpResponseBase:
    """What a template holds, and beginning a municipality with it."""
    row = found.template_of(request.person, template_id)
    halls = [] if row.retired else may_begin(request.person)
    form = BeginFromForm(request.POST or None, halls=halls, initial={"on": today()}) if halls else None
    if request.method == "POST":
        request.person.require("coordination.write")
        if form is not None and form.is_valid():
            try:
                given = form.cleaned_data["on"]
                made = acts.begin_from(by=request.person, template=row, municipality=form.hall, on=given)
                done(request, _("Çalışma alanı kalıptan açıldı; şimdi her sözü bu belediyeye göre değiştirin."))
                return back("workspace", made.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {
        "template": row,
        "content": found.content_of(row),
        "parts": part_titles(),
        "form": form,
        "retires": not row.retired and request.person.may("coordination.write")
        and (request.person.sees_network or row.municipality_id in own_municipalities(request.person)),
        "copies": row.copies.select_related("workspace__municipality"),
    }  # fmt: skip
    return render(request, "coordination/copies/template.html", context, status=status(form) if form else 200)


@page("coordination.read")
def file(request: SignedInRequest, template_id: UUID, ending: str) -> HttpResponseBase:
    """A template as a file."""
    if ending not in FILES:
        raise Http404
    return handed_out(FILES[ending](found.content_of(found.template_of(request.person, template_id))), ending)


@page("coordination.write")
@require_POST
def retire(request: SignedInRequest, template_id: UUID) -> HttpResponseBase:
    """Nobody begins with it any more."""
    acts.retire_template(by=request.person, template=found.template_of(request.person, template_id))
    done(request, _("Kalıp kaldırıldı; onunla başlayanlar karşılaştırılmaya devam eder."))
    return back("templates")


@page("coordination.write")
def take(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Look at what would leave the municipality, then keep it as a template."""
    row = workspace_of(request.person, workspace_id)
    start = {"name": _("%(town)s modeli") % {"town": row.municipality.name}}
    form = NameForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.take_template(by=request.person, workspace=row, name=form.cleaned_data["name"])
            return back("template", made.id)
        except NotNow as refusal:
            told(request, refusal)
            return back("take-template", row.id)
    taken = found.model_of(row, start["name"])
    context = {
        **frame(request.person, row, "handover"),
        "content": taken.content,
        "left_out": len(taken.left_out),
        "doubts": doubts(taken.content),
        "parts": part_titles(),
        "form": form,
    }
    return render(request, "coordination/copies/take.html", context, status=status(form))


def doubts(content: Content) -> list[str]:
    """Words with a capital inside a sentence that a person should look at before the template leaves."""
    texts = [
        words
        for unit in content.units
        for words in (*unit.pages.values(), unit.focal_post, unit.deputy_post)
    ] + [content.protocol.text, content.consent, *(each.what for each in content.actions)]  # fmt: skip
    seen = {
        text[mark.start : mark.end]
        for text in texts
        for mark in in_order(plain_marks(text))
        if mark.about in ("name", "capital")
    }
    return sorted(seen)[:40]

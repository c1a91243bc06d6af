"""Pages about questionnaires: take one in, look at it, try it, print it, publish it, remove it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.surveys import filling
from omuz.network.surveys.actions import SameName, StillUsed, Unreadable, publish_version, remove_version, take_in
from omuz.network.surveys.forms import UploadForm
from omuz.network.surveys.logic import NotThisForm, TooMany, blank, judge, opened
from omuz.network.surveys.queries.questionnaires import (
    catalogue_files,
    catalogue_titles,
    form_of_version,
    intact,
    is_used,
    language_of,
    library,
    version_of,
)
from omuz.network.surveys.queries.shown import paper
from omuz.network.surveys.views.sections import section_in

_LEGACY, _WORKBOOK = "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("surveys.manage")
def shelf(request: SignedInRequest, refusals: Any = None, form: UploadForm | None = None) -> HttpResponseBase:
    """Every questionnaire with its versions, and the door for another one."""
    context = {
        "library": library(),
        "catalogue": catalogue_titles(),
        "form": form or UploadForm(),
        "refusals": refusals,
    }
    status = 422 if refusals or (form is not None and form.errors) else 200
    return render(request, "surveys/library.html", context, status=status)


@page("surveys.manage")
@require_POST
def upload(request: SignedInRequest) -> HttpResponseBase:
    """Take a file in, or say by sheet, row and column why not."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return shelf(request, form=form)
    file = form.cleaned_data["file"]
    return _taken(request, file.read(), file.name or "")


@page("surveys.manage")
@require_POST
def from_catalogue(request: SignedInRequest) -> HttpResponseBase:
    """Take a questionnaire in that comes with the catalogues."""
    wanted = next((path for path in catalogue_files() if path.name == request.POST.get("name")), None)
    if wanted is None:
        raise Http404
    return _taken(request, wanted.read_bytes(), wanted.name)


def _taken(request: SignedInRequest, content: bytes, name: str) -> HttpResponseBase:
    try:
        version, new = take_in(by=request.person, content=content, name=name)
    except Unreadable as unreadable:
        return shelf(request, refusals=unreadable.refusals)
    except SameName as same:
        sentence = _("“%(version)s” sürümü yayımlanmış ve başka sorular soruyor. Dosyanın settings sayfasında sürüme "
                     "yeni bir ad verin.")  # fmt: skip
        messages.error(request, sentence % {"version": same.version})
        return redirect("surveys:library")
    if new:
        messages.success(request, _("Soru formu alındı. Önizleyin; beğenince yayımlayın."))
    else:
        messages.info(request, _("Bu form zaten buradaydı; hiçbir şey değişmedi."))
    return redirect("surveys:version", version.id)


@page(None)
def version(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """One version: what it holds, whether it is frozen, and its questions."""
    shown = version_of(version_id)
    form = form_of_version(shown)
    language = language_of(form, get_language() or "tr", request.GET.get("dil", ""))
    context = {
        "version": shown,
        "form": form,
        "language": language,
        "lines": paper(form, language),
        "used": is_used(shown),
        "intact": intact(shown),
        "manages": request.person.may("surveys.manage"),
    }
    return render(request, "surveys/version.html", context)


@page(None)
def on_paper(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """The blank form on paper."""
    shown = version_of(version_id)
    form = form_of_version(shown)
    language = language_of(form, get_language() or "tr", request.GET.get("dil", ""))
    context = {"version": shown, "form": form, "language": language, "lines": paper(form, language)}
    return render(request, "surveys/paper.html", context)


@page(None)
def original(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """The file as its author made it."""
    del request
    shown = version_of(version_id)
    old = shown.file_name.lower().endswith(".xls")
    name = f"belge-{shown.number}.{'xls' if old else 'xlsx'}"
    return HttpResponse(
        bytes(shown.workbook),
        content_type=_LEGACY if old else _WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page("surveys.manage")
def attempt(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """Try a form: everything works and nothing is kept; what is typed travels in the page."""
    shown = version_of(version_id)
    form = form_of_version(shown)
    language = language_of(form, get_language() or "tr", request.POST.get("language", ""))
    instance, key = blank(form, who=request.person.username), ""
    if request.method == "POST":
        key = request.POST.get("section", "")
        try:
            instance = opened(form, request.POST.get("instance", "").encode())
            filling.typed(form, instance, filling.section_of(form, key), request.POST)
        except (NotThisForm, TooMany, KeyError):
            return redirect("surveys:try", shown.id)
    judged = judge(form, instance, language=language, browser=True)
    section = section_in(form, judged, _next(request, filling.shown(form, judged), key))
    finished = request.POST.get("go") == "finish"
    context = {
        "version": shown, "form": form, "instance": instance, "judged": judged, "section": section,
        "language": language, "action_url": reverse("surveys:try", args=[shown.id]), "keep_url": "",
        "lists_url": reverse("surveys:choices", args=[shown.id]), "previous": {}, "finished": finished,
        "show_faults": finished, "hidden": {"instance": instance.xml().decode()},
    }  # fmt: skip
    return render(request, "surveys/try.html", context)


def _next(request: SignedInRequest, shown: tuple[filling.Section, ...], key: str) -> str:
    keys = [each.key for each in shown]
    at = keys.index(key) if key in keys else 0
    step = {"next": 1, "back": -1}.get(request.POST.get("go", ""), 0)
    return keys[min(max(at + step, 0), len(keys) - 1)] if keys else key


@page("surveys.manage")
@require_POST
def publish(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """From here on the version stays as it is."""
    publish_version(by=request.person, version=version_of(version_id))
    messages.success(request, _("Sürüm yayımlandı ve donduruldu; turlarda sorulabilir."))
    return redirect("surveys:version", version_id)


@page("surveys.manage")
def remove(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """Say what will be gone, then remove a version no round has asked."""
    shown = version_of(version_id)
    if request.method == "POST":
        try:
            remove_version(by=request.person, version=shown)
        except StillUsed:
            messages.error(request, _("Bu sürüm bir turda soruldu; silinemez."))
            return redirect("surveys:version", version_id)
        messages.success(request, _("Sürüm silindi."))
        return redirect("surveys:library")
    context = {
        "heading": _("Sürümü sil"),
        "gone": [_("%(title)s, %(version)s sürümü ve dosyası.") % {"title": shown.title, "version": shown.version}],
        "kept": [_("Sürümün alındığı ve silindiği bilgisi.")],
        "act": _("Sürümü sil"),
        "back": reverse("surveys:version", args=[version_id]),
    }
    return render(request, "shell/confirm.html", context)

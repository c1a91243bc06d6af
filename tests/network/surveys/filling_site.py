"""The house with one more page: a questionnaire kept in memory, filled section by section."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from omuz.foundation.people.pages import page
from omuz.network.surveys import filling
from omuz.network.surveys.logic import Instance, judge, submission
from omuz.network.surveys.xlsform import Form
from omuz.site.urls import handler400, handler403, handler404, handler500
from omuz.site.urls import urlpatterns as house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = """{% extends "shell/base.html" %}{% block heading %}{{ form.title }}{% endblock %}
{% block content %}{% include "surveys/fill.html" %}{% endblock %}"""


@dataclass
class Desk:
    """The form being filled, its answers, and what was handed in."""

    form: Form | None = None
    instance: Instance | None = None
    sent: list[bytes] = field(default_factory=list)
    faulty: bool = False
    autosave: bool = False
    lists_apart: bool = True


desk = Desk()


@page(None)
def fill(request: HttpRequest) -> HttpResponseBase:
    form, instance = desk.form, desk.instance
    assert form and instance
    if request.method == "POST":
        return _taken(request, form, instance)
    language = request.GET.get("dil", "")
    judged = judge(form, instance, language=language, browser=True)
    context = {
        "form": form, "instance": instance, "judged": judged, "language": language,
        "section": filling.section_of(form, request.GET.get("b", "")), "action_url": "/anket/",
        "keep_url": "/anket/sakla/" if desk.autosave else "", "lists_url": "/anket/liste/" if desk.lists_apart else "",
        "hidden": {"page": "1"}, "show_faults": desk.faulty,
    }  # fmt: skip
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def _taken(request: HttpRequest, form: Form, instance: Instance) -> HttpResponseBase:
    section = filling.section_of(form, request.POST["section"])
    filling.typed(form, instance, section, request.POST)
    judged = judge(form, instance, browser=True)
    keys = [each.key for each in filling.shown(form, judged)]
    go = request.POST.get("go", "")
    desk.faulty = go == "finish" and not judged.complete
    if go == "finish" and judged.complete:
        desk.sent.append(submission(form, instance))
        return redirect("/")
    at = keys.index(section.key) + {"next": 1, "back": -1}.get(go, 0)
    told = {"b": keys[max(0, min(at, len(keys) - 1))], "dil": request.POST.get("language", "")}
    return redirect(f"/anket/?{urlencode(told)}")


@page(None)
def keep(request: HttpRequest) -> HttpResponseBase:
    assert desk.form and desk.instance
    section = filling.section_of(desk.form, request.POST["section"])
    filling.typed(desk.form, desk.instance, section, request.POST, request.POST.getlist("changed"))
    return JsonResponse({"saved_at": "14:05"})


@page(None)
def choices(request: HttpRequest) -> HttpResponseBase:
    assert desk.form
    return JsonResponse(filling.whole_list(desk.form, request.GET["list"], request.GET["language"]), safe=False)


urlpatterns = [*house, path("anket/", fill), path("anket/sakla/", keep), path("anket/liste/", choices)]

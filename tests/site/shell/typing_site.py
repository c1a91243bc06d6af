"""The house with one more page: a form that saves itself, and a server whose answers a test decides."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template import engines
from django.urls import path

from omuz.foundation.people.pages import page
from omuz.site.urls import handler400, handler403, handler404, handler500
from omuz.site.urls import urlpatterns as house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = """{% extends "shell/base.html" %}{% load shell %}
{% block heading %}Deneme{% endblock %}
{% block content %}<form method="post" class="stack" data-autosave-url="/deneme/kaydet/">{% csrf_token %}
<input type="hidden" name="version" value="1">
<label class="field-label" for="note">Not</label><textarea class="input" id="note" name="note"></textarea>
<label><input type="checkbox" name="done" value="listened"> dinlendi</label>
<label><input type="checkbox" name="done" value="referred"> yönlendirildi</label>
<p data-person>Kişiye ait bir cümle</p>
{% saving %}</form>
<form method="post" id="other"><label for="plain">Başka</label><input class="input" id="plain" name="plain"></form>
{% endblock %}"""


@dataclass
class Server:
    """What arrived, and how the next requests are answered."""

    arrived: list[dict[str, list[str]]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def clear(self) -> None:
        self.arrived.clear()
        self.answers.clear()

    @property
    def kept(self) -> dict[str, list[str]]:
        """Every field as last received."""
        return {name: sent.get(name, []) for sent in self.arrived for name in sent["changed"]}


server = Server()


@page(None)
def form(request: HttpRequest) -> HttpResponseBase:
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({}, request))


@page(None)
def keep(request: HttpRequest) -> HttpResponseBase:
    status, answer = server.answers.pop(0) if server.answers else (200, {})
    if status == 200:
        server.arrived.append({name: request.POST.getlist(name) for name in request.POST})
        answer = {"saved_at": "14:05", "version": int(request.POST["version"]) + 1, **answer}
    return JsonResponse(answer, status=status)


urlpatterns = [*house, path("deneme/", form), path("deneme/kaydet/", keep)]

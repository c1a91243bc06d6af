"""Where in a form somebody is: the section, the ones around it, and the language she reads."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from omuz.network.surveys import filling
from omuz.network.surveys.filling import Section
from omuz.network.surveys.instances import instance_of
from omuz.network.surveys.logic import Instance, Judged, judge
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.questionnaires import form_of_version, language_of
from omuz.network.surveys.queries.shown import holds
from omuz.network.surveys.xlsform import Form


@dataclass(frozen=True)
class Place:
    """One section of one answer, ready to be drawn."""

    answer: Answer
    form: Form
    instance: Instance
    judged: Judged
    section: Section
    shown: tuple[Section, ...]
    language: str

    def after(self, go: str) -> str:
        """The key of the section a button leads to: next, back, or this one."""
        keys = [each.key for each in self.shown]
        at = keys.index(self.section.key) if self.section.key in keys else 0
        step = {"next": 1, "back": -1}.get(go, 0)
        return keys[min(max(at + step, 0), len(keys) - 1)] if keys else self.section.key


def section_in(form: Form, judged: Judged, key: str, fault: str = "") -> Section:
    """The section with this key, else the one a fault stands in, else the first that asks something."""
    shown = filling.shown(form, judged) or filling.sections(form)
    named = [each for each in filling.sections(form) if each.key == key]
    faulty = [each for each in shown if fault and holds(each, fault)]
    return (faulty or named or list(shown))[0]


def place_of(request: HttpRequest, answer: Answer, key: str, fault: str = "") -> Place:
    """Where a page of this answer is."""
    form, instance = form_of_version(answer.version), instance_of(answer)
    language = language_of(form, get_language() or "tr", request.GET.get("dil") or request.POST.get("language", ""))
    judged = judge(form, instance, language=language, browser=True)
    section = section_in(form, judged, key, fault)
    return Place(answer, form, instance, judged, section, tuple(filling.shown(form, judged)), language)


def where(answer: Answer, key: str, language: str) -> str:
    """The address of a section of an answer."""
    told = {"b": key, **({"dil": language} if language else {})}
    return f"{reverse('surveys:answer', args=[answer.id])}?{urlencode(told)}"

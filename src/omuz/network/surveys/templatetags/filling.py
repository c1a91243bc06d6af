"""`{% load filling %}{% survey_page as page %}`: one page of a questionnaire from what the view handed over."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

from omuz.network.surveys.filling.definition import answers, definition
from omuz.network.surveys.filling.drawing import Drawer, Piece
from omuz.network.surveys.filling.map import DistrictMap, district_map
from omuz.network.surveys.filling.sections import Section, plain, shown
from omuz.network.surveys.filling.wording import dressed
from omuz.network.surveys.logic import Fault

register = template.Library()


@dataclass(frozen=True)
class Page:
    """What `surveys/fill.html` draws."""

    pieces: list[Piece]
    steps: list[tuple[Section, SafeString, bool]]
    number: int
    faults: list[tuple[Fault, SafeString]]
    languages: tuple[str, ...]
    language: str
    definition: SafeString
    answers: SafeString
    map: DistrictMap | None = None

    @property
    def is_first(self) -> bool:
        return self.number <= 1

    @property
    def is_last(self) -> bool:
        return self.number >= len(self.steps)


@register.simple_tag(takes_context=True)
def survey_page(context: Context) -> Page:
    """The page in `section`, from form, instance, judged and language in the context."""
    form, instance, judged, section = (context[name] for name in ("form", "instance", "judged", "section"))
    language = form.language_for(context.get("language") or "")
    told = {fault.path: fault.message for fault in judged.faults} if context.get("show_faults") else {}
    drawer = Drawer(form, instance, judged, language, told, context.get("previous") or {})
    pieces = drawer.page(section)
    here = shown(form, judged)
    keys = [each.key for each in here]
    world = judged.world
    return Page(
        pieces=pieces,
        steps=[(each, dressed(each.label, world, instance.root, "label"), each.key == section.key) for each in here],
        number=keys.index(section.key) + 1 if section.key in keys else 1,
        faults=[
            (each, _label(form, each, drawer))
            for each in judged.faults
            if each.path in told and (each.kind == "form" or section.holds(plain(each.path)))
        ],
        languages=form.languages if len(form.languages) > 1 else (),
        language=language,
        definition=_script(definition(form, language, long_lists=not context.get("lists_url")), "survey-form"),
        answers=_script(answers(instance, world), "survey-answers"),
        map=district_map() if _asks_place(pieces) else None,
    )


def _label(form: Any, fault: Fault, drawer: Drawer) -> SafeString:
    node = form.node(plain(fault.path)) if form.has(plain(fault.path)) else None
    answered = drawer.instance.node(fault.path) if node else None
    return dressed(node.label, drawer.world, answered, "label") if node else SafeString("")


def _script(text: str, name: str) -> SafeString:
    """A block of data, safe inside a page."""
    shell = json_script("", name)
    safe = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(shell.replace('""</script>', f"{safe}</script>"))  # noqa: S308  # escaped as the framework does


def _asks_place(pieces: list[Piece]) -> bool:
    for piece in pieces:
        control = piece.control
        if (control and control.kind in {"point", "line"}) or _asks_place(piece.pieces):
            return True
        if piece.pattern and _asks_place([piece.pattern]):
            return True
    return False


@register.filter
def is_among(value: str, values: Any) -> bool:
    """Whether a value is one of several."""
    return value in values

"""Judges one filled questionnaire by its form: what follows, what is asked, what is missing, what does not fit."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.network.surveys.logic import functions, values
from omuz.network.surveys.logic.calendar import moment_text
from omuz.network.surveys.logic.evaluation import Place, evaluated, true_at
from omuz.network.surveys.logic.fitting import misfit, no_choices
from omuz.network.surveys.logic.functions.choosing import words
from omuz.network.surveys.logic.instance import MOST_TIMES, Instance, clean, new_time, written
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.order import CALCULATION, RELEVANT, Step, plan_of
from omuz.network.surveys.logic.world import Runaway, World
from omuz.network.surveys.xlsform.functions import CHANGING
from omuz.network.surveys.xlsform.tree import Form, Question, Repeat

__all__ = ["Fault", "Judged", "functions", "judge", "submission"]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer: `kind` is required, constraint, type, choice or form; `message` a sentence."""

    path: str
    kind: str
    message: str


@dataclass(frozen=True)
class Judged:
    """One judgement; every path carries the positions of its repeats."""

    values: dict[str, str]
    faults: tuple[Fault, ...]
    irrelevant: frozenset[str]
    required: frozenset[str]
    read_only: frozenset[str]
    world: World = field(repr=False, compare=False)

    @property
    def complete(self) -> bool:
        """Whether it may be handed in."""
        return not self.faults

    def fault_at(self, path: str) -> str:
        """What is wrong at a path; empty where nothing is."""
        return next((fault.message for fault in self.faults if fault.path == path), "")


@dataclass
class _Finding:
    """What is gathered on the way through the answers."""

    values: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    irrelevant: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)
    read_only: list[str] = field(default_factory=list)


def judge(
    form: Form, instance: Instance, *, language: str = "", browser: bool = False, now: datetime | None = None
) -> Judged:
    """Judge an instance; calculations and counted repeats are written into it.

    `browser=True` asks for nothing a browser cannot answer. A form that never ends is one fault of kind "form".
    """
    world = World(form, instance.top, form.language_for(language), now or timezone.localtime())
    finding = _Finding()
    try:
        _follow(form, instance, world)
        _look(form, instance, world, finding, browser)
    except (Runaway, RecursionError):
        sentence = _("Formun kuralları çok fazla iş istiyor; yanıt değerlendirilemedi. Formu hazırlayana bildirin.")
        finding.faults = [Fault(form.path, "form", sentence)]
    return Judged(
        finding.values,
        tuple(finding.faults),
        frozenset(finding.irrelevant),
        frozenset(finding.required),
        frozenset(finding.read_only),
        world,
    )


def submission(form: Form, instance: Instance, *, now: datetime | None = None) -> bytes:
    """The answers as they are handed in: judged, the end noted, what is not relevant left out; canonical XML."""
    world = World(form, instance.top, now=now or timezone.localtime())
    for _path, node in instance.leaves():
        question = form.node(node.bind_path()) if form.has(node.bind_path()) else None
        if isinstance(question, Question) and question.preload == "end":
            node.text = moment_text(*world.moment, world.offset)
    judge(form, instance, now=now)
    return written(instance.root, lambda node: node.relevant)


def _follow(form: Form, instance: Instance, world: World) -> None:
    """Relevance, counts and calculations, in the order in which each needs the other."""
    for node in instance.root.walk():
        node.relevant = True
    plan = plan_of(form)
    for _round in range(plan.rounds):
        changed = False
        for step in plan.steps:
            for node in _at(instance.top, step.path, parents=step.role not in {RELEVANT, CALCULATION}):
                changed |= _taken(form, step, node, world)
        if not changed:
            break


def _at(top: Node, path: str, *, parents: bool) -> list[Node]:
    """Every node at a path, or every parent of one; those that are not relevant left out, but for the last step."""
    names = path.strip("/").split("/")
    found = [top]
    for name in names[:-1]:
        found = [child for node in found for child in node.children if child.name == name and child.relevant]
    if parents:
        return found
    return [child for node in found for child in node.children if child.name == names[-1]]


def _taken(form: Form, step: Step, node: Node, world: World) -> bool:
    """Follow one rule at one node; whether anything is different now."""
    if step.role == RELEVANT:
        relevant = true_at(step.expression, world, node)
        changed = relevant != node.relevant
        node.relevant = relevant
        return changed
    if step.role == CALCULATION:
        return _calculated(form, step, node, world)
    repeat = form.node(step.path)
    return isinstance(repeat, Repeat) and _counted(repeat, step, node, world)


def _calculated(form: Form, step: Step, node: Node, world: World) -> bool:
    if not node.relevant or (node.text and step.expression.calls & CHANGING):
        return False
    question = form.node(step.path) if form.has(step.path) else None
    told = _wrapped(evaluated(step.expression, world, node), question, world)
    changed = told != node.text
    node.text = told
    return changed


def _wrapped(value: values.Value, question: object, world: World) -> str:
    """A calculated value as the question keeps it: whole numbers whole, nothing for what is not a number."""
    bind = question.bind if isinstance(question, Question) else "string"
    if bind in {"int", "integer", "decimal"}:
        told = values.number(value, world.offset)
        if math.isnan(told):
            return ""
        return values.number_text(float(math.trunc(told)) if bind != "decimal" and math.isfinite(told) else told)
    if isinstance(value, float) and math.isnan(value):
        return ""
    return clean(values.text(value))


def _counted(repeat: Repeat, step: Step, parent: Node, world: World) -> bool:
    """As many times of a repeat as its form says; times taken away are the last ones."""
    context = parent.named(repeat.name)
    here = context[0] if context else parent.add(repeat.name)
    wanted = values.number(evaluated(step.expression, world, here), world.offset)
    if not context:
        parent.children.remove(here)
    times = int(max(0, min(MOST_TIMES, wanted))) if not math.isnan(wanted) else 0
    for extra in context[times:]:
        parent.children.remove(extra)
    for _missing in range(times - len(context)):
        world.spend(10)
        new_time(repeat, parent)
    return times != len(context)


def _look(form: Form, instance: Instance, world: World, finding: _Finding, browser: bool) -> None:
    for path, node, hidden in _walked(form, instance.root, form.path):
        if hidden:
            finding.irrelevant.append(path)
            continue
        question = form.node(node.bind_path())
        if isinstance(question, Question):
            _looked_at(question, path, node, world, finding, browser)


def _walked(form: Form, node: Node, path: str) -> Iterator[tuple[str, Node, bool]]:
    """Each node of the form with its path; what stands below an irrelevant one is left out."""
    seen: dict[str, int] = {}
    for child in node.children:
        bind = child.bind_path()
        if not form.has(bind):
            continue
        seen[child.name] = seen.get(child.name, 0) + 1
        kind = form.node(bind)
        below = f"{path}/{child.name}" + (f"[{seen[child.name]}]" if isinstance(kind, Repeat) else "")
        yield below, child, not child.relevant
        if child.relevant and not isinstance(kind, Question):
            yield from _walked(form, child, below)


def _looked_at(question: Question, path: str, node: Node, world: World, finding: _Finding, browser: bool) -> None:
    if node.text:
        finding.values[path] = node.text
    if question.read_only and true_at(question.read_only, world, node):
        finding.read_only.append(path)
    required = bool(question.asked and question.required and true_at(question.required, world, node))
    if required:
        finding.required.append(path)
    if not node.text:
        here = question.answerable and not no_choices(question, world.form)
        if required and question.type != "note" and (here or not browser):
            told = words(question.required_message, Place(world, node, node))
            finding.faults.append(Fault(path, "required", told or _("Bu soru yanıt istiyor.")))
        return
    if not question.asked:
        return
    kind, sentence = misfit(question, node, world)
    if not kind and question.constraint and not true_at(question.constraint, world, node):
        kind = "constraint"
        sentence = words(question.constraint_message, Place(world, node, node)) or _(
            "Bu yanıt sorunun kuralına uymuyor."
        )
    if kind:
        finding.faults.append(Fault(path, kind, sentence))

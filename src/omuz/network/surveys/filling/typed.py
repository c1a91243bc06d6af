"""Takes what was typed on one page into the answers; nothing that was not on the page is touched."""

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.network.surveys.filling.sections import Section
from omuz.network.surveys.logic import Instance, judge
from omuz.network.surveys.logic.calendar import moment_text
from omuz.network.surveys.logic.evaluation import true_at
from omuz.network.surveys.logic.instance import MOST_TIMES, TooMany, clean, put_worked_out
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import Runaway, World
from omuz.network.surveys.xlsform.expressions import Expression
from omuz.network.surveys.xlsform.tree import Any_, Form, Question, Repeat

_SUFFIX = re.compile(r"(@lat|@lon|[#!?])$")
_SHORT_CLOCK, _SHORT_MOMENT = re.compile(r"^\d\d:\d\d$"), re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$")
_MONTH, _YEAR = re.compile(r"^\d{4}-\d\d$"), re.compile(r"^\d{4}$")
_LONGEST_COUNT = 5
_COMMA = re.compile(r"^\s*-?\d+,\d+\s*$")


class Posted(Protocol):
    """What a form sends: several values under one name."""

    def get(self, name: str, /) -> str | None: ...
    def getlist(self, name: str, /) -> list[str]: ...
    def __contains__(self, name: object, /) -> bool: ...


def typed(
    form: Form, instance: Instance, section: Section, data: Posted, changed: Collection[str] | None = None
) -> None:
    """Put a posted page into the instance; with `changed`, only the fields named there.

    Raises TooMany when a repeat grows beyond what any questionnaire needs. A name that is not on the page is ignored.
    """
    names = None if changed is None else {_SUFFIX.sub("", name) for name in changed}
    for node in section.nodes:
        _sized(instance, node, data, names)
    moved = _put(instance, section, data, names)
    if moved and any(isinstance(node, Repeat) and node.count for node in form.walk()):
        judge(form, instance)  # a number typed on this page may have opened rows of the same page
        moved |= _put(instance, section, data, names)
    _follow_changes(form, instance, moved)
    _pressed(instance, section, data)


def _put(instance: Instance, section: Section, data: Posted, names: set[str] | None) -> set[str]:
    """Put what the page holds; the questions that are different now."""
    moved, world = set(), World(instance.form, instance.top)
    for question, node, path in list(_asked(instance, section)):
        if question.read_only and _closed(question.read_only, world, node):
            continue
        if names is not None and path not in names and not any(path.startswith(f"{name}[") for name in names):
            continue
        told = _told(question, path, data)
        if told is not None and told != node.text:
            node.text = told
            moved.add(question.path)
    return moved


def _closed(rule: Expression, world: World, node: Node) -> bool:
    """Whether a question is only to be read; where its rule never ends it stays open, so that nothing typed is lost."""
    try:
        return true_at(rule, world, node)
    except (Runaway, RecursionError):
        return False


def _asked(instance: Instance, section: Section) -> Iterator[tuple[Question, Node, str]]:
    for path, node in instance.leaves():
        bind = node.bind_path()
        question = instance.form.node(bind) if instance.form.has(bind) else None
        if not isinstance(question, Question) or question.calculation is not None:
            continue
        if question.answerable and section.holds(bind):
            yield question, node, path


def _told(question: Question, path: str, data: Posted) -> str | None:
    """The answer as the standard keeps it; None where the page had no such field."""
    if question.type in {"select_multiple", "rank"}:
        chosen = dict.fromkeys(each for each in data.getlist(path) if each.strip())
        return clean(" ".join(chosen)) if path in data or f"{path}!" in data else None
    if question.type == "geopoint":
        if f"{path}@lat" not in data:
            return None
        return _point(data.get(f"{path}@lat") or "", data.get(f"{path}@lon") or "")
    if path not in data:
        return "" if f"{path}!" in data else None
    text = clean(data.get(path) or "")
    return text.rstrip() if question.type == "text" else _kept(question, text.strip())


def _point(latitude: str, longitude: str) -> str:
    told = [part.strip().replace(",", ".") for part in (latitude, longitude)]
    return "" if not any(told) else f"{told[0] or '?'} {told[1] or '?'} 0 0"


def _kept(question: Question, text: str) -> str:
    """Numbers with a point, hours with their zone, lines of points with semicolons."""
    kind = question.type
    if kind in {"integer", "decimal", "range"}:
        return text.replace(",", ".") if _COMMA.match(text) else text
    if kind == "date":
        return f"{text}-01" if _MONTH.match(text) else f"{text}-01-01" if _YEAR.match(text) else text
    if kind == "time" and text:
        text = f"{text}:00" if _SHORT_CLOCK.match(text) else text
        return f"{text}.000{_zone()}" if len(text) == len("10:30:00") else text
    if kind == "dateTime" and _SHORT_MOMENT.match(text):
        return f"{text if text.count(':') > 1 else f'{text}:00'}.000{_zone()}"
    if kind in {"geotrace", "geoshape"}:
        return _line(text, closed=kind == "geoshape")
    return text


def _zone() -> str:
    ahead = timezone.localtime().utcoffset()
    return moment_text(0, 0, int(ahead.total_seconds() // 60) if ahead else 0)[-6:]


def _line(text: str, *, closed: bool) -> str:
    points = [" ".join(line.replace(",", ".").split()) for line in re.split(r"[;\n]", text) if line.strip()]
    points = [f"{point} 0 0" if point.count(" ") == 1 else point for point in points]
    if closed and len(points) > 2 and points[0] != points[-1]:  # noqa: PLR2004  # three corners make an area
        points.append(points[0])
    return ";".join(points)


def _sized(instance: Instance, node: Any_, data: Posted, names: set[str] | None, above: str = "") -> None:
    """Each repeat of the page at least as often as the page had it; rows are taken away by their own button only."""
    if isinstance(node, Question):
        return
    path = f"{above or node.path.rpartition('/')[0]}/{node.name}"
    if not isinstance(node, Repeat):
        for child in node.children:
            _sized(instance, child, data, names, path)
        return
    told = data.get(f"{path}#") or ""
    if told.isdecimal() and len(told) < _LONGEST_COUNT and not node.fixed and (names is None or path in names):
        _as_many(instance, path, int(told))
    for at in range(1, instance.count(path) + 1):
        for child in node.children:
            _sized(instance, child, data, names, f"{path}[{at}]")


def _as_many(instance: Instance, path: str, times: int) -> None:
    if times > MOST_TIMES:
        raise TooMany(_("Bir bölüm en çok %(most)d kez eklenebilir.") % {"most": MOST_TIMES})
    while instance.count(path) < times:
        instance.add(path)


def _follow_changes(form: Form, instance: Instance, moved: set[str]) -> None:
    """Values the form sets when another answer changes."""
    if not moved:
        return
    world = World(form, instance.top)
    for _path, node in instance.leaves():
        question = form.node(node.bind_path()) if form.has(node.bind_path()) else None
        for event, expression in question.first if isinstance(question, Question) else ():
            if event.removeprefix("changed:") in moved:
                put_worked_out(node, expression, world)


def _pressed(instance: Instance, section: Section, data: Posted) -> None:
    """Buttons of the page: one more time of a repeat, one time away."""
    more, less = data.get("add") or "", data.get("remove") or ""
    try:
        if more and section.holds(_bare(more)):
            instance.add(more)
        if less and section.holds(_bare(less)):
            instance.remove(less)
    except KeyError:
        return  # taken away by somebody else meanwhile: nothing left to do


def _bare(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)

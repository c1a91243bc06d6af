"""What a posted page would change in an answer, worked out before anything is written."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from omuz.network.surveys.instances import instance_of
from omuz.network.surveys.logic import Instance
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.answers import parts_after
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.words import node_at
from omuz.network.surveys.rules.merging import Clash, Part, Seen, differences, merge, removal_clash
from omuz.network.surveys.xlsform import Form, Question

Posted = QueryDict
ROWS = ("add", "remove")
"""The fields of a posted page that change the rows of a repeat."""
COUNT = "#"
"""Ends the name of the field that says how many rows of a repeat the page shows."""
_SUFFIX = re.compile(r"(@lat|@lon|[!?])$")
_ROW = re.compile(r"^(.*)\[\d+\][^\[]*$")

Typed = Callable[[Form, Instance, Posted, Collection[str] | None], None]
"""Puts what a page sends into an instance; with names, only those fields."""


@dataclass
class Attempt:
    """The instance as it would stand, path → (before, after), and what two people wrote differently."""

    form: Form
    instance: Instance
    changes: dict[str, tuple[str, str]]
    clashes: tuple[Clash, ...]
    moved: tuple[str, ...] = ()
    shows: frozenset[str] = frozenset()
    """Questions somebody else wrote since the page was drawn whose answer the page shows all the same."""


def attempted(answer: Answer, typed: Typed, data: Posted, seen: Seen, changed: Collection[str] | None) -> Attempt:
    """Merge what a page sends into what is kept, question by question; see `rules.merging`.

    A page that shows fewer rows of a repeat than there are takes none away unless it knows of all of them, and what
    was typed into a row that is gone comes back as a clash.
    """
    form = form_of_version(answer.version)
    kept, mine = instance_of(answer), instance_of(answer)
    before = kept.values()
    parts = parts_after(answer, seen.revision)
    fields, moved = _counted(data, kept, parts, seen)
    typed(form, mine, fields, changed)
    typed(form, kept, _only(fields, lambda name: name.endswith(COUNT)), changed)
    merged = merge(kept.values(), mine.values(), parts, seen)
    for path, text in merged.take.items():
        kept.put(path, text)
    # What the form works out by itself nobody has written: it follows from what stands in the end.
    both = [clash for clash in merged.clashes if answered_by_hand(form, clash.path)]
    clashes = [*both, *_homeless(mine, fields, changed, parts)]
    clashes += _rows(form, kept, typed, data, parts, seen, moved)
    changes = differences(before, kept.values())
    shows = _shown_anyway(kept, typed, form, fields, instance_of(answer), parts, seen)
    touched = [data.get(name, "") for name in ROWS if data.get(name)] if not changes else []
    changes |= {path: ("", "") for path in touched if not any(clash.path == _repeat(path) for clash in clashes)}
    return Attempt(form, kept, changes, tuple(clashes), tuple(moved), shows)


def answered_by_hand(form: Form, path: str) -> bool:
    """Whether a path leads to a question people answer; False for what is worked out, and for what there is not."""
    node = node_at(form, path)
    return isinstance(node, Question) and node.answerable and node.calculation is None


def _shown_anyway(
    kept: Instance, typed: Typed, form: Form, data: Posted, page: Instance, parts: list[Part], seen: Seen
) -> frozenset[str]:
    others = {path for part in parts for path in part.changes if not seen.knows(part, path)}
    there = {path for path in others if any(f"{path}{end}" in data for end in ("", "!", "@lat"))}
    if not there:
        return frozenset()
    typed(form, page, data, None)
    shown, stands = page.values(), kept.values()
    return frozenset(path for path in there if shown.get(path, "") == stands.get(path, ""))


def _rows(
    form: Form, kept: Instance, typed: Typed, data: Posted, parts: list[Part], seen: Seen, moved: list[str]
) -> list[Clash]:
    """Add or take away a row as the page asks; a row of a repeat somebody else works in stays."""
    if not any(data.get(name) for name in ROWS):
        return []
    repeat = _repeat(data.get("remove", ""))
    clash = removal_clash(repeat, parts, seen) if repeat else None
    if clash is not None:
        return [clash]
    typed(form, kept, _only(data, lambda name: name in ROWS), ())
    moved += [repeat] if repeat else []
    return []


def _repeat(path: str) -> str:
    """The repeat a row belongs to."""
    found = _ROW.match(path)
    return found.group(1) if found else ""


def _only(data: Posted, wanted: Callable[[str], bool]) -> Posted:
    told = QueryDict(mutable=True)
    for name in data:
        if wanted(name):
            told.setlist(name, data.getlist(name))
    return told


def _counted(data: Posted, kept: Instance, parts: list[Part], seen: Seen) -> tuple[Posted, list[str]]:
    """The fields without buttons; a count that would take away rows the page knows nothing of is raised to them."""
    fields = _only(data, lambda name: name not in ROWS)
    moved = []
    for name in [each for each in fields if each.endswith(COUNT)]:
        repeat, told = name.removesuffix(COUNT), fields.get(name, "")
        try:
            there = kept.count(repeat)
        except KeyError:
            continue
        if not told.isdecimal() or int(told) >= there:
            continue
        if any(_inside(part, repeat) and not seen.knows(part, repeat) for part in parts):
            fields[name] = str(there)
        else:
            moved.append(repeat)
    return fields, moved


def _inside(part: Part, repeat: str) -> bool:
    return any(path.startswith(f"{repeat}[") or path == repeat for path in part.changes)


def _homeless(mine: Instance, data: Posted, changed: Collection[str] | None, parts: list[Part]) -> Iterator[Clash]:
    """What was typed into a row that somebody has taken away meanwhile."""
    for name in data if changed is None else changed:
        path = _SUFFIX.sub("", name)
        text = " ".join(data.getlist(name)).strip()
        if not path.startswith("/") or "[" not in path or path.endswith(COUNT) or not text:
            continue
        try:
            mine.node(path)
        except KeyError:
            by = next((part for part in reversed(parts) if part.moved), None)
            yield Clash(path, text, "", by.staff_id if by else None, by.at if by else timezone.now(), moved=True)

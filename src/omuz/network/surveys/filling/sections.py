"""The pages of a questionnaire: its top-level groups, loose questions between them together."""

from collections.abc import Iterator
from dataclasses import dataclass

from omuz.network.surveys.logic import Judged
from omuz.network.surveys.logic.fitting import no_choices
from omuz.network.surveys.logic.nodes import Node as Answered
from omuz.network.surveys.xlsform.tree import NOTHING, Any_, Form, Group, Question, Repeat, Words

ONE_PAGE = 10
"""Up to so many questions a form is one page."""


@dataclass(frozen=True)
class Section:
    """One page: a name for addresses, the author's heading (may be empty), the nodes on it."""

    key: str
    label: Words
    nodes: tuple[Any_, ...]

    def holds(self, path: str) -> bool:
        """Whether a path (without positions) stands on this page."""
        return any(path == node.path or path.startswith(f"{node.path}/") for node in self.nodes)


@dataclass(frozen=True)
class Progress:
    """How far a page is: questions asked now, answered among them, and faults."""

    asked: int
    answered: int
    faults: int


def seen(node: Any_) -> bool:
    """Whether anything of it is shown to somebody."""
    if isinstance(node, Question):
        return node.asked and not node.heading
    return any(seen(child) for child in node.children)


def sections(form: Form) -> tuple[Section, ...]:
    """The pages of a form in order; never empty."""
    nodes = tuple(node for node in form.children if seen(node))
    if sum(question.answerable for question in form.questions) <= ONE_PAGE:
        return (Section("form", NOTHING, nodes),)
    while len(nodes) == 1 and isinstance(nodes[0], Group) and not nodes[0].relevant:
        nodes = tuple(node for node in nodes[0].children if seen(node))
    found: list[Section] = []
    loose: list[Any_] = []
    for node in nodes:
        if isinstance(node, Group):
            notes = tuple(loose) if all(_is_note(each) for each in loose) else ()
            found += [] if notes else _together(loose)
            loose = []
            found.append(Section(node.name, node.label, (*notes, node)))
        else:
            loose.append(node)
    found += _together(loose)
    return tuple(found) or (Section("form", NOTHING, nodes),)


def _is_note(node: Any_) -> bool:
    """A page of its own is no place for words alone: they open the page after them."""
    return isinstance(node, Question) and node.type == "note"


def _together(loose: list[Any_]) -> list[Section]:
    if not loose:
        return []
    label = loose[0].label if isinstance(loose[0], Repeat) and len(loose) == 1 else NOTHING
    return [Section(loose[0].name, label, tuple(loose))]


def section_of(form: Form, key: str) -> Section:
    """The page with this key; an empty key is the first. Raises KeyError."""
    found = sections(form)
    if not key:
        return found[0]
    return next(each for each in found if each.key == key) if any(each.key == key for each in found) else _none(key)


def _none(key: str) -> Section:
    raise KeyError(key)


def answered(form: Form, judged: Judged, section: Section) -> Iterator[tuple[Question, Answered]]:
    """Every relevant question of a page that can be answered here, each time it is asked."""
    for node in judged.world.top.walk():
        path = node.bind_path()
        question = form.node(path) if form.has(path) else None
        if not isinstance(question, Question) or not question.answerable or no_choices(question, form):
            continue
        if section.holds(path) and _relevant(node):
            yield question, node


def _relevant(node: Answered | None) -> bool:
    while node is not None:
        if not node.relevant:
            return False
        node = node.parent
    return True


def shown(form: Form, judged: Judged) -> tuple[Section, ...]:
    """The pages with something to read or answer now."""
    relevant = {node.bind_path() for node in judged.world.top.walk() if _relevant(node)}
    return tuple(
        each
        for each in sections(form)
        if any(path in relevant for node in each.nodes for path in _questions(node)) or not each.nodes
    )


def _questions(node: Any_) -> Iterator[str]:
    if isinstance(node, Question):
        if node.asked:
            yield node.path
        return
    if isinstance(node, Repeat) and not node.relevant:
        yield node.path  # a repeat without any time yet can still be begun
        yield node.path.rpartition("/")[0]
    for child in node.children:
        yield from _questions(child)


def progress(form: Form, judged: Judged, section: Section) -> Progress:
    """How far a page is."""
    asked = list(answered(form, judged, section))
    faults = sum(section.holds(plain(fault.path)) for fault in judged.faults)
    return Progress(len(asked), sum(bool(node.text) for _question, node in asked), faults)


def plain(path: str) -> str:
    """A path without positions."""
    if "[" not in path:
        return path
    return "/".join(step.partition("[")[0] for step in path.split("/"))

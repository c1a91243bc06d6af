"""What one page of a questionnaire is made of, ready for the templates: groups, repeats, questions, options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from omuz.network.surveys.filling.controls import Control, control_of
from omuz.network.surveys.filling.sections import Section, seen
from omuz.network.surveys.filling.wording import dressed
from omuz.network.surveys.logic import Instance, Judged
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform.tree import Any_, Form, Question, Repeat

DEEPEST_HEADING = 5
NEW = "+1"
"""Stands for the position in the pattern a browser copies for one more time of a repeat."""


@dataclass
class Piece:
    """A group, a repeat, one time of a repeat, or a question; `kind` says which template draws it."""

    kind: str
    path: str
    label: SafeString
    hint: SafeString
    relevant: bool = True
    level: int = 3
    pieces: list["Piece"] = field(default_factory=list)
    number: int = 0
    open: bool = False
    pattern: "Piece | None" = None
    control: Control | None = None
    fault: str = ""
    required: bool = False
    read_only: bool = False
    previous: str = ""

    @property
    def bind(self) -> str:
        """Its path without positions."""
        return "/".join(step.partition("[")[0] for step in self.path.split("/"))


@dataclass(frozen=True)
class Drawer:
    """One drawing of one page."""

    form: Form
    instance: Instance
    judged: Judged
    language: str
    faults: Mapping[str, str]
    previous: Mapping[str, str]

    @property
    def world(self) -> World:
        return self.judged.world

    def page(self, section: Section) -> list[Piece]:
        """The pieces of a page in order."""
        return [piece for node in section.nodes for piece in self.drawn(node, self._parent(node), self._above(node), 2)]

    def _above(self, node: Any_) -> str:
        return node.path.rpartition("/")[0]

    def _parent(self, node: Any_) -> Node:
        return self.instance.node(self._above(node))

    def drawn(self, node: Any_, parent: Node, above: str, level: int) -> Iterator[Piece]:
        """What stands on the page for a form's node below one parent."""
        if not seen(node):
            return
        if isinstance(node, Repeat):
            yield self.repeat(node, parent, above, level)
            return
        answered = parent.named(node.name)[0]
        path = f"{above}/{node.name}"
        if isinstance(node, Question):
            yield self.question(node, answered, path)
            return
        label, hint = self._words(node, answered)
        pieces = [piece for child in node.children for piece in self.drawn(child, answered, path, level + 1)]
        yield Piece("group", path, label, hint, answered.relevant, min(level, DEEPEST_HEADING), pieces)

    def repeat(self, node: Repeat, parent: Node, above: str, level: int) -> Piece:
        """Every time of a repeat, and the pattern of the next one."""
        path = f"{above}/{node.name}"
        times = parent.named(node.name)
        label, hint = self._words(node, times[0] if times else None)
        told = [self._time(node, each, f"{path}[{at}]", at, level + 1) for at, each in enumerate(times, start=1)]
        piece = Piece("repeat", path, label, hint, not times or any(each.relevant for each in times))
        piece.level, piece.pieces, piece.open = min(level, DEEPEST_HEADING), told, not node.fixed
        piece.pattern = self._pattern(node, parent, path, level + 1)
        return piece

    def _time(self, node: Repeat, answered: Node, path: str, number: int, level: int) -> Piece:
        pieces = [piece for child in node.children for piece in self.drawn(child, answered, path, level)]
        empty = SafeString("")
        return Piece("time", path, empty, empty, answered.relevant, min(level, DEEPEST_HEADING), pieces, number)

    def _pattern(self, node: Repeat, parent: Node, path: str, level: int) -> Piece:
        """One more time, drawn as if it were there and taken away again."""
        from omuz.network.surveys.logic.instance import new_time

        made = new_time(node, parent)
        try:
            return self._time(node, made, f"{path}[{NEW}]", 0, level)
        finally:
            parent.children.remove(made)

    def question(self, node: Question, answered: Node, path: str) -> Piece:
        """One question with its control."""
        label, hint = self._words(node, answered)
        piece = Piece("question", path, label or SafeString(""), hint, answered.relevant)
        piece.control = control_of(node, answered, self.world)
        piece.fault = self.faults.get(path, "")
        piece.required = path in self.judged.required
        piece.read_only = path in self.judged.read_only or bool(node.calculation)
        piece.previous = self.previous.get(path, "")
        return piece

    def _words(self, node: Any_, answered: Node | None) -> tuple[SafeString, SafeString]:
        return dressed(node.label, self.world, answered, "label"), dressed(node.hint, self.world, answered, "hint")

"""What an expression sees: the answers, the lists, the language, the hour, and how much work is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from weakref import WeakKeyDictionary

from django.utils import timezone

from omuz.network.surveys.logic.calendar import MILLISECONDS, days
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.xlsform.tree import Form

WORK = 4_000_000
"""Nodes one judgement may visit before it is stopped."""

MONTHS = {
    "tr": ("Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "tr": ("Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


class Runaway(Exception):
    """A form asked for more work than any questionnaire needs."""


Index = dict[str, list[Node]]


class Lists:
    """The choice lists of one form as trees, made when first asked for, with indexes of their columns."""

    def __init__(self, form: Form) -> None:
        self._lists = form.lists
        self._trees: dict[str, Node] = {}
        self.indexes: dict[tuple[int, str, str], Index] = {}

    def tree(self, name: str) -> Node | None:
        """The list under a nameless node, as `instance('name')` finds it."""
        if name not in self._trees:
            listed = self._lists.get(name)
            if listed is None:
                return None
            top = Node("")
            root = top.add("root")
            for choice in listed.choices:
                item = root.add("item")
                item.add("name", choice.name)
                item.add("label", choice.label.in_language())
                for key, value in choice.extra.items():
                    item.add(key, value)
            self._trees[name] = top
        return self._trees[name]

    def index(self, parent: Node, child: str, column: str) -> Index:
        """The children of a list by the text of one of their columns."""
        key = (id(parent), child, column)
        if key not in self.indexes:
            index: Index = {}
            for item in parent.children:
                if item.name == child:
                    for text in {cell.text for cell in item.children if cell.name == column}:
                        index.setdefault(text, []).append(item)
            self.indexes[key] = index
        return self.indexes[key]


_LISTS: "WeakKeyDictionary[Form, Lists]" = WeakKeyDictionary()


def lists_of(form: Form) -> Lists:
    """The lists of a form, kept as long as the form."""
    if form not in _LISTS:
        _LISTS[form] = Lists(form)
    return _LISTS[form]


@dataclass
class World:
    """Everything an expression may ask for besides its own place."""

    form: Form
    top: Node
    language: str = ""
    now: datetime = field(default_factory=timezone.localtime)
    work: int = WORK
    moves: Mapping[str, str] = field(default_factory=dict)

    def spend(self, amount: int = 1) -> None:
        """Note work done. Raises Runaway when there was too much."""
        self.work -= amount
        if self.work < 0:
            raise Runaway

    @cached_property
    def lists(self) -> Lists:
        """The choice lists as trees."""
        return lists_of(self.form)

    @cached_property
    def offset(self) -> int:
        """Minutes the local hour is ahead of universal time."""
        ahead = timezone.localtime(self.now).utcoffset()
        return int(ahead.total_seconds() // 60) if ahead else 0

    @cached_property
    def moment(self) -> tuple[int, int]:
        """Local day number and milliseconds after midnight."""
        local = timezone.localtime(self.now)
        after = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.microsecond // 1000
        return days(local.year, local.month, local.day), after % MILLISECONDS

    @property
    def tongue(self) -> str:
        """The language of month names."""
        return "en" if "en" in self.language.lower() else "tr"

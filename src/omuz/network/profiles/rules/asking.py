"""Which questions of a form depend on which, and which tables of a report have to be protected as one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omuz.network.surveys.xlsform import Form

_SELECTED: Final = re.compile(r"selected\(\s*(?:\S*/)?(\w+)\s*,\s*'(\w+)'\s*\)")

PROCEDURES: Final = "profiles.procedures"
SAME_NUMBERS: Final[Mapping[str, tuple[str, str]]] = {
    "I48": ("legal", "none"),
    "I49": ("services", "psychological"),
    "I47": ("crisis", "yes"),
    "I46": ("budget_line", "yes"),
}
"""Indicator → the question and answer it tells of: I48 counts all but that answer, the others that answer."""


@dataclass(frozen=True)
class Depends:
    """A question put only to those who gave one of `codes` to another."""

    name: str
    upon: str
    codes: tuple[str, ...]


def dependencies(form: Form) -> Iterator[Depends]:
    """The questions asked only after certain answers to one other question; other conditions are passed over."""
    for question in form.questions:
        if question.relevant is None:
            continue
        parts = [_SELECTED.fullmatch(part.strip()) for part in question.relevant.source.split(" or ")]
        found = [(part[1], part[2]) for part in parts if part is not None]
        if len(found) == len(parts) and len({name for name, _code in found}) == 1:
            yield Depends(question.name, found[0][0], tuple(code for _name, code in found))


def together(names: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Names in groups, those tied to each other in one; each group and the groups in the order of the names."""
    order = list(names)
    home = {name: name for name in order}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for one, other in ties:
        if one in home and other in home:
            home[root(other)] = root(one)
    groups: dict[str, list[str]] = {}
    for name in order:
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())

"""The addresses of this installation, read from the program itself, so that a new page cannot be forgotten."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.exceptions import Resolver404

from omuz.foundation.people.rules import PERMISSIONS, Role

CAST: dict[str, Role] = {
    "ayse": Role.COUNSELLOR,
    "nermin": Role.CENTRE_COORDINATOR,
    "elif": Role.NETWORK_COORDINATOR,
    "derya": Role.DIRECTOR,
    "can": Role.IT_ADMINISTRATOR,
}
"""Who opens a page in these tests: the first of them who may."""
_PIECE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One address pattern: `name` with its room (`contacts:open`), the names of its parts, who may open it."""

    name: str
    route: str
    permission: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(_PIECE.findall(self.route))

    def path(self, values: Mapping[str, object]) -> str:
        return "/" + _PIECE.sub(lambda piece: str(values[piece.group(1)]), self.route)

    def reader(self) -> str:
        """The first of the cast who may open it; empty for what anybody opens, or a device or a centre's key."""
        if self.permission in {"public", "device", "centre-key"}:
            return ""
        if self.permission == "signed-in":
            return "ayse"
        return next((name for name, role in CAST.items() if role in PERMISSIONS[self.permission]), "")


def addresses() -> list[Address]:
    """Every address pattern of the program but the static files."""
    return list(_under(get_resolver().url_patterns, "", ""))


def _under(parts: list[Any], prefix: str, room: str) -> Iterator[Address]:
    for part in parts:
        route = prefix + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from _under(part.url_patterns, route, f"{part.namespace}:" if part.namespace else room)
        elif isinstance(part, URLPattern):
            yield Address(f"{room}{part.name}", route, str(getattr(part.callback, "permission", "")))


def name_at(path: str) -> str:
    """The name of the page at a path, empty where there is none."""
    try:
        return get_resolver().resolve(path.split("?", maxsplit=1)[0]).view_name
    except Resolver404:
        return ""

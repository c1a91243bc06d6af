"""Every address that takes something sent to it, and how it keeps two people apart, read from the code."""

import dis
import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from django.urls import URLPattern, get_resolver

LIBRARY = ("account_", "mfa_")
"""Names of the pages of the library that signs people in."""


def routes(parts: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Address, name with its room, pattern."""
    for part in get_resolver().url_patterns if parts is None else parts:
        route = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            yield route, f"{space}:{part.name}".removeprefix(":"), part
        else:
            yield from routes(part.url_patterns, route, part.namespace or space)


def writing() -> dict[str, tuple[str, frozenset[str]]]:
    """Address → name, and the words the code behind it uses, for every address that takes something sent."""
    found = {}
    for route, name, pattern in routes():
        if name.startswith(LIBRARY) or route.startswith("static/"):
            continue
        words, posts = _behind(pattern.callback)
        if posts:
            found[route] = (name, frozenset(words))
    return found


def _behind(view: Callable[..., Any]) -> tuple[set[str], bool]:
    """Every name the view and the helpers of its room's pages use, and whether it looks at what was sent."""
    only_sent = False
    layer: Any = view
    while layer is not None:
        cells = [cell.cell_contents for cell in getattr(layer, "__closure__", None) or ()]
        only_sent |= ["POST"] in cells
        layer = getattr(layer, "__wrapped__", None)
    words: set[str] = set()
    _gather(inspect.unwrap(view), words, set())
    return words, only_sent or "POST" in words


def _gather(function: Any, words: set[str], seen: set[Any]) -> None:
    if not isinstance(function, FunctionType) or function in seen:
        return
    seen.add(function)
    own = set(_names(function.__code__))
    words |= own
    for name in _called(function.__code__):
        other = function.__globals__.get(name)
        if isinstance(other, FunctionType) and ".views" in other.__module__:
            _gather(inspect.unwrap(other), words, seen)


def _called(code: CodeType) -> Iterator[str]:
    """Names of the module's own that the code uses; an attribute of the same name is somebody else's."""
    yield from (str(each.argval) for each in dis.get_instructions(code) if each.opname in {"LOAD_GLOBAL", "LOAD_NAME"})
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _called(each)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)
        elif isinstance(each, str):
            yield each
        elif isinstance(each, tuple):
            yield from (one for one in each if isinstance(one, str))

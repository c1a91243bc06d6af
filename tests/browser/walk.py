"""Every page of the program with somebody who may open it, found by following links as she would."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.browser.addresses import CAST, Address, addresses, name_at

_LINK = re.compile(r'href="(/[^"#]*)')
LONGEST = 400
LONG = 180_000
"""Milliseconds: a report’s file is set when somebody asks for it first, which takes a busy machine a while."""


@dataclass(frozen=True)
class Page:
    """A page of the walk: its name, who opens it (empty: nobody in particular), and where."""

    name: str
    who: str
    path: str


@dataclass(frozen=True)
class Walk:
    """What following links found: pages, files to download, and names that nothing leads to."""

    pages: tuple[Page, ...]
    files: tuple[Page, ...]
    unreached: tuple[Address, ...]


def walked(context_for: Callable[..., Any]) -> Walk:
    """Follow the links of each of the cast; one page for each name, opened by the first who reaches it."""
    pages: dict[str, Page] = {}
    files: dict[str, Page] = {}
    for who in CAST:
        _follow(context_for(who).request, who, pages, files)
    for address in addresses():
        if not address.parts and address.name not in pages | files and address.reader():
            _open(context_for(address.reader()).request, Page(address.name, address.reader(), address.path({})), pages)
    known = pages | files
    unreached = tuple(each for each in addresses() if each.name not in known)
    return Walk(tuple(pages.values()), tuple(files.values()), unreached)


def _follow(asked: Any, who: str, pages: dict[str, Page], files: dict[str, Page]) -> None:
    waiting, seen = deque(["/"]), {""}
    for _step in range(LONGEST):
        if not waiting:
            return
        path = waiting.popleft()
        answer = asked.get(path, timeout=LONG)
        path = _path_of(answer.url)
        name = name_at(path)
        seen.add(name)
        if answer.status != 200:
            continue
        if "text/html" not in answer.headers["content-type"]:
            files.setdefault(name, Page(name, who, path))
            continue
        pages.setdefault(name, Page(name, who, path))
        for found in _LINK.findall(answer.text()):
            link = found.replace("&amp;", "&")
            if name_at(link) not in seen:
                seen.add(name_at(link))
                waiting.append(link)


def _path_of(url: str) -> str:
    """The path with its question, of a full address."""
    found = urlsplit(url)
    return f"{found.path}?{found.query}" if found.query else found.path


def _open(asked: Any, page: Page, pages: dict[str, Page]) -> None:
    answer = asked.get(page.path)
    if answer.status == 200 and name_at(_path_of(answer.url)) == page.name:
        pages[page.name] = page

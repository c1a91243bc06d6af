"""What every answer must carry, and whom and where to ask: all persons at all addresses, generated from the program."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.attack.conftest import FORM, House, every_address, paths

PERSONS = ("", "ayse", "nermin", "zeynep", "songul", "elif_", "derya", "can")
"""Who asks; an empty name is somebody who is not signed in."""
FOR_EVERYBODY = frozenset({"open-data:catalogue", "open-data:file", "figures:picture"})
"""Released figures that may be kept and shown anywhere; nothing of a session is in them."""
ENDS_A_SESSION = frozenset({"sign-out", "sign-out-everywhere", "lock", "begin-again", "leave", "renew", "end-session"})
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.I
)
FIXED = {
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin", "no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
}
WORDS_OF_THE_POLICY = ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
TELLS_TOO_MUCH = ("Server", "X-Powered-By", "X-Runtime", "Via", "SourceMap", "X-SourceMap")


@dataclass(frozen=True)
class Asking:
    """One request somebody makes: who, how, where, and whether the answer may be kept by anybody."""

    who: str
    method: str
    path: str
    free: bool = False


def faults_of(answer: Any, *, free: bool = False) -> list[str]:
    """The names of the headers an answer lacks or has wrong; `free` for released figures anybody may keep."""
    headers, kept = answer.headers, free and answer.status_code == 200
    policy = headers.get("Content-Security-Policy", "")
    found = [word for word in WORDS_OF_THE_POLICY if word not in policy]
    found += ["unsafe"] if "unsafe" in policy or "*" in policy else []
    found += [name for name, allowed in FIXED.items() if headers.get(name) not in allowed]
    found += [name for name in TELLS_TOO_MUCH if name in headers]
    wanted = "cross-origin" if kept else "same-origin"
    found += [] if headers.get("Cross-Origin-Resource-Policy") == wanted else ["Cross-Origin-Resource-Policy"]
    if kept:
        return found + (["a cookie in what everybody may keep"] if answer.cookies else [])
    if headers.get("Cache-Control") != "no-store":
        found.append("Cache-Control")
    if "Access-Control-Allow-Origin" in headers:
        found.append("Access-Control-Allow-Origin")
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=" not in kind.lower():
        found.append("Content-Type without its letters")
    if kind.startswith("text/html") and INLINE.search(answer.content.decode()):
        found.append("inline script or style")
    return found


def askings(full: House, seed: int, some: Callable[[int], int]) -> Iterator[Asking]:
    """A share of every person at every address, existing and absent; what ends a session comes last."""
    every = [
        Asking(who, method, path, address.name in FOR_EVERYBODY)
        for address in every_address()
        for path in (*paths(address, full.of_konak), *paths(address, full.absent))
        for who in PERSONS
        for method in ("get", "head", "post")
        if method != "post" or address.name not in ENDS_A_SESSION
    ]
    chosen = random.Random(seed).sample(every, some(len(every)))
    yield from sorted(chosen, key=lambda each: each.method == "post")


def asked(clients: dict[str, Client], asking: Asking) -> Any:
    """The answer to one request."""
    client = clients[asking.who]
    more = {"data": FORM} if asking.method == "post" else {}
    return getattr(client, asking.method)(asking.path, **more)

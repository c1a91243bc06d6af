"""Two people save one form at the same moment: what each typed is where it belongs, or she was told."""

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from lxml import html

WORDS = ("kapı", "masa", "çınar", "yağmur", "sabah", "köprü", "ıhlamur", "şehir", "öğle", "güneş", "incir", "üzüm",
         "deniz", "rüzgâr", "toprak", "bahçe", "sokak", "kalem", "defter", "pencere")  # fmt: skip
REDIRECT = 302
TYPED = "//form[@method='post']"


@dataclass
class Raced:
    """One form: its address, two browsers that may write it, and the text fields people fill."""

    name: str
    address: str
    browsers: tuple[Any, Any]
    fields: tuple[str, ...]
    words: Callable[[random.Random], str] = lambda chance: " ".join(chance.sample(WORDS, 4))
    now: dict[str, Any] = field(default_factory=dict)

    def read(self) -> dict[str, Any]:
        """What the page sends when nothing is touched."""
        answer = self.browsers[0].get(self.address)
        assert answer.status_code == 200, f"{self.address}: {answer.status_code}"
        self.now = shown(answer.content.decode(), self.fields[0])
        return self.now


def shown(page: str, having: str) -> dict[str, Any]:
    """The fields of the form of a page that has the field `having`, several values as a list."""
    document: Any = html.document_fromstring(page)
    form = next(each for each in document.xpath(TYPED) if having in each.fields)
    found: dict[str, Any] = {}
    for key, words in form.form_values():
        value = words.strip()
        found[key] = [*found[key], value] if isinstance(found.get(key), list) else (
            [found[key], value] if key in found else value
        )  # fmt: skip
    return {key: value for key, value in found.items() if key != "csrfmiddlewaretoken"}


@contextmanager
def two_at_once() -> Iterator[ThreadPoolExecutor]:
    """Two threads with a connection each, both given back."""
    with ThreadPoolExecutor(2) as pool:
        gate = threading.Barrier(2)

        def leave() -> None:
            gate.wait()
            connections.close_all()

        try:
            yield pool
        finally:
            for each in [pool.submit(leave), pool.submit(leave)]:
                each.result()


def race(form: Raced, chance: random.Random, pool: ThreadPoolExecutor) -> str:
    """One race; empty where it came out as promised, else what went wrong."""
    before = dict(form.now or form.read())
    first = chance.choice(form.fields)
    second = chance.choice(form.fields)
    typed = [(first, form.words(chance)), (second, form.words(chance))]
    gate = threading.Barrier(2)

    def save(place: int) -> Any:
        name, words = typed[place]
        gate.wait()
        return form.browsers[place].post(form.address, {**before, name: words})

    sent = [pool.submit(save, 0), pool.submit(save, 1)]
    answers = [each.result() for each in sent]
    return _judged(typed, answers, form.read())


def _judged(typed: list[tuple[str, str]], answers: list[Any], now: Mapping[str, Any]) -> str:
    kept = [place for place in (0, 1) if answers[place].status_code == REDIRECT]
    if not kept:
        return f"nobody saved: {[each.status_code for each in answers]} {typed}"
    same = typed[0][0] == typed[1][0]
    for place in (0, 1):
        (name, words), other = typed[place], typed[1 - place][1]
        if place in kept:
            if now.get(name) != words:
                return f"overwritten in silence: {name}: {words!r} is {now.get(name)!r}"
            continue
        page = answers[place].content.decode()
        if words not in page:
            return f"typed and lost: {name}: {words!r} ({answers[place].status_code})"
        if same and other not in page:
            return f"not told what the other wrote: {name} ({answers[place].status_code})"
    return ""

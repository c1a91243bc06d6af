"""The identity check of words somebody may be known by: its questions, and the places the program points at.

A mark is a question, not a verdict: most capital letters name nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.traces import Mark, hinted, in_order, plain_marks
from omuz.insight.reports.content.lines import page_of, text_of
from omuz.insight.reports.content.report_types import report_folder

FILE: Final = "identity_check.toml"


@dataclass(frozen=True)
class Item:
    """One question of the check, what it is about in short, and the words that hint at it."""

    code: str
    title: Words
    question: Words
    words: tuple[str, ...]


def checklist() -> tuple[Item, ...]:
    """The questions of this installation, in their order. Raises CatalogueError with file and line."""
    path = report_folder() / FILE
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[Item, ...]:
    """Read once for each state of the file."""
    del changed
    page = page_of(text_of(path, FILE), FILE)
    page.about("identity_check")
    items = []
    for each in page.pages("item"):
        hints = each.section("words")
        words = (*hints.texts("tr", ()), *hints.texts("en", ()))
        hints.finish()
        items.append(Item(each.text("code"), each.words("title"), each.words("question"), words))
        each.finish()
    page.finish()
    return tuple(items)


def marks(text: str, items: Iterable[Item]) -> tuple[Mark, ...]:
    """Every suspicious place in order; where two overlap, the first and longest stands."""
    return in_order([*plain_marks(text), *hinted(text, [(item.code, item.words) for item in items])])


def missing_answers(answered: Iterable[str], items: Iterable[Item]) -> list[Item]:
    """Questions the second reader has not answered."""
    done = frozenset(answered)
    return [item for item in items if item.code not in done]

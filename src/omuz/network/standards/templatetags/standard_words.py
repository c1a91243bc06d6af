"""Filters of this room: words in the reader's language, a level in words, a bar's length."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from omuz.foundation.catalogue.lists import label_of
from omuz.network.standards.forms import LEVEL_WORDS, PART_WORDS
from omuz.network.standards.rules.content import said
from omuz.network.standards.rules.evidence import Evidence

register = template.Library()
_WIDTH = 300


@register.filter
def own_words(pair: Mapping[str, str]) -> str:
    """A pair of words in the language of the page."""
    return said(pair, (get_language() or "tr").split("-")[0])


@register.filter
def level_words(level: str) -> str:
    """“2 · Kısmen”; a dash where nobody answered."""
    return f"{level} · {LEVEL_WORDS[level]}" if level in LEVEL_WORDS else "–"


@register.filter
def part_words(part: str) -> str:
    """`title.tr` as it is called on screen."""
    name, _dot, language = part.partition(".")
    words = str(PART_WORDS.get(name, name))
    return f"{words} (EN)" if language == "en" else words


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key, None where there is none."""
    return found.get(key)


@register.filter
def label(code: str, name: str) -> str:
    """A code of a list in words."""
    return label_of(name, code)


@register.filter
def expired(piece: Evidence) -> bool:
    """Whether the last day of a piece of evidence has passed."""
    return piece.expired(timezone.localdate())


@register.filter
def any_expired(pieces: Iterable[Evidence]) -> bool:
    """Whether one of the pieces has passed its last day."""
    return any(expired(piece) for piece in pieces)


@register.filter
def bar(score: float | None) -> int:
    """The length of a bar for a score of 0 to 1, in the 300 units of its picture."""
    return round((score or 0) * _WIDTH)

"""Sentences whose figures have changed since they were written, each once, with what each figure read and reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omuz.insight.reports.gathered import Piece
from omuz.insight.reports.numbers import UnknownFigure, reads
from omuz.insight.reports.quoting import Touched

_QUOTED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True)
class Span:
    """Words as they stand; or a figure that changed: what it `was` and what it is `now`, empty where it is gone."""

    words: str = ""
    was: str = ""
    now: str = ""
    changed: bool = False


def sentences(stale: Iterable[Touched], pieces: Mapping[str, Piece], language: str) -> list[list[Span]]:
    """Every sentence to be looked at, in spans, in the order of the text."""
    found: dict[str, dict[str, Touched]] = {}
    for one in stale:
        found.setdefault(one.sentence, {})[one.key] = one
    return [_spans(sentence, keys, pieces, language) for sentence, keys in found.items()]


def count(stale: Iterable[Touched]) -> int:
    """How many sentences are to be looked at."""
    return len({one.sentence for one in stale})


def _spans(sentence: str, changed: Mapping[str, Touched], pieces: Mapping[str, Piece], language: str) -> list[Span]:
    spans = []
    for place, part in enumerate(_QUOTED.split(sentence)):
        if place % 2 == 0:
            spans.append(Span(part))
        elif part in changed:
            spans.append(Span(was=changed[part].before, now=changed[part].now, changed=True))
        else:
            spans.append(Span(_reads(part, pieces, language)))
    return spans


def _reads(key: str, pieces: Mapping[str, Piece], language: str) -> str:
    try:
        return reads(key, pieces, language)
    except UnknownFigure:
        return f"{{{{{key}}}}}"

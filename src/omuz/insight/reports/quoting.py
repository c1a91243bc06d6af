"""A person's text that quotes figures by key, `{{profiles.legal:post}}`, and what to say when one has changed since."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omuz.insight.reports.gathered import Piece
from omuz.insight.reports.numbers import UnknownFigure, reads
from omuz.insight.reports.parts import Paragraph, Quoted, Text

_QUOTED: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BLANK: Final = re.compile(r"\n\s*\n")
# A full stop inside a figure (1.234), before a number (md. 4) or a small letter ends no sentence.
_END: Final = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”\")]))\s+(?=[A-ZÇĞİÖŞÜÂÎÛ“\"({])")


@dataclass(frozen=True)
class Touched:
    """A sentence whose quoted figure reads otherwise now; `now` is empty where the figure is gone."""

    sentence: str
    key: str
    before: str
    now: str


def quoted_keys(text: str) -> tuple[str, ...]:
    """The keys a text quotes, each once, in their order."""
    return tuple(dict.fromkeys(_QUOTED.findall(text)))


def figures_of(text: str, pieces: Mapping[str, Piece], language: str) -> dict[str, str]:
    """Key → how it reads now, for every key of a text; kept beside the text when it is written.

    Raises UnknownFigure.
    """
    return {key: reads(key, pieces, language) for key in quoted_keys(text)}


def paragraphs(
    text: str, pieces: Mapping[str, Piece], language: str, written: Mapping[str, str] | None = None
) -> tuple[Paragraph, ...]:
    """A text as paragraphs with its figures in place; `written` is what they read when it was written.

    Raises UnknownFigure.
    """
    before = written or {}
    parts = [part.strip() for part in _BLANK.split(text.strip())]
    return tuple(_paragraph(part, pieces, language, before) for part in parts if part)


def _paragraph(text: str, pieces: Mapping[str, Piece], language: str, before: Mapping[str, str]) -> Paragraph:
    spans: list[Text | Quoted] = []
    for place, piece in enumerate(_QUOTED.split(" ".join(text.split()))):
        if place % 2:
            now = reads(piece, pieces, language)
            was = before.get(piece, now)
            spans.append(Quoted(piece, now, "" if was == now else was))
        elif piece:
            spans.append(Text(piece))
    return tuple(spans)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, paragraph by paragraph."""
    return tuple(
        sentence.strip()
        for part in _BLANK.split(text.strip())
        for sentence in _END.split(" ".join(part.split()))
        if sentence.strip()
    )


def touched(text: str, written: Mapping[str, str], pieces: Mapping[str, Piece], language: str) -> tuple[Touched, ...]:
    """The sentences of a text whose figures read otherwise than when it was written, or are gone."""
    return tuple(_touched(text, written, pieces, language))


def _touched(text: str, written: Mapping[str, str], pieces: Mapping[str, Piece], language: str) -> Iterator[Touched]:
    for sentence in sentences(text):
        for key in quoted_keys(sentence):
            try:
                now = reads(key, pieces, language)
            except UnknownFigure:
                now = ""
            before = written.get(key, "")
            if before != now:
                yield Touched(sentence, key, before, now)

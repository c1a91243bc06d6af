"""People's sentences beside figures that came after them."""

from collections.abc import Mapping

from omuz.insight.reports.gathered import Piece
from omuz.insight.reports.numbers import UnknownFigure, reads
from omuz.insight.reports.quoting import quoted_keys

GONE = "…"
"""Stands for a figure that is gone and of which nobody knows how it read."""


def gone_keys(words: str, pieces: Mapping[str, Piece], language: str) -> tuple[str, ...]:
    """The figures a text quotes that are not among the pieces any more."""
    found = []
    for key in quoted_keys(words):
        try:
            reads(key, pieces, language)
        except UnknownFigure:
            found.append(key)
    return tuple(found)


def without_gone(words: str, written: Mapping[str, str], pieces: Mapping[str, Piece], language: str) -> str:
    """The text with a figure that is gone replaced by how it read when somebody wrote of it: `[7/22?]`.

    Only drafts have such places; a section that holds one is not ready.
    """
    told = words
    for key in gone_keys(words, pieces, language):
        for form in _forms(told, key):
            told = told.replace(form, f"[{written.get(key, GONE)}?]")
    return told


def _forms(words: str, key: str) -> list[str]:
    """How the quote of a key is written here, with whatever blanks inside its braces."""
    parts = words.split("{{")
    inner = [part.split("}}")[0] for part in parts[1:] if "}}" in part]
    return list(dict.fromkeys(f"{{{{{each}}}}}" for each in inner if each.strip() == key))

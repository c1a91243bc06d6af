"""What a paper is made of, before anybody sets it: plain data, the same for PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading inside the paper."""

    words: str

    def to_json(self) -> dict[str, Any]:
        return {"kind": "heading", "words": self.words}


@dataclass(frozen=True)
class Words:
    """A paragraph; `quiet` for what only explains."""

    words: str
    quiet: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"kind": "words", "words": self.words, "quiet": self.quiet}


@dataclass(frozen=True)
class Named:
    """Lines of a name and what belongs to it."""

    rows: Sequence[tuple[str, str]]

    def to_json(self) -> dict[str, Any]:
        return {"kind": "named", "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True)
class Grid:
    """A table; `widths` in parts of the page, `tall` rows leave room for a hand."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    tall: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": "grid",
            "heads": list(self.heads),
            "rows": [list(row) for row in self.rows],
            "widths": list(self.widths),
            "tall": self.tall,
        }


Part = Heading | Words | Named | Grid


@dataclass(frozen=True)
class Paper:
    """One sheet of paper or several: who speaks, the title, the parts, a line at the foot."""

    language: str
    speaks: str
    title: str
    parts: Sequence[Part]
    foot: str = ""
    wide: bool = False

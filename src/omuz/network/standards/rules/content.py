"""The text of a standard: chapters and criteria as plain data, its canonical form and its hash."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Pair = Mapping[str, str]
"""The same words as `tr` and `en`."""

WORDED = ("title", "meaning", "evidence", "level_0", "level_1", "level_2", "level_3")
"""Parts of a criterion that centres may propose other words for."""

LANGUAGES = ("tr", "en")

COUNTED = ("returns", "directory", "profiles", "training")
"""Records (`measured_in`) of which a figure is made today; the others a criterion names are not counted yet."""


def said(pair: Pair, language: str) -> str:
    """The words in a language, Turkish where that one has none."""
    return pair.get("en", "") or pair["tr"] if language == "en" else pair["tr"]


@dataclass(frozen=True)
class Criterion:
    """One criterion of one version."""

    code: str
    chapter: str
    title: Pair
    meaning: Pair
    evidence: Pair
    weight: int
    critical: bool
    sources: tuple[str, ...]
    crosswalk: Mapping[str, tuple[str, ...]]
    measured_by: tuple[str, ...]
    levels: Mapping[str, Pair]
    measured_in: str = ""
    measured_later: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Whether a figure can stand beside the claimed level today."""
        return bool(self.measured_by) or self.measured_in in COUNTED

    @property
    def is_measured_later(self) -> bool:
        """Whether the text names a record or an indicator of which nothing is counted yet: the centre judges alone."""
        return not self.is_measured and bool(self.measured_in or self.measured_later)

    def words(self, part: str) -> Pair:
        """One of WORDED; raises KeyError for another part."""
        level = part.removeprefix("level_")
        if level != part:
            return self.levels[level]
        return {"title": self.title, "meaning": self.meaning, "evidence": self.evidence}[part]


@dataclass(frozen=True)
class Chapter:
    """A chapter with its criteria in order."""

    code: str
    title: Pair
    intro: Pair
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Content:
    """The whole text of one version."""

    title: Pair
    note: Pair
    chapters: tuple[Chapter, ...]
    frameworks: Mapping[str, Mapping[str, Any]]
    intro: Pair
    scale: Mapping[str, Mapping[str, Pair]]
    rules: tuple[Pair, ...]
    references: Mapping[str, Pair]
    records: Mapping[str, Pair]

    def criteria(self) -> Iterator[Criterion]:
        for chapter in self.chapters:
            yield from chapter.criteria

    def find(self, code: str) -> Criterion | None:
        return next((each for each in self.criteria() if each.code == code), None)

    def chapter(self, code: str) -> Chapter | None:
        return next((each for each in self.chapters if each.code == code), None)

    def beside(self, code: str) -> tuple[str, str]:
        """The codes before and after one criterion, empty at the ends."""
        codes = [each.code for each in self.criteria()]
        at = codes.index(code)
        return (codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "")


def read_content(data: Mapping[str, Any]) -> Content:
    """A version's text from its stored form; raises KeyError when a part is missing."""
    return Content(
        title=data["title"],
        note=data["note"],
        chapters=tuple(
            Chapter(
                told["code"],
                told["title"],
                told["intro"],
                tuple(_criterion(told["code"], each) for each in told["criteria"]),
            )
            for told in data["chapters"]
        ),
        frameworks=data["frameworks"],
        intro=data["intro"],
        scale=data["scale"],
        rules=tuple(data["rules"]),
        references=data["references"],
        records=data["records"],
    )


def _criterion(chapter: str, data: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=data["code"],
        chapter=chapter,
        title=data["title"],
        meaning=data["meaning"],
        evidence=data["evidence"],
        weight=data["weight"],
        critical=data["critical"],
        sources=tuple(data["sources"]),
        crosswalk={body: tuple(places) for body, places in data["crosswalk"].items()},
        measured_by=tuple(data["measured_by"]),
        levels=data["levels"],
        measured_in=data["measured_in"],
        measured_later=tuple(data.get("measured_later", ())),
    )


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form: the order of keys and spaces do not matter, every word does."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def reworded(data: Mapping[str, Any], code: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the text in which one criterion says something else.

    `changes` maps `title.tr`, `meaning.en`, … to words, `weight` to 1–3 and `critical` to a truth value. Raises
    KeyError for a criterion or a part that is not there.
    """
    copy: dict[str, Any] = json.loads(json.dumps(data))
    found = next(each for told in copy["chapters"] for each in told["criteria"] if each["code"] == code)
    for name, value in changes.items():
        part, _dot, language = name.partition(".")
        if language:
            if part not in WORDED or language not in LANGUAGES:
                raise KeyError(name)
            level = part.removeprefix("level_")
            (found["levels"][level] if level != part else found[part])[language] = value
        elif part in ("weight", "critical"):
            found[part] = value
        else:
            raise KeyError(name)
    return copy

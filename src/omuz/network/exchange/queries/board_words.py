"""The board's catalogue: parts of a card, kinds of evidence, what never stands here, and the tags with their words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list, in_turkish
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.standards.queries.catalogue import catalogue_standard
from omuz.network.standards.queries.versions import newest
from omuz.network.standards.rules.content import Content, read_content

PARTS: Final = ("title", "tried", "happened", "helps")
NO_TAG: Final = frozenset({"other"})
"""Codes of the service list that tell nothing as a tag."""


@dataclass(frozen=True)
class Named:
    """A part of a card or a kind of evidence: its name and what it means."""

    code: str
    title: Words
    meaning: Words


@dataclass(frozen=True)
class BoardWords:
    """The whole catalogue of the board; `other_words` by the code of a service."""

    parts: dict[str, Named]
    evidence: dict[str, Named]
    never: tuple[Words, ...]
    other_words: dict[str, Words]


@dataclass(frozen=True)
class Tag:
    """One tag: a criterion of the standards (A1) or a kind of service (legal)."""

    code: str
    title: str

    @property
    def of_standard(self) -> bool:
        return is_criterion(self.code)

    @property
    def short(self) -> str:
        """As it is shown beside others: a criterion by its code, a service by its name."""
        return self.code if self.of_standard else self.title


@dataclass(frozen=True)
class TagGroup:
    """Tags under one heading: a chapter of the standards, or the services."""

    title: str
    tags: tuple[Tag, ...]


def board_words() -> BoardWords:
    """The catalogue as it is. Raises CatalogueError naming the file and the place."""
    return _read(catalogue_folder())


@lru_cache(maxsize=4)
def _read(folder: Path) -> BoardWords:
    page = read_definition(folder / "exchange" / "board.toml")
    page.about("board")
    parts = {part.code: part for part in _named(page.sections("part"), "hint")}
    evidence = {kind.code: kind for kind in _named(page.sections("evidence"), "meaning")}
    never = []
    for section in page.sections("never"):
        never.append(section.words("words"))
        section.finish()
    page.finish()
    if tuple(parts) != PARTS or not evidence:
        raise page.fault(_("kartın bölümleri %(parts)s olmalı") % {"parts": ", ".join(PARTS)}, "part")
    return BoardWords(parts, evidence, tuple(never), _other_words(folder))


def _named(sections: Iterable[Section], key: str) -> Iterator[Named]:
    for section in sections:
        told = Named(section.text("code"), section.words("title"), section.words(key))
        section.finish()
        yield told


def _other_words(folder: Path) -> dict[str, Words]:
    page = read_definition(folder / "exchange" / "tags.toml")
    page.about("tags")
    known, found = code_list("service", folder).codes, {}
    for section in page.sections("service"):
        code = section.text("code")
        if code not in known:
            raise CatalogueError(_("“%(code)s” service listesinde yok.") % {"code": code})
        found[code] = section.words("words")
        section.finish()
    page.finish()
    return found


def is_criterion(code: str) -> bool:
    """Whether a tag is a criterion's code; those of services are words in small letters."""
    return code[:1].isupper()


def in_force() -> Content:
    """The standards published last; the catalogue's draft where none has been published yet."""
    published = newest()
    return published.text if published else read_content(catalogue_standard())


def tag_groups() -> list[TagGroup]:
    """Every tag that can be chosen: services first, then a group a chapter of the standards in force."""
    language = "tr" if in_turkish() else "en"
    services = TagGroup(_("Hizmet"), tuple(_services()))
    chapters = [
        TagGroup(
            f"{chapter.code} · {chapter.title[language]}",
            tuple(Tag(each.code, each.words("title")[language]) for each in chapter.criteria),
        )
        for chapter in in_force().chapters
    ]
    return [services, *chapters]


def _services() -> Iterator[Tag]:
    for entry in code_list("service"):
        if entry.code not in NO_TAG:
            yield Tag(entry.code, entry.label())


def known_tags() -> dict[str, Tag]:
    """Every tag that can be chosen, by its code."""
    return {tag.code: tag for group in tag_groups() for tag in group.tags}


def tags_of(codes: Iterable[str], known: dict[str, Tag] | None = None) -> list[Tag]:
    """Tags of stored codes in their order; one the standards no longer have is named by its code."""
    all_known = known_tags() if known is None else known
    return [all_known.get(code) or Tag(code, code) for code in codes]


def searched_words(codes: Iterable[str], known: dict[str, Tag]) -> str:
    """What tags are found by: code, name and, for services, the other words people use, in both languages."""
    more = board_words().other_words
    found = []
    for code in codes:
        found += [code, known[code].title if code in known else ""]
        if code in more:
            found += [more[code].tr, more[code].en]
    return " ".join(found)

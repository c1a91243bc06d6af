"""How the network's kinds of violence read in other classifications: the law, the survey, EIGE, GBVIMS."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition, unknown_word
from omuz.foundation.catalogue.lists import all_lists
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import require_unchanged

CODE: Final = "violence_types"
DETAILED: Final = "sexual"
"""The one kind that may carry a detail, and only where she spoke of it."""


@dataclass(frozen=True)
class Framework:
    """A classification of others; `precedence` where it allows one kind only, `only_relations` where it judges them."""

    code: str
    title: Words
    source: str
    parts: Mapping[str, Words]
    precedence: tuple[str, ...]
    only_relations: tuple[str, ...]


@dataclass(frozen=True)
class MappedType:
    """One of our kinds of violence (with its detail, if any): part codes by classification."""

    code: str
    detail: str
    parts: Mapping[str, tuple[str, ...]]
    unsure: tuple[str, ...]
    note: Words | None


@dataclass(frozen=True)
class Read:
    """What some kinds of violence are in one classification; `undecided` where a kind alone does not say."""

    parts: tuple[str, ...]
    undecided: bool


@dataclass(frozen=True)
class Crosswalk:
    """One version of the mapping; every export says `version`."""

    version: int
    title: Words
    source: str
    frameworks: Mapping[str, Framework]
    types: tuple[MappedType, ...]

    def read(
        self, framework: str, types: Collection[str], *, detail: str = "", relations: Collection[str] = ()
    ) -> Read:
        """The parts of `framework` that these kinds of violence are, in its own order.

        `detail` belongs to sexual violence and may be empty (not asked). A classification of intimate partners
        has nothing to say where none of `relations` is one. Kinds that are no code here (not asked, unknown)
        are nothing. Raises KeyError for an unknown classification.
        """
        known = self.frameworks[framework]
        if known.only_relations and not set(relations) & set(known.only_relations):
            return Read((), undecided=False)
        mapped = [found for code in types if (found := self._type(code, detail)) is not None]
        sure = {part for one in mapped if framework not in one.unsure for part in one.parts[framework]}
        open_ones = [one for one in mapped if framework in one.unsure and not set(one.parts[framework]) & sure]
        return Read(tuple(part for part in known.parts if part in sure), undecided=bool(open_ones))

    def read_one(
        self, framework: str, types: Collection[str], *, detail: str = "", relations: Collection[str] = ()
    ) -> Read:
        """As `read`, for a classification that allows one part only: the first by its precedence.

        Undecided, and without a part, where an open kind might come first.
        """
        known = self.frameworks[framework]
        every = self.read(framework, types, detail=detail, relations=relations)
        order = known.precedence or tuple(known.parts)
        first = min(every.parts, key=order.index, default="")
        rivals = {
            part
            for code in types
            if (one := self._type(code, detail)) is not None and framework in one.unsure
            for part in one.parts[framework]
        }
        ahead = [part for part in rivals if not first or order.index(part) < order.index(first)]
        return Read((), undecided=True) if ahead else Read((first,) if first else (), undecided=False)

    def _type(self, code: str, detail: str) -> MappedType | None:
        wanted = (code, detail if code == DETAILED else "")
        return next((one for one in self.types if (one.code, one.detail) == wanted), None)


def load_crosswalk(path: Path, folder: Path) -> Crosswalk:
    """Read the mapping. Raises CatalogueError where a kind is missing, twice, or read as what does not exist."""
    page = read_definition(path)
    version = page.about(path.stem)
    frameworks = {one.code: one for section in page.sections("framework") if (one := _framework(section, folder))}
    types = tuple(_type(section, frameworks) for section in page.sections("type"))
    crosswalk = Crosswalk(version, page.words("title"), page.text("source"), frameworks, types)
    page.finish()
    _require_whole(page, types, folder)
    return crosswalk


def _framework(section: Section, folder: Path) -> Framework:
    parts = section.section("part")
    one = Framework(
        code=section.text("code"),
        title=section.words("title"),
        source=section.text("source"),
        parts={name: parts.words(name) for name in parts.names()},
        precedence=section.texts("precedence", ()),
        only_relations=section.texts("only_relations", ()),
    )
    section.finish()
    if one.precedence and sorted(one.precedence) != sorted(one.parts):
        raise section.fault(_("öncelik sırası bütün türleri bir kez saymalı"), "precedence")
    relations = all_lists(folder)["relation"]
    for code in one.only_relations:
        if code not in relations:
            raise section.fault(unknown_word(code, relations.codes), "only_relations")
    return one


def _type(section: Section, frameworks: Mapping[str, Framework]) -> MappedType:
    parts = {code: section.texts(code) for code in frameworks}
    one = MappedType(
        code=section.text("code"),
        detail=section.text("detail", ""),
        parts=parts,
        unsure=section.texts("unsure", ()),
        note=section.words("note") if section.has("note") else None,
    )
    section.finish()
    for code, known in frameworks.items():
        for part in parts[code]:
            if part not in known.parts:
                raise section.fault(unknown_word(part, known.parts), code)
        if not parts[code] and one.note is None:
            raise section.fault(_("karşılığı olmayan tür nedenini söylemeli"), "note")
    for code in one.unsure:
        if len(parts.get(code, ())) < 2:  # noqa: PLR2004 - one possibility would be no doubt
            raise section.fault(_("belirsizlik en az iki karşılık ister"), "unsure")
    return one


def _require_whole(page: Section, types: tuple[MappedType, ...], folder: Path) -> None:
    lists = all_lists(folder)
    wanted = [(code, "") for code in lists["violence_type"].codes]
    wanted += [(DETAILED, code) for code in lists["sexual_detail"].codes]
    found = [(one.code, one.detail) for one in types]
    for code, detail in wanted:
        if found.count((code, detail)) != 1:
            words = f"{code} {detail}".strip()
            raise page.fault(_("“%(code)s” tam bir kez eşlenmeli") % {"code": words}, "type")
    for code, _detail in set(found) - set(wanted):
        raise page.fault(unknown_word(code, lists["violence_type"].codes), "type")


@lru_cache(maxsize=8)
def _crosswalk_in(folder: Path) -> Crosswalk:
    path = folder / "violence" / f"{CODE}.toml"
    require_unchanged(folder, path, "violence")
    return load_crosswalk(path, folder)


def crosswalk(folder: Path | None = None) -> Crosswalk:
    """The mapping of kinds of violence in force. Raises CatalogueError."""
    return _crosswalk_in(folder or catalogue_folder())

"""Figures others publish and somebody types in: what may be entered, who holds it, always marked external."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import require_unchanged

EIGE: Final = "eige_ipv"


@dataclass(frozen=True)
class ExternalFigure:
    """One figure of an outside publisher; with `parts` it is entered part by part (applied for, granted)."""

    code: str
    title: Words
    meaning: Words
    holder: Words
    unit: Words
    parts: Mapping[str, Words]


@dataclass(frozen=True)
class ExternalSheet:
    """One version of an entry sheet: its figures by code, and the sentence that stands beside every value."""

    code: str
    version: int
    title: Words
    note: Words
    owner: str
    source: str
    figures: Mapping[str, ExternalFigure]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Every value that can be entered: code and part, the part empty where there are none."""
        return tuple((one.code, part) for one in self.figures.values() for part in (tuple(one.parts) or ("",)))


def load_sheet(path: Path) -> ExternalSheet:
    """Read an entry sheet. Raises CatalogueError naming file and place."""
    page = read_definition(path)
    version = page.about(path.stem)
    words = {key: page.section(key) for key in ("holder", "unit")}
    known = {key: {name: section.words(name) for name in section.names()} for key, section in words.items()}
    figures: dict[str, ExternalFigure] = {}
    for section in page.sections("figure"):
        one = _figure(section, known["holder"], known["unit"])
        if one.code in figures:
            raise section.fault(_("“%(code)s” kodu ikinci kez geçiyor") % {"code": one.code}, "code")
        figures[one.code] = one
    sheet = ExternalSheet(
        path.stem,
        version,
        page.words("title"),
        page.words("note"),
        page.text("owner"),
        page.text("source"),
        figures,
    )
    page.finish()
    return sheet


def _figure(section: Section, holders: Mapping[str, Words], units: Mapping[str, Words]) -> ExternalFigure:
    parts: dict[str, Words] = {}
    if section.has("part"):
        named = section.section("part")
        parts = {name: named.words(name) for name in named.names()}
    one = ExternalFigure(
        section.text("code"),
        section.words("title"),
        section.words("meaning"),
        holders[section.choice("holder", holders)],
        units[section.choice("unit", units)],
        parts,
    )
    section.finish()
    return one


@lru_cache(maxsize=8)
def _sheet_in(folder: Path, code: str) -> ExternalSheet:
    path = folder / "external" / f"{code}.toml"
    require_unchanged(folder, path, "external")
    return load_sheet(path)


def external_sheet(code: str = EIGE, folder: Path | None = None) -> ExternalSheet:
    """An entry sheet by code. Raises CatalogueError."""
    return _sheet_in(folder or catalogue_folder(), code)

"""Typical pages of directorates and the stages of the model, as the catalogue tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder

PARTS: Final = ("notice", "ask", "say", "refer", "never")
CHECKS: Final = (
    "committed", "secretariat", "units", "focal_points", "heard", "pages", "draft", "plan", "signed", "begun", "year",
    "counted", "lessons", "answered",
)  # fmt: skip
"""What the program can look at; a stage that asks for anything else is a fault of the file."""


@dataclass(frozen=True)
class TypicalPage:
    """What a directorate meets and does, and the five parts of its page; one sentence a line."""

    code: str
    place: int
    directorates: tuple[str, ...]
    name: Words
    meets: Words
    do: Words
    do_not: Words
    parts: Mapping[str, Words]


@dataclass(frozen=True)
class Requirement:
    """One thing a stage asks for; `at_least` where it is a number of something."""

    check: str
    name: Words
    at_least: int


@dataclass(frozen=True)
class Stage:
    """One stage by its number, its name, and what it asks for."""

    number: int
    code: str
    name: Words
    about: Words
    requires: tuple[Requirement, ...]


def typical_pages() -> tuple[TypicalPage, ...]:
    """Every typical page in the order of the domain. Raises CatalogueError."""
    return _pages(catalogue_folder() / "coordination" / "units")


def typical_page(key: str) -> TypicalPage | None:
    """The page a directorate of the list begins with; None for a unit of the municipality's own."""
    return next((page for page in typical_pages() if key in page.directorates), None)


def stages() -> tuple[Stage, ...]:
    """The stages from 0 on. Raises CatalogueError."""
    return _stages(catalogue_folder() / "coordination" / "stages.toml")


@lru_cache(maxsize=4)
def _pages(folder: Path) -> tuple[TypicalPage, ...]:
    found = sorted((read_unit(path) for path in folder.glob("*.toml")), key=lambda page: page.place)
    told = [code for page in found for code in page.directorates]
    known = code_list("directorate").codes
    for code in told:
        if code not in known or told.count(code) > 1:
            raise CatalogueError(_("“%(code)s” müdürlüğü listede yok ya da iki sayfada yazılı.") % {"code": code})
    return tuple(found)


def read_unit(path: Path) -> TypicalPage:
    """One page file. Raises CatalogueError naming the file and the place."""
    page = read_definition(path)
    page.about(path.stem)
    made = TypicalPage(
        code=path.stem,
        place=page.whole("place"),
        directorates=page.texts("directorates"),
        name=page.words("name"),
        meets=page.words("meets"),
        do=page.words("do"),
        do_not=page.words("do_not"),
        parts={part: page.words(part) for part in PARTS},
    )
    page.finish()
    return made


@lru_cache(maxsize=4)
def _stages(path: Path) -> tuple[Stage, ...]:
    page = read_definition(path)
    page.about(path.stem)
    found = tuple(_stage(number, section) for number, section in enumerate(page.sections("stage")))
    page.finish()
    return found


def _stage(number: int, section: Section) -> Stage:
    code = section.choice("code", code_list("coordination_stage").codes)
    if code != f"stage_{number}":
        raise section.fault(_("aşamalar sırayla yazılır"), "code")
    stage = Stage(
        number, code, section.words("name"), section.words("about"),
        tuple(_requirement(each) for each in section.sections("requires")),
    )  # fmt: skip
    section.finish()
    return stage


def _requirement(section: Section) -> Requirement:
    made = Requirement(section.choice("check", CHECKS), section.words("name"), section.whole("at_least", 0))
    section.finish()
    return made

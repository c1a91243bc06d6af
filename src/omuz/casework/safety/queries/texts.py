"""The words of the twenty factors and of the plan's headings, as people of the field wrote them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.casework.safety.rules.factors import RED, Factor
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True, slots=True)
class FactorText:
    """One factor: what the worker ticks, how it could be asked, why it is here, whether it is red."""

    factor: Factor
    red: bool
    title: Words
    ask: Words
    why: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a plan: its title, how it could be asked, what to keep in mind."""

    code: str
    title: Words
    ask: Words
    mind: Words | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan with its headings."""

    code: str
    title: Words
    headings: tuple[Heading, ...]


def _opened(folder: Path, name: str) -> Section:
    page = read_definition(folder / "texts" / name)
    page.about()
    return page


@lru_cache(maxsize=4)
def _factors_in(folder: Path) -> tuple[FactorText, ...]:
    page = _opened(folder, "risk_factors.toml")
    found = tuple(_factor(section) for section in page.sections("factor"))
    page.finish()
    if sorted(each.factor for each in found) != sorted(Factor):
        raise page.fault(_("yirmi etkenin her biri bir kez yazılmalı"), "factor")
    return found


def _factor(section: Section) -> FactorText:
    factor = Factor(section.choice("code", [each.value for each in Factor]))
    red = section.flag("red")
    if red is not (factor in RED):
        raise section.fault(_("kırmızı işareti programdaki kuralla aynı olmalı"), "red")
    found = FactorText(factor, red, section.words("title"), section.words("ask"), section.words("why"))
    section.finish()
    return found


def factor_texts() -> tuple[FactorText, ...]:
    """Every factor in the order of its file. Raises CatalogueError when the file is broken or disagrees."""
    return _factors_in(catalogue_folder())


def factor_text(factor: Factor) -> FactorText:
    """The words of one factor."""
    return next(each for each in factor_texts() if each.factor is factor)


@lru_cache(maxsize=4)
def _parts_in(folder: Path) -> tuple[Part, ...]:
    page = _opened(folder, "safety_plan.toml")
    found = tuple(_part(section) for section in page.sections("part"))
    page.finish()
    codes = [heading.code for part in found for heading in part.headings]
    if len(set(codes)) != len(codes):
        raise page.fault(_("bir başlık kodu iki kez yazılmış"), "part")
    return found


def _part(section: Section) -> Part:
    headings = tuple(_heading(each) for each in section.sections("headings"))
    found = Part(section.text("code"), section.words("title"), headings)
    section.finish()
    return found


def _heading(section: Section) -> Heading:
    mind = section.words("mind") if section.has("mind") else None
    found = Heading(section.text("code"), section.words("title"), section.words("ask"), mind)
    section.finish()
    return found


def plan_parts() -> tuple[Part, ...]:
    """Every part of a plan in the order of its file. Raises CatalogueError when the file is broken."""
    return _parts_in(catalogue_folder())


def plan_headings() -> tuple[Heading, ...]:
    """Every heading of a plan in order."""
    return tuple(heading for part in plan_parts() for heading in part.headings)

"""The terms figures of the network are released on: to whom, how late, out of how many centres."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True)
class Audience:
    """To whom figures go, how many days after the quarter at the earliest, and in how small districts.

    `least_women` live in the smallest area shown by itself; smaller districts are put together (0: none are).
    """

    code: str
    days: int
    label: Words
    least_women: int = 0


@dataclass(frozen=True)
class Terms:
    """One version of the terms."""

    version: int
    fewest: int
    audiences: Mapping[str, Audience]
    parts: Mapping[str, str]
    """The part of the province each district lies in: only neighbours are put together."""


def terms(folder: Path | None = None) -> Terms:
    """The terms in force, read once. Raises CatalogueError naming file and place."""
    return _read(folder or catalogue_folder())


@lru_cache(maxsize=4)
def _read(folder: Path) -> Terms:
    page = read_definition(folder / "returns" / "release.toml")
    version = page.about("release")
    page.words("title")
    audiences: dict[str, Audience] = {}
    for section in page.sections("audience"):
        audience = Audience(
            section.text("code"), section.whole("days"), section.words("label"), section.whole("least_women", 0)
        )
        section.finish()
        audiences[audience.code] = audience
    parts: dict[str, str] = {}
    for section in page.sections("part"):
        parts |= dict.fromkeys(section.texts("districts"), section.text("code"))
        section.finish()
    found = Terms(version, page.whole("fewest"), audiences, parts)
    page.finish()
    if found.fewest < 2:  # noqa: PLR2004 - one centre alone is no sum
        raise page.fault(_("en az 2 olmalı"), "fewest")
    return found

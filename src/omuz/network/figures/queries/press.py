"""The sentences for the press: read from the catalogue, edited by people of the field."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.http import Http404
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.claims import claims_in


@dataclass(frozen=True)
class Occasion:
    """A day on which newspapers ask."""

    key: str
    month: int
    day: int
    title: Words
    opening: Words

    def next_after(self, today: date) -> date:
        """The day this year, or next year's where it has passed."""
        here = date(today.year, self.month, self.day)
        return here if here >= today else date(today.year + 1, self.month, self.day)


@dataclass(frozen=True)
class Never:
    """What is not said, why, and what instead."""

    text: Words
    why: Words
    instead: Words


@dataclass(frozen=True)
class Press:
    """One version of the sheet."""

    version: int
    occasions: tuple[Occasion, ...]
    tables: tuple[str, ...]
    along: tuple[Words, ...]
    never: tuple[Never, ...]


def press(folder: Path | None = None) -> Press:
    """The sheet, read once. Raises CatalogueError naming file and place."""
    return _read(folder or catalogue_folder())


def occasion(key: str) -> Occasion:
    """One day by its key; Http404 where there is none."""
    found = next((one for one in press().occasions if one.key == key), None)
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=4)
def _read(folder: Path) -> Press:
    page = read_definition(folder / "texts" / "press.toml")
    version = page.about("press")
    page.words("title")
    found = Press(
        version,
        tuple(_occasion(section) for section in page.sections("occasion")),
        tuple(_table(section) for section in page.sections("say")),
        tuple(_along(section) for section in page.sections("along")),
        tuple(_never(section) for section in page.sections("never")),
    )
    page.finish()
    return found


def _occasion(section: Section) -> Occasion:
    found = Occasion(
        section.text("key"), section.whole("month"), section.whole("day"), section.words("title"),
        section.words("opening"),
    )  # fmt: skip
    section.finish()
    return found


def _table(section: Section) -> str:
    key = section.text("table")
    section.finish()
    return key


def _along(section: Section) -> Words:
    words = section.words("text")
    section.finish()
    for said in (words.tr, words.en):
        if claims_in(said):
            raise section.fault(_("“%(claim)s” denemez") % {"claim": claims_in(said)[0]}, "text")
    return words


def _never(section: Section) -> Never:
    found = Never(section.words("text"), section.words("why"), section.words("instead"))
    section.finish()
    return found

"""The dated values and measures of the law, read from the catalogue."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.casework.orders.rules.law import Approver, Law, Measure, Parameter, Unit
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder

FILE = Path("law") / "6284.toml"


@dataclass(frozen=True)
class LawBook:
    """The law with what stands about it: title, source, who checked it and when it is looked at again."""

    law: Law
    title: Words
    source: str
    checked_by: str
    reviewed_on: date
    review_due: date


def read_law(path: Path) -> LawBook:
    """Read the file. Raises CatalogueError naming file and place."""
    page = read_definition(path)
    for name in ("code", "owner"):
        page.text(name)
    page.whole("version")
    book = LawBook(
        law=Law(
            parameters=tuple(_parameter(section) for section in page.sections("parameter")),
            measures={each.code: each for each in (_measure(section) for section in page.sections("measure"))},
        ),
        title=page.words("title"),
        source=page.text("source"),
        checked_by=str(page.raw("checked_by")),
        reviewed_on=page.day("reviewed_on"),
        review_due=page.day("review_due"),
    )
    page.finish()
    return book


def _parameter(section: Section) -> Parameter:
    title = section.words("title")
    try:
        value = Decimal(section.text("value"))
    except InvalidOperation:
        raise section.fault(_("burada tırnak içinde bir sayı olmalı"), "value") from None
    found = Parameter(
        key=section.text("key"),
        value=value,
        unit=Unit(section.choice("unit", [unit.value for unit in Unit])),
        article=section.text("article"),
        valid_from=section.day("valid_from"),
        tr=title.tr,
        en=title.en,
    )
    section.finish()
    return found


def _measure(section: Section) -> Measure:
    urgent = section.choice("urgent", ["", *(each.value for each in Approver)], "")
    found = Measure(
        code=section.text("code"),
        article=section.text("article"),
        group=section.text("group"),
        urgent=Approver(urgent) if urgent else None,
    )
    section.finish()
    return found


@lru_cache(maxsize=4)
def _book_in(folder: Path) -> LawBook:
    return read_law(folder / FILE)


def law_book() -> LawBook:
    """The law of this installation's catalogue, read once. Raises CatalogueError when the file is broken."""
    return _book_in(catalogue_folder())


def law() -> Law:
    """Its values and measures."""
    return law_book().law

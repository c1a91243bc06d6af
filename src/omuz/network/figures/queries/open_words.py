"""The words around open data: publisher, licence, method; read from the catalogue, edited by people of the field."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.claims import claims_in
from omuz.insight.opendata.publication import Licence


@dataclass(frozen=True)
class OpenWords:
    """One version of them."""

    version: int
    publisher: str
    title: Words
    description: Words
    made_from: Words
    licence: Licence
    keywords: tuple[Words, ...]
    method: tuple[Words, ...]


def open_words(folder: Path | None = None) -> OpenWords:
    """The words in force, read once. Raises CatalogueError naming file and place."""
    return _read(folder or catalogue_folder())


@lru_cache(maxsize=4)
def _read(folder: Path) -> OpenWords:
    page = read_definition(folder / "texts" / "open_data.toml")
    version = page.about("open_data")
    terms = page.section("licence")
    found = OpenWords(
        version=version,
        publisher=page.text("publisher"),
        title=page.words("title"),
        description=page.words("description"),
        made_from=page.words("made_from"),
        licence=Licence(terms.words("text"), terms.text("address")),
        keywords=_texts(page, "keyword"),
        method=_texts(page, "method"),
    )
    terms.finish()
    page.finish()
    return found


def _texts(page: Section, name: str) -> tuple[Words, ...]:
    """Sentences of one kind; none of them may claim what administrative data cannot say."""
    found = []
    for section in page.sections(name):
        words = section.words("text")
        section.finish()
        for said in (words.tr, words.en):
            if claims_in(said):
                raise section.fault(_("“%(claim)s” denemez") % {"claim": claims_in(said)[0]}, "text")
        found.append(words)
    return tuple(found)

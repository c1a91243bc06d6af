"""The ready sentences beside the form, as domain people wrote them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from omuz.casework.contacts.rules.note import Names, lower
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to say: its title, its words, whether it stands open, and the key that brings it up."""

    key: str
    title: Words
    text: Words
    open: bool
    shortcut: str


@lru_cache(maxsize=16)
def _sentences_in(folder: Path, name: str) -> tuple[Sentence, ...]:
    page = read_definition(folder / "texts" / f"{name}.toml")
    page.about()
    found = tuple(_sentence(section) for section in page.sections("sentence"))
    page.finish()
    return found


def _sentence(section: Section) -> Sentence:
    found = Sentence(
        key=section.text("key"),
        title=section.words("title"),
        text=section.words("text"),
        open=section.flag("at_hand"),
        shortcut=section.text("shortcut", ""),
    )
    section.finish()
    return found


def ready_sentences(name: str = "ready_sentences") -> tuple[Sentence, ...]:
    """Every ready sentence of a file of texts, in its order. Raises CatalogueError when the file is broken."""
    return _sentences_in(catalogue_folder(), name)


def sentence(key: str, name: str = "ready_sentences") -> Sentence:
    """One ready sentence; raises KeyError when there is none of that key."""
    return {each.key: each for each in ready_sentences(name)}[key]


@lru_cache(maxsize=4)
def _names_in(folder: Path) -> Names:
    given = frozenset(lower(entry.tr) for entry in code_list("given_name_hints", folder))
    also = frozenset(lower(entry.tr) for entry in code_list("given_name_hints_also_words", folder))
    return Names(given, also)


def given_names() -> Names:
    """The given names the note check knows."""
    return _names_in(catalogue_folder())

"""The template of a case analysis as the catalogue tells it: fields in their order, and what it may be used for."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder

KINDS: Final = ("line", "text", "weeks", "choice")
LONGEST: Final = 4000
"""Letters of a field where the catalogue names no other number."""


@dataclass(frozen=True)
class Field:
    """One field; `choices` are codes with their words, empty unless it is a choice."""

    code: str
    kind: str
    needed: bool
    longest: int
    title: Words
    hint: Words
    choices: tuple[tuple[str, Words], ...]

    def said(self, value: str) -> str:
        """What stands in the field as a reader sees it."""
        return next((words.say() for code, words in self.choices if code == value), value)


@dataclass(frozen=True)
class Template:
    """All fields, and what an analysis is for and never for."""

    fields: tuple[Field, ...]
    use_for: Words
    use_never: Words

    def field(self, code: str) -> Field:
        """One field by its code. Raises KeyError."""
        return {each.code: each for each in self.fields}[code]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.fields)


def template() -> Template:
    """The template of this installation. Raises CatalogueError naming file and place."""
    path = catalogue_folder() / "exchange" / "analysis.toml"
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Template:
    """Read once for each state of the file."""
    del changed
    page = read_definition(path)
    page.about("analysis")
    use = page.section("use")
    found = Template(tuple(_field(each) for each in page.sections("field")), use.words("for"), use.words("never"))
    use.finish()
    page.finish()
    return found


def _field(page: Section) -> Field:
    field = Field(
        code=page.text("code"),
        kind=page.choice("kind", KINDS),
        needed=page.flag("needed"),
        longest=page.whole("longest", LONGEST),
        title=page.words("title"),
        hint=page.words("hint"),
        choices=tuple(_choice(each) for each in page.sections("choice")),
    )
    page.finish()
    return field


def _choice(page: Section) -> tuple[str, Words]:
    told = page.text("code"), Words(page.text("tr"), page.text("en"))
    page.finish()
    return told

"""What was decided about how an indicator is counted, and why; printed beside its definition."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from omuz.foundation.catalogue.definitions import Section, Words, read_definition, unknown_word
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.definitions import all_indicators


@dataclass(frozen=True)
class Decision:
    """One decision about one or several indicators."""

    indicators: tuple[str, ...]
    on: date
    decided: Words
    why: Words


def _decision(section: Section, folder: Path) -> Decision:
    one = Decision(section.texts("indicators"), section.day("on"), section.words("decided"), section.words("why"))
    section.finish()
    known = all_indicators(folder)
    for code in one.indicators:
        if code not in known:
            raise section.fault(unknown_word(code, known), "indicators")
    return one


@lru_cache(maxsize=8)
def _decisions_in(folder: Path) -> tuple[Decision, ...]:
    path = folder / "handbook" / "decisions.toml"
    if not path.exists():
        return ()
    page = read_definition(path)
    every = tuple(_decision(section, folder) for section in page.sections("decision"))
    page.finish()
    return every


def decisions_about(code: str, folder: Path | None = None) -> tuple[Decision, ...]:
    """Every decision about one indicator, in the order of the file. Raises CatalogueError."""
    return tuple(one for one in _decisions_in(folder or catalogue_folder()) if code in one.indicators)

"""Reasons people may give with a return or a hold: read from the catalogue, edited by domain people."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder

ASKED: Final = ("jump", "empty", "corrected", "declined", "hold")


@dataclass(frozen=True)
class Reason:
    """One reason, and what it may answer."""

    code: str
    label: Words
    answers: tuple[str, ...]


def reasons(folder: Path | None = None) -> Mapping[str, Reason]:
    """All reasons by code, read once. Raises CatalogueError naming file and place."""
    return _read(folder or catalogue_folder())


def reasons_for(asked: str, folder: Path | None = None) -> list[Reason]:
    """The reasons that may answer one kind of question, in the order of the catalogue."""
    return [one for one in reasons(folder).values() if asked in one.answers]


def said_reason(code: str) -> str:
    """The words of a reason; the code itself where this catalogue does not know it."""
    found = reasons().get(code)
    return found.label.say() if found else code


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, Reason]:
    page = read_definition(folder / "returns" / "reasons.toml")
    page.about("reasons")
    page.words("title")
    found: dict[str, Reason] = {}
    for section in page.sections("reason"):
        reason = Reason(section.text("code"), section.words("label"), section.texts("for"))
        section.finish()
        for asked in reason.answers:
            if asked not in ASKED:
                raise section.fault(_("“%(word)s” bilinmiyor") % {"word": asked}, "for")
        if reason.code in found:
            raise section.fault(_("“%(key)s” adı ikinci kez geçiyor") % {"key": reason.code}, "code")
        found[reason.code] = reason
    page.finish()
    return found

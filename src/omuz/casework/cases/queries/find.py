"""A file by its code or by the code she keeps; there is no search by anything else here."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import open_to
from omuz.casework.cases.rules.kept_code import folded, plain
from omuz.casework.cases.rules.steps import CODE_LENGTH, CODE_PREFIX, is_code
from omuz.foundation.catalogue.definitions import read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

LONGEST = 80
"""Characters of a code that are read; nothing longer is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """The file of a code, and whether it was hers: then nothing is told before she says the agreed phrase."""

    case: Case
    by_her_code: bool


@lru_cache(maxsize=4)
def _words_in(folder: Path) -> tuple[str, ...]:
    page = read_definition(folder / "texts" / "kept_code_words.toml")
    page.about()
    words = page.texts("words")
    page.finish()
    return words


def code_words() -> tuple[str, ...]:
    """The words a code she keeps is made of. Raises CatalogueError when their file is broken."""
    return _words_in(catalogue_folder())


def mark_of(text: str, *, vault: OpenedVault, centre_id: UUID) -> bytes | None:
    """The centre's keyed mark of a code she keeps; None when `text` has not the form of one."""
    code = plain(text, frozenset(map(folded, code_words())))
    return vault.centre(centre_id).mark(f"case-code:{code}".encode()) if code else None


def case_by_code(person: Person, text: str, *, vault: OpenedVault) -> Found | None:
    """The file she may know of that carries exactly this code, or whose woman keeps it; None for everything else."""
    told = text.strip()[:LONGEST]
    wanted = told.upper().replace(" ", "")
    if len(wanted) == CODE_LENGTH:
        wanted = CODE_PREFIX + wanted
    opened = person.centres & vault.centres
    rows = Case.objects.select_related("data_key").filter(open_to(person), centre_id__in=opened)
    if is_code(wanted):
        case: Case | None = rows.filter(code=wanted).order_by("id").first()
        return Found(case, by_her_code=False) if case else None
    for centre_id in sorted(opened):
        mark = mark_of(told, vault=vault, centre_id=centre_id)
        case = rows.filter(centre_id=centre_id, her_mark=mark).first() if mark else None
        if case is not None:
            return Found(case, by_her_code=True)
    return None

"""The team's urgent list: files to meet about the same day, by code only; it empties itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.queries.files import OpenedCase, open_to
from omuz.casework.cases.queries.reading import rows_of
from omuz.casework.safety.models import UrgentEntry
from omuz.casework.safety.rules.talk import UrgentState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """One file the team is to meet about on `due_on`; no word about her."""

    id: UUID
    case_id: UUID
    code: str
    holder_id: UUID | None
    due_on: date
    revision: int
    made_by: UUID


@dataclass(frozen=True, slots=True)
class Met:
    """When the team met about a file, and what it decided."""

    on: date
    decided: str
    by: UUID


def urgent_entries(person: Person, vault: OpenedVault, centre_id: UUID) -> list[UrgentLine]:
    """What the team of this centre is to meet about, the oldest first; files she may not know of are not in it.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    person.require("cases.read", centre_id)
    vault.centre(centre_id)
    rows = UrgentEntry.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=UrgentState.OPEN.value)
    told = rows.order_by("due_on", "made_at").values_list(
        "id", "case_id", "case__code", "case__holder_id", "due_on", "revision", "made_by"
    )
    return [UrgentLine(*row) for row in told]


def urgent_entry_of(file: OpenedCase) -> UrgentEntry | None:
    """The entry by which this file waits for the team now."""
    return next((row for row in rows_of(file, UrgentEntry) if row.state == UrgentState.OPEN), None)


def meetings_of(file: OpenedCase) -> list[Met]:
    """Each time the team met about this file because of the list, the first one first."""
    found = []
    for row in rows_of(file, UrgentEntry):
        if row.state != UrgentState.MET:
            continue
        told = row.opened(file.key, "answers")
        decided = row.opened(file.key, "words").get("decided", "")
        found.append(Met(date.fromisoformat(told["met_on"]), decided, UUID(told["met_by"])))
    return sorted(found, key=lambda met: met.on)

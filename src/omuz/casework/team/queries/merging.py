"""Merges of a file: proposed, done, undone; and the files that went into it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.team.models import Merge
from omuz.casework.team.rules.merging import MergeState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Told:
    """One merge as its file tells it; `code` is empty where the reader may not know of the other file."""

    row: Merge
    on: date
    other_id: UUID
    code: str
    why: str
    undone: str

    @property
    def proposed(self) -> bool:
        return self.row.state == MergeState.PROPOSED

    @property
    def merged(self) -> bool:
        return self.row.state == MergeState.MERGED


def merges_of(person: Person, *, opened: OpenedCase) -> list[Told]:
    """Every merge into an opened file, the newest first."""
    told = [(row, row.opened(opened.key, "answers")) for row in records_of(opened.case, Merge)]
    codes = _codes(person, {UUID(answers["other"]) for _row, answers in told})
    found = []
    for row, answers in told:
        other, words = UUID(answers["other"]), row.opened(opened.key, "words")
        found.append(
            Told(
                row,
                date.fromisoformat(answers["on"]),
                other,
                codes.get(other, ""),
                words.get("why", ""),
                words.get("undone", ""),
            )
        )
    return found[::-1]


def _codes(person: Person, ids: set[UUID]) -> dict[UUID, str]:
    """Codes of files among `ids` that are not hidden from her; a merged one keeps its code."""
    rows = Case.objects.filter(id__in=ids, centre_id__in=person.centres)
    return dict(rows.exclude(hidden_from__contains=[person.staff_id]).values_list("id", "code"))


def merged_into(case: Case) -> list[Case]:
    """Files that went into this one, with their keys: whoever forgets it forgets them too."""
    rows = Case.objects.select_related("data_key").filter(centre_id=case.centre_id, merged_into=case)
    return list(rows.order_by("opened_at"))


def waiting_merges(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[tuple[UUID, UUID]]:
    """Proposals that wait for another person than her, as (merge, file)."""
    rows = opened_records(Merge, person=person, vault=vault, centre_id=centre_id)
    return [
        (row.id, row.case_id) for row in rows if row.state == MergeState.PROPOSED and row.made_by != person.staff_id
    ]

"""Merges of a file: proposed, done, undone; and the files that went into it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, open_to, records_of
from omuz.casework.team.models import Merge
from omuz.casework.team.rules.merging import MergeState
from omuz.foundation.people.access import Person


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


def waiting_merges(person: Person, centre_id: UUID) -> list[tuple[UUID, str]]:
    """Files in which a proposal waits for another person than her, each once, as id and code."""
    rows = Merge.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=MergeState.PROPOSED.value)
    told = rows.exclude(made_by=person.staff_id).order_by("case__code").values_list("case_id", "case__code").distinct()
    return [(case_id, str(code)) for case_id, code in told]

"""Her requests, opened; the minutes and the settings of a centre."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.cases.queries.reading import read_once, rows_of
from omuz.casework.rights.models import KeepingWish, Minutes, NoticeGiven, Restriction, RightsRequest, RightsSetting
from omuz.casework.rights.rules.asking import IN_FORCE, OPEN
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, opened."""

    id: UUID
    code: str
    case_id: UUID
    kind: str
    on: date
    due_on: date | None
    answered_on: date | None
    outcome: str
    words: dict[str, str]
    made_by: UUID
    revision: int

    @property
    def open(self) -> bool:
        return self.answered_on is None


@read_once
def requests_of(file: OpenedCase) -> list[Asked]:
    """Every request in a file, newest first."""
    return [asked_of(file, row) for row in records_of(file.case, RightsRequest)][::-1]


def asked_of(file: OpenedCase, row: RightsRequest) -> Asked:
    """One request of an opened file."""
    words: dict[str, str] = row.opened(file.key, "words")
    return _asked(row, row.opened(file.key, "answers"), file.code, words)


def _asked(row: Any, answers: dict[str, Any], code: str, words: dict[str, str]) -> Asked:
    answered = answers.get("answered_on")
    return Asked(
        id=row.id,
        code=code,
        case_id=row.case_id,
        kind=str(answers["kind"]),
        on=date.fromisoformat(answers["on"]),
        due_on=row.due_on,
        answered_on=date.fromisoformat(answered) if answered else None,
        outcome=str(answers.get("outcome", "")),
        words=words,
        made_by=row.made_by,
        revision=row.revision,
    )


def requests_in(person: Person, *, vault: OpenedVault, centre_id: UUID, codes: dict[UUID, str]) -> list[Asked]:
    """Every request of a centre whose file she may know of, the open ones by their last day, then the answered ones."""
    rows = opened_records(RightsRequest, person=person, vault=vault, centre_id=centre_id)
    found = [_asked(row, row.payload, codes.get(row.case_id, ""), {}) for row in rows]
    waiting = sorted((each for each in found if each.open), key=lambda each: each.due_on or date.max)
    return waiting + sorted((each for each in found if not each.open), key=lambda each: each.on, reverse=True)


def open_requests(person: Person, centre_id: UUID) -> list[RightsRequest]:
    """Requests of a centre that wait for an answer, with their files, by their last day; nothing of them is opened."""
    from omuz.casework.cases.queries.files import open_to

    rows = RightsRequest.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=OPEN)
    return list(rows.select_related("case").order_by("due_on", "id"))


def pause_of(file: OpenedCase) -> Restriction | None:
    """The pause in force; None when there is none."""
    return next((row for row in records_of(file.case, Restriction) if row.state == IN_FORCE), None)


@read_once
def told_of(file: OpenedCase, model: type[CaseRecord]) -> list[dict[str, Any]]:
    """The coded answers of every record of one kind in a file, newest first."""
    return [row.opened(file.key, "answers") for row in rows_of(file, model)][::-1]


def notices_given(file: OpenedCase) -> list[dict[str, Any]]:
    """Which notice was given when and how, newest first."""
    return told_of(file, NoticeGiven)


def wish_of(file: OpenedCase) -> date | None:
    """Until when she wants the file kept, as she said last; None when she said nothing."""
    rows = rows_of(file, KeepingWish)
    return rows[-1].due_on if rows else None


def wish_told(file: OpenedCase) -> dict[str, Any]:
    """What she wished last about keeping the file as its form shows it, `kind` and `until`; empty for nothing."""
    rows = list(records_of(file.case, KeepingWish))
    return {"kind": rows[-1].opened(file.key, "answers")["kind"], "until": rows[-1].due_on} if rows else {}


@dataclass(frozen=True, slots=True)
class ToldMinutes:
    """Minutes, opened: what went on which ground, signed by whom; no woman is in them."""

    id: UUID
    code: str
    made_at: datetime
    answers: dict[str, Any]


def minutes_in(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[ToldMinutes]:
    """Every minutes of a centre, newest first. Raises Http404 and Refused."""
    person.require("rights.destroy", centre_id)
    rows = Minutes.objects.filter(centre_id=centre_id).select_related("data_key").order_by("-made_at", "id")
    return [_told(row, vault) for row in rows]


def minutes_of(person: Person, minutes_id: UUID, *, vault: OpenedVault) -> tuple[UUID, ToldMinutes]:
    """One minutes and the centre it belongs to. Raises Http404 outside her centres, Refused without the right."""
    row = Minutes.objects.select_related("data_key").filter(id=minutes_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    person.require("rights.destroy", row.centre_id)
    return row.centre_id, _told(row, vault)


def _told(row: Minutes, vault: OpenedVault) -> ToldMinutes:
    key = vault.centre(row.centre_id).data_key(row.data_key.id, row.data_key.wrapped)
    return ToldMinutes(row.id, row.code, row.made_at, row.opened(key, "answers"))


def setting_of(centre_id: UUID) -> RightsSetting | None:
    """What the centre has chosen for its papers; None while it has chosen nothing."""
    row: RightsSetting | None = RightsSetting.objects.filter(centre_id=centre_id).first()
    return row

"""Notification decisions and requests by authorities of one file, and the centre's registers by code."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import OpenedCase, open_case, open_to, record_of, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.orders.models import LegalAnswer, LegalRequest, NotificationDecision
from omuz.casework.orders.rules.notification import Weighing
from omuz.casework.orders.rules.requests import Asked, Letter
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True, slots=True)
class OpenedDecision:
    """A weighed duty to notify with its words."""

    record: NotificationDecision
    weighing: Weighing
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """An answer with its words."""

    record: LegalAnswer
    letter: Letter
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """A request with its words and the answers written to it, the newest first."""

    record: LegalRequest
    asked: Asked
    words: dict[str, Any]
    letters: tuple[OpenedLetter, ...] = ()


@read_once
def decisions_of(file: OpenedCase) -> list[OpenedDecision]:
    """Every weighed duty to notify of a file, the newest first."""
    return [_decision(row, file.key) for row in records_of(file.case, NotificationDecision)][::-1]


def _decision(row: NotificationDecision, key: OpenedKey) -> OpenedDecision:
    return OpenedDecision(row, Weighing.from_payload(row.opened(key, "answers")), row.opened(key, "words"))


def decision_of(person: Person, decision_id: UUID, *, vault: OpenedVault) -> tuple[OpenedCase, OpenedDecision]:
    """One decision with its opened file; Http404 where she may not know of the file."""
    row = record_of(person, NotificationDecision, decision_id)
    file = open_case(person, row.case_id, vault=vault)
    return file, _decision(row, file.key)


@read_once
def requests_of(file: OpenedCase) -> list[OpenedRequest]:
    """Every request of a file, the newest first, with its answers."""
    letters = [_letter(row, file.key) for row in records_of(file.case, LegalAnswer)][::-1]
    rows = list(records_of(file.case, LegalRequest))[::-1]
    return [_request(row, file.key, [each for each in letters if each.record.request_id == row.id]) for row in rows]


def _letter(row: LegalAnswer, key: OpenedKey) -> OpenedLetter:
    return OpenedLetter(row, Letter.from_payload(row.opened(key, "answers")), row.opened(key, "words"))


def _request(row: LegalRequest, key: OpenedKey, letters: list[OpenedLetter]) -> OpenedRequest:
    asked = Asked.from_payload(row.opened(key, "answers"))
    return OpenedRequest(row, asked, row.opened(key, "words"), tuple(letters))


def request_of(person: Person, request_id: UUID, *, vault: OpenedVault) -> tuple[OpenedCase, OpenedRequest]:
    """One request with its opened file and its answers; Http404 where she may not know of the file."""
    row = record_of(person, LegalRequest, request_id)
    file = open_case(person, row.case_id, vault=vault)
    rows = LegalAnswer.objects.filter(centre_id=row.centre_id, case=row.case, request=row).order_by("-made_at", "-id")
    return file, _request(row, file.key, [_letter(each, file.key) for each in rows])


def letter_of(person: Person, answer_id: UUID, *, vault: OpenedVault) -> tuple[OpenedCase, OpenedLetter]:
    """One answer with its opened file; Http404 where she may not know of the file."""
    row = record_of(person, LegalAnswer, answer_id)
    file = open_case(person, row.case_id, vault=vault)
    return file, _letter(row, file.key)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a register: by code, nothing of what is inside."""

    id: UUID
    code: str
    state: str
    due_on: date | None
    made_on: date


def register(person: Person, model: type[CaseRecord], centre_id: UUID) -> list[Line]:
    """A register of a centre by code, what still waits first. Raises Refused without the right to lead."""
    person.require("cases.lead", centre_id)
    rows: QuerySet[Any] = model.objects.filter(open_to(person, "case__"), centre_id=centre_id)
    told = rows.order_by("-made_at").values_list("id", "case__code", "state", "due_on", "made_at")
    lines = [Line(found, code, state, due, at.date()) for found, code, state, due, at in told]
    return sorted(lines, key=lambda line: line.state in ("done", "settled", "agreed"))

"""Interviews of one file, opened for the person who may read them, with what they said before each correction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, record_of, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.interviews.actions.versions import said_of
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import Answers, Said, changed_fields
from omuz.casework.interviews.rules.record import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey


@dataclass(frozen=True, slots=True)
class OpenedInterview:
    """A recorded interview and what it says."""

    row: Interview
    said: Said

    @property
    def answers(self) -> Answers:
        return self.said.answers


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: who, when, why, and the names of the fields that became different."""

    by: UUID
    at: datetime
    reason: str
    fields: tuple[str, ...]


def interview_of(person: Person, interview_id: UUID, permission: str = "cases.read") -> Interview:
    """An interview with its file; Http404 where she may not know of the file and for one that was thrown away."""
    interview = record_of(person, Interview, interview_id, permission=permission)
    if interview.state == State.DISCARDED:
        raise Http404
    return interview


def drafts_of(case: Case) -> "QuerySet[Interview]":
    """Unfinished interviews of a file, the latest first."""
    return records_of(case, Interview).filter(state=State.DRAFT.value).order_by("-changed_at")


@read_once
def interviews_of(file: OpenedCase) -> list[OpenedInterview]:
    """The recorded interviews of a file, oldest talk first."""
    rows = records_of(file.case, Interview).filter(state=State.RECORDED.value)
    found = [OpenedInterview(row, said_of(row, file.key)) for row in rows]
    return sorted(found, key=lambda each: (each.answers.on, each.row.made_at))


def corrections_of(interview: Interview, key: OpenedKey, now: Said) -> list[Correction]:
    """Every correction of an interview, newest first; `now` is what it says today."""
    later = now
    told: list[Correction] = []
    for row in interview.versions.order_by("-revision"):
        before = Said(Answers.from_payload(row.opened(key, "answers")), row.opened(key, "words"))
        told.append(Correction(row.by, row.at, row.reason, changed_fields(before, later)))
        later = before
    return told

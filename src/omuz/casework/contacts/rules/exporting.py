"""When the contacts of a centre leave as a file: asked for with a reason, approved by another, taken once."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

OPEN_FOR: Final = timedelta(hours=24)
"""A request lapses unless answered by then, an approval unless the file was taken."""


class ExportState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN = "taken"


class ExportProblem(StrEnum):
    """Why nothing goes out."""

    SAME_PERSON = "export_same_person"
    NOT_OPEN = "export_not_open"


def may_answer(state: str, asked_at: datetime, asked_by: UUID, by: UUID, now: datetime) -> ExportProblem | None:
    """Why `by` cannot answer a request; None where she may."""
    if state != ExportState.ASKED or now - asked_at >= OPEN_FOR:
        return ExportProblem.NOT_OPEN
    return ExportProblem.SAME_PERSON if asked_by == by else None


def may_take(state: str, answered_at: datetime | None, now: datetime) -> ExportProblem | None:
    """Why the file cannot be taken; None where it may."""
    if state != ExportState.APPROVED or answered_at is None or now - answered_at >= OPEN_FOR:
        return ExportProblem.NOT_OPEN
    return None

"""Versions of her safety plan, opened, the one that holds last."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, record_of, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.safety.actions.plans import plan_of
from omuz.casework.safety.models import SafetyPlan
from omuz.casework.safety.rules.plan import Plan, PlanState
from omuz.foundation.people.access import Person


@dataclass(frozen=True, slots=True)
class Version:
    """One written version: its place in the order of writing, and what it says."""

    number: int
    row: SafetyPlan
    plan: Plan


def safety_plan_of(person: Person, plan_id: UUID, permission: str = "cases.read") -> SafetyPlan:
    """A version with its file; Http404 where she may not know of the file and for one that was thrown away."""
    row = record_of(person, SafetyPlan, plan_id, permission=permission)
    if row.state == PlanState.DISCARDED:
        raise Http404
    return row


@read_once
def versions_of(file: OpenedCase) -> list[Version]:
    """Every written version of her plan, the first one first."""
    rows = records_of(file.case, SafetyPlan).filter(state=PlanState.WRITTEN.value).order_by("changed_at", "id")
    return [Version(number, row, plan_of(row, file.key)) for number, row in enumerate(rows, start=1)]


def plan_drafts_of(case: Case) -> "QuerySet[SafetyPlan]":
    """Unfinished versions of a file, the latest first."""
    return records_of(case, SafetyPlan).filter(state=PlanState.DRAFT.value).order_by("-changed_at")

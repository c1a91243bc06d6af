"""Colleagues, who leads, and how much each carries; numbers for inside the centre only."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from omuz.casework.appointments.queries.door import workers_at
from omuz.casework.appointments.queries.panel import due_counts
from omuz.casework.appointments.rules.slots import Worker
from omuz.casework.cases.queries.files import open_to, visible_cases
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.cases.rules.steps import OPEN
from omuz.casework.services.models import ServiceSession
from omuz.casework.services.rules.sessions import SessionState
from omuz.casework.team.models import Decision
from omuz.casework.team.rules.meeting import DecisionState
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Post
from omuz.foundation.people.rules import PERMISSIONS
from omuz.foundation.vault.opened import OpenedVault


def leads_at(centre_id: UUID) -> list[UUID]:
    """Who leads a centre today, the longest in office first."""
    today = timezone.localdate()
    posts = Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        centre_id=centre_id,
        role__in=PERMISSIONS["cases.lead"],
        starts_on__lte=today,
        staff__is_active=True,
    )
    return list(dict.fromkeys(posts.order_by("starts_on", "id").values_list("staff_id", flat=True)))


@dataclass(frozen=True, slots=True)
class Load:
    """What one colleague carries, on files the reader may know of; a number to share work by, not to judge by."""

    worker: Worker
    files: int
    sessions: int
    due: int
    late: int
    decisions: int


def workload(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[Load]:
    """Every colleague with her open files, sessions of this month, promises and decisions due; by name."""
    files = Counter(visible_cases(person, centre_id).filter(state__in=OPEN).values_list("holder_id", flat=True))
    due = due_counts(person, centre_id=centre_id, day=day)
    decided = Counter(
        Decision.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=DecisionState.OPEN).values_list(
            "worker_id", flat=True
        )
    )
    sessions = _sessions(person, vault=vault, centre_id=centre_id, month=day.isoformat()[:7])
    return [
        Load(
            worker=each,
            files=files[each.id],
            sessions=sessions[each.id],
            due=due.get(each.id, (0, 0))[0],
            late=due.get(each.id, (0, 0))[1],
            decisions=decided[each.id],
        )
        for each in workers_at(centre_id)
    ]


def _sessions(person: Person, *, vault: OpenedVault, centre_id: UUID, month: str) -> Counter[UUID]:
    told: Counter[UUID] = Counter()
    for row in opened_records(ServiceSession, person=person, vault=vault, centre_id=centre_id):
        worker = row.payload.get("worker")
        if row.state == SessionState.RECORDED and worker and str(row.payload.get("on", "")).startswith(month):
            told[UUID(worker)] += 1
    return told


def unheld(person: Person, centre_id: UUID) -> list[tuple[UUID, str]]:
    """Open files nobody holds, as id and code: they wait for the coordinator."""
    rows = visible_cases(person, centre_id).filter(state__in=OPEN, holder_id__isnull=True)
    return list(rows.order_by("code").values_list("id", "code"))

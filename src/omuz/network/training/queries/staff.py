"""Who works with women at a centre today: those whose trainings count."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.models import Post
from omuz.foundation.people.rules import ROLES, Rows


@dataclass(frozen=True)
class Worker:
    """One worker of a centre, and the day her first post there began."""

    staff_id: UUID
    name: str
    profession: str
    since: date
    centre_id: UUID


TEAM = tuple(role.value for role, rule in ROLES.items() if rule.rows is Rows.CENTRE)


def workers_of(centre_id: UUID, day: date) -> list[Worker]:
    """Counsellors and coordinators of one centre on a day, by name."""
    return workers([centre_id], day)


def workers(centre_ids: list[UUID], day: date) -> list[Worker]:
    """The same for several centres; who holds two posts at a centre is there once."""
    rows = (
        Post.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            centre_id__in=centre_ids,
            role__in=TEAM,
            starts_on__lte=day,
            staff__is_active=True,
        )
        .values("staff_id", "staff__full_name", "staff__profession", "centre_id")
        .annotate(since=Min("starts_on"))
    )
    found = [
        Worker(row["staff_id"], row["staff__full_name"], row["staff__profession"], row["since"], row["centre_id"])
        for row in rows
    ]
    return sorted(found, key=lambda worker: sort_key(worker.name))

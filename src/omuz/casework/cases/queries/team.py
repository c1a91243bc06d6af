"""Colleagues who may hold a file, and the names of those who did."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.models import Post
from omuz.foundation.people.rules import PERMISSIONS


def colleagues_of(case: Case, today: date | None = None) -> list[tuple[UUID, str]]:
    """Who may hold this file: members of its team who may see it, in Turkish alphabetical order of their names."""
    day = today or timezone.localdate()
    posts = Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        centre_id=case.centre_id,
        starts_on__lte=day,
        role__in=[role.value for role in PERMISSIONS["cases.write"]],
        staff__is_active=True,
    )
    named = dict(posts.values_list("staff_id", "staff__full_name"))
    may = {staff_id: name for staff_id, name in named.items() if _may_see(case, staff_id)}
    return sorted(may.items(), key=lambda each: turkish.sort_key(each[1]))


def _may_see(case: Case, staff_id: UUID) -> bool:
    return staff_id not in case.hidden_from and (case.only_for is None or staff_id in case.only_for)

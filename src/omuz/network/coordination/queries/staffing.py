"""How many people work in each directorate, as its page tells; other rooms ask for it by name, through the settings."""

from collections.abc import Iterable
from uuid import UUID

from omuz.network.coordination.models import Unit


def staff_counts(municipality_ids: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    """(municipality, directorate's code) → staff, where it is written; rows the database opens to the reader."""
    rows = Unit.objects.filter(workspace__municipality_id__in=set(municipality_ids), staff_count__gte=1)
    return {
        (row["workspace__municipality_id"], row["key"]): row["staff_count"]
        for row in rows.values("workspace__municipality_id", "key", "staff_count")
    }

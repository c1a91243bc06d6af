"""Staff of directorates: what was written of a year, and the numbers their own pages already hold."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.models import Organisation
from omuz.network.training.models import DirectorateYear


def known_staff(organisation_ids: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    """(municipality, directorate) → staff, as the room of the municipalities tells it."""
    told: dict[tuple[UUID, str], int] = import_string(settings.UNIT_STAFF_SOURCE)(organisation_ids)
    return told


def not_yet_counted(organisations: Iterable[Organisation], rows: Iterable[DirectorateYear]) -> list[tuple[str, str]]:
    """Municipality and the directorates whose staff is known while nothing is written of their training in the year."""
    owners = {owner.id: owner.name for owner in organisations}
    written = {(row.organisation_id, row.directorate) for row in rows}
    open_ones: dict[str, list[str]] = {}
    for (owner, code), staff in known_staff(owners).items():
        if (owner, code) not in written:
            open_ones.setdefault(owners[owner], []).append(f"{label_of('directorate', code)} ({staff})")
    return [(name, ", ".join(sorted(open_ones[name], key=sort_key))) for name in sorted(open_ones, key=sort_key)]

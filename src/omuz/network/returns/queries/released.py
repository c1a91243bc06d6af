"""What a director sees: totals her centres released, and nothing that was not."""

from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.network.returns.models import Release


def released(person: Person) -> list[Release]:
    """Releases of the person's organisations, newest quarter first, then by centre."""
    rows = Release.objects.filter(organisation_id__in=person.organisations)
    return list(rows.order_by("-quarter", "centre_id"))


def released_one(person: Person, release_id: UUID) -> Release:
    """One release; raises Http404 for any other, withdrawn ones included."""
    found: Release | None = Release.objects.filter(pk=release_id, organisation_id__in=person.organisations).first()
    if found is None:
        raise Http404
    return found

"""What this room can show for a programme: the editions published between its days."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.insight.reports.content.blocks import filled
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import names_of, report_type_of


def editions(person: Person, first: date, last: date) -> Iterator[tuple[UUID, str, date, int]]:
    """Published editions that were not withdrawn, one each. Raises Refused."""
    person.require("reports.read")
    for row in Edition.objects.filter(state=Edition.State.PUBLISHED).order_by("published_at"):
        on = timezone.localtime(row.published_at).date()
        if first <= on <= last:
            title = filled(report_type_of(row).title.say(), {**names_of(row), "year": str(row.year)})
            yield row.id, f"{title}, {row.year}/{row.number}, {day(on)}", on, 1

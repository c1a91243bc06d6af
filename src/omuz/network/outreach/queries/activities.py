"""Activities of a centre and of the network in a year, by kind and by centre; nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.outreach.models import Activity
from omuz.network.outreach.rules import Sums, sums


@dataclass(frozen=True)
class KindLine:
    """One kind of activity in words, with what was done and reached."""

    title: str
    sums: Sums


@dataclass(frozen=True)
class CentreLine:
    """One centre; `last` is the day of its newest activity of the year, None for a centre that wrote nothing."""

    name: str
    sums: Sums
    last: date | None


def years(person: Person, today: date) -> list[int]:
    """This year and every year with activities she may read, newest first. Raises Refused."""
    person.require("outreach.read")
    found = {day.year for day in Activity.objects.dates("on", "year")}
    return sorted({today.year, *found}, reverse=True)


def of_centre(person: Person, centre_id: UUID, year: int) -> list[Activity]:
    """The activities of her centre in a year, newest first. Raises Http404 and Refused."""
    person.require("outreach.write", centre_id)
    return list(Activity.objects.filter(centre_id=centre_id, on__year=year))


def of_network(person: Person, year: int) -> list[Activity]:
    """The activities of every centre in a year, newest first. Raises Refused."""
    person.require("network.dashboard")
    return list(Activity.objects.filter(on__year=year))


def activity_of(person: Person, activity_id: UUID) -> Activity:
    """One activity of a centre of hers; raises Http404 and Refused."""
    row: Activity | None = Activity.objects.filter(pk=activity_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    person.require("outreach.write", row.centre_id)
    return row


def by_kind(rows: Sequence[Activity]) -> list[KindLine]:
    """Kinds in the order of their list; a kind nobody did is left out."""
    told = code_list("outreach_kind")
    lines = [KindLine(told.label(code), sums(row for row in rows if row.kind == code)) for code in told.codes]
    return [line for line in lines if line.sums.activities]


def by_centre(rows: Sequence[Activity]) -> list[CentreLine]:
    """Every centre in alphabetical order, those that wrote nothing too."""
    lines = []
    for centre in sorted(Centre.objects.all(), key=lambda each: sort_key(each.name)):
        own = [row for row in rows if row.centre_id == centre.id]
        lines.append(CentreLine(centre.name, sums(own), max((row.on for row in own), default=None)))
    return lines

"""Coverage: whose trainings hold, counted by centre and course; and the rows the indicators count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.insight.indicators.facts import Facts
from omuz.network.training.facts import Counts, Due, Supervised, directorate_facts, supervision_facts, training_facts
from omuz.network.training.models import DirectorateYear, SupervisionYear
from omuz.network.training.queries.catalogue import Course, required_courses
from omuz.network.training.queries.staff import Worker, workers, workers_of
from omuz.network.training.queries.valid import Taken, standing_in, taken_by
from omuz.network.training.rules import Standing

GOOD = (Standing.VALID, Standing.SOON)


@dataclass(frozen=True)
class WorkerLine:
    """One worker of her coordinator's centre: her standing in each required course, and her hours of a year."""

    worker: Worker
    standings: tuple[tuple[Course, Standing], ...]
    hours: int


@dataclass(frozen=True)
class CentreLine:
    """One centre for the network: for each required course how many of its workers hold it validly."""

    centre: Centre
    workers: int
    holding: tuple[int, ...]


def centre_lines(person: Person, centre_id: UUID, today: date) -> list[WorkerLine]:
    """The workers of her centre by name; only for its coordinator. Raises as `Person.require`."""
    person.require("training.elsewhere", centre_id)
    team = workers_of(centre_id, today)
    rows = taken_by(worker.staff_id for worker in team)
    return [
        WorkerLine(
            worker,
            tuple((course, standing_in(rows, worker.staff_id, course.code, today)) for course in required_courses()),
            hours_since(rows, worker.staff_id, date(today.year - 1, today.month, min(today.day, 28)), today),
        )
        for worker in team
    ]


def hours_since(rows: Iterable[Taken], staff_id: UUID, first: date, last: date) -> int:
    """Hours somebody was trained between two days, both included."""
    return sum(each.hours for each in rows if each.staff_id == staff_id and first <= each.ended_on <= last)


def network_lines(person: Person, today: date) -> list[CentreLine]:
    """Every centre with its counts, no worker named; for the network's coordinator. Raises Refused."""
    person.require("network.dashboard")
    courses = required_courses()
    centres = list(Centre.objects.order_by("name"))
    team = workers([centre.id for centre in centres], today)
    held = _held(team, today)
    found = []
    for centre in centres:
        own = [worker.staff_id for worker in team if worker.centre_id == centre.id]
        holding = tuple(sum((staff_id, course.code) in held for staff_id in own) for course in courses)
        found.append(CentreLine(centre, len(own), holding))
    return found


def _held(team: list[Worker], day: date) -> set[tuple[UUID, str]]:
    rows: dict[UUID, list[Taken]] = {}
    for each in taken_by(worker.staff_id for worker in team):
        rows.setdefault(each.staff_id, []).append(each)
    return {
        (staff_id, course.code)
        for staff_id, own in rows.items()
        for course in required_courses()
        if standing_in(own, staff_id, course.code, day) in GOOD
    }


def staff_trainings_of_year(person: Person, year: int) -> Facts:
    """One row a required course a worker, as it stands at the year's end or today. Raises Refused."""
    person.require("network.dashboard")
    day = min(timezone.localdate(), date(year, 12, 31))
    centres = list(Centre.objects.select_related("organisation"))
    team = workers([centre.id for centre in centres], day)
    held = _held(team, day)
    by_id = {centre.id: centre for centre in centres}
    rows = [
        Due(
            by_id[worker.centre_id].code,
            by_id[worker.centre_id].organisation.kind,
            course.code,
            (worker.staff_id, course.code) in held,
        )
        for worker in team
        for course in required_courses()
    ]
    return training_facts(rows, year)


def directorate_staff_of_year(person: Person, year: int) -> Facts:
    """One row a staff place of a directorate, from the newest counts of each. Raises Refused."""
    person.require("network.dashboard")
    return directorate_facts([Counts(row.directorate, row.staff, row.trained) for row in directorate_years(year)], year)


def supervision_of_year(person: Person, year: int) -> Facts:
    """One row a centre that wrote its hours of supervision. Raises Refused."""
    person.require("network.dashboard")
    newest = {row.centre_id: row for row in SupervisionYear.objects.filter(year=year).order_by("made_at")}
    centres = Centre.objects.filter(pk__in=newest).select_related("organisation")
    rows = [
        Supervised(centre.code, centre.organisation.kind, newest[centre.id].hours, newest[centre.id].workers)
        for centre in centres
    ]
    return supervision_facts(rows, year)


def supervision_years(centre_id: UUID) -> list[SupervisionYear]:
    """The newest numbers of each year of one centre, newest year first."""
    newest = {row.year: row for row in SupervisionYear.objects.filter(centre_id=centre_id).order_by("made_at")}
    return [newest[year] for year in sorted(newest, reverse=True)]


def directorate_years(year: int) -> list[DirectorateYear]:
    """The newest counts of each directorate of a year."""
    newest: dict[tuple[UUID, str], DirectorateYear] = {}
    for row in DirectorateYear.objects.filter(year=year).order_by("made_at"):
        newest[row.organisation_id, row.directorate] = row
    return list(newest.values())


@dataclass(frozen=True)
class DirectorateLine:
    """A directorate in words with its two counts."""

    label: str
    staff: int
    trained: int


def directorate_lines(year: int) -> list[tuple[Organisation, list[DirectorateLine]]]:
    """Municipalities with the counts of their directorates, by name."""
    rows = directorate_years(year)
    owners = Organisation.objects.filter(pk__in={row.organisation_id for row in rows}).order_by("name")
    return [
        (
            owner,
            [
                DirectorateLine(label_of("directorate", row.directorate), row.staff, row.trained)
                for row in rows
                if row.organisation_id == owner.id
            ],
        )
        for owner in owners
    ]

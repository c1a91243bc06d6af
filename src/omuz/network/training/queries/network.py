"""Coverage: whose trainings hold, counted by centre and course; and the rows the indicators count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.insight.indicators.facts import Facts
from omuz.network.training.facts import Counts, Due, Supervised, directorate_facts, supervision_facts, training_facts
from omuz.network.training.models import DirectorateYear, SupervisionYear
from omuz.network.training.queries.catalogue import Course, required_courses
from omuz.network.training.queries.staff import Worker, workers, workers_of
from omuz.network.training.queries.valid import Taken, standing_in, taken_by, until_in
from omuz.network.training.rules import INDUCTION_HOURS, REFRESHER_HOURS, YEAR_DAYS, Standing

GOOD = (Standing.VALID, Standing.SOON)


@dataclass(frozen=True)
class WorkerLine:
    """One worker of her coordinator's centre: her standing in each required course, and her hours of a year."""

    worker: Worker
    standings: tuple[tuple[Course, Standing, date | None], ...]
    """Course, how she stands, and its last day where it has one."""
    hours: int


@dataclass(frozen=True)
class CentreLine:
    """One centre for the network: for each required course how many of its workers hold it validly."""

    centre: Centre
    workers: int
    holding: tuple[int, ...]
    refreshed: int
    """Workers with the sixteen hours of criterion C5."""
    begun: int
    induced: int
    """Of those who began in the last twelve months, how many have the thirty hours of criterion C4."""


def centre_lines(person: Person, centre_id: UUID, today: date) -> list[WorkerLine]:
    """The workers of her centre by name; only for its coordinator. Raises as `Person.require`."""
    person.require("training.elsewhere", centre_id)
    team = workers_of(centre_id, today)
    rows = taken_by(worker.staff_id for worker in team)
    return [
        WorkerLine(
            worker,
            tuple(
                (
                    course,
                    standing_in(rows, worker.staff_id, course.code, today),
                    until_in(rows, worker.staff_id, course.code),
                )
                for course in required_courses()
            ),
            hours_since(rows, worker.staff_id, today - timedelta(days=YEAR_DAYS), today),
        )
        for worker in team
    ]


def hours_since(rows: Iterable[Taken], staff_id: UUID, first: date, last: date) -> int:
    """Hours somebody was trained between two days, both included."""
    return sum(each.hours for each in rows if each.staff_id == staff_id and first <= each.ended_on <= last)


def network_lines(person: Person, today: date) -> list[CentreLine]:
    """Every centre with its counts, no worker named; for the network's coordinator. Raises Refused."""
    person.require("network.dashboard")
    centres = sorted(Centre.objects.all(), key=lambda row: sort_key(row.name))
    team = workers([centre.id for centre in centres], today)
    taken = taken_by(worker.staff_id for worker in team)
    held = _held(taken, today)
    return [
        _line(centre, [each for each in team if each.centre_id == centre.id], taken, held, today) for centre in centres
    ]


def _line(
    centre: Centre, own: list[Worker], taken: list[Taken], held: set[tuple[UUID, str]], today: date
) -> CentreLine:
    new = begun_lately(own, today)
    return CentreLine(
        centre,
        len(own),
        tuple(sum((worker.staff_id, course.code) in held for worker in own) for course in required_courses()),
        len(refreshed(own, taken, today)),
        len(new),
        len(induced(new, taken, today)),
    )


def begun_lately(team: Iterable[Worker], today: date) -> list[Worker]:
    """Who began at the centre in the last twelve months."""
    return [worker for worker in team if (today - worker.since).days < YEAR_DAYS]


def induced(team: Iterable[Worker], rows: Sequence[Taken], today: date) -> list[Worker]:
    """Who of them has the hours of criterion C4, from a year before she began."""
    return [
        worker
        for worker in team
        if hours_since(rows, worker.staff_id, worker.since - timedelta(days=YEAR_DAYS), today) >= INDUCTION_HOURS
    ]


def refreshed(team: Iterable[Worker], rows: Sequence[Taken], today: date) -> list[Worker]:
    """Who of them has the hours of criterion C5 in the last twelve months."""
    first = today - timedelta(days=YEAR_DAYS)
    return [worker for worker in team if hours_since(rows, worker.staff_id, first, today) >= REFRESHER_HOURS]


def _held(taken: Iterable[Taken], day: date) -> set[tuple[UUID, str]]:
    rows: dict[UUID, list[Taken]] = {}
    for each in taken:
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
    held = _held(taken_by(worker.staff_id for worker in team), day)
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
    found = Organisation.objects.filter(pk__in={row.organisation_id for row in rows})
    owners = sorted(found, key=lambda row: sort_key(row.name))
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

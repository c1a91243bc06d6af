"""Steps of improvement by their day, and the register of policy documents with its matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.standards.models import Improvement, PolicyDocument
from omuz.network.standards.rules.content import Chapter, Content


@dataclass(frozen=True)
class StepLine:
    """A step with its criterion's title and whether its day, or the day to look again, has passed."""

    row: Improvement
    title: str
    centre: str
    overdue: bool
    to_check: bool


def step_lines(person: Person, content: Content | None, today: date, *, everything: bool = False) -> list[StepLine]:
    """Steps of her centres, or of all for the network, open ones by due day first, then those to look at again."""
    rows = Improvement.objects.all()
    if not person.sees_network:
        rows = rows.filter(centre_id__in=person.centres)
    names = dict(Centre.objects.values_list("id", "name"))
    lines = [_line(row, content, names.get(row.centre_id, ""), today) for row in rows]
    kept = [line for line in lines if everything or line.row.state == Improvement.State.OPEN or line.to_check]
    return sorted(kept, key=lambda line: (line.row.state != Improvement.State.OPEN, line.row.until, line.row.code))


def _line(row: Improvement, content: Content | None, centre: str, today: date) -> StepLine:
    criterion = content.find(row.code) if content else None
    return StepLine(
        row=row,
        title=criterion.title["tr"] if criterion else "",
        centre=centre,
        overdue=row.state == Improvement.State.OPEN and row.until < today,
        to_check=row.state != Improvement.State.DROPPED and row.check_on is not None and row.check_on <= today,
    )


def step_of(person: Person, step_id: UUID) -> Improvement:
    """One step of one of her centres; raises Http404 for any other."""
    found: Improvement | None = Improvement.objects.filter(pk=step_id, centre_id__in=person.centres).first()
    if found is None:
        raise Http404
    return found


def document_of(person: Person, document_id: UUID) -> PolicyDocument:
    """One document of the register; raises Http404 when it is not there."""
    person.require("standards.read")
    found: PolicyDocument | None = PolicyDocument.objects.filter(pk=document_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Town:
    """One municipality with its documents and, for each chapter, the documents that speak to it."""

    organisation: Organisation
    documents: Sequence[PolicyDocument]
    cells: Sequence[tuple[Chapter, Sequence[tuple[PolicyDocument, str]]]]

    @property
    def gaps(self) -> list[str]:
        """Chapters no document speaks to."""
        return [chapter.code for chapter, found in self.cells if not found]


def matrix(person: Person, content: Content, organisation_id: UUID | None = None) -> list[Town]:
    """Chapter × document for each municipality, by name; one without documents is a row of gaps."""
    person.require("standards.read")
    towns = Organisation.objects.order_by("name")
    if organisation_id:
        towns = towns.filter(pk=organisation_id)
    held: dict[UUID, list[PolicyDocument]] = {}
    for row in PolicyDocument.objects.all():
        held.setdefault(row.organisation_id, []).append(row)
    return [
        Town(
            town,
            held.get(town.id, []),
            [
                (
                    chapter,
                    [
                        (row, row.chapters[chapter.code])
                        for row in held.get(town.id, [])
                        if chapter.code in row.chapters
                    ],
                )
                for chapter in content.chapters
            ],
        )
        for town in towns
    ]

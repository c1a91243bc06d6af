"""Workspaces as a person may see them: whose they are, who writes them, how far they have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.models import Lesson, Step, Unit, Workspace
from omuz.network.coordination.queries.catalogue import Stage, stages
from omuz.network.coordination.rules.states import Standing


@dataclass(frozen=True)
class Line:
    """One municipality in the list; `workspace` is None where it has not begun."""

    municipality: Organisation
    workspace: Workspace | None
    stage: Stage | None
    units: int = 0
    done: int = 0
    late: int = 0
    steps: int = 0


def workspace_of(person: Person, workspace_id: UUID) -> Workspace:
    """A workspace she may read; Http404 for none. Raises Refused."""
    person.require("coordination.read")
    rows = Workspace.objects.select_related("municipality").filter(pk=workspace_id)
    if only_own(person):
        rows = rows.filter(municipality_id__in=person.organisations)
    found: Workspace | None = rows.first()
    if found is None:
        raise Http404
    return found


def only_own(person: Person) -> bool:
    """Whether she sees her own municipality alone: a director without a post at a centre or in the network."""
    return not (person.centres or person.edits_network or person.sees_network)


def writes(person: Person, workspace: Workspace) -> bool:
    """Whether she writes this workspace: the network any, a coordinator her municipality's."""
    if not person.may("coordination.write"):
        return False
    return person.sees_network or workspace.municipality_id in own_municipalities(person)


def own_municipalities(person: Person) -> frozenset[UUID]:
    """Municipalities whose centres she coordinates."""
    held = person.centres_where("coordination.write")
    return frozenset(post.organisation_id for post in held if post.organisation_id)


def centre_for(person: Person, workspace: Workspace) -> UUID | None:
    """The centre in whose log her act stands; None for the network's own."""
    if person.sees_network:
        return None
    held = person.centres_where("coordination.write")
    return next((post.centre_id for post in held if post.organisation_id == workspace.municipality_id), None)


def may_begin(person: Person) -> list[Organisation]:
    """Municipalities she may open a workspace for: those without one, for a coordinator only her own."""
    if not person.may("coordination.write"):
        return []
    rows = Organisation.objects.exclude(kind=Organisation.Kind.NGO).filter(coordination__isnull=True)
    if not person.sees_network:
        rows = rows.filter(pk__in=own_municipalities(person))
    return sorted(rows, key=lambda row: sort_key(row.name))


def listed(person: Person, today: date) -> list[Line]:
    """Every municipality she may see, those furthest first, those not begun at the end. Raises Refused."""
    person.require("coordination.read")
    halls = Organisation.objects.exclude(kind=Organisation.Kind.NGO)
    if only_own(person):
        halls = halls.filter(pk__in=person.organisations)
    spaces = {row.municipality_id: row for row in Workspace.objects.select_related("municipality")}
    lines = [_line(hall, spaces.get(hall.id), today) for hall in halls]
    return sorted(
        lines, key=lambda line: (-(line.stage.number if line.stage else -1), sort_key(line.municipality.name))
    )


def _line(hall: Organisation, space: Workspace | None, today: date) -> Line:
    if space is None:
        return Line(hall, None, None)
    told = [row.standing(today) for row in Step.objects.filter(workspace=space)]
    return Line(
        hall, space, stages()[space.stage], Unit.objects.filter(workspace=space).count(),
        told.count(Standing.DONE), told.count(Standing.LATE), len(told),
    )  # fmt: skip


def unit_of(workspace: Workspace, unit_id: UUID) -> Unit:
    """A directorate of this workspace; Http404 for another's."""
    found: Unit | None = Unit.objects.filter(workspace=workspace, pk=unit_id).first()
    if found is None:
        raise Http404
    return found


def lessons(workspace: Workspace) -> Iterable[Lesson]:
    """What was learnt, the newest first."""
    return list(Lesson.objects.filter(workspace=workspace))

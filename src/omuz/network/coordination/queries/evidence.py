"""What this room can show for a programme: focus groups that were held, and stages municipalities came to."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.network.coordination.models import FocusGroup, StageReached
from omuz.network.coordination.queries.catalogue import stages

Shown = tuple[UUID, str, date, int]


def focus_groups(person: Person, first: date, last: date) -> Iterator[Shown]:
    """Groups that sat between two days, one each; how many sat there is told by the room itself. Raises Refused."""
    person.require("coordination.read")
    rows = FocusGroup.objects.filter(on__range=(first, last), came__isnull=False, called_off_why="")
    for row in rows.select_related("unit", "workspace__municipality"):
        yield row.id, f"{row.workspace.municipality.name}, {row.unit.name}, {day(row.on)}", row.on, 1


def stages_reached(person: Person, first: date, last: date) -> Iterator[Shown]:
    """The newest row of each municipality's stages that came between two days; the number is one. Raises Refused."""
    person.require("coordination.read")
    titles = {stage.number: stage.name.say() for stage in stages()}
    rows = StageReached.objects.filter(on__range=(first, last)).select_related("workspace__municipality")
    newest = {row.workspace_id: row for row in rows.order_by("on", "made_at")}
    for row in newest.values():
        title = titles.get(row.stage, str(row.stage))
        yield row.workspace_id, f"{row.workspace.municipality.name}: {title}, {day(row.on)}", row.on, 1

"""Focus groups as their pages show them: the plan, the notes, themes across groups, the sheets of the units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import CENTRE
from omuz.network.coordination.models import (
    FocusGroup,
    FocusNote,
    JointSession,
    SheetAction,
    Unit,
    UnitSheet,
    Workspace,
)
from omuz.network.coordination.queries.guide import Asked, frame, guide_of
from omuz.network.coordination.queries.workspaces import workspace_of

SMALL = CENTRE.threshold
"""A group of fewer stands in no table by itself."""
_COLUMNS = 2
"""A quote stands beside its theme only where so many columns speak of it."""


def group_of(person: Person, group_id: UUID) -> FocusGroup:
    """A group with its unit; Http404 where there is none for her."""
    rows = FocusGroup.objects.select_related("unit", "workspace__municipality")
    found: FocusGroup | None = rows.filter(pk=group_id).first()
    if found is None:
        raise Http404
    workspace_of(person, found.workspace_id)
    return found


def unit_of(person: Person, unit_id: UUID) -> Unit:
    """A unit with its workspace; Http404 where there is none for her."""
    found: Unit | None = Unit.objects.select_related("workspace__municipality").filter(pk=unit_id).first()
    if found is None:
        raise Http404
    workspace_of(person, found.workspace_id)
    return found


def action_of(person: Person, action_id: UUID) -> SheetAction:
    """An action of a sheet; Http404 where there is none for her."""
    rows = SheetAction.objects.select_related("sheet__unit", "sheet__workspace__municipality")
    found: SheetAction | None = rows.filter(pk=action_id).first()
    if found is None:
        raise Http404
    workspace_of(person, found.sheet.workspace_id)
    return found


@dataclass(frozen=True)
class UnitLine:
    """A directorate in the plan: its groups, its newest sheet, and the levels without a group."""

    unit: Unit
    groups: Sequence[FocusGroup]
    sheet: UnitSheet | None
    missing: Sequence[str]


def plan_of(workspace: Workspace) -> list[UnitLine]:
    """Every directorate with its groups, in the order of the workspace."""
    groups = list(workspace.groups.select_related("unit"))
    sheets = {row.unit_id: row for row in workspace.sheets.order_by("version")}
    lines = []
    for unit in workspace.units.all():
        own = [row for row in groups if row.unit_id == unit.id]
        there = {row.level for row in own if row.state != "called_off"}
        missing = [str(each.title) for each in frame().levels if each.code not in there]
        lines.append(UnitLine(unit, own, sheets.get(unit.id), missing))
    return lines


@dataclass(frozen=True)
class QuestionNotes:
    """A question of the guide with what was said to it."""

    asked: Asked
    notes: Sequence[FocusNote]


def notes_of(group: FocusGroup) -> list[QuestionNotes]:
    """The notes of a group under the questions of its municipality's guide."""
    rows = list(group.notes.all())
    return [
        QuestionNotes(asked, [row for row in rows if row.question == asked.code])
        for asked in guide_of(group.workspace).questions
    ]


@dataclass(frozen=True)
class ThemeRow:
    """A theme: notes in each shown column, and in all of them."""

    code: str
    title: str
    means: str
    numbers: Sequence[int]
    total: int
    quotes: Sequence[str]
    finding: str


@dataclass(frozen=True)
class Synthesis:
    """Themes across groups. `left_out` groups are too small to stand anywhere; `pooled` ones stand together.

    `loose` quotes stand under no theme, because a single column speaks of it and would be theirs.
    """

    columns: Sequence[str]
    rows: Sequence[ThemeRow]
    shown: int
    pooled: int
    left_out: int
    uncoded: int
    loose: Sequence[str]

    @property
    def quoted(self) -> bool:
        return bool(self.loose) or any(row.quotes for row in self.rows)


def findings_of(workspace: Workspace) -> list[tuple[str, str]]:
    """What was learnt, theme by theme in the order of the frame."""
    told = {row.theme: row.words for row in workspace.findings.all()}
    return [(str(each.title), told[each.code]) for each in frame().themes if each.code in told]


def synthesis(workspace: Workspace) -> Synthesis:
    """Notes by theme and group, where a group of fewer than `SMALL` is never a column by itself.

    Small groups stand together where at least two of them come to `SMALL`; otherwise they are left out of every sum,
    because the sum less the columns would be the one group. Quotes bear neither group nor directorate.
    """
    held = [row for row in workspace.groups.select_related("unit") if row.came is not None]
    large = [row for row in held if (row.came or 0) >= SMALL]
    small = [row for row in held if (row.came or 0) < SMALL]
    together = len(small) > 1 and sum(row.came or 0 for row in small) >= SMALL
    sets = [[row] for row in large] + ([small] if together else [])
    columns = [group_title(row) for row in large] + ([_("Küçük gruplar birlikte")] if together else [])
    notes = list(FocusNote.objects.filter(group__in=[row for each in sets for row in each]))
    findings = {row.theme: row.words for row in workspace.findings.all()}
    rows, loose = [], set[str]()
    for theme in frame().themes:
        told = [row for row in notes if theme.code in row.codes]
        numbers = [sum(1 for row in told if row.group_id in {each.id for each in column}) for column in sets]
        # In the order of the alphabet: the order of the groups would tell who said it.
        quotes = sorted({row.words for row in told if row.quotable}, key=sort_key)
        if sum(1 for number in numbers if number) < _COLUMNS:
            loose |= set(quotes)
            quotes = []
        rows.append(
            ThemeRow(
                theme.code,
                str(theme.title),
                str(theme.means or ""),
                numbers,
                len(told),
                quotes,
                findings.get(theme.code, ""),
            )
        )
    uncoded = sum(1 for row in notes if not row.codes)
    left_out = 0 if together else len(small)
    apart = sorted(loose - {words for row in rows for words in row.quotes}, key=sort_key)
    return Synthesis(columns, rows, len(large), len(small) if together else 0, left_out, uncoded, apart)


def group_title(group: FocusGroup) -> str:
    """A group in a table: directorate and level."""
    return f"{group.unit.name} · {frame().level(group.level)}"


def newest_sheet(unit: Unit) -> UnitSheet | None:
    """The sheet that counts; None while there is none."""
    found: UnitSheet | None = unit.sheets.order_by("-version").first()
    return found


def sheets_of(workspace: Workspace) -> list[tuple[Unit, UnitSheet | None]]:
    """Every unit with its newest sheet."""
    return [(line.unit, line.sheet) for line in plan_of(workspace)]


@dataclass(frozen=True)
class JointLine:
    """A joint session with the names of the units that were there."""

    row: JointSession
    units: Sequence[str]


def joint_sessions(workspace: Workspace) -> list[JointLine]:
    """The joint sessions, the latest first."""
    names = {str(unit.id): unit.name for unit in workspace.units.all()}
    return [JointLine(row, _names(row.present, names)) for row in workspace.joint_sessions.all()]


def _names(ids: Iterable[str], names: dict[str, str]) -> list[str]:
    return [names[each] for each in ids if each in names]

"""The plan of action: filtered, by state, and drawn over the months."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404

from omuz.network.coordination.models import Step, Workspace
from omuz.network.coordination.rules.states import Standing

ORDER = (Standing.LATE, Standing.STARTED, Standing.PLANNED, Standing.DONE, Standing.DROPPED)


@dataclass(frozen=True)
class Line:
    """An action and how it stands today; `days_late` is 0 where it is not late."""

    step: Step
    standing: Standing
    days_late: int


@dataclass(frozen=True)
class Wanted:
    """What the list was narrowed to; empty is everything."""

    unit: str = ""
    standing: str = ""
    words: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> "Wanted":
        return cls(given.get("birim", ""), given.get("durum", ""), given.get("ara", "").strip()[:80])

    @property
    def narrows(self) -> bool:
        return bool(self.unit or self.standing or self.words)


@dataclass(frozen=True)
class Bar:
    """An action on the drawing: where it begins and how long it is, in thousandths of the width."""

    line: Line
    left: int
    width: int
    row: int


@dataclass(frozen=True)
class Month:
    """A month at the top of the drawing."""

    first: date
    left: int


@dataclass(frozen=True)
class Drawing:
    """Actions as bars over the months between the first beginning and the last end."""

    bars: Sequence[Bar]
    months: Sequence[Month]
    today: int | None
    first: date
    last: date


def lines(workspace: Workspace, today: date, wanted: Wanted | None = None) -> list[Line]:
    """The actions by their last day, narrowed as asked."""
    rows = Step.objects.filter(workspace=workspace).select_related("unit")
    found = [_line(row, today) for row in rows]
    if wanted is None:
        return found
    return [line for line in found if _fits(line, wanted)]


def _line(row: Step, today: date) -> Line:
    standing = row.standing(today)
    return Line(row, standing, (today - row.ends_on).days if standing is Standing.LATE else 0)


def _fits(line: Line, wanted: Wanted) -> bool:
    if wanted.unit and str(line.step.unit_id) != wanted.unit:
        return False
    if wanted.standing and line.standing != wanted.standing:
        return False
    return not wanted.words or wanted.words.casefold() in f"{line.step.what} {line.step.post}".casefold()


def counted(found: Iterable[Line]) -> list[tuple[Standing, int]]:
    """How many actions stand how, in the order of the board."""
    numbers = Counter(line.standing for line in found)
    return [(each, numbers[each]) for each in ORDER]


def columns(found: Iterable[Line]) -> list[tuple[Standing, list[Line]]]:
    """The board: one column a standing."""
    told = list(found)
    return [(each, [line for line in told if line.standing is each]) for each in ORDER]


def step_of(workspace: Workspace, step_id: UUID, today: date) -> Line:
    """One action of this workspace; Http404 for another's."""
    row = Step.objects.filter(workspace=workspace, pk=step_id).select_related("unit", "workspace").first()
    if row is None:
        raise Http404
    return _line(row, today)


def drawing(found: Sequence[Line], today: date) -> Drawing | None:
    """Bars over whole months; None where there is nothing to draw."""
    if not found:
        return None
    first = min(line.step.starts_on for line in found).replace(day=1)
    last = _month_after(max(line.step.ends_on for line in found)) - timedelta(days=1)
    days = (last - first).days + 1

    def place(day: date) -> int:
        return round((day - first).days * 1000 / days)

    ordered = sorted(found, key=lambda line: (line.step.starts_on, line.step.ends_on))
    bars = [
        Bar(line, left := place(line.step.starts_on), max(8, place(line.step.ends_on + timedelta(days=1)) - left), row)
        for row, line in enumerate(ordered)
    ]
    months, day = [], first
    while day <= last:
        months.append(Month(day, place(day)))
        day = _month_after(day)
    return Drawing(bars, months, place(today) if first <= today <= last else None, first, last)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)

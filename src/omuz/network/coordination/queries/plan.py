"""The plan of action: filtered, by state, and drawn over the months."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
    """An action on the drawing: months before it, months it takes, months after it."""

    line: Line
    before: int
    long: int
    after: int


@dataclass(frozen=True)
class Drawing:
    """Actions as bars over the months between the first beginning and the last end; the first day of each month."""

    bars: Sequence[Bar]
    months: Sequence[date]
    now: date


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
    """Bars over whole months, whoever begins first on top; None where there is nothing to draw."""
    if not found:
        return None
    first = min(line.step.starts_on for line in found)
    count = _months(first, max(line.step.ends_on for line in found)) + 1
    bars = []
    for line in sorted(found, key=lambda line: (line.step.starts_on, line.step.ends_on)):
        before = _months(first, line.step.starts_on)
        long = _months(line.step.starts_on, line.step.ends_on) + 1
        bars.append(Bar(line, before, long, count - before - long))
    return Drawing(bars, [_month(first, ahead) for ahead in range(count)], today.replace(day=1))


def _months(first: date, last: date) -> int:
    """Months between the months two days lie in."""
    return (last.year - first.year) * 12 + last.month - first.month


def _month(first: date, ahead: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
    return date(year, month + 1, 1)

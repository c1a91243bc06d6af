"""Series of protected tables: the network's sums, a centre's own sent returns, what was released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import FIELD, Indicator
from omuz.network.figures.rules.comparison import Point
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.own import newest_sent, tables_of
from omuz.network.returns.queries.received import Sum, reported_quarters, summed
from omuz.network.returns.rules.quarters import Quarter, quarters_until

QUARTERS = 8


@dataclass(frozen=True)
class Measured:
    """One indicator of the returns with the tables that show it; `lead` gives the series."""

    indicator: Indicator
    plans: tuple[Plan, ...]

    @property
    def lead(self) -> Plan:
        return next((plan for plan in self.plans if not plan.yearly), self.plans[0])


def measured() -> list[Measured]:
    """Every indicator the returns hold, in the order of the catalogue."""
    found: dict[str, list[Plan]] = {}
    for plan in contents().plans.values():
        found.setdefault(plan.indicator.code, []).append(plan)
    return [Measured(plans[0].indicator, tuple(plans)) for plans in found.values()]


def measured_one(code: str) -> Measured:
    """One of them by its code in any case; Http404 where the returns do not hold it."""
    found = next((one for one in measured() if one.indicator.code.lower() == code.lower()), None)
    if found is None:
        raise Http404
    return found


def network_points(person: Person, plan: Plan, last: Quarter, count: int = QUARTERS) -> list[Point]:
    """The network's sums of one table, oldest first, from the first reported quarter on; Http404 without her post."""
    return from_first([_point(one) for one in summed(person, plan.key, quarters_until(last, count))])


def network_year(person: Person, plan: Plan, last: Quarter) -> Sum | None:
    """The sum of a yearly table for the last full year reported by `last`."""
    wanted = next((one for one in reported_quarters(person) if one.closes_year and one <= last), None)
    return summed(person, plan.key, [wanted])[0] if wanted else None


def _point(one: Sum) -> Point:
    return Point(
        one.quarter,
        one.table,
        frozenset(source.centre for source in one.sources),
        one.reported,
        one.known,
        one.missing,
        one.declined,
        one.late,
        one.corrected,
        (*one.unlike, *one.without),
    )


def from_first(points: Sequence[Point]) -> list[Point]:
    """Without the quarters before anything was reported; the last one stays whatever it holds."""
    first = next((place for place, one in enumerate(points) if one.table is not None), len(points) - 1)
    return list(points[first:])


Sent = Mapping[Quarter, Mapping[str, SafeTable] | None]


def own_tables(person: Person, centre_id: UUID, last: Quarter, count: int = QUARTERS) -> Sent:
    """What her centre sent, by quarter, oldest first; None where nothing with numbers was sent. Http404 elsewhere."""
    if centre_id not in person.centres:
        raise Http404
    found: dict[Quarter, Mapping[str, SafeTable] | None] = {}
    for quarter in quarters_until(last, count):
        row = newest_sent(centre_id, quarter, with_numbers=True)
        found[quarter] = tables_of(row) if row else None
    return found


def own_points(sent: Sent, plan: Plan, centre: str) -> list[Point]:
    """One table of a centre's own returns as a series."""
    points = []
    for quarter, tables in sent.items():
        table = tables.get(plan.key) if tables else None
        points.append(Point(quarter, table, frozenset({centre}), int(table is not None), 1))
    return from_first(points)


def tables_by_period(points: Sequence[Point]) -> dict[str, SafeTable | None]:
    """The tables of a series by period; those counted by another version than the newest are left out as gaps."""
    newest = next((one.table for one in reversed(points) if one.table is not None), None)
    return {str(one.quarter): one.table if _alike(one.table, newest) else None for one in points}


def _alike(table: SafeTable | None, newest: SafeTable | None) -> bool:
    return (
        table is not None and newest is not None and (table.version, table.measure) == (newest.version, newest.measure)
    )


def categories(plan: Plan, points: Sequence[Point]) -> list[tuple[str, str]]:
    """The rows a series may follow, code and words, in the order of words; none for a table of time or of questions."""
    newest = next((one.table for one in reversed(points) if one.table is not None), None)
    if newest is None or len(newest.dimensions) != 1 or newest.dimensions[0].name in ("month", "quarter", "year"):
        return []
    (dimension,) = newest.dimensions
    columns = plan.indicator.kind.columns
    if dimension.name == FIELD:
        named = [(code, columns[code].title.say()) for code in dimension.categories if code in columns]
    else:
        column = columns.get(dimension.name)
        named = [(code, column.label(code)) for code in dimension.categories] if column else []
    return sorted(named, key=lambda each: sort_key(each[1]))


def leading(points: Sequence[Point]) -> str:
    """The category of the newest table that counts most, a hidden one by the least it can be; empty where none does."""
    newest = next((one.table for one in reversed(points) if one.table is not None), None)
    if newest is None:
        return ""
    told = [(most, cell.key[0]) for cell in newest.cells if len(cell.key) == 1 and (most := cell.value or cell.low)]
    special = {"*", "not_asked", "did_not_want", "unknown"}
    return max((each for each in told if each[1] not in special), default=(0, ""))[1]

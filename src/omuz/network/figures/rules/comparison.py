"""A figure beside its own past: what changed, whether chance could have made it, and when nothing may be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from omuz.foundation.privacy.cells import Cell
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.trend import key_of
from omuz.insight.indicators.chance import (
    Change,
    Interval,
    Known,
    count_change,
    dispersion,
    share_change,
    usual,
)
from omuz.network.returns.rules.quarters import Quarter


@dataclass(frozen=True)
class Point:
    """One quarter of a series: its table where somebody reported, and the codes of the centres behind it."""

    quarter: Quarter
    table: SafeTable | None
    centres: frozenset[str] = frozenset()
    reported: int = 0
    known: int = 0
    missing: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


class Apart(StrEnum):
    """Why two quarters are not compared."""

    NOTHING = "nothing"
    """Nothing was reported for one of them."""
    CENTRES = "centres"
    """Other centres reported: the difference would speak of who reported, and might give one centre away."""
    VERSION = "version"
    """Counted by another version of the definition."""
    NONE = ""


@dataclass(frozen=True)
class Compared:
    """A quarter beside the one before and beside what was usual; `change` is None where `apart` says why."""

    change: Change | None
    apart: Apart
    usual: Interval | None
    past: int
    """Over how many earlier quarters `usual` speaks."""


def compared(points: Sequence[Point], category: str = "") -> Compared:
    """The last point beside those before it."""
    *past, now = points
    alike = [one for one in past if _apart(one, now) is Apart.NONE]
    counts = [count for one in alike if (count := _exact(one, category)) is not None]
    range_ = None if _is_share(now) else usual(counts)
    apart = _apart(past[-1], now) if past else Apart.NOTHING
    if apart is not Apart.NONE:
        return Compared(None, apart, range_, len(counts))
    return Compared(_change(past[-1], now, category, dispersion(counts)), apart, range_, len(counts))


def _apart(one: Point, now: Point) -> Apart:
    if one.table is None or now.table is None:
        return Apart.NOTHING
    if (one.table.indicator, one.table.version) != (now.table.indicator, now.table.version):
        return Apart.VERSION
    return Apart.NONE if one.centres == now.centres else Apart.CENTRES


def _is_share(point: Point) -> bool:
    return point.table is not None and point.table.measure == "share"


def _change(before: Point, now: Point, category: str, spread: float) -> Change:
    if _is_share(now):
        return share_change(_share(before, category), _share(now, category))
    return count_change(known(_cell(before, category)), known(_cell(now, category)), spread=spread)


def _share(point: Point, category: str) -> tuple[Known, Known]:
    table = point.table
    if table is None:
        return (0, None), (0, None)
    key = key_of(table, category)
    return known(table.cell(key)), known(table.denominator(key))


def _cell(point: Point, category: str) -> Cell:
    if point.table is None:
        return Cell((), None)
    return point.table.cell(key_of(point.table, category))


def _exact(point: Point, category: str) -> float | None:
    low, high = known(_cell(point, category))
    return low if low == high else None


def known(cell: Cell) -> Known:
    """What a reader may know of a cell: twice its number, or the bounds it lies between."""
    if cell.value is not None:
        return cell.value, cell.value
    return cell.low or 0, cell.high

"""Whether a table may be told anew beside the one told before: who subtracts must not read one centre's answer.

What a centre answered is everybody's secret but its own. A table of twenty centres, told again with one more, is that
one's answer for whoever keeps both. So a table stays as it was told until enough centres have answered since, and
what they added is itself fit to be told: each number of it is as large, or as uncertain, as the gate asks of a count.
"""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from omuz.foundation.privacy.cells import TOTAL, Cell, Key, total_key
from omuz.foundation.privacy.gate import audit
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.refusals import Refused
from omuz.foundation.privacy.safe import SafeTable

ENOUGH: Final = 5
"""So many new answers before a table is told again, as for the figures of a profile round."""

Span = tuple[float, float]


def grown_enough(before: int | None, now: int | None) -> bool:
    """Whether enough centres answered since; never where one of the numbers is not known."""
    return before is not None and now is not None and now - before >= ENOUGH


def may_be_told(before: SafeTable, now: SafeTable) -> bool:
    """Whether what lies between two tellings of one table tells no single answer.

    Everything that was added is judged by the rules of the table itself: at least as many as its threshold, or
    uncertain by as much; what was added to a base and not to its part likewise. A median is told again where enough
    observations were added.
    """
    if _sides(before) != _sides(now) or before.measure != now.measure:
        return False
    known = {cell.key for cell in before.cells}
    keys = [cell.key for cell in now.cells if cell.key in known]
    return bool(keys) and _whole_grew(before, now) and all(_fit(key, before, now) for key in keys)


def _sides(table: SafeTable) -> tuple[str, ...]:
    return tuple(dimension.name for dimension in table.dimensions)


def _whole_grew(before: SafeTable, now: SafeTable) -> bool:
    at = total_key(now.dimensions)
    if now.measure == "share":
        return _added(before.denominator(at), now.denominator(at))[0] >= ENOUGH
    return _added(before.cell(at), now.cell(at))[0] >= ENOUGH


def _fit(key: Key, before: SafeTable, now: SafeTable) -> bool:
    part = _added(before.cell(key), now.cell(key))
    if now.measure == "median":
        return part[0] >= ENOUGH or before.cell(key) == now.cell(key) or now.cell(key).median is None
    if not _large_or_open(part, now.policy, nought=now.policy.zeros != "hide"):
        return False
    return all(
        _large_or_open((whole[0] - part[1], whole[1] - part[0]), now.policy, nought=False)
        for whole in _wholes(key, before, now)
    )


def _wholes(key: Key, before: SafeTable, now: SafeTable) -> Iterator[Span]:
    """What was added to everything a number is a part of: the base of its share, or the total over one side."""
    if now.measure == "share":
        # In a table of shares of its own total, the total is all of itself.
        if now.denominator(key) is not now.cell(key):
            yield _added(before.denominator(key), now.denominator(key))
        return
    for place, dimension in enumerate(now.dimensions):
        if dimension.name not in now.multi and key[place] != TOTAL:
            above = (*key[:place], TOTAL, *key[place + 1 :])
            yield _added(before.cell(above), now.cell(above))


def _added(before: Cell, now: Cell) -> Span:
    """Between which numbers lies what was added, for whoever has only what is printed."""
    was, found = _span(before), _span(now)
    return found[0] - was[1], found[1] - was[0]


def _span(cell: Cell) -> Span:
    if cell.value is not None:
        return cell.value, cell.value
    return cell.low or 0, inf if cell.high is None else cell.high


def _large_or_open(span: Span, policy: Policy, *, nought: bool) -> bool:
    low, high = span
    if low >= policy.threshold or (nought and low == high == 0):
        return True
    return high - low + 1 >= policy.threshold and high >= policy.threshold


def leak_together(tables: Sequence[SafeTable], earlier: Sequence[Sequence[SafeTable]]) -> bool:
    """Whether the gate's attack on all that was and will be told of one population places a hidden number.

    `earlier` are former tellings, the newest first; tables of other populations may be among them.
    """
    policy = max((table.policy for table in tables), key=lambda each: each.threshold)
    try:
        audit(tables, policy, earlier)
    except Refused:
        return True
    return False

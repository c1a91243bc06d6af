"""Whether a table may be told anew beside the one told before: who subtracts must not read one centre's answer.

What a centre answered is everybody's secret but its own. A table of twenty centres, told again with one more, is that
one's answer for whoever keeps both. So a table stays as it was told until enough centres have answered since, and
what they added is itself fit to be told: each number of it is as large as the gate asks of a count.
"""

from collections.abc import Sequence
from typing import Final

from omuz.foundation.privacy.cells import Cell, total_key
from omuz.foundation.privacy.gate import audit
from omuz.foundation.privacy.refusals import Refused
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.reports.rules.subtracting import added

ENOUGH: Final = 5
"""So many new answers before a table is told again, as for the figures of a profile round."""


def grown_enough(before: int | None, now: int | None) -> bool:
    """Whether enough centres answered since; never where one of the numbers is not known."""
    return before is not None and now is not None and now - before >= ENOUGH


def may_be_told(before: SafeTable, now: SafeTable) -> bool:
    """Whether what lies between two tellings of one table tells no single answer.

    Enough has to be added to the whole, and each number that was added has to be as large as the threshold for
    whoever reads both prints; what was added to a whole and not to its part likewise. Nothing may be hidden in either:
    whoever knows these rules tries every network that could have printed both, and a hidden number is found by what
    was told again and what was not. Where a number became smaller somebody corrected an answer, and nothing is told.
    A median is told again where enough observations were added to it.
    """
    if _sides(before) != _sides(now) or before.measure != now.measure:
        return False
    if {cell.key for cell in before.cells} != {cell.key for cell in now.cells} or not _whole_grew(before, now):
        return False
    if now.measure == "median":
        return all(_middle_grew(before.cell(cell.key), cell) for cell in now.cells)
    if before.hidden_count or now.hidden_count:
        return False
    found = added(before, now)
    return found is not None and all(low >= now.policy.threshold for low, _high in found.values())


def _sides(table: SafeTable) -> tuple[str, ...]:
    return tuple(dimension.name for dimension in table.dimensions)


def _whole_grew(before: SafeTable, now: SafeTable) -> bool:
    at = total_key(now.dimensions)
    pair = [(table.denominator(at) if table.measure == "share" else table.cell(at)).value for table in (before, now)]
    return grown_enough(*pair)


def _middle_grew(before: Cell, now: Cell) -> bool:
    return now.median is None or before == now or grown_enough(before.value, now.value)


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

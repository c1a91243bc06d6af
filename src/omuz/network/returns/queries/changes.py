"""What changed between two returns, and where a correction would give away what both versions hide."""

from collections.abc import Mapping
from dataclasses import dataclass

from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import FIELD


@dataclass(frozen=True)
class Change:
    """One total before and after; None where it is hidden."""

    key: str
    before: int | None
    after: int | None


def total_changes(before: Mapping[str, SafeTable], after: Mapping[str, SafeTable]) -> list[Change]:
    """The totals of the tables both hold, in the order of `after`; a sum of questions is no number of contacts."""
    return [
        Change(key, before[key].total.value, table.total.value)
        for key, table in after.items()
        if key in before and all(dimension.name != FIELD for dimension in table.dimensions)
    ]


def small_differences(before: Mapping[str, SafeTable], after: Mapping[str, SafeTable]) -> list[str]:
    """Keys of the tables in which two versions of one quarter differ by a number the gate would have hidden.

    Whoever holds both versions reads off how the one to four records between them were answered.
    """
    found = []
    for key, table in after.items():
        known = {cell.key: cell.value for cell in before[key].cells} if key in before else {}
        for cell in table.cells:
            was = known.get(cell.key)
            if was is not None and cell.value is not None and 0 < abs(cell.value - was) < table.policy.threshold:
                found.append(key)
                break
    return found

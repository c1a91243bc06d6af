"""What changed between two returns."""

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

"""Quarters as they are written everywhere (`2026-Q3`), and whether a return for one is awaited, missing or late."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_WRITTEN: Final = re.compile(r"(20[0-9]{2})-Q([1-4])")


class NotAQuarter(ValueError):
    """The text is not a quarter such as `2026-Q3`."""


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of one year."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Quarter":
        """From `2026-Q3`; raises NotAQuarter."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise NotAQuarter(text[:20])
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def months(self) -> tuple[str, str, str]:
        """Its months as they are written in facts: `2026-07`."""
        first = self.number * 3 - 2
        return f"{self.year}-{first:02}", f"{self.year}-{first + 1:02}", f"{self.year}-{first + 2:02}"

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)  # noqa: PLR2004 - a year has four quarters

    @property
    def closes_year(self) -> bool:
        """Whether the return of this quarter also carries the tables of the whole year."""
        return self.number == 4  # noqa: PLR2004 - a year has four quarters

    @property
    def last_day(self) -> date:
        return date(self.after.year, self.after.number * 3 - 2, 1) - timedelta(days=1)

    def over_on(self, day: date) -> bool:
        return day > self.last_day

    def due_on(self, days: int) -> date:
        """The last day on which its return is in time: `days` after its last day."""
        return self.last_day + timedelta(days=days)


def quarters_until(last: Quarter, count: int) -> list[Quarter]:
    """`count` quarters ending with `last`, oldest first."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


class Standing(StrEnum):
    """How a centre stands with one quarter; a missing return is never read as zero."""

    RUNNING = "running"
    """The quarter is not over."""
    AWAITED = "awaited"
    """Over, not due yet, not here."""
    MISSING = "missing"
    """Due and not here."""
    RECEIVED = "received"
    """Here, in time."""
    LATE = "late"
    """Here, after the due day."""
    DECLINED = "declined"
    """The centre said that it sends nothing for this quarter, and why."""

    @property
    def here(self) -> bool:
        """Whether there are numbers."""
        return self in (Standing.RECEIVED, Standing.LATE)


def standing(
    quarter: Quarter, received_on: date | None, today: date, due_days: int, *, declined: bool = False
) -> Standing:
    """How a quarter stands on `today` when its first version with numbers arrived on `received_on` (None: not yet).

    `declined` says that the newest version is a refusal.
    """
    due = quarter.due_on(due_days)
    if declined:
        return Standing.DECLINED
    if received_on is not None:
        return Standing.RECEIVED if received_on <= due else Standing.LATE
    if not quarter.over_on(today):
        return Standing.RUNNING
    return Standing.AWAITED if today <= due else Standing.MISSING

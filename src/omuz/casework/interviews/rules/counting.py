"""Which interview belongs to which presentation, and in which periods a presentation is the first of its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from omuz.casework.interviews.rules.answers import Answers

GRAINS: Final = ("month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Episode:
    """One presentation: its day, the interviews held until the next one, oldest first, and where it is the first."""

    on: date
    interviews: tuple[Answers, ...]
    first_in: tuple[str, ...]

    @property
    def repeat(self) -> bool:
        """Whether she had come before."""
        return "ever" not in self.first_in

    @property
    def latest(self) -> Answers | None:
        """What is known now: the last interview."""
        return self.interviews[-1] if self.interviews else None

    @property
    def waited(self) -> int | None:
        """Days from the presentation to its first interview; None where there was none."""
        return max(0, (self.interviews[0].on - self.on).days) if self.interviews else None


def episodes(
    came: Sequence[date], interviews: Sequence[Answers], periods: Sequence[tuple[str, str, str]]
) -> list[Episode]:
    """One episode for each day of `came`, which is in order; `periods` are month, quarter and year of each.

    An interview belongs to the last presentation that lies not after it. One written with an earlier day than the
    first presentation, as when she was heard before a file was opened, belongs to the first and counts as its day.
    """
    talks = sorted(interviews, key=lambda each: each.on)
    seen: set[str] = set()
    found = []
    for place, on in enumerate(came):
        until = came[place + 1] if place + 1 < len(came) else date.max
        own = tuple(each for each in talks if (place == 0 or each.on >= on) and (each.on < until or until == date.max))
        first_in = tuple(grain for grain, code in zip(GRAINS, periods[place], strict=True) if code not in seen)
        first_in += () if place else ("ever",)
        seen |= set(periods[place])
        found.append(Episode(on, own, first_in))
    return found

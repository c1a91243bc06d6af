"""One measured line: our work, a named peer or floor, both in the same minute, medians of several runs."""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 5
EXPONENT = "n^"
"""The unit of a growth: with what power of the number a cost grows."""


@dataclass(frozen=True)
class Taken:
    """Wall and processor seconds of one piece of work, medians over the runs."""

    wall: float
    cpu: float

    @property
    def compared(self) -> float:
        """What a ratio is made of: processor time, which a busy machine changes least."""
        return self.cpu

    def __str__(self) -> str:
        return f"{_seconds(self.wall)} ({_seconds(self.cpu)})"


@dataclass(frozen=True)
class Amount:
    """Something that is not time: megabytes, kilobytes, acts a second."""

    value: float
    unit: str

    @property
    def compared(self) -> float:
        return self.value

    def __str__(self) -> str:
        if self.unit == EXPONENT:
            return f"n^{self.value:.2f}"
        return f"{self.value:,.0f} {self.unit}" if self.value >= 10 else f"{self.value:,.1f} {self.unit}"


Figure = Taken | Amount


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` says what `quality` asks, in words; `note` what was asserted about the result."""

    work: str
    ours: Figure
    peer: str
    theirs: Figure | None
    bar: str
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over theirs; None without a peer, or beside one measured in something else."""
        if self.theirs is None or type(self.ours) is not type(self.theirs) or not self.theirs.compared:
            return None
        return self.ours.compared / self.theirs.compared


def _seconds(value: float) -> str:
    return f"{value * 1000:,.1f} ms" if value < 1 else f"{value:,.2f} s"


def own_processor() -> float:
    """Processor seconds of this process and of the children it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def taken(
    work: Callable[[], object],
    runs: int = RUNS,
    *,
    warm: bool = True,
    processor: Callable[[], float] = own_processor,
    each: int = 1,
) -> Taken:
    """Medians of `runs` runs of `work`, after one that is not counted unless `warm` is false.

    `processor` reads the processor seconds of whoever works; `each` is how many acts one run holds: the figure is
    for one of them.
    """
    if warm:
        work()
    walls, processors = [], []
    for _ in range(runs):
        wall, before = time.perf_counter(), processor()
        work()
        walls.append((time.perf_counter() - wall) / each)
        processors.append((processor() - before) / each)
    return Taken(statistics.median(walls), statistics.median(processors))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0–1) of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]

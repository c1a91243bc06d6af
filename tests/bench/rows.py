"""One measured line: our work, a named peer or floor, both in the same minute, medians of several runs."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Taken:
    """Wall and processor seconds of one piece of work, medians over the runs."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` says what `quality` asks, in words; `note` what was asserted about the result."""

    work: str
    ours: Taken
    peer: str
    theirs: Taken | None
    bar: str
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Our processor seconds over theirs; below one is quicker."""
        return self.ours.cpu / self.theirs.cpu if self.theirs and self.theirs.cpu else None


def _processor() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def taken(work: Callable[[], object], runs: int = RUNS) -> Taken:
    """Medians of `runs` runs of `work`, after one run that is not counted."""
    work()
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), _processor()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(_processor() - processor)
    return Taken(statistics.median(walls), statistics.median(processors))

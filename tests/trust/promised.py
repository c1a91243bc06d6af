"""One line a promise: what was tried, how often it held, how often it broke, and what still lacks to the bar."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """The outcome of one promise in one run.

    `promise` is the row of the list of tests (R2, S5, D1) or the figure of quality (P12). `tried` counts attempts,
    `survived` those that came out as promised, `lost` what broke: nothing may be counted twice or left out.
    `unmet` says why the bar is not reached and by how much; empty where it is reached.
    """

    promise: str
    what: str
    tried: int
    survived: int
    figure: str
    bar: str
    unmet: str = ""

    @property
    def lost(self) -> int:
        """Attempts that did not come out as promised."""
        return self.tried - self.survived

    def __str__(self) -> str:
        told = f"{self.promise}: {self.what}: tried {self.tried:,}, survived {self.survived:,}, lost {self.lost:,}"
        return f"{told}; {self.figure} (bar: {self.bar}){'; not met: ' + self.unmet if self.unmet else ''}"


@dataclass(frozen=True)
class Run:
    """What one test of a promise told, when, with which seed and which share of the full number."""

    test: str
    day: str
    seed: int
    share: float
    lines: tuple[Line, ...]


def first(broken: Sequence[object], most: int = 2) -> str:
    """What broke first, as the end of a figure; nothing where nothing broke."""
    return f"; first: {', '.join(str(each) for each in broken[:most])}" if broken else ""


def keep(folder: Path, run: Run) -> None:
    """Lay a run beside the others, in the place of an earlier one of the same test."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(run), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{run.test}.json").write_text(text + "\n", encoding="utf-8")


def kept(folder: Path) -> list[Run]:
    """Every kept run, in the order of their names."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [Run(**{**each, "lines": tuple(Line(**line) for line in each["lines"])}) for each in told]

"""Which numbers the rules hide by themselves, and what a hidden number's mark tells every reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from omuz.foundation.privacy.axes import PUBLISHED, Ints
from omuz.foundation.privacy.cells import Reason
from omuz.foundation.privacy.lattice import Lattice, Lines
from omuz.foundation.privacy.policy import Policy, Zeros
from omuz.foundation.privacy.program import Floats

Flags = NDArray[np.bool_]

VISIBLE: Final = 0
SMALL: Final = 1
COMPLEMENTARY: Final = 2
GROUP: Final = 3
PARTIAL: Final = 4
HELD: Final = 5
CENTRES: Final = 6
REASONS: Final = {
    SMALL: Reason.SMALL,
    COMPLEMENTARY: Reason.COMPLEMENTARY,
    GROUP: Reason.GROUP,
    PARTIAL: Reason.PARTIAL,
    HELD: Reason.HELD,
    CENTRES: Reason.CENTRES,
}
MARK_OF: Final = {reason: mark for mark, reason in REASONS.items()}


@dataclass(frozen=True)
class Marks:
    """One mark per number, and those that must also be able to be zero in a reader's eyes."""

    of: Ints
    to_zero: Flags


def told(marks: Ints, threshold: int, zeros: Zeros) -> tuple[Floats, Floats]:
    """The least and greatest value a reader grants each hidden number by its mark alone."""
    lower, upper = np.zeros(len(marks)), np.full(len(marks), np.inf)
    lower[marks == SMALL] = 0 if zeros == "hide" else 1
    upper[marks == SMALL] = threshold - 1
    lower[marks == COMPLEMENTARY] = threshold
    lower[marks == GROUP] = 1 if zeros == "show" else 0
    return lower, upper


def first_marks(lattice: Lattice, values: Ints, policy: Policy) -> Marks:
    """What the rules hide before anything is hidden for the sake of something else."""
    printed = lattice.roles == PUBLISHED
    rows = [sheet.rows for sheet in lattice.sheets if sheet.rows is not None]
    small = printed & (values < policy.threshold) & ((values > 0) | (policy.zeros == "hide"))
    marks = np.where(small, SMALL, VISIBLE).astype(np.int64)
    to_zero = np.zeros(lattice.size, dtype=np.bool_)
    if policy.zeros == "safe":
        _hide_groups(lattice, values, policy.threshold, marks, to_zero)
    if policy.zeros == "show":
        # Were totals marked small beside small parts that are all known not to be zero,
        # "four parts and their sum, each 1 to 4" would give every part away.
        parents = np.zeros(lattice.size, dtype=np.bool_)
        for lines in lattice.lines:
            parents[lines.parents] = True
        marks[parents & small] = GROUP
    if policy.zeros == "hide":
        _hide_whole(lattice, values, policy.threshold, marks)
    marks[rows] = np.where(marks[rows] == VISIBLE, VISIBLE, GROUP)
    return Marks(marks, to_zero)


def _hide_groups(lattice: Lattice, values: Ints, threshold: int, marks: Ints, to_zero: Flags) -> None:
    """Hide what stands inside small groups and groups of one kind, totals before their parts.

    A zero inside an empty group that is itself shown stays: it follows from the empty total.
    """
    for depth in range(int(lattice.steps.max(initial=0)) + 1):
        hide = np.zeros(lattice.size, dtype=np.bool_)
        empty = np.zeros(lattice.size, dtype=np.bool_)
        for lines in _lines_at(lattice, depth):
            whole = values[lines.parents]
            small = (whole < threshold) & ((whole > 0) | (marks[lines.parents] == GROUP))
            single = _in_one_part(lines, values) & (whole >= threshold)
            hide[lines.children[small | single]] = True
            empty[lines.children[(whole == 0) & (marks[lines.parents] == VISIBLE)]] = True
            alone = lines.children[single]
            to_zero[alone[values[alone] > 0]] = True
            _hide_unanimous(lines, values, threshold, marks)
        hide &= (lattice.roles == PUBLISHED) & ~(empty & (values == 0))
        marks[hide] = GROUP


def _hide_whole(lattice: Lattice, values: Ints, threshold: int, marks: Ints) -> None:
    """Hide a count that is all of its total: beside it stands, unprinted, the zero this policy hides."""
    for lines in lattice.lines:
        whole = values[lines.parents]
        unprinted = (lattice.roles[lines.children] != PUBLISHED).any(axis=1)
        for child in lines.children.T:
            all_of_it = unprinted & (whole >= threshold) & (values[child] == whole)
            chosen = child[all_of_it & (lattice.roles[child] == PUBLISHED)]
            marks[chosen] = COMPLEMENTARY


def _hide_unanimous(lines: Lines, values: Ints, threshold: int, marks: Ints) -> None:
    """Hide an answer everybody gave, under the same mark as one nearly everybody gave.

    Any other mark would say that it is everybody.
    """
    if lines.kind == "answer" and lines.personal:
        answers, opposites = lines.children[:, 0], lines.children[:, 1]
        unanimous = (values[opposites] == 0) & (values[answers] >= threshold)
        marks[answers[unanimous]] = COMPLEMENTARY


def _lines_at(lattice: Lattice, depth: int) -> Iterator[Lines]:
    for lines in lattice.lines:
        chosen = (lattice.steps[lines.parents] == depth) & (lattice.roles[lines.parents] == PUBLISHED)
        if chosen.any():
            yield Lines(lines.parents[chosen], lines.children[chosen], lines.kind, lines.personal)


def _in_one_part(lines: Lines, values: Ints) -> Flags:
    """Groups of which a reader would know something about everybody: all counts in one part."""
    if lines.kind != "parts" or not lines.personal or lines.children.shape[1] == 1:
        return np.zeros(len(lines.parents), dtype=np.bool_)
    return np.asarray((values[lines.children] > 0).sum(axis=1) == 1, dtype=np.bool_)

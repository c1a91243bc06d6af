"""What an office does by hand: hide the small numbers, then in every sum a second one. Only for comparison."""

import numpy as np

from omuz.foundation.privacy.axes import PUBLISHED, Ints
from omuz.foundation.privacy.lattice import Lattice
from omuz.foundation.privacy.marks import COMPLEMENTARY, VISIBLE, Flags, first_marks
from omuz.foundation.privacy.policy import Policy


def small_only(lattice: Lattice, values: Ints, policy: Policy) -> Flags:
    """What is hidden when small numbers are hidden and nothing else."""
    return np.asarray((first_marks(lattice, values, policy).of != VISIBLE) & (lattice.roles == PUBLISHED))


def by_hand(lattice: Lattice, values: Ints, policy: Policy) -> Flags:
    """What is hidden when in every sum with a single hidden number the smallest other one is hidden too.

    Goes over the sums until none is left with one; this is neither safe nor sparing.
    """
    marks = first_marks(lattice, values, policy).of.copy()
    free = (lattice.roles == PUBLISHED) & (values > 0)
    moved = True
    while moved:
        moved = False
        for lines in lattice.lines:
            rows = np.column_stack([lines.children, lines.parents])
            for row in rows[(marks[rows] != VISIBLE).sum(axis=1) == 1]:
                others = row[free[row] & (marks[row] == VISIBLE)]
                if len(others):
                    marks[others[np.argmin(values[others])]] = COMPLEMENTARY
                    moved = True
    return np.asarray((marks != VISIBLE) & (lattice.roles == PUBLISHED))

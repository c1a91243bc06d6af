"""One way of dividing a table, with every number a reader could think of along it and how they add."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from omuz.foundation.privacy.cells import TOTAL, Dimension

Ints = NDArray[np.int64]
LineKind = Literal["parts", "answer", "share"]

PUBLISHED: Final = 0
"""A number the table prints."""
IMPLIED: Final = 1
"""A number of people nobody prints but a subtraction shows: those who did not give an answer."""
SLACK: Final = 2
"""Only bookkeeping: further answers given by people who gave one already."""
CHANGE: Final = 3
"""By how much a number differs from an earlier print of it, or from the parts it should be made of; of any sign."""
PAST: Final = 4
"""A number an earlier release printed or hid, and which this one does not print."""

BASE: Final = "of"
"""The label of the denominator on the axis of a share."""
PART: Final = "in:"
REST: Final = "¬"
MORE: Final = "+"


@dataclass(frozen=True)
class Line:
    """`children` add up to `parent`: the parts of a total, an answer and its opposite, a share and its rest."""

    parent: int
    children: tuple[int, ...]
    kind: LineKind


@dataclass(frozen=True)
class Axis:
    """The numbers along one dimension: labels, roles, how they follow from the given ones, how they add.

    `matrix` (labels × given) makes every number from the given ones. `lines` are the sums the
    rules look at; `ties` are further equations (index, coefficient) that add up to zero. `steps`
    counts how far each label lies below the total. `name` is empty for the axis of a share.
    """

    name: str
    about: str
    labels: tuple[str, ...]
    roles: Ints
    given: tuple[str, ...]
    matrix: Ints
    lines: tuple[Line, ...]
    ties: tuple[tuple[tuple[int, int], ...], ...]
    steps: Ints


def adding_axis(dimension: Dimension) -> Axis:
    """Categories that add up to their total."""
    codes = dimension.categories
    size = len(codes)
    return Axis(
        name=dimension.name,
        about=dimension.about,
        labels=(*codes, TOTAL),
        roles=np.full(size + 1, PUBLISHED, dtype=np.int64),
        given=codes,
        matrix=np.vstack([np.eye(size, dtype=np.int64), np.ones((1, size), dtype=np.int64)]),
        lines=(Line(size, tuple(range(size)), "parts"),),
        ties=(),
        steps=np.array([1] * size + [0], dtype=np.int64),
    )


def answering_axis(dimension: Dimension, covered: bool) -> Axis:
    """Categories that overlap: each has an opposite within the total.

    `covered` says that everybody in the total gave at least one of the answers, so that the
    answers together cannot be fewer than the people.
    """
    codes = dimension.categories
    size = len(codes)
    one = np.eye(size, size + 1, dtype=np.int64)
    total = np.eye(1, size + 1, size, dtype=np.int64)
    blocks = [one, total, total - one]
    labels = [*codes, TOTAL, *(REST + code for code in codes)]
    roles = [PUBLISHED] * (size + 1) + [IMPLIED] * size
    ties: list[tuple[tuple[int, int], ...]] = []
    if covered:
        more = len(labels)
        labels.append(MORE)
        roles.append(SLACK)
        blocks.append(one.sum(axis=0, keepdims=True) - total)
        ties.append((*((place, 1) for place in range(size)), (size, -1), (more, -1)))
    steps = np.ones(len(labels), dtype=np.int64)
    steps[size] = 0
    return Axis(
        name=dimension.name,
        about=dimension.about,
        labels=tuple(labels),
        roles=np.array(roles, dtype=np.int64),
        given=(*codes, TOTAL),
        matrix=np.vstack(blocks),
        lines=tuple(Line(size, (place, size + 1 + place), "answer") for place in range(size)),
        ties=tuple(ties),
        steps=steps,
    )


def share_axis(indicator: str) -> Axis:
    """A numerator, what is left of its denominator, and the denominator."""
    return Axis(
        name="",
        about="",
        labels=(PART + indicator, BASE, REST + indicator),
        roles=np.array([PUBLISHED, PUBLISHED, IMPLIED], dtype=np.int64),
        given=(PART + indicator, BASE),
        matrix=np.array([[1, 0], [0, 1], [-1, 1]], dtype=np.int64),
        lines=(Line(1, (0, 2), "share"),),
        ties=(),
        steps=np.array([1, 0, 1], dtype=np.int64),
    )

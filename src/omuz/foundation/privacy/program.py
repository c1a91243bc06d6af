"""One linear or integer program handed to HiGHS: built once, asked again with other objectives."""

from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from omuz.foundation.privacy.axes import Ints

Floats = NDArray[np.float64]
NEAR: Final = 1e-6
"""How far from a whole number a solution may lie and still be that whole number."""
_BY_ROW: Final = 2
_MINIMISE: Final = 1
_DUAL: Final = 1
_PRIMAL: Final = 4
_MANY: Final = 150
_OPTIONS: Final[dict[str, bool | int | float | str]] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 7,
    "mip_rel_gap": 0.01,
    # On tables this heuristic takes twenty times as long as everything else together.
    "mip_heuristic_run_feasibility_jump": False,
}


class NoSolution(Exception):
    """Nothing fits the equations."""


@dataclass(frozen=True)
class Optimum:
    """The least value of an objective, where it is reached, and what each equation contributed."""

    value: float
    point: Floats
    duals: Floats

    @property
    def whole(self) -> bool:
        """True when the point is a table of whole numbers."""
        return bool(np.all(np.abs(self.point - np.rint(self.point)) < NEAR))


def _new_solver() -> Any:
    """A silent solver on one thread that gives the same answer every time."""
    made: Any = highspy
    solver = made.Highs()
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    return solver


class Program:
    """Variables between bounds, rows between bounds; keeps its last basis, so the next question is cheap."""

    def __init__(
        self,
        bounds: tuple[Floats, Floats],
        rows: tuple[Ints, Ints, Floats],
        row_bounds: tuple[Floats, Floats],
        *,
        whole: bool = False,
        cost: Floats | None = None,
    ) -> None:
        start, index, weight = rows
        size, height = len(bounds[0]), len(start) - 1
        self._asked: Ints = np.zeros(0, dtype=np.int64)
        self._solver = _new_solver()
        if not whole:
            # Another objective leaves the last basis feasible: primal simplex goes on from it,
            # twenty times faster than the default, and presolve would throw it away. From nothing,
            # or when most of the objective changes, dual simplex is several times faster.
            self._solver.setOptionValue("presolve", "off")
        self._whole = whole
        self._fresh = True
        kinds = np.full(size, 1 if whole else 0, dtype=np.int32)
        self._solver.passModel(
            size,
            height,
            len(index),
            _BY_ROW,
            _MINIMISE,
            0.0,
            np.zeros(size) if cost is None else cost,
            *bounds,
            *row_bounds,
            start.astype(np.int32),
            index.astype(np.int32),
            weight,
            kinds,
        )

    def least(self, places: Ints, weights: Floats) -> Optimum:
        """Minimise the weighted sum of the variables at `places`; raises NoSolution."""
        both = np.union1d(self._asked, places)
        cost = np.zeros(len(both))
        cost[np.searchsorted(both, places)] = weights
        if not self._whole and (self._fresh or len(places) > _MANY):
            self._solver.clearSolver()
            self._solver.setOptionValue("simplex_strategy", _DUAL)
        elif not self._whole:
            self._solver.setOptionValue("simplex_strategy", _PRIMAL)
        self._fresh = False
        self._solver.changeColsCost(len(both), both.astype(np.int32), cost)
        self._asked = places
        return self.solved()

    def require(self, places: Ints, weights: Floats, at_least: float) -> None:
        """Add a row: the weighted sum must reach `at_least`."""
        self._solver.addRow(at_least, highspy.kHighsInf, len(places), places.astype(np.int32), weights)

    def fix(self, places: Ints, value: float) -> None:
        """Let these variables have one value only."""
        both = np.full(len(places), value)
        self._solver.changeColsBounds(len(places), places.astype(np.int32), both, both)

    def solved(self) -> Optimum:
        """Solve as it stands; raises NoSolution."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoSolution(str(self._solver.getModelStatus()))
        solution = self._solver.getSolution()
        return Optimum(
            self._solver.getInfo().objective_function_value,
            np.array(solution.col_value),
            np.array(solution.row_dual),
        )

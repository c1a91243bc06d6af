"""What became of every number of a lattice, and a printed table laid back on one."""

from dataclasses import dataclass
from math import inf

import numpy as np

from omuz.foundation.privacy.axes import Ints
from omuz.foundation.privacy.cells import Cell, Key, Reason, all_keys
from omuz.foundation.privacy.lattice import Lattice, Sheet
from omuz.foundation.privacy.marks import MARK_OF, REASONS, VISIBLE
from omuz.foundation.privacy.program import Floats
from omuz.foundation.privacy.proof import Print
from omuz.foundation.privacy.safe import SafeTable


@dataclass(frozen=True)
class Outcome:
    """What became of every number of a lattice."""

    values: Ints
    marks: Ints
    low: Floats
    high: Floats

    def cell(self, key: Key, place: int, median: float | None = None) -> Cell:
        mark = int(self.marks[place])
        if mark == VISIBLE:
            return Cell(key, int(self.values[place]), median=median)
        high = float(self.high[place])
        return Cell(key, None, REASONS[mark], int(self.low[place]), None if high == inf else int(high))

    def cells(self, sheet: Sheet, base: bool = False) -> tuple[Cell, ...]:
        places = sheet.places(base)
        return tuple(self.cell(key, places[key]) for key in all_keys(sheet.shape.dimensions))


def printed_of(table: SafeTable, lattice: Lattice, sheet: Sheet) -> Print:
    """The print of a table on its lattice."""
    values = np.zeros(lattice.size, dtype=np.int64)
    marks = np.zeros(lattice.size, dtype=np.int64)
    low, high = np.zeros(lattice.size), np.full(lattice.size, inf)
    for base, cells in ((False, table.cells), (True, table.bases)):
        places = sheet.places(base) if cells else {}
        for cell in cells:
            place = places[cell.key]
            values[place] = cell.value or 0
            marks[place] = VISIBLE if cell.hidden is None else MARK_OF[cell.hidden]
            low[place] = cell.low or 0
            high[place] = inf if cell.high is None else cell.high
    if sheet.rows is not None:
        values[sheet.rows] = table.rows_used or 0
        marks[sheet.rows] = VISIBLE if table.rows_used is not None else MARK_OF[Reason.GROUP]
    return Print(lattice, values, marks, low, high)

"""A published table as flat rows, the one shape every open format is written from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from omuz.foundation.privacy import signs
from omuz.foundation.privacy.cells import Cell, Key, Reason
from omuz.insight.opendata.publication import Published, shown

FREE: Final = signs.FREE
STATUSES: Final = {
    FREE: ("Yayımlanabilir", "Free for publication"),
    "A": ("Küçük sayı olduğu için gizli", "Primary confidentiality due to small counts"),
    "C": ("Gizli", "Confidential statistical information"),
    "D": ("Gizli bir sayı hesaplanamasın diye gizli", "Secondary confidentiality set by the sender"),
    "S": ("En az bir merkez gizlediği için gizli", "Secondary confidentiality set and managed by the receiver"),
}


@dataclass(frozen=True)
class Flat:
    """One cell: its codes (totals as `_T`), its figures by name, and for each figure whether it may be told."""

    key: Key
    codes: tuple[str, ...]
    figures: dict[str, int | float | None]
    statuses: dict[str, str]
    low: int | None
    high: int | None

    @property
    def status(self) -> str:
        """The status of the row: why the first hidden figure is hidden, else free."""
        return next((status for status in self.statuses.values() if status != FREE), FREE)


def rows(published: Published) -> Iterator[Flat]:
    """Every cell of a table, totals included, in display order."""
    table = published.table
    for cell in table.cells:
        figures: dict[str, int | float | None] = {"value": cell.value}
        statuses = {"value": _status(cell)}
        if table.measure == "share":
            base = published.base_of(cell.key)
            figures["base"], statuses["base"] = base.value, _status(base)
        elif table.measure == "median":
            # Of nothing there is no median; of few there is one, and it is not told.
            few = cell.median is None and cell.value != 0
            figures["median"] = cell.median
            statuses["median"] = signs.CONFIDENTIALITY[Reason.SMALL] if few and not cell.hidden else _status(cell)
        yield Flat(
            key=cell.key,
            codes=tuple(map(shown, cell.key)),
            figures=figures,
            statuses=statuses,
            low=cell.low if cell.hidden else None,
            high=cell.high if cell.hidden else None,
        )


def _status(cell: Cell) -> str:
    return signs.CONFIDENTIALITY[cell.hidden] if cell.hidden else FREE

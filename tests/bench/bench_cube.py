"""P4c: one figure of the network from the cube of returns, over 22 and 1,500 centres, whatever they counted."""

from collections.abc import Iterator

import numpy as np

from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import NETWORK, SafeTable, combine, protect
from tests.bench.rows import Row, taken

CHANNEL = Dimension("channel", tuple(f"channel{place}" for place in range(9)))
YEARS, DIFFERENT = 10, 40
"""Ten years are forty quarters; so many different tables stand for those of all centres, since protecting is P5."""


def measure() -> Iterator[Row]:
    """The sum of one table over the centres of a quarter; a series over ten years is forty of them, each kept."""
    for contacts in (100, 10_000):
        known = [one_return(seed, contacts) for seed in range(DIFFERENT)]
        for centres in (22, 1_500):
            tables = [known[place % DIFFERENT] for place in range(centres)]
            cells = np.array([[cell.value or 0 for cell in table.cells] for table in tables])

            def summed(tables: list[SafeTable] = tables, centres: int = centres) -> None:
                assert combine(tables, NETWORK).combined_from == centres

            def floor(cells: np.ndarray = cells) -> None:
                assert len(cells.sum(axis=0)) == len(CHANNEL.categories) + 1

            yield Row(
                f"P4c one figure over {centres:,} centres of {contacts:,} contacts each",
                taken(summed, 5),
                "one memory pass over the cells",
                taken(floor, 5),
                "≤ 50 ms a figure, flat in the number of contacts",
                f"a series of {YEARS} years is {4 * YEARS} such sums, each kept; reading the returns is not in it",
            )


def one_return(seed: int, contacts: int) -> SafeTable:
    """A centre's protected table of a quarter."""
    chance = np.random.default_rng(seed)
    counts = chance.multinomial(contacts, chance.dirichlet(np.full(9, 1.5)))
    return protect(
        RawTable(
            indicator="I05",
            version=1,
            dimensions=(CHANNEL,),
            counts={(code,): int(count) for code, count in zip(CHANNEL.categories, counts, strict=True)},
            base="invented",
            period="2026-Q3",
            grain="quarter",
        ),
        NETWORK,
    )

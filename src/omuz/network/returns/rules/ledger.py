"""When the network's figures may leave: nobody may work out one centre from any of the releases together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

import numpy as np

from omuz.network.returns.rules.quarters import Quarter


@dataclass(frozen=True, order=True)
class Source:
    """One version of one centre's return that went into a release, with the digest of the document."""

    centre: str
    version: int
    digest: str


def open_on(quarter: Quarter, days: int) -> date:
    """The first day on which figures of a quarter may be released."""
    return quarter.last_day + timedelta(days=days)


Stands = tuple[str, str]
"""Where a number of a sum stands: the return (or the quarter) it is of, and its centre."""


def of_return(sources: Iterable[Source]) -> frozenset[Stands]:
    """A sum over these returns, each version for itself."""
    return frozenset((f"{source.version}/{source.digest}", source.centre) for source in sources)


def of_quarters(sources: Iterable[Source], quarters: Iterable[Quarter]) -> frozenset[Stands]:
    """The same sum said by centre and quarter, whatever the version: a year's is the sum of its quarters'."""
    centres = {source.centre for source in sources}
    return frozenset((str(quarter), centre) for quarter in quarters for centre in centres)


def given_away(sums: Iterable[frozenset[Stands]], fewest: int) -> tuple[str, ...]:
    """The first group of fewer than `fewest` centres whose figures alone follow from these sums, by code; else ().

    Adding and subtracting the sums in any way leaves figures of nobody but the group exactly when the sums lose rank
    once its columns are struck out. One sum over too few centres, and two that differ by too few, are such cases.
    """
    return _given_away(tuple(sorted(set(sums), key=sorted)), fewest)


@lru_cache(maxsize=512)
def _given_away(sums: tuple[frozenset[Stands], ...], fewest: int) -> tuple[str, ...]:
    columns = sorted(frozenset[Stands]().union(*sums))
    if not columns:
        return ()
    table = np.array([[float(column in each) for column in columns] for each in sums])
    rank = np.linalg.matrix_rank(table)
    owner = np.array([centre for _place, centre in columns])
    centres = sorted(set(owner.tolist()))
    for size in range(1, fewest):
        for group in combinations(centres, size):
            others = table[:, ~np.isin(owner, group)]
            if (np.linalg.matrix_rank(others) if others.size else 0) < rank:
                return group
    return ()

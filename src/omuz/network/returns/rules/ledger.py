"""When the network's figures may leave: nobody may work out one centre from any of the releases together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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


def singled_out(releases: Sequence[Iterable[Source]]) -> list[str]:
    """Centres whose figures follow from sums over these sets of returns by adding and subtracting, by code.

    Each release gives one sum. A centre is singled out when some combination of the sums leaves nothing but its own
    returns: then the sums lose rank as its columns are struck out.
    """
    sets = [frozenset(each) for each in releases]
    columns = sorted(frozenset().union(*sets)) if sets else []
    if not columns:
        return []
    table = np.array([[float(source in each) for source in columns] for each in sets])
    rank = np.linalg.matrix_rank(table)
    found = []
    for centre in sorted({source.centre for source in columns}):
        others = table[:, [place for place, source in enumerate(columns) if source.centre != centre]]
        left = np.linalg.matrix_rank(others) if others.size else 0
        if left < rank:
            found.append(centre)
    return found


def narrow_differences(releases: Sequence[Iterable[Source]], fewest: int) -> int | None:
    """The smallest number of centres by which a release differs from nothing or from another, where below `fewest`.

    Equal sets do not differ: they tell the same again.
    """
    sets = [frozenset(each) for each in releases]
    pairs = [(one, other) for place, one in enumerate(sets) for other in (frozenset[Source](), *sets[:place])]
    counts = [len({source.centre for source in one ^ other}) for one, other in pairs if one != other]
    least = min(counts, default=fewest)
    return least if least < fewest else None


def held_tables(held: Iterable[str], split_by: Mapping[str, Iterable[str]]) -> list[str]:
    """Tables that stay behind while one of the `held` breakdowns is withheld, in the order given.

    The whole table stays: with one category taken out, the total would give it back.
    """
    withheld = set(held)
    return [key for key, names in split_by.items() if withheld & set(names)]

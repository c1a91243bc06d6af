"""Reads raw tables where no gate stands: worked examples, and files of published data with `--raw`."""

from collections.abc import Mapping
from itertools import product

from omuz.foundation.catalogue.fact_kinds import PERIODS
from omuz.foundation.privacy.cells import TOTAL, Key, RawTable


def figure_at(table: RawTable, key: Key) -> int:
    """The count at a key; a total over answers that do not overlap is added up, an absent key is zero."""
    return _at(table, table.counts, key)


def base_at(table: RawTable, key: Key) -> int:
    """What the count at a key is a share of; 0 in a table that holds no shares."""
    if table.denominators is not None:
        return _at(table, table.denominators, key)
    if not table.share_over:
        return 0
    names = [dimension.name for dimension in table.dimensions]
    return figure_at(table, tuple(TOTAL if n in table.share_over else code for n, code in zip(names, key, strict=True)))


def filled(table: RawTable) -> tuple[Key, ...]:
    """Keys without totals, in display order; answers nobody gave are left away, empty periods stay."""
    used = [{key[place] for key, value in _holding(table).items() if value} for place in range(len(table.dimensions))]
    categories = [
        [code for code in dimension.categories if code in seen or dimension.name in PERIODS or not any(used)]
        for dimension, seen in zip(table.dimensions, used, strict=True)
    ]
    return tuple(product(*categories))


def _holding(table: RawTable) -> Mapping[Key, int]:
    """What makes a category worth a row: the base where there is one, else the count."""
    return table.denominators if table.denominators is not None else table.counts


def _at(table: RawTable, counts: Mapping[Key, int], key: Key) -> int:
    if key in counts:
        return counts[key]
    for place, (code, dimension) in enumerate(zip(key, table.dimensions, strict=True)):
        if code == TOTAL and dimension.name not in table.multi:
            return sum(_at(table, counts, (*key[:place], one, *key[place + 1 :])) for one in dimension.categories)
    return 0

"""What is worked out from tables that are protected already: sums over centres, areas put together, held numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from omuz.foundation.privacy.cells import TOTAL, Cell, Dimension, Key, Reason, all_keys
from omuz.foundation.privacy.links import series_of
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.refusals import Malformed, Refusal, Refused
from omuz.foundation.privacy.release import Hold
from omuz.foundation.privacy.safe import SafeTable, digest_of

_FORM = ("indicator", "version", "measure", "dimensions", "base", "period", "grain", "multi", "share_over", "narrowed")
_REST = ("population", "rows_used", "counted_in_rows", "combined_from", "policy", "covered")
Parts = dict[str, Any]
"""What a table is made of, before the gate has looked at it."""


def added(tables: Sequence[SafeTable], policy: Policy) -> Parts:
    """The sum over centres; raises Refused where the tables do not add up."""
    first = _alike(tables, policy)
    rows = [table.rows_used for table in tables if table.rows_used is not None]
    covered = set(first.multi).intersection(*(table.covered for table in tables))
    return {name: getattr(first, name) for name in _FORM} | {
        "cells": tuple(_sum(cells) for cells in zip(*(table.cells for table in tables), strict=True)),
        "bases": tuple(_sum(cells) for cells in zip(*(table.bases for table in tables), strict=True)),
        "covered": tuple(name for name in first.multi if name in covered),
        "population": _everybody(tables),
        "rows_used": sum(rows) if len(rows) == len(tables) else None,
        "counted_in_rows": all(table.counted_in_rows for table in tables),
        "combined_from": sum(table.combined_from for table in tables),
        "policy": policy,
    }


def _everybody(tables: Sequence[SafeTable]) -> str:
    """The name of the set a sum counts over: the same for the same centres and base, so that periods are linked.

    Its second part is the same for the same centres whatever is counted: by it the tables of a release are read as one.
    """
    if not all(table.population for table in tables):
        return ""
    series = sorted(series_of(table.population, table.period).split("/") for table in tables)
    who = digest_of(["/".join(parts[:2]) for parts in series])[:16]
    what = digest_of([*("/".join(parts[2:]) for parts in series), tables[0].base, tables[0].measure])[:16]
    return f"sum/{who}/{tables[0].period}/{what}"


def _alike(tables: Sequence[SafeTable], policy: Policy) -> SafeTable:
    """The first of tables that may be added up; raises Refused when they may not."""
    if not tables:
        raise Refused(Refusal.UNLIKE, "no tables")
    first = tables[0]
    if first.measure == "median":
        raise Refused(Refusal.NOT_ADDITIVE, first.indicator)
    for table in tables:
        for name in _FORM:
            if getattr(table, name) != getattr(first, name):
                raise Refused(Refusal.UNLIKE, name)
        if table.policy.rounding:
            raise Refused(Refusal.NOT_ADDITIVE, first.indicator)
        if table.policy.threshold < policy.threshold:
            raise Refused(Refusal.THRESHOLD, str(table.policy.threshold))
    return first


def _sum(cells: Sequence[Cell]) -> Cell:
    """One cell of a sum: the value, or what the hidden parts leave open."""
    told = [cell.value for cell in cells if cell.value is not None]
    if len(told) == len(cells):
        return Cell(cells[0].key, sum(told))
    hidden = [cell for cell in cells if cell.value is None]
    highs = [cell.high for cell in hidden if cell.high is not None]
    high = sum(told) + sum(highs) if len(highs) == len(hidden) else None
    low = sum(told) + sum(cell.low or 0 for cell in hidden)
    return Cell(cells[0].key, None, Reason.PARTIAL, low, high)


_IN_TIME = ("month", "quarter")
_FIRST_OF_ITS = "first_in"
"""What a table of persons is narrowed by: each person once in a period, and not once more in the next."""


def over_time(tables: Sequence[SafeTable], year: str) -> Parts:
    """Parts of a year as a whole, in order of time: months and quarters side by side, the rest added up."""
    ordered = sorted(tables, key=lambda table: table.period)
    first = _alike_but_time(ordered)
    place = next((number for number, one in enumerate(first.dimensions) if one.about in _IN_TIME), None)
    dimensions = first.dimensions
    if place is not None:
        codes = tuple(code for table in ordered for code in table.dimensions[place].categories)
        if len(set(codes)) != len(codes):
            raise Refused(Refusal.UNLIKE, "dimensions")
        dimensions = (
            *dimensions[:place], replace(dimensions[place], categories=codes), *dimensions[place + 1 :],
        )  # fmt: skip
    elif len({table.period for table in ordered}) != len(ordered):
        raise Refused(Refusal.UNLIKE, "period")
    rows = [table.rows_used for table in ordered if table.rows_used is not None]
    return {name: getattr(first, name) for name in (*_FORM, "policy")} | {
        "dimensions": dimensions,
        "cells": _side_by_side([table.cells for table in ordered], dimensions),
        "bases": _side_by_side([table.bases for table in ordered], dimensions) if first.bases else (),
        "covered": tuple(name for name in first.multi if all(name in table.covered for table in ordered)),
        "period": year,
        "population": "",
        "rows_used": sum(rows) if len(rows) == len(ordered) else None,
        "counted_in_rows": all(table.counted_in_rows for table in ordered),
        "combined_from": max(table.combined_from for table in ordered),
    }


def _alike_but_time(tables: Sequence[SafeTable]) -> SafeTable:
    """The first of tables of one form; raises Refused where they do not add up over time."""
    if not tables:
        raise Refused(Refusal.UNLIKE, "no tables")
    first = tables[0]
    if first.measure == "median" or first.policy.rounding or _FIRST_OF_ITS in first.narrowed:
        raise Refused(Refusal.NOT_ADDITIVE, first.indicator)
    for table in tables:
        for name in (*_FORM, "policy"):
            if name not in ("dimensions", "period", "grain") and getattr(table, name) != getattr(first, name):
                raise Refused(Refusal.UNLIKE, name)
        shapes = [(one.name, () if one.about in _IN_TIME else one.categories) for one in table.dimensions]
        if shapes != [(one.name, () if one.about in _IN_TIME else one.categories) for one in first.dimensions]:
            raise Refused(Refusal.UNLIKE, "dimensions")
    return first


def _side_by_side(tables: Sequence[Sequence[Cell]], dimensions: tuple[Dimension, ...]) -> tuple[Cell, ...]:
    found: dict[Key, list[Cell]] = {}
    for cells in tables:
        for cell in cells:
            found.setdefault(cell.key, []).append(cell)
    return tuple(found[key][0] if len(found[key]) == 1 else _sum(found[key]) for key in all_keys(dimensions))


def put_together(table: SafeTable, dimension: str, groups: Mapping[str, Iterable[str]]) -> Parts:
    """A protected table with categories of one dimension put together: new code → the codes it takes in.

    The new code stands where the first of its codes stood; an area of which a part is hidden lies between bounds.
    Raises Malformed for overlapping answers, for medians and for a dimension that is not there.
    """
    names = [each.name for each in table.dimensions]
    if dimension not in names or dimension in table.multi or table.measure == "median" or table.policy.rounding:
        raise Malformed(f"{dimension} cannot be put together")
    place = names.index(dimension)
    becomes = {code: new for new, codes in groups.items() for code in codes}
    old = table.dimensions[place]
    codes = tuple(dict.fromkeys(becomes.get(code, code) for code in old.categories))
    dimensions = (*table.dimensions[:place], Dimension(old.name, codes, old.kind), *table.dimensions[place + 1 :])

    def gathered(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        found: dict[Key, list[Cell]] = {}
        for cell in cells:
            code = becomes.get(cell.key[place], cell.key[place])
            found.setdefault((*cell.key[:place], code, *cell.key[place + 1 :]), []).append(cell)
        made = {key: parts[0] if len(parts) == 1 else _sum(parts) for key, parts in found.items()}
        return tuple(_tight(replace(cell, key=key), made, place, codes) for key, cell in made.items())

    whole = {name: getattr(table, name) for name in (*_FORM, *_REST)}
    return whole | {"dimensions": dimensions, "cells": gathered(table.cells), "bases": gathered(table.bases)}


def _tight(cell: Cell, cells: Mapping[Key, Cell], place: int, codes: Sequence[str]) -> Cell:
    """A part between the bounds that the total and the other parts leave; where they leave one number, that number."""
    key = cell.key
    if cell.hidden is not Reason.PARTIAL or key[place] == TOTAL:
        return cell
    whole = cells[*key[:place], TOTAL, *key[place + 1 :]]
    others = [cells[*key[:place], code, *key[place + 1 :]] for code in codes if code != key[place]]
    low, high = cell.low or 0, cell.high
    lows, highs = [_low(other) for other in others], [_high(other) for other in others]
    if None not in highs:
        low = max(low, _low(whole) - sum(each or 0 for each in highs))
    top = _high(whole)
    if top is not None:
        high = top - sum(lows) if high is None else min(high, top - sum(lows))
    return Cell(key, low) if low == high else replace(cell, low=low, high=high)


def _low(cell: Cell) -> int:
    return cell.value if cell.value is not None else cell.low or 0


def _high(cell: Cell) -> int | None:
    return cell.value if cell.value is not None else cell.high


def ways_to_hold(table: SafeTable, holds: Sequence[Hold]) -> Iterator[Parts]:
    """The table with its held numbers hidden, and ever more beside them; the smallest are hidden first.

    Nothing for a table that is not divided by what is held. Whether a way hides enough is the gate's to say.
    """
    held = {cell.key for cell in table.cells if _held(table, cell.key, holds)}
    if not held:
        return
    whole = {name: getattr(table, name) for name in (*_FORM, *_REST)}
    least = table.policy.threshold
    shown = [cell for cell in table.cells if cell.key not in held and (cell.value or 0) >= least]
    others = sorted(shown, key=lambda cell: (cell.key.count(TOTAL), cell.value or 0, cell.key))
    for more in range(len(others) + 1):
        beside = {cell.key for cell in others[:more]}
        yield whole | {
            "cells": tuple(_veiled(cell, held, beside) for cell in table.cells),
            "bases": tuple(_veiled(cell, held, beside) for cell in table.bases),
            "rows_used": None if (TOTAL,) * len(table.dimensions) in beside else table.rows_used,
        }


def _held(table: SafeTable, key: Key, holds: Sequence[Hold]) -> bool:
    named = {(name, code) for one, code in zip(table.dimensions, key, strict=True) for name in (one.name, one.about)}
    return any((hold.dimension, part) in named for hold in holds for part in (hold.code, *_areas(table, hold)))


def _areas(table: SafeTable, hold: Hold) -> list[str]:
    """The areas put together that hold what is held."""
    return [code for one in table.dimensions for code in one.categories if hold.code in code.split("+")]


def _veiled(cell: Cell, held: set[Key], beside: set[Key]) -> Cell:
    """A hidden number of which nothing is told but the mark; the gate adds what follows from the rest."""
    if cell.key in held:
        return Cell(cell.key, None, Reason.HELD, 0, None)
    if cell.key in beside and cell.value is not None:
        return Cell(cell.key, None, Reason.COMPLEMENTARY, 0, None)
    return cell

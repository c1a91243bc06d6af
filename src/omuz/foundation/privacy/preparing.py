"""Before the gate: small districts put together, and figures that must wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable
from omuz.foundation.privacy.refusals import Malformed


def merged(raw: RawTable, dimension: str, groups: Mapping[str, Iterable[str]]) -> RawTable:
    """The table with categories of one dimension put together: new code → the codes it takes in.

    The new code stands where the first of its codes stood. Only where categories add up, and only
    for counts: raises Malformed for a dimension of overlapping answers and for medians, which do
    not add up.
    """
    names = [each.name for each in raw.dimensions]
    if dimension not in names or dimension in raw.multi or raw.measure == "median":
        raise Malformed(f"{dimension} cannot be put together")
    place = names.index(dimension)
    becomes = {code: new for new, codes in groups.items() for code in codes}
    old = raw.dimensions[place]
    codes = tuple(dict.fromkeys(becomes.get(code, code) for code in old.categories))
    dimensions = (*raw.dimensions[:place], Dimension(old.name, codes, old.kind), *raw.dimensions[place + 1 :])

    def gathered(counts: Mapping[Key, int]) -> dict[Key, int]:
        found: dict[Key, int] = {}
        for key, count in counts.items():
            code = key[place] if key[place] == TOTAL else becomes.get(key[place], key[place])
            new = (*key[:place], code, *key[place + 1 :])
            found[new] = found.get(new, 0) + count
        return found

    base = None if raw.denominators is None else gathered(raw.denominators)
    return replace(
        raw, dimensions=dimensions, counts=gathered(raw.counts), denominators=base, contributors={}, largest={}
    )


def small_groups(sizes: Mapping[str, int], least: int, within: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Which categories to put together so that every group has at least `least` people living there.

    `sizes` are figures anybody may know (women in a district), never the counts to be published: a
    grouping made from those would tell of them. `within` gives the larger area of each category;
    the smallest join the next smallest of the same area. The new code is the codes joined by "+".
    Categories large enough, and areas that stay too small together, are left as they are.
    """
    areas: dict[str, list[str]] = {}
    for code in sorted(sizes, key=lambda each: (sizes[each], each)):
        areas.setdefault((within or {}).get(code, ""), []).append(code)
    found: dict[str, list[str]] = {}
    for codes in areas.values():
        group: list[str] = []
        for code in codes:
            if group and sum(sizes[each] for each in group) >= least:
                break
            if sizes[code] < least or group:
                group.append(code)
        if len(group) > 1 and sum(sizes[each] for each in group) >= least:
            found["+".join(sorted(group))] = sorted(group)
    return found


def may_leave(period_end: date, today: date, delay_days: int) -> bool:
    """Whether a period has been over for long enough: figures that follow an event too closely point at it."""
    return today >= period_end + timedelta(days=delay_days)


def worth_correcting(old: Sequence[int], new: Sequence[int], threshold: int) -> bool:
    """Whether a correction is large enough to be published by itself.

    One that moves a total by fewer than the threshold waits for the next: it would be hidden to a
    large part, and would still say that something small happened. `old` and `new` are totals in
    the same order.
    """
    moves = [abs(after - before) for before, after in zip(old, new, strict=True)]
    return any(moves) and all(move == 0 or move >= threshold for move in moves)

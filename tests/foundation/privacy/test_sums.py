"""Sums over centres can be put together, held back and proven without any count behind them."""

import random

import pytest

from omuz.foundation.privacy.gate import (
    NETWORK,
    TOTAL,
    Hierarchy,
    Hold,
    Links,
    Malformed,
    Reason,
    SafeTable,
    audited,
    combine,
    gathered,
    protect,
    restore,
    withhold,
)
from tests.foundation.privacy.tables import CHANNEL, DISTRICT, TYPES, raw

CODES = DISTRICT.categories
HOLD = Hold("district", CODES[0], "in_the_news")


def districts(counts: list[int], **more: object) -> SafeTable:
    return protect(raw((DISTRICT,), counts, grain="year", period="2025", **more))


def network(seed: int, centres: int = 6) -> tuple[SafeTable, list[int]]:
    rng = random.Random(seed)
    every = [[rng.choice([0, 2, 6, 30, 80]) for _ in CODES] for _ in range(centres)]
    return combine([districts(counts) for counts in every]), [sum(column) for column in zip(*every, strict=True)]


@pytest.mark.parametrize("seed", range(12))
def test_areas_put_together_hold_the_truth_and_pass_the_gate_again(seed: int) -> None:
    table, truth = network(seed)
    area = "+".join(sorted(CODES[:2]))
    merged = gathered(table, "district", {area: CODES[:2]})
    cell = merged.cell((area,))
    whole = truth[0] + truth[1]
    assert cell.value == whole if cell.value is not None else (cell.low or 0) <= whole <= (cell.high or whole)
    assert len(merged.dimensions[0].categories) == len(CODES) - 1
    assert merged.total == table.total
    assert restore(merged.to_json()) == merged


def test_nothing_is_put_together_where_answers_overlap() -> None:
    counts: dict[tuple[str, ...], int] = {(code,): 20 for code in TYPES.categories} | {(TOTAL,): 60}
    table = protect(raw((TYPES,), counts, multi=("violence_types",)))
    with pytest.raises(Malformed):
        gathered(table, "violence_types", {"a": TYPES.categories[:2]})
    with pytest.raises(Malformed):
        gathered(table, "district", {"a": CODES[:2]})


@pytest.mark.parametrize("seed", range(12))
def test_a_held_district_does_not_follow_from_the_rest(seed: int) -> None:
    table, truth = network(seed)
    held = withhold(table, [HOLD])
    cell = held.cell((CODES[0],))
    assert (cell.value, cell.hidden) == (None, Reason.HELD)
    assert cell.high is None or cell.high - (cell.low or 0) >= NETWORK.threshold - 2
    assert (cell.low or 0) <= truth[0] <= (truth[0] if cell.high is None else cell.high)
    assert restore(held.to_json()) == held
    shown = {one.key for one in table.cells if one.value is not None}
    assert {one.key for one in held.cells if one.value is not None} < shown or (CODES[0],) not in shown


def test_a_hold_leaves_other_tables_as_they_are() -> None:
    table = combine([protect(raw((CHANNEL,), [20, 9, 6, 0]))] * 3)
    assert withhold(table, [HOLD]) is table


def test_a_hold_also_covers_the_area_its_district_was_put_into() -> None:
    table, _truth = network(3)
    area = "+".join(sorted(CODES[:2]))
    held = withhold(gathered(table, "district", {area: CODES[:2]}), [HOLD])
    assert held.cell((area,)).hidden is Reason.HELD


def test_a_sum_is_proven_beside_the_areas_and_the_release_before() -> None:
    centres = [districts([60, 40, 30, 20], population=f"contact/{name}/2025") for name in "abc"]
    table = combine(centres)
    area = "+".join(sorted(CODES[:2]))
    merged = gathered(table, "district", {area: CODES[:2]})
    links = Links((Hierarchy(("district", "area"), {"district": dict.fromkeys(CODES[:2], area)}),))
    told = audited([merged], NETWORK, [[table]], links)
    assert (told["recovered"], told["tables"]) == (0, [merged.digest])
    assert table.population.startswith("sum/") and table.population.split("/")[2] == "2025"
    assert combine(centres[:2]).population != table.population

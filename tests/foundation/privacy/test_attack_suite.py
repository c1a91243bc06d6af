"""No hidden number can be worked out: tried by a reader who shares no code with the gate."""

import random
from itertools import product

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from omuz.foundation.privacy import suppression
from omuz.foundation.privacy.gate import (
    TOTAL,
    Dimension,
    Policy,
    RawTable,
    Reason,
    Refusal,
    Refused,
    protect,
    protect_together,
    restore,
)
from tests.foundation.privacy.brute import Name, Reader, TooManyTables, pinned, printed_of, small_only
from tests.foundation.privacy.tables import CHANNEL, RELATION, adding, answering, cut, raw, sharing

BOUNDED = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much]
)
POLICIES = st.builds(Policy, threshold=st.sampled_from([3, 4, 5]), zeros=st.sampled_from(["safe", "show", "hide"]))


def withstands(table: RawTable, policy: Policy) -> None:
    """Protect, restore, and let the reader try."""
    safe = protect(table, policy)
    assert restore(safe.to_json()) == safe
    reader = Reader(table, policy.threshold, policy.zeros)
    try:
        found = pinned(reader, printed_of(safe), policy.threshold - 1)
    except TooManyTables:
        reject()
    assert found == {}


@BOUNDED
@given(adding(), POLICIES)
def test_no_hidden_cell_of_a_table_that_adds_up_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)


@BOUNDED
@given(answering(), POLICIES)
def test_no_hidden_answer_or_its_opposite_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)


@BOUNDED
@given(sharing(), POLICIES)
def test_no_hidden_part_base_or_rest_of_a_share_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)


def seeded_tables() -> list[RawTable]:
    """Fifty tables of counts such as a centre's quarter has, the same each time."""
    chance = random.Random(8)
    channel, relation = cut(CHANNEL, 2), cut(RELATION, 2)
    return [
        raw(
            (channel, relation),
            {
                (one, other): chance.choice((0, 1, 2, 3, 6, 9, 14))
                for one in channel.categories
                for other in relation.categories
            },
        )
        for _ in range(50)
    ]


def test_hiding_small_cells_only_does_leak_on_the_same_tables() -> None:
    """What the suite looks for is there to be found: the careless way gives women away, the gate does not."""
    careless = careful = 0
    for table in seeded_tables():
        policy = Policy(zeros="show")
        reader = Reader(table, policy.threshold, policy.zeros)
        careless += len(pinned(reader, small_only(reader), 2))
        careful += len(pinned(reader, printed_of(protect(table, policy)), policy.threshold - 1))
    assert careless > 100
    assert careful == 0


def test_a_large_table_is_as_safe_although_its_choices_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "_LARGE", 0)
    for table in seeded_tables():
        for policy in (Policy(), Policy(zeros="show")):
            withstands(table, policy)


def test_in_a_table_of_three_dimensions_every_hidden_number_keeps_its_room() -> None:
    """Too large to try every table: the linear attack bounds each hidden number, and the truth lies inside."""
    chance = random.Random(5)
    sizes = {"place": 8, "term": 6, "form": 4}
    dimensions = tuple(
        Dimension(name, tuple(f"{name}{place}" for place in range(size))) for name, size in sizes.items()
    )
    keys = list(product(*(dimension.categories for dimension in dimensions)))
    table = raw(dimensions, {key: chance.choice((0, 1, 2, 3, 6, 9, 14, 40)) for key in keys})
    safe = protect(table, Policy(zeros="show"))
    assert safe.hidden_count > 80
    for cell in safe.cells:
        inside = [
            count
            for key, count in table.counts.items()
            if all(c in (TOTAL, k) for c, k in zip(cell.key, key, strict=True))
        ]
        low, high = cell.low, cell.high
        if cell.value is None and low is not None and high is not None:
            assert low <= sum(inside) <= high
            assert high - low >= 3
        else:
            assert sum(inside) == cell.value or high is None


def test_a_table_for_which_nothing_is_found_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "_ROUNDS", 0)
    with pytest.raises(Refused) as refused:
        protect(raw((CHANNEL,), [38, 12, 2, 0]))
    assert refused.value.code is Refusal.LEAKS


def test_a_table_beside_it_does_not_give_away_what_this_one_hides() -> None:
    """Protected one by one, the total hidden here stands there; protected together, it does not help."""
    one = raw((CHANNEL,), [5, 0, 2, 0], population="contacts/konak-1/2026-Q3")
    other = raw((RELATION,), [7, 0, 0, 0], population="contacts/konak-1/2026-Q3")
    policy = Policy(zeros="show")
    both = [Reader(table, policy.threshold, policy.zeros) for table in (one, other)]
    alone = [printed_of(protect(table, policy)) for table in (one, other)]
    joined = [printed_of(table) for table in protect_together([one, other], policy)]
    assert side_by_side(both, joined, policy.threshold - 1) == {}
    assert side_by_side(both, alone, policy.threshold - 1) != {}


def side_by_side(
    readers: list[Reader], prints: list[dict[Name, int | Reason | None]], fewest: int
) -> dict[Name, set[int]]:
    """What one reader of both tables pins down, knowing that they have one total."""
    whole = Reader(raw((CHANNEL,), []), readers[0].threshold, readers[0].zeros)
    whole.leaves, whole.sums = {}, {}
    printed: dict[Name, int | Reason | None] = {("same",): 0}
    difference: dict[Name, int] = {}
    for number, (reader, own) in enumerate(zip(readers, prints, strict=True)):
        mark = str(number)
        whole.leaves |= {(mark, *leaf): value for leaf, value in reader.leaves.items()}
        whole.sums |= {
            (mark, *name): {(mark, *leaf): weight for leaf, weight in parts.items()}
            for name, parts in reader.sums.items()
        }
        printed |= {(mark, *name): told for name, told in own.items() if name != ("rows",)}
        difference |= dict.fromkeys(whole.sums[mark, TOTAL], 1 - 2 * number)
    whole.sums["same",] = difference
    found = pinned(whole, printed, fewest)
    return {name: values for name, values in found.items() if name != ("same",)}

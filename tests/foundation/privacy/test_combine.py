"""The sum over centres is honest, and tells nothing the centres' own tables did not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omuz.foundation.privacy.gate import (
    NETWORK,
    TOTAL,
    Policy,
    Reason,
    Refusal,
    Refused,
    SafeTable,
    combine,
    protect,
    restore,
)
from tests.foundation.privacy.tables import CHANNEL, DISTRICT, MONTH, QUARTER, RELATION, TYPES, cut, raw

KONAK, BORNOVA, BUCA = [38, 12, 2, 0], [20, 9, 6, 0], [11, 0, 0, 7]


def channels(counts: list[int], **more: object) -> SafeTable:
    return protect(raw((CHANNEL,), counts, **more))


def test_a_cell_no_centre_hid_is_the_sum() -> None:
    table = combine([channels(BORNOVA), channels(BUCA)])
    assert [cell.value for cell in table.cells] == [31, 9, 6, 7, 53]
    assert table.combined_from == 2


def test_a_cell_one_centre_hid_lies_between_bounds() -> None:
    table = combine([channels(KONAK), channels(BORNOVA), channels(BUCA)])
    email, face = table.cell(("email",)), table.cell(("face_to_face",))
    assert (email.value, email.hidden, email.low, email.high) == (None, Reason.PARTIAL, 7, 10)
    assert (face.low, face.high) == (19, 22)
    assert (table.cell(("phone",)).value, table.total.value) == (69, 105)


def test_taking_one_centre_off_leaves_the_other_as_hidden_as_she_was() -> None:
    konak, bornova = channels(KONAK), channels(BORNOVA)
    both = combine([konak, bornova])
    for key in (("email",), ("face_to_face",)):
        hidden, known = konak.cell(key), bornova.cell(key).value
        assert known is not None
        assert (both.cell(key).low, both.cell(key).high) == ((hidden.low or 0) + known, (hidden.high or 0) + known)


def test_a_cell_without_an_upper_limit_stays_without() -> None:
    counts = {("physical",): 6, ("psychological",): 2, ("sexual",): 6, ("economic",): 4, (TOTAL,): 6}
    table = combine([protect(raw((TYPES,), counts, multi=("violence_types",)))] * 2)
    assert (table.total.low, table.total.high) == (10, None)


def test_rows_are_summed_where_every_centre_tells_them() -> None:
    told, untold = channels(BORNOVA, rows_used=35), channels(BORNOVA, rows_used=37)
    assert combine([told, told]).rows_used == 70
    assert combine([told, untold]).rows_used is None


def test_shares_add_up_as_counts() -> None:
    bases = {("2026-Q1",): 30, ("2026-Q2",): 20, ("2026-Q3",): 10}
    one = protect(raw((QUARTER,), [6, 10, 5], measure="share", denominators=bases))
    other = protect(raw((QUARTER,), [9, 2, 5], measure="share", denominators=bases))
    table = combine([one, other])
    assert table.share(("2026-Q3",)) == 50
    assert table.share(("2026-Q2",)) is None
    assert table.share_bounds(("2026-Q2",)) == (27.5, 35)


def test_answers_cover_everybody_only_where_they_do_in_every_centre() -> None:
    counts = {("physical",): 9, ("psychological",): 8, ("sexual",): 7, ("economic",): 6, (TOTAL,): 14}
    all_covered = protect(raw((TYPES,), counts, multi=("violence_types",)))
    not_all = protect(raw((TYPES,), counts | {(TOTAL,): 40}, multi=("violence_types",)))
    assert combine([all_covered, all_covered]).covered == ("violence_types",)
    assert combine([all_covered, not_all]).covered == ()


def test_a_month_series_is_summed_under_the_networks_policy_only() -> None:
    series = protect(raw((MONTH,), [9, 8, 7], grain="month"), NETWORK)
    assert combine([series, series]).total.value == 48
    with pytest.raises(Refused) as refused:
        combine([series, series], Policy())
    assert refused.value.code is Refusal.TIME_GRAIN


def test_a_centre_protected_less_than_the_network_asks_is_refused() -> None:
    low = protect(raw((CHANNEL,), [38, 12, 4, 9]), Policy(threshold=3))
    with pytest.raises(Refused) as refused:
        combine([channels(BORNOVA), low])
    assert refused.value.code is Refusal.THRESHOLD
    assert combine([channels(BORNOVA), low], Policy(threshold=3)).cell(("letter",)).value == 9


@pytest.mark.parametrize(
    "other",
    [
        raw((CHANNEL,), BORNOVA, period="2026-Q2"),
        raw((CHANNEL,), BORNOVA, indicator="I01"),
        raw((CHANNEL,), BORNOVA, version=2),
        raw((CHANNEL,), BORNOVA, base="başvurular"),
        raw((CHANNEL,), BORNOVA, grain="year"),
        raw((CHANNEL,), BORNOVA, narrowed=("kind",)),
        raw((CHANNEL,), BORNOVA, measure="share", share_over=("channel",)),
        raw((cut(CHANNEL, 3),), BORNOVA[:3]),
        raw((RELATION,), BORNOVA),
    ],
)
def test_tables_that_are_not_alike_are_not_added_up(other: object) -> None:
    with pytest.raises(Refused) as refused:
        combine([channels(KONAK), protect(other)])  # type: ignore[arg-type]  # a list of raw tables
    assert refused.value.code is Refusal.UNLIKE


def test_nothing_cannot_be_added_up() -> None:
    with pytest.raises(Refused):
        combine([])


def test_medians_do_not_add_up() -> None:
    table = channels(KONAK, measure="median")
    with pytest.raises(Refused) as refused:
        combine([table, table])
    assert refused.value.code is Refusal.NOT_ADDITIVE


def test_a_sum_of_sums_is_a_sum() -> None:
    first = combine([channels(KONAK), channels(BORNOVA)])
    table = combine([first, channels(BUCA)])
    assert table == combine([channels(KONAK), channels(BORNOVA), channels(BUCA)])
    assert restore(table.to_json()) == table


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_the_truth_lies_within_the_bounds_and_the_bounds_are_no_narrower_than_the_rule(seed: int, centres: int) -> None:
    chance = random.Random(seed)
    kind, district = cut(RELATION, 2), cut(DISTRICT, 2)
    truths = [
        {(one, other): chance.choice((0, 1, 3, 6, 9)) for one in kind.categories for other in district.categories}
        for _ in range(centres)
    ]
    tables = [protect(raw((kind, district), truth, grain="year", period="2026")) for truth in truths]
    table = combine(tables)
    assert restore(table.to_json()) == table
    for cell in table.cells:
        inside = [
            sum(
                count
                for key, count in truth.items()
                if all(c in (TOTAL, k) for c, k in zip(cell.key, key, strict=True))
            )
            for truth in truths
        ]
        if cell.value is not None:
            assert cell.value == sum(inside)
        else:
            assert cell.low is not None
            assert cell.low <= sum(inside) <= (cell.high or 10**9)
            assert cell.high is None or cell.high - cell.low >= 3

"""A release: what is held, what too few centres stand behind, what the proof and the report say."""

from datetime import date

import numpy as np
import pytest

from omuz.foundation.privacy.gate import (
    NETWORK,
    TOTAL,
    Dimension,
    Hold,
    Malformed,
    Policy,
    Reason,
    Refusal,
    Refused,
    audit,
    combine,
    protect,
    protect_release,
    restore,
)
from omuz.foundation.privacy.marks import COMPLEMENTARY, SMALL, VISIBLE
from omuz.foundation.privacy.naive import by_hand
from omuz.foundation.privacy.numbers import lattice_and_numbers
from omuz.foundation.privacy.preparing import may_leave, merged, small_groups, worth_correcting
from omuz.foundation.privacy.proof import too_narrow
from omuz.foundation.privacy.suppression import attack_on
from tests.foundation.privacy.tables import CHANNEL, DISTRICT, RELATION, TYPES, raw

KIND = Dimension("kind", ("first", "again"))
CODES = CHANNEL.categories
YEAR = {"grain": "year", "period": "2026", "population": "contacts/network/2026"}


def test_one_table_alone_is_protected_as_by_itself() -> None:
    table = raw((CHANNEL,), [38, 12, 2, 7])
    release = protect_release([table])
    assert release.tables == (protect(table, NETWORK),)
    assert release.proof.narrowest == 4
    assert (release.report.ours.cells, release.report.ours.hidden) == (5, 2)
    assert release.report.small_only == 1
    assert release.report.by_hand >= 2


def test_the_share_hidden_is_told_only_where_the_total_is() -> None:
    assert protect_release([raw((CHANNEL,), [38, 12, 2, 7])]).report.ours.percent == 15
    assert protect_release([raw((CHANNEL,), [2, 0, 0, 1])]).report.ours.percent is None


def test_the_proof_goes_with_the_release_and_says_what_it_was_read_with() -> None:
    first = protect_release([raw((CHANNEL,), [38, 12, 2, 7], **YEAR)])
    second = protect_release([raw((RELATION,), [30, 20, 3, 6], **YEAR)], NETWORK, [first.tables])
    payload = second.payload()
    assert payload["earlier"] == [first.digest]
    assert payload["release"] == second.digest
    assert payload["recovered"] == 0
    assert {tuple(each["key"]) for each in payload["intervals"]} == {
        cell.key for cell in second.tables[0].cells if cell.hidden
    }


def test_a_release_is_not_touched_by_releases_about_something_else() -> None:
    other = protect_release([raw((CHANNEL,), [38, 12, 2, 7], **YEAR | {"population": "persons/network/2026"})])
    table = raw((RELATION,), [30, 20, 3, 6], **YEAR)
    assert protect_release([table], NETWORK, [other.tables]).tables == protect_release([table]).tables


def test_a_held_district_is_hidden_whatever_its_size_and_cannot_be_subtracted() -> None:
    hold = Hold("district", "konak", "Bir cinayetin ardından", "2027-01-01")
    release = protect_release([raw((DISTRICT,), [40, 30, 25], **YEAR)], holds=[hold])
    (table,) = release.tables
    assert table.cell(("konak",)).hidden is Reason.HELD
    assert table.hidden_count == 2
    assert table.total.value == 95
    assert restore(table.to_json()) == table
    assert release.holds == (hold,)


def test_a_count_of_one_centre_is_hidden_where_the_policy_looks_at_centres() -> None:
    centres = {("phone",): 1, ("face_to_face",): 6, ("email",): 3, ("letter",): 4, (TOTAL,): 6}
    table = raw((CHANNEL,), [38, 12, 20, 7], contributors=centres)
    (safe,) = protect_release([table], Policy(centres=2)).tables
    assert safe.cell(("phone",)).hidden is Reason.CENTRES
    assert safe.hidden_count == 2
    assert protect_release([table]).tables[0].hidden_count == 0


@pytest.mark.parametrize(("largest", "hidden"), [(36, True), (35, True), (33, False), (30, False)])
def test_a_count_one_centre_dominates_is_hidden(largest: int, hidden: bool) -> None:
    table = raw((CHANNEL,), [38, 12, 20, 7], largest={("phone",): largest})
    (safe,) = protect_release([table], Policy(dominance=90)).tables
    assert (safe.cell(("phone",)).hidden is Reason.CENTRES) is hidden


def test_less_room_hides_less_but_never_shows_a_small_number() -> None:
    table = raw((CHANNEL,), [1, 1, 8, 9])
    strict, open_ = protect(table, Policy()), protect(table, Policy(room=2))
    assert open_.hidden_count <= strict.hidden_count
    assert all(cell.value is None or cell.value >= 5 for cell in open_.cells)
    assert restore(open_.to_json()) == open_
    for room in (1, 5, 9):
        with pytest.raises(Refused):
            Policy(room=room)


@pytest.mark.parametrize("base", [2, 4, 10])
def test_numbers_are_rounded_to_three_or_five_only(base: int) -> None:
    with pytest.raises(Refused):
        Policy(rounding=base)


def test_rounded_tables_add_up_within_and_are_not_added_to_each_other() -> None:
    safe = protect(raw((CHANNEL,), [38, 12, 2, 7], rows_used=61), Policy(rounding=3))
    values = [cell.value or 0 for cell in safe.cells]
    assert sum(values[:-1]) == values[-1]
    assert safe.rows_used is not None
    assert safe.rows_used % 3 == 0
    with pytest.raises(Refused) as refused:
        combine([safe, safe])
    assert refused.value.code is Refusal.NOT_ADDITIVE


def test_a_number_rounded_before_is_rounded_the_same_way_again() -> None:
    policy = Policy(rounding=5)
    first = protect_release([raw((CHANNEL,), [38, 12, 2, 7], **YEAR)], policy)
    again = protect_release(
        [raw((CHANNEL,), [38, 12, 2, 7], **YEAR), raw((RELATION,), [30, 20, 3, 6], **YEAR)], policy, [first.tables]
    )
    assert [cell.value for cell in again.tables[0].cells] == [cell.value for cell in first.tables[0].cells]


def test_nothing_can_be_held_back_from_rounded_numbers() -> None:
    with pytest.raises(Refused):
        protect_release(
            [raw((DISTRICT,), [40, 30, 25], **YEAR)], Policy(rounding=3), holds=[Hold("district", "konak", "")]
        )


def test_two_papers_protected_apart_do_not_pass_the_audit_together() -> None:
    """Each stands alone; the second prints what the first hides, or gives it away by its totals."""
    one = protect(raw((CHANNEL,), [38, 12, 4, 7], **YEAR), NETWORK)
    other = protect(raw((CHANNEL,), [38, 12, 4, 7], **YEAR), Policy(threshold=3))
    part = protect(
        raw(
            (CHANNEL, KIND),
            {(code, "first"): n for code, n in zip(CODES, (8, 6, 0, 7), strict=True)}
            | {(code, "again"): n for code, n in zip(CODES, (30, 6, 4, 0), strict=True)},
            **YEAR,
        ),
        Policy(threshold=3, zeros="show"),
    )
    for table in (one, other, part):
        assert audit([table], Policy(threshold=3)).recovered == 0
    for beside in (other, part):
        with pytest.raises(Refused):
            audit([beside], Policy(threshold=3), [[one]])


def test_small_districts_are_put_together_by_what_everybody_may_know() -> None:
    sizes = {"konak": 180_000, "bornova": 220_000, "karaburun": 6_000, "cesme": 24_000, "urla": 37_000}
    groups = small_groups(sizes, 50_000, dict.fromkeys(("karaburun", "cesme", "urla"), "peninsula"))
    assert groups == {"cesme+karaburun+urla": ["cesme", "karaburun", "urla"]}
    table = raw((DISTRICT,), [40, 30, 2], **YEAR)
    joined = merged(table, "district", {"konak+karaburun": ["konak", "karaburun"]})
    assert joined.dimensions[0].categories == ("konak+karaburun", "bornova")
    assert joined.counts == {("konak+karaburun",): 42, ("bornova",): 30}


def test_only_what_adds_up_is_put_together() -> None:
    with pytest.raises(Malformed):
        merged(raw((TYPES,), {(TOTAL,): 9}, multi=("violence_types",)), "violence_types", {"a": ["physical"]})
    with pytest.raises(Malformed):
        merged(raw((CHANNEL,), [9], measure="median", medians={}), "channel", {"a": ["phone", "email"]})


def test_figures_wait_until_the_period_is_long_over() -> None:
    assert not may_leave(date(2026, 9, 30), date(2026, 10, 30), 45)
    assert may_leave(date(2026, 9, 30), date(2026, 11, 14), 45)


@pytest.mark.parametrize(("new", "worth"), [([40, 12], False), ([42, 12], False), ([45, 12], True), ([45, 14], False)])
def test_a_small_correction_waits_for_the_next(new: list[int], worth: bool) -> None:
    assert worth_correcting([40, 12], new, 5) is worth


def test_hiding_a_second_number_in_every_sum_by_hand_still_gives_numbers_away() -> None:
    """Two hidden numbers in every sum are not enough, which is why a program looks."""
    chance = np.random.default_rng(2)
    policy = Policy(zeros="show")
    narrow = 0
    for _ in range(5):
        counts = {
            (one, other): int(chance.choice([0, 1, 2, 6, 9, 14])) for one in CODES for other in RELATION.categories
        }
        table = raw((CHANNEL, RELATION), counts)
        lattice, values = lattice_and_numbers([table])
        marks = np.where(by_hand(lattice, values, policy), COMPLEMENTARY, VISIBLE)
        marks[(marks != VISIBLE) & (values < policy.threshold)] = SMALL
        attack = attack_on(lattice, values, marks, policy)
        narrow += len(too_narrow(lattice, marks, attack, policy, np.zeros(lattice.size, dtype=np.bool_)))
    assert narrow > 0

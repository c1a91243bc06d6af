"""Childcare and temporary aid come out to the kuruş from the wage somebody entered, and from no other."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.orders.rules.aid import (
    MOST_PERSONS,
    Aid,
    AidKind,
    AidState,
    Wage,
    childcare_limit,
    daily_aid_limit,
    wage_on,
)
from omuz.casework.orders.rules.detention import detention
from tests.casework.orders.rules.law import LAW

DAY = date(2026, 3, 2)
ROUND_WAGE = Wage(date(2026, 1, 1), Decimal(30_000), "invented for a test")
"""An invented wage: nobody's official figure."""
WAGES = st.decimals(min_value=1, max_value=1_000_000, places=2).map(lambda net: Wage(DAY, net))


@pytest.mark.parametrize(("works", "months", "ends"), [(False, 4, date(2026, 7, 2)), (True, 2, date(2026, 5, 2))])
def test_childcare_is_four_months_two_if_she_works_and_half_of_a_wage(works: bool, months: int, ends: date) -> None:
    limit = childcare_limit(LAW, ROUND_WAGE, works=works, start=DAY)
    assert (limit.months, limit.monthly_most, limit.ends_on) == (months, Decimal("15000.00"), ends)


def test_childcare_from_the_last_of_october_ends_with_february() -> None:
    assert childcare_limit(LAW, ROUND_WAGE, works=False, start=date(2027, 10, 31)).ends_on == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("persons", "sheltered", "most"),
    [
        (1, False, "1000.00"),
        (2, False, "1200.00"),
        (3, False, "1400.00"),
        (4, False, "1500.00"),
        (9, False, "1500.00"),
        (1, True, "500.00"),
        (4, True, "750.00"),
    ],
)
def test_daily_aid_grows_by_a_fifth_a_person_up_to_one_and_a_half(persons: int, sheltered: bool, most: str) -> None:
    assert daily_aid_limit(LAW, ROUND_WAGE, persons=persons, sheltered=sheltered, on=DAY) == Decimal(most)


def test_an_upper_limit_is_never_rounded_up() -> None:
    odd = Wage(DAY, Decimal("20002.99"))
    assert daily_aid_limit(LAW, odd, persons=1, sheltered=False, on=DAY) == Decimal("666.76")
    assert childcare_limit(LAW, odd, works=True, start=DAY).monthly_most == Decimal("10001.49")


@pytest.mark.parametrize("persons", [0, -1, MOST_PERSONS + 1])
def test_a_number_of_persons_that_cannot_be_is_refused(persons: int) -> None:
    with pytest.raises(ValueError, match="persons"):
        daily_aid_limit(LAW, ROUND_WAGE, persons=persons, sheltered=False, on=DAY)


def test_the_wage_of_the_day_is_used_and_a_later_entry_for_the_same_day_corrects_an_earlier() -> None:
    old, slip, new = (Wage(date(2026, 1, 1), Decimal(n)) for n in (1, 2, 3))
    next_year = Wage(date(2027, 1, 1), Decimal(9))
    assert wage_on([old, slip, new, next_year], date(2026, 12, 31)) == new
    assert wage_on([next_year, old], date(2027, 1, 1)) == next_year
    assert wage_on([next_year], date(2026, 12, 31)) is None


@given(WAGES, st.integers(1, MOST_PERSONS - 1), st.booleans())
def test_one_person_more_never_means_less_and_never_over_the_cap(wage: Wage, persons: int, sheltered: bool) -> None:
    here = daily_aid_limit(LAW, wage, persons=persons, sheltered=sheltered, on=DAY)
    more = daily_aid_limit(LAW, wage, persons=persons + 1, sheltered=sheltered, on=DAY)
    assert here <= more <= wage.monthly_net / 30 * Decimal("1.5")
    assert here == here.quantize(Decimal("0.01"))


@given(WAGES, st.booleans(), st.dates(date(2012, 3, 20), date(2080, 1, 1)))
def test_childcare_never_passes_half_a_wage(wage: Wage, works: bool, start: date) -> None:
    limit = childcare_limit(LAW, wage, works=works, start=start)
    assert 0 <= wage.monthly_net / 2 - limit.monthly_most < Decimal("0.01")
    assert limit.ends_on > start


def test_a_request_survives_its_envelope_and_is_settled_by_its_outcome() -> None:
    asked = Aid(AidKind.CHILDCARE, DAY, works="yes")
    assert Aid.from_payload(asked.to_payload()) == asked
    assert asked.state is AidState.OPEN
    whole = Aid(AidKind.TEMPORARY_AID, DAY, "no", "yes", 3, "granted", DAY, DAY, date(2026, 6, 2))
    assert Aid.from_payload(whole.to_payload()) == whole
    assert whole.state is AidState.SETTLED


@pytest.mark.parametrize(("breaches", "span"), [(1, (3, 10)), (2, (15, 30)), (7, (15, 30))])
def test_a_breach_may_bring_3_to_10_days_a_repeated_one_15_to_30(breaches: int, span: tuple[int, int]) -> None:
    told = detention(LAW, breaches, DAY)
    assert (told.least.value, told.most.value) == span
    assert (told.total.value, told.total.unit) == (6, "month")
    assert told.repeated == (breaches > 1)


def test_without_a_breach_there_is_nothing_to_say() -> None:
    with pytest.raises(ValueError, match="no breach"):
        detention(LAW, 0, DAY)

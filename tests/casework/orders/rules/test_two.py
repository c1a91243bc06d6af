"""Nobody decides alone on notifying or on answering an authority."""

import pytest

from omuz.casework.orders.rules.two import Agreement, Refusal, lawyer_beside, may_agree


def test_the_second_person_is_another_person() -> None:
    assert may_agree("waiting", first="ayse", second="ayse") is Refusal.SAME_PERSON
    assert may_agree("waiting", first="ayse", second="nermin") is None


@pytest.mark.parametrize("state", [each for each in Agreement if each is not Agreement.WAITING])
def test_what_is_settled_is_not_agreed_to_twice(state: Agreement) -> None:
    assert may_agree(state, first="ayse", second="nermin") is Refusal.NOT_WAITING


def test_one_of_the_two_is_a_lawyer_or_an_outside_lawyer_is_named() -> None:
    assert lawyer_beside("sociologist", "lawyer", outside="")
    assert lawyer_beside("sociologist", "psychologist", outside="Baro Kadın Hakları Merkezi nöbetçisi")
    assert not lawyer_beside("sociologist", "psychologist", outside="  ")

"""The code she keeps: the same however it is typed, none when a piece of it is missing."""

import pytest

from omuz.casework.cases.queries.find import code_words
from omuz.casework.cases.rules.kept_code import folded, plain, spoken

KNOWN = frozenset({"elma", "kova", "cicek", "igde"})


@pytest.mark.parametrize(
    "typed", ["elma kova çiçek 07", "ELMA KOVA ÇİÇEK 07", "elma-kova-cicek-07", " Elma, kova; çiçek... 0 7 "]
)
def test_it_is_known_however_it_is_typed(typed: str) -> None:
    assert plain(typed, KNOWN) == "elma-kova-cicek-07"


def test_a_small_dotless_i_is_the_same_letter() -> None:
    assert plain("İĞDE ELMA KOVA 10", KNOWN) == plain("iğde elma kova 10", KNOWN) == "igde-elma-kova-10"


@pytest.mark.parametrize(
    "typed", ["", "elma kova 07", "elma kova çiçek", "elma kova çiçek 7", "elma kova armut 07", "elma kova çiçek 071",
              "elma kova çiçek iğde 07"]
)  # fmt: skip
def test_anything_else_is_no_code(typed: str) -> None:
    assert plain(typed, KNOWN) == ""


def test_a_spoken_code_has_three_words_and_two_digits() -> None:
    assert spoken(["elma", "kova", "çiçek"], 7) == "elma kova çiçek 07"


def test_no_two_words_of_the_list_sound_the_same_without_their_signs() -> None:
    words = code_words()
    assert len({folded(word) for word in words}) == len(words) >= 200
    assert all(folded(word).isascii() and folded(word).isalpha() and len(word) >= 3 for word in words)

"""Nearest places, numbers to dial, and answers as codes."""

import pytest

from omuz.network.leaflet.rules import answers_of, heard_and_own, nearest, numbers_in, together


def test_the_nearest_places_come_first_and_the_same_distance_in_alphabetical_order() -> None:
    places = {"b": (1.0, 0.0), "a": (0.0, 1.0), "far": (9.0, 9.0)}
    assert nearest((0.0, 0.0), places) == ("a", "b")
    assert nearest((0.0, 0.0), {}) == ()


@pytest.mark.parametrize(
    ("line", "dialled"),
    [("0232 000 00 00", ["02320000000"]), ("0232 111 11 11 / 183", ["02321111111", "183"]), ("+90 232 1", ["+902321"]),
     ("", []), ("-", [])],
)  # fmt: skip
def test_a_line_of_numbers_is_what_a_telephone_dials(line: str, dialled: list[str]) -> None:
    assert [number for _said, number in numbers_in(line)] == dialled


def test_only_codes_of_a_question_are_answers() -> None:
    assert answers_of({"listened": "yes", "own_decision": "<b>", "safety": "partly"}) == {
        "listened": "yes", "own_decision": "", "safety": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("listened", "own", "both"),
    [("yes", "yes", "yes"), ("yes", "partly", "no"), ("", "no", "no"), ("yes", "", "not_asked"), ("", "", "not_asked")],
)
def test_both_sentences_are_agreed_to_or_not_as_the_indicator_says(listened: str, own: str, both: str) -> None:
    assert heard_and_own(listened, own) == both


def test_words_stand_in_the_order_of_the_catalogue() -> None:
    assert together(["lift", "unknown", "step_free"], {"step_free": "A", "lift": "B"}) == ("A", "B")

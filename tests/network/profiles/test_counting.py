"""Counting one question over centres, and the coded row of a profile."""

import pytest

from omuz.network.profiles.facts import NORM, profile_row
from omuz.network.profiles.rules.counting import Figure, exact, protected
from omuz.network.profiles.rules.sheet import Asked, Kind, by_name

CRISIS = Asked(
    "crisis", "/data/crisis", "Protokol", Kind.ONE, (("yes", "Evet"), ("no", "Hayır"), ("partly", "Kısmen")), False,
    "select_one",
)  # fmt: skip
ROOMS = Asked("rooms", "/data/rooms", "Oda", Kind.NUMBER, (), False, "integer")
SERVICES = Asked(
    "services", "/data/services", "Hizmet", Kind.MANY, (("legal", "Hukuki"), ("group", "Grup")), True, "select_multiple"
)


def test_a_missing_answer_is_counted_nowhere() -> None:
    figure = exact(CRISIS, [{"crisis": "yes"}, {"crisis": ""}, {}])
    assert (figure.answered, dict(figure.cells)) == (1, {"yes": 1, "no": 0, "partly": 0})


def test_the_middle_is_told_from_five_answers_on_and_not_before() -> None:
    four = [{"rooms": str(number)} for number in (1, 2, 3, 9)]
    assert exact(ROOMS, four).median is None
    assert protected(ROOMS, four, "2026") is None
    told = protected(ROOMS, [*four, {"rooms": "4"}], "2026")
    assert told is not None
    assert (told.answered, told.median) == (5, 3.0)


def test_a_small_count_is_kept_back_and_so_is_what_would_give_it_away() -> None:
    told = protected(CRISIS, [{"crisis": "yes"}] * 18 + [{"crisis": "no"}] * 2, "2026")
    assert told is not None
    assert told.answered == 20
    assert told.cells["no"] is None
    assert told.cells["yes"] is None


def test_counts_of_several_answers_stand_beside_how_many_answered() -> None:
    told = protected(SERVICES, [{"services": "legal group"}] * 7 + [{"services": "group"}] * 8, "2026")
    assert told is not None
    assert (told.answered, told.cells["legal"]) == (15, 7)


def test_a_figure_comes_back_as_it_was_kept() -> None:
    figure = exact(CRISIS, [{"crisis": "yes"}])
    assert Figure.of_json(figure.to_json()) == figure


def test_what_a_program_wrote_about_the_form_is_no_answer() -> None:
    assert by_name({"/data/a/rooms": "3", "/data/meta/instanceID": "uuid:1", "/data/b": ""}) == {"rooms": "3"}


@pytest.mark.parametrize(
    ("values", "column", "expected"),
    [
        ({"legal": "volunteer"}, "legal_support", "yes"),
        ({"legal": "none"}, "legal_support", "no"),
        ({}, "legal_support", "not_asked"),
        ({"services": "social_work"}, "psychological_support", "no"),
        ({}, "psychological_support", "not_asked"),
        ({"crisis": "partly"}, "crisis_protocol", "partly"),
        ({"budget_line": "unknown"}, "budget_line", "unknown"),
        ({"staff_by_title_social_worker": "1", "staff_by_title_psychologist": "5"}, "norm_filled", 75.0),
        ({"staff_by_title_social_worker": "1"}, "norm_filled", None),
        ({"volume_persons": "300", "staff_by_title_social_worker": "1", "staff_by_title_psychologist": "2"},
         "persons_per_worker", 100.0),
        ({"volume_persons": "300", "staff_by_title_social_worker": "0", "staff_by_title_psychologist": "0"},
         "persons_per_worker", None),
    ],
)  # fmt: skip
def test_the_row_of_a_profile_never_takes_missing_for_zero(
    values: dict[str, str], column: str, expected: object
) -> None:
    assert profile_row("konak-1", 2026, values)[column] == expected


def test_the_figure_of_the_staffing_norm_names_the_posts_it_is_a_part_of() -> None:
    from omuz.insight.indicators.definitions import indicator

    caveat = indicator("I43").caveat
    assert f"Payda {sum(NORM.values())} kadrodur" in caveat.say("tr")
    assert f"The base is {sum(NORM.values())} posts" in caveat.say("en")

"""Answers become whole, silence stays silence, and what was said of several persons is told once."""

from datetime import date, timedelta

import pytest

from omuz.casework.interviews.rules.answers import (
    Answers,
    Problem,
    Said,
    changed_fields,
    children_exposed,
    faults_of,
    fields_of,
    has_children,
    interpreter_needed,
    interpreter_provided,
    interpreter_unsafe,
    read_codes,
    relations,
)

DAY = date(2026, 3, 4)
LISTS = {
    name: frozenset(codes)
    for name, codes in {
        "request": ("shelter", "legal", "share"), "violence_type": ("physical", "sexual"), "child_age": ("age_3_5",),
        "yes_no": ("yes", "no"), "relation": ("spouse", "father"), "institution": ("police",),
    }.items()
}  # fmt: skip


class Codes(dict[str, frozenset[str]]):
    """Lists in which the ones a test does not name hold nothing."""

    def __missing__(self, key: str) -> frozenset[str]:
        return frozenset()


def _read(**typed: list[str]) -> Answers:
    codes, blocks, faults = read_codes(typed, Codes(LISTS))
    assert not faults
    return Answers(DAY, codes, blocks)


def _children(*exposures: str) -> Answers:
    return Answers(DAY, {}, {"children": tuple({"exposure": (code,)} for code in exposures)})


def test_her_requests_keep_her_order() -> None:
    assert _read(requests=["legal", "share", "shelter"]).said("requests") == ("legal", "share", "shelter")


def test_a_real_answer_drives_out_the_special_ones_and_nothing_at_all_was_not_asked() -> None:
    answers = _read(requests=["not_asked", "shelter"], violence_types=["did_not_want"])
    assert answers.said("requests") == ("shelter",)
    assert answers.said("violence_types") == ("did_not_want",)
    assert answers.one("has_children") == "not_asked"
    assert "has_children" not in answers.codes


def test_a_code_outside_its_list_is_a_fault_at_its_field() -> None:
    _codes, _blocks, faults = read_codes({"children-2-age": ["ten"], "requests": ["shelter"]}, Codes(LISTS))
    assert [(fault.field, fault.problem) for fault in faults] == [("children-2-age", Problem.CODE_UNKNOWN)]


def test_an_empty_entry_of_a_block_is_not_there_and_the_others_keep_their_order() -> None:
    answers = _read(**{"persons-0-relation": ["father"], "persons-2-relation": ["spouse"], "persons-1-sex": [""]})
    assert answers.blocks["persons"] == ({"relation": ("father",)}, {"relation": ("spouse",)})
    assert relations(answers) == ("father", "spouse")


@pytest.mark.parametrize("said", ["not_asked", "did_not_want", "unknown"])
def test_three_silences_travel_as_three_answers(said: str) -> None:
    answers = Answers(DAY, {"has_children": (said,)})
    assert Answers.from_payload(answers.to_payload()).one("has_children") == said


def test_what_is_sealed_comes_back_as_it_was_and_what_nobody_said_takes_no_room() -> None:
    answers = Answers(
        DAY, {"requests": ("shelter", "legal"), "how": ("not_asked",)}, {"children": ({"age": ("age_3_5",)},)},
        minutes=60, incident_on=DAY, first=True,
    )  # fmt: skip
    kept = answers.to_payload()
    assert kept["codes"] == {"requests": ["shelter", "legal"]}
    back = Answers.from_payload(kept)
    assert back.to_payload() == kept
    assert (back.minutes, back.incident_on, back.first) == (60, DAY, True)


def test_only_what_cannot_be_true_keeps_an_interview_from_being_recorded() -> None:
    assert faults_of(Answers(DAY), today=DAY) == []
    ahead = Answers(DAY + timedelta(days=1), minutes=601, incident_on=DAY + timedelta(days=2))
    assert {fault.problem for fault in faults_of(ahead, today=DAY)} == {
        Problem.DAY_AHEAD, Problem.MINUTES_RANGE, Problem.INCIDENT_AHEAD,
    }  # fmt: skip
    assert faults_of(Answers(date(1899, 1, 1)), today=DAY)[0].problem == Problem.DAY_TOO_OLD


@pytest.mark.parametrize(
    ("told", "exposed"),
    [
        ((), "not_asked"),
        (("none", "witnessed"), "yes"),
        (("targeted", "not_asked"), "yes"),
        (("none", "none"), "no"),
        (("none", "not_asked"), "not_asked"),
        (("did_not_want",), "did_not_want"),
    ],
)
def test_a_child_is_exposed_when_one_is_and_not_only_when_it_was_said_of_each(
    told: tuple[str, ...], exposed: str
) -> None:
    assert children_exposed(_children(*told)) == exposed


def test_a_noted_child_is_a_yes_to_children() -> None:
    assert has_children(_children("none")) == "yes"
    assert has_children(Answers(DAY, {"has_children": ("no",)})) == "no"
    assert has_children(Answers(DAY)) == "not_asked"


@pytest.mark.parametrize(
    ("how", "knows", "provided", "unsafe"),
    [
        ("phone", "no", "yes", False),
        ("in_person", "not_asked", "yes", False),
        ("in_person", "yes", "no", True),
        ("relative", "not_asked", "no", True),
        ("neighbour", "no", "no", True),
        ("not_found", "not_asked", "no", False),
        ("did_not_want", "not_asked", "did_not_want", False),
    ],
)
def test_an_interpreter_of_her_own_circle_is_none(how: str, knows: str, provided: str, unsafe: bool) -> None:
    answers = Answers(DAY, {"interpreter_how": (how,), "interpreter_knows": (knows,)})
    assert interpreter_provided(answers) == provided
    assert interpreter_unsafe(answers) is unsafe


@pytest.mark.parametrize(
    ("codes", "needed"),
    [
        ({}, "not_asked"),
        ({"interpreter_language": ("arabic",)}, "yes"),
        ({"needs": ("sign_language", "wheelchair")}, "yes"),
        ({"needs": ("wheelchair",)}, "no"),
        ({"needs": ("did_not_want",)}, "did_not_want"),
        ({"interpreter_language": ("unknown",), "needs": ("wheelchair",)}, "unknown"),
    ],
)
def test_an_interpreter_is_needed_where_a_language_or_signs_are(codes: dict[str, tuple[str, ...]], needed: str) -> None:
    assert interpreter_needed(Answers(DAY, codes)) == needed


def test_what_became_different_is_named_field_by_field() -> None:
    before = Said(Answers(DAY, {"requests": ("legal", "share")}, {"children": ({"age": ("age_3_5",)},)}))
    other_order = Said(Answers(DAY, {"requests": ("share", "legal")}, {"children": ({"age": ("age_3_5",)},)}))
    longer = Said(Answers(DAY, {"requests": ("legal", "share")}), {"her_words": "Yoruldum."})
    assert changed_fields(before, before) == ()
    assert changed_fields(before, other_order) == ("requests",)
    assert changed_fields(before, longer) == ("children-0-age", "her_words")
    assert ("on", ("04.03.2026",)) in list(fields_of(before))


@pytest.mark.parametrize(("band", "child"), [("under_15", True), ("age_15_17", True), ("age_18_24", False)])
def test_under_eighteen_takes_the_child_protection_path(band: str, child: bool) -> None:
    assert Answers(DAY, {"age_band": (band,)}).under_18 is child
    assert Answers(DAY).under_18 is False

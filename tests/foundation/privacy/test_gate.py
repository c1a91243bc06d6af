"""What the gate refuses, what it hides and why, and what a protected table can be asked."""

import copy
import dataclasses
import pickle

import pytest

from omuz.foundation.privacy import program
from omuz.foundation.privacy.gate import (
    NETWORK,
    TOTAL,
    Cell,
    Dimension,
    Malformed,
    Policy,
    Reason,
    Refusal,
    Refused,
    SafeTable,
    protect,
)
from tests.foundation.privacy.tables import AGE, CHANNEL, DISTRICT, MONTH, QUARTER, RELATION, TYPES, cut, raw

YEAR = {"grain": "year", "period": "2026"}
S, C, G = Reason.SMALL, Reason.COMPLEMENTARY, Reason.GROUP


def told(table: SafeTable) -> list[int | Reason | None]:
    """The cells in display order: numbers where shown, reasons where hidden."""
    return [cell.value if cell.hidden is None else cell.hidden for cell in table.cells]


@pytest.mark.parametrize("threshold", [0, 1, 2, 11, -5, 5.0, True, None, "5"])
def test_the_threshold_is_between_three_and_ten_and_never_off(threshold: object) -> None:
    with pytest.raises(Refused) as refused:
        Policy(threshold=threshold)  # type: ignore[arg-type]  # what a settings file might hold
    assert refused.value.code is Refusal.THRESHOLD


def test_zeros_are_treated_in_one_of_three_ways() -> None:
    with pytest.raises(Refused):
        Policy(zeros="off")  # type: ignore[arg-type]  # what a settings file might hold


@pytest.mark.parametrize(
    "dimensions", [(DISTRICT, AGE, TYPES), (DISTRICT, AGE), (DISTRICT, TYPES), (AGE, TYPES), (CHANNEL, AGE, DISTRICT)]
)
def test_district_age_and_type_are_never_crossed(dimensions: tuple[Dimension, ...]) -> None:
    with pytest.raises(Refused) as refused:
        protect(raw(dimensions, {}, **YEAR))
    assert refused.value.code is Refusal.CROSSING


def test_the_refusal_names_what_was_crossed() -> None:
    with pytest.raises(Refused, match="crossing: age_band × district"):
        protect(raw((CHANNEL, DISTRICT, AGE), {}, **YEAR))


def test_a_slice_does_not_stand_in_for_a_crossing() -> None:
    with pytest.raises(Refused) as refused:
        protect(raw((DISTRICT,), {}, narrowed=("violence_types",), **YEAR))
    assert refused.value.code is Refusal.CROSSING


def test_another_name_does_not_hide_what_a_dimension_is_about() -> None:
    column = Dimension("where_she_lives", ("konak",), kind="district")
    with pytest.raises(Refused):
        protect(raw((column, AGE), {}, **YEAR))


def test_age_by_type_passes_only_where_the_policy_opens_it() -> None:
    table = raw((AGE, TYPES), {}, multi=())
    with pytest.raises(Refused):
        protect(table)
    assert protect(table, Policy(age_by_type=True)).total.value == 0
    with pytest.raises(Refused):
        protect(raw((AGE, TYPES), {}, narrowed=("district",), **YEAR), Policy(age_by_type=True))


@pytest.mark.parametrize(
    "given", [{"grain": "quarter"}, {"grain": "month"}, {"grain": "year", "narrowed": ("quarter",)}]
)
def test_districts_are_published_by_year_only(given: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        protect(raw((DISTRICT,), [6, 7, 8], **given), NETWORK)
    assert refused.value.code is Refusal.DISTRICT_TIME
    assert protect(raw((DISTRICT,), [6, 7, 8], **YEAR)).total.value == 21


def test_districts_by_quarter_are_refused_even_within_a_year() -> None:
    with pytest.raises(Refused) as refused:
        protect(raw((DISTRICT, QUARTER), {}, **YEAR))
    assert refused.value.code is Refusal.DISTRICT_TIME


@pytest.mark.parametrize("name", ["week", "day", "date", "hour"])
def test_nothing_finer_than_a_month_is_published(name: str) -> None:
    with pytest.raises(Refused) as refused:
        protect(raw((Dimension(name, ("1",)),), [9]), NETWORK)
    assert refused.value.code is Refusal.TIME_GRAIN


def test_a_month_series_is_for_the_network_and_stands_alone() -> None:
    series = raw((MONTH,), [9, 8, 7], grain="month")
    assert protect(series, NETWORK).total.value == 24
    for refused in (
        series,
        raw((MONTH, CHANNEL), {}, grain="month"),
        raw((), {(): 9}, grain="month"),
        raw((MONTH,), [9, 8, 7], grain="month", measure="median"),
        raw((MONTH,), [9, 8, 7], grain="month", narrowed=("violence_types",)),
    ):
        with pytest.raises(Refused) as found:
            protect(refused, Policy() if refused is series else NETWORK)
        assert found.value.code is Refusal.TIME_GRAIN


def test_a_table_in_which_nothing_is_small_goes_out_whole_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_new_solver", None)
    assert told(protect(raw((CHANNEL,), [38, 12, 6, 0], rows_used=61))) == [38, 12, 6, 0, 56]
    shares = protect(raw((QUARTER,), [6, 0, 9], measure="share", denominators={("2026-Q1",): 30, ("2026-Q3",): 9}))
    assert told(shares) == [6, 0, 9, 15]


def test_one_small_cell_takes_another_with_it() -> None:
    table = protect(raw((CHANNEL,), [38, 12, 2, 0]))
    assert told(table) == [38, C, S, 0, 52]
    assert table.cell(("email",)) == Cell(("email",), None, S, 1, 4)
    assert table.cell(("face_to_face",)) == Cell(("face_to_face",), None, C, 10, 13)


def test_a_companion_too_small_to_hide_behind_is_not_taken() -> None:
    """Five or six beside a two would say: not four, or not three."""
    assert told(protect(raw((CHANNEL,), [38, 6, 2, 0]))) == [C, 6, S, 0, 46]


def test_the_total_is_hidden_when_nothing_else_can_be() -> None:
    assert told(protect(raw((CHANNEL,), [5, 0, 2, 0]))) == [5, 0, S, 0, C]


def test_inside_a_small_group_nothing_is_shown_zeros_included() -> None:
    assert told(protect(raw((CHANNEL,), [2, 0, 0, 0]))) == [G, G, G, G, S]


def test_inside_an_empty_group_every_zero_is_shown() -> None:
    assert told(protect(raw((CHANNEL,), [0, 0, 0, 0]))) == [0, 0, 0, 0, 0]


def test_what_everybody_in_a_group_answered_is_not_shown() -> None:
    table = protect(raw((cut(RELATION, 3),), [9, 0, 0]))
    assert told(table) == [G, G, G, 9]
    assert {(cell.low, cell.high) for cell in table.cells[:3]} == {(0, 9)}


def test_what_everybody_did_through_one_channel_is_shown() -> None:
    assert told(protect(raw((CHANNEL,), [9, 0, 0, 0]))) == [9, 0, 0, 0, 9]


def test_an_answer_everybody_gave_is_not_shown_although_answers_overlap() -> None:
    counts = {("physical",): 9, ("psychological",): 6, ("sexual",): 0, ("economic",): 0, (TOTAL,): 14}
    shown = raw((TYPES,), counts, multi=("violence_types",))
    assert told(protect(shown)) == [9, 6, 0, 0, 14]
    hidden = raw((TYPES,), counts | {("psychological",): 14}, multi=("violence_types",))
    assert told(protect(hidden)) == [9, C, 0, 0, 14]


def test_an_answer_nearly_everybody_gave_is_not_shown_either() -> None:
    counts = {("physical",): 28, ("psychological",): 12, ("sexual",): 0, ("economic",): 0, (TOTAL,): 30}
    table = protect(raw((TYPES,), counts, multi=("violence_types",)))
    assert told(table) == [C, 12, 0, 0, 30]
    assert (table.cell(("physical",)).low, table.cell(("physical",)).high) == (18, 30)


def test_zeros_can_be_shown_always_or_hidden_like_small_numbers() -> None:
    counts = [9, 0, 0, 0]
    assert told(protect(raw((RELATION,), counts), Policy(zeros="show"))) == [9, 0, 0, 0, 9]
    assert told(protect(raw((RELATION,), counts), Policy(zeros="hide")))[1:4] == [S, S, S]


def test_marks_that_would_tell_too_much_are_blurred() -> None:
    """Fives known to be five or more, beside small parts in a small column, would leave three values."""
    pair = Dimension("kind", ("first", "again"))
    table = protect(raw((pair, cut(CHANNEL, 2)), dict(zip(_pairs(), (4, 1, 4, 1), strict=True))))
    assert table.total.hidden is G
    assert table.cell(("first", "phone")) == Cell(("first", "phone"), None, S, 1, 4)


def _pairs() -> list[tuple[str, str]]:
    return [("first", "phone"), ("first", "face_to_face"), ("again", "phone"), ("again", "face_to_face")]


def test_rows_left_out_of_the_base_are_counted_as_people() -> None:
    assert protect(raw((CHANNEL,), [20, 15, 9, 8], rows_used=52)).rows_used == 52
    assert protect(raw((CHANNEL,), [20, 15, 9, 8], rows_used=59)).rows_used == 59
    hidden = protect(raw((CHANNEL,), [20, 15, 9, 8], rows_used=54))
    assert (hidden.rows_used, hidden.total.value) == (None, 52)


def test_rows_used_are_not_told_where_the_total_is_not_counted_in_rows() -> None:
    assert protect(raw((CHANNEL,), [20, 15, 9, 8], rows_used=13)).rows_used is None


def test_rows_used_are_hidden_where_they_are_few() -> None:
    assert protect(raw((CHANNEL,), [2, 0, 0, 0], rows_used=3)).rows_used is None


def test_a_share_is_shown_where_part_rest_and_base_are() -> None:
    bases = {("2026-Q1",): 30, ("2026-Q2",): 30, ("2026-Q3",): 30}
    table = protect(raw((QUARTER,), [6, 0, 30], measure="share", denominators=bases))
    assert [table.share(cell.key) for cell in table.cells] == [20, 0, 100, 40]
    assert table.denominator(("2026-Q1",)).value == 30


@pytest.mark.parametrize("part", [2, 28])
def test_a_share_is_hidden_where_the_part_or_the_rest_is_small(part: int) -> None:
    bases = {("2026-Q1",): 30, ("2026-Q2",): 60, ("2026-Q3",): 30}
    table = protect(raw((QUARTER,), [part, 20, 10], measure="share", denominators=bases))
    assert table.share(("2026-Q1",)) is None
    assert table.share(("2026-Q2",)) == pytest.approx(100 / 3)


def test_a_share_of_an_empty_base_is_no_number() -> None:
    table = protect(raw((QUARTER,), [0, 0, 0], measure="share", denominators={}))
    assert table.share(("2026-Q1",)) is None
    assert table.share_bounds(("2026-Q1",)) is None


def test_a_hidden_share_has_honest_bounds() -> None:
    bases = {("2026-Q1",): 40, ("2026-Q2",): 60, ("2026-Q3",): 3}
    table = protect(raw((QUARTER,), [2, 20, 3], measure="share", denominators=bases))
    first, third = ("2026-Q1",), ("2026-Q3",)
    assert (table.cell(first).low, table.cell(first).high) == (1, 4)
    assert (table.denominator(first).low, table.denominator(first).high) == (39, 42)
    assert table.share_bounds(first) == (pytest.approx(100 / 42), pytest.approx(400 / 39))
    assert table.share_bounds(third) == (25, 100)


def test_a_share_without_an_upper_limit_says_nothing() -> None:
    counts = {("physical",): 6, ("psychological",): 2, ("sexual",): 6, ("economic",): 4, (TOTAL,): 6}
    answers = raw((TYPES,), counts, multi=("violence_types",), measure="share", share_over=("violence_types",))
    table = protect(answers)
    assert (table.total.low, table.total.high) == (5, None)
    assert table.share_bounds(("psychological",)) == (0, 80)
    assert table.share_bounds(("physical",)) is None


def test_a_distribution_is_a_share_of_its_own_total() -> None:
    table = protect(raw((CHANNEL,), [30, 10, 5, 5], measure="share", share_over=("channel",)))
    assert [table.share(cell.key) for cell in table.cells] == [60, 20, 10, 10, 100]


def test_a_count_has_no_denominator() -> None:
    with pytest.raises(KeyError):
        protect(raw((CHANNEL,), [30, 10, 5, 5])).denominator(("phone",))


def test_a_median_needs_enough_observations() -> None:
    medians = {("phone",): 3.0, ("face_to_face",): 2.26, ("email",): 9.0, (TOTAL,): 3.0}
    table = raw((CHANNEL,), [30, 7, 12, 0], measure="median", medians=medians)
    assert [cell.median for cell in protect(table).cells] == [3.0, 2.3, 9.0, None, 3.0]
    assert [
        cell.median for cell in protect(raw((CHANNEL,), [30, 7, 2, 9], measure="median", medians=medians)).cells
    ] == [
        3.0,
        None,
        None,
        None,
        3.0,
    ]
    assert [cell.median for cell in protect(table, Policy(median_from=10)).cells] == [3.0, None, 9.0, None, 3.0]


def test_a_table_without_dimensions_is_its_total() -> None:
    assert told(protect(raw((), {(): 412}))) == [412]
    assert told(protect(raw((), {(): 4}))) == [S]


def test_nobody_but_the_gate_makes_a_protected_table() -> None:
    table = protect(raw((CHANNEL,), [30, 10, 5, 5]))
    parts = {field.name: getattr(table, field.name) for field in dataclasses.fields(table)}
    with pytest.raises(TypeError, match="only the gate"):
        SafeTable(**parts, seal=object())
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(table, period="2026-Q2")
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.period = "2026-Q2"  # type: ignore[misc]  # the mistake under test
    with pytest.raises(TypeError, match="to_json"):
        pickle.dumps(table)
    assert copy.copy(table) is copy.deepcopy(table) is table


def test_no_hidden_number_is_left_anywhere_in_the_table() -> None:
    table = protect(raw((CHANNEL,), [98765, 43210, 2, 0], rows_used=141977))
    hidden = [cell for cell in table.cells if cell.hidden]
    assert [cell.key for cell in hidden] == [("face_to_face",), ("email",)]
    for text in (repr(table), repr(vars(table)), table.to_json()):
        assert "43210" not in text
        assert "98765" in text


def test_a_table_tells_how_it_was_counted() -> None:
    explained = protect(raw((CHANNEL,), [38, 12, 2, 0], rows_used=52)).explain()
    assert explained.hidden == {S: 1, C: 1}
    assert (explained.base, explained.period, explained.threshold) == ("bütün temaslar", "2026-Q3", 5)
    assert (explained.rows_used, explained.cells, explained.combined_from) == (52, 5, 1)
    assert protect(raw((CHANNEL,), [38, 12, 2, 0])).hidden_count == 2


@pytest.mark.parametrize(
    "given",
    [
        {"counts": {("fax",): 3}},
        {"counts": {("phone", "phone"): 3}},
        {"counts": {("phone",): -1}},
        {"counts": {("phone",): 2.5}},
        {"counts": {("phone",): True}},
        {"counts": {("phone",): 10**12}},
        {"counts": {("phone",): 3, (TOTAL,): 4}},
        {"counts": {("phone",): 9, (TOTAL,): 4}, "multi": ("channel",)},
        {"counts": {("phone",): 9}, "measure": "share", "denominators": {("phone",): 4}},
        {"counts": {}, "measure": "share", "denominators": {("phone",): 4, (TOTAL,): 9}},
        {"counts": {}, "measure": "share"},
        {"counts": {}, "share_over": ("channel",)},
        {"counts": {}, "denominators": {}},
        {"counts": {}, "medians": {("phone",): 1.0}},
        {"counts": {}, "measure": "mean"},
        {"counts": {}, "grain": "week"},
        {"counts": {}, "multi": ("relation",)},
        {"counts": {}, "rows_used": -1},
        {"counts": {}, "dimensions": (CHANNEL, CHANNEL)},
        {"counts": {}, "dimensions": (Dimension("channel", ()),)},
        {"counts": {}, "dimensions": (Dimension("channel", (TOTAL,)),)},
        {"counts": {}, "dimensions": tuple(Dimension(name, ("a",)) for name in "abcde")},
    ],
)
def test_counts_that_contradict_themselves_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        protect(raw(**({"dimensions": (CHANNEL,)} | given)))  # type: ignore[arg-type]  # mistakes of every kind

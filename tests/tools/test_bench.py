"""What the frame of the benches promises: honest ratios, a page made from what is kept, and the knee where it is."""

import math

import pytest

from tests.bench import results
from tests.bench.__main__ import LAST, ordered
from tests.bench.bench_growth import exponent, row
from tests.bench.crowd import Done, Told
from tests.bench.knee import LIMIT, knee, searched
from tests.bench.rows import Amount, Row, Taken, percentile, taken


def test_a_ratio_of_times_is_one_of_processor_time():
    assert Row("work", Taken(9.0, 1.0), "peer", Taken(1.0, 2.0), "bar").ratio == 0.5


@pytest.mark.parametrize("theirs", [None, Amount(4.0, "MB"), Taken(1.0, 0.0)])
def test_without_something_alike_to_hold_it_against_there_is_no_ratio(theirs):
    assert Row("work", Taken(9.0, 1.0), "peer", theirs, "bar").ratio is None


def test_amounts_are_held_against_amounts():
    assert Row("work", Amount(30, "MB"), "peer", Amount(20, "MB"), "bar").ratio == 1.5


def test_the_figure_of_many_acts_is_the_one_of_a_single_act():
    spent = iter(range(0, 100, 10))
    told = taken(lambda: None, 3, processor=lambda: float(next(spent)), each=5)
    assert told.cpu == 2.0


def test_the_value_below_which_nineteen_of_twenty_lie():
    assert percentile(range(100), 0.95) == 95
    assert percentile([7], 0.95) == 7


def test_whoever_was_turned_away_was_not_served_in_time():
    answered = [Done(0, 0.1, "lists", 200, True, False)] * 9
    told = Told((*answered, Done(0, 0.01, "lists", 503, False, True)), 1.0)
    assert told.p(0.95) == 0.1
    assert math.isinf(told.in_time(0.95))
    assert not told.wrong


def test_the_knee_lies_where_the_line_between_two_numbers_crosses_the_limit():
    found = knee({50: LIMIT / 4, 100: LIMIT / 2, 200: LIMIT * 2, 500: LIMIT * 9})
    assert (found.quick, found.slow) == (100, 200)
    assert found.people == pytest.approx(100 * math.sqrt(2))


def test_a_quick_number_after_a_slow_one_moves_no_knee():
    assert knee({50: LIMIT / 2, 100: math.inf, 200: LIMIT / 2}).people == 50


@pytest.mark.parametrize(("seconds", "told"), [(LIMIT / 2, "not reached with 200"), (1.0, "passed already with")])
def test_a_knee_outside_what_was_tried_is_told_as_such(seconds, told):
    assert told in str(searched([50, 100, 200], lambda _people: seconds))


def test_the_search_for_the_knee_narrows_it():
    tried = []

    def p95(people):
        tried.append(people)
        return 0.1 if people < 120 else 1.0

    found = searched([50, 100, 200, 500], p95)
    assert tried[:4] == [50, 100, 200, 500]
    assert (found.quick, found.slow) == (119, 141)


def test_what_does_not_grow_has_no_exponent_and_what_doubles_has_one():
    assert exponent([(10, Taken(1, 0.5)), (1_000, Taken(9, 0.5))]) == 0
    assert exponent([(10, Taken(1, 0.5)), (20, Taken(9, 1.0))]) == pytest.approx(1)
    assert "worst step 2.00" in row("work", [(10, Taken(1, 0.5)), (20, Taken(9, 1.0))], "bar", "files").note


def test_workloads_that_change_the_installation_come_last():
    found = ordered(["bench_growth", "rows", "bench_pages", "bench_load", "bench_memory", "bench_cube"])
    assert found == ["cube", "pages", *LAST]


def test_the_page_is_what_the_kept_runs_and_the_words_by_hand_make():
    assert results.PAGE.read_text("utf-8") == results.page(results.everything(), results.BY_HAND.read_text("utf-8"))


def test_every_kept_run_is_whole_and_has_its_chart():
    for kept in results.everything():
        assert kept.day, kept.name
        assert kept.load, kept.name
        assert kept.lines, kept.name
        if any(line.ratio for line in kept.lines):
            assert (results.FOLDER / f"{kept.name}.svg").exists(), kept.name

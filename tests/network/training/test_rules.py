"""Days, validity, codes and what is shown of answers without a name."""

from datetime import date

import pytest

from omuz.network.training.rules import (
    Moment,
    Standing,
    changed_window,
    medians,
    new_code,
    rating_window,
    read_code,
    standing,
    taken,
    valid_until,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("ended", "months", "until"),
    [
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 5), 24, date(2028, 12, 5)),
        (date(2026, 12, 5), 0, None),
    ],
)
def test_a_training_holds_so_many_months_and_never_ends_where_none_are_written(
    ended: date, months: int, until: date | None
) -> None:
    assert valid_until(ended, months) == until


@pytest.mark.parametrize(("there", "hours", "yes"), [(13, 16, True), (12, 16, False), (0, 0, False), (16, 16, True)])
def test_four_fifths_of_the_hours_count_as_taken(there: int, hours: int, yes: bool) -> None:
    assert taken(there, hours) is yes


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ([], Standing.NEVER),
        ([None], Standing.VALID),
        ([date(2026, 11, 22)], Standing.ENDED),
        ([date(2026, 11, 22), None], Standing.VALID),
        ([date(2026, 12, 1)], Standing.SOON),
        ([date(2026, 12, 1), date(2027, 12, 1)], Standing.VALID),
    ],
)
def test_the_best_of_several_trainings_counts(until: list[date | None], said: Standing) -> None:
    assert standing(until, TODAY) is said


def test_codes_are_read_as_people_copy_them() -> None:
    code = new_code()
    assert read_code(code) == code
    assert read_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert read_code("oİl2-7k2m-0pqr") == "0112-7K2M-0PQR"
    assert len({new_code() for _each in range(200)}) == 200


def test_after_is_asked_for_two_weeks_and_what_changed_after_three_months() -> None:
    before = rating_window(Moment.BEFORE, date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 2))
    after = rating_window(Moment.AFTER, date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 2))
    assert (before.first, before.last) == (date(2026, 9, 1), date(2026, 10, 2))
    assert (after.first, after.last) == (date(2026, 10, 2), date(2026, 10, 16))
    changed = changed_window(date(2026, 10, 2))
    assert (changed.first, changed.last) == (date(2026, 12, 31), date(2027, 3, 1))


def test_a_median_needs_five_sheets_for_that_very_skill() -> None:
    sheets = [{"a": 1}, {"a": 2}, {"a": 2, "b": 4}, {"a": 3}, {"a": 4}]
    assert medians(sheets, ["a", "b"]) == {"a": 2}
    assert medians(sheets[:4], ["a"]) == {}

"""The rules of her rights, without a database."""

from datetime import date

import pytest

from omuz.casework.rights.rules.asking import Kind, is_urgent, wish_fits
from omuz.casework.rights.rules.clocks import Clock, NoClock, What, clock_on, file_ends, months_after, round_is_late
from omuz.casework.rights.rules.destruction import LEGAL, Ground, NotSigned, Signature, same_typed
from omuz.casework.rights.rules.feedback import heard_and_own
from omuz.casework.rights.rules.notice import filled, newest

FIVE_YEARS = Clock(What.FILE, date(2020, 1, 1), months=60)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 22), 60, date(2031, 11, 22)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, then) -> None:
    assert months_after(day, months) == then


def test_days_are_counted_from_the_day_itself() -> None:
    assert Clock(What.CONTACT, date(2020, 1, 1), days=90).ends(date(2026, 8, 24)) == date(2026, 11, 22)


def test_the_newest_clock_that_has_begun_holds() -> None:
    longer = Clock(What.FILE, date(2027, 1, 1), months=120)
    assert clock_on([FIVE_YEARS, longer], What.FILE, date(2026, 12, 31)) is FIVE_YEARS
    assert clock_on([longer, FIVE_YEARS], What.FILE, date(2027, 1, 1)) is longer
    with pytest.raises(NoClock):
        clock_on([FIVE_YEARS], What.CONTACT, date(2026, 1, 1))


def test_her_wish_wins_over_the_clock_in_both_directions() -> None:
    closed = date(2026, 3, 1)
    assert file_ends(closed, FIVE_YEARS, None) == date(2031, 3, 1)
    assert file_ends(closed, FIVE_YEARS, date(2040, 1, 1)) == date(2040, 1, 1)
    assert file_ends(closed, FIVE_YEARS, date(2026, 4, 1)) == date(2026, 4, 1)


def test_an_open_file_is_not_due_unless_she_wishes_it() -> None:
    assert file_ends(None, FIVE_YEARS, None) is None
    assert file_ends(None, FIVE_YEARS, date(2027, 1, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("last", "oldest", "late"),
    [
        (None, None, False),
        (None, date(2026, 11, 1), False),
        (None, date(2026, 5, 1), True),
        (date(2026, 10, 1), date(2025, 1, 1), False),
        (date(2026, 5, 22), date(2025, 1, 1), True),
        (date(2026, 5, 22), None, False),
    ],
)
def test_a_round_is_late_after_six_months(last, oldest, late) -> None:
    assert round_is_late(last, oldest, Clock(What.ROUND, date(2020, 1, 1), months=6), date(2026, 11, 22)) is late


def test_a_wish_is_held_to_its_kind_and_never_lies_in_the_past() -> None:
    today, usual = date(2026, 11, 22), date(2030, 1, 1)
    assert wish_fits(Kind.KEEP_LONGER, date(2031, 1, 1), usual, today)
    assert not wish_fits(Kind.KEEP_LONGER, date(2029, 1, 1), usual, today)
    assert wish_fits(Kind.KEEP_SHORTER, today, usual, today)
    assert not wish_fits(Kind.KEEP_SHORTER, date(2031, 1, 1), usual, today)
    assert not wish_fits(Kind.KEEP_SHORTER, date(2026, 11, 21), usual, today)
    assert wish_fits(Kind.KEEP_SHORTER, date(2031, 1, 1), None, today)


def test_a_request_is_urgent_a_week_before_its_day() -> None:
    assert not is_urgent(date(2026, 11, 30), date(2026, 11, 22))
    assert is_urgent(date(2026, 11, 29), date(2026, 11, 22))
    assert is_urgent(date(2026, 11, 1), date(2026, 11, 22))


@pytest.mark.parametrize("typed", ["D-7K2QX", "d-7k2qx", " D 7K2QX ", "d7k2qx"])
def test_a_code_may_be_typed_with_or_without_its_sign(typed) -> None:
    assert same_typed(typed, "D-7K2QX")


@pytest.mark.parametrize("typed", ["", " ", "D-7K2Q", "D-7K2QXX", "evet", "-"])
def test_anything_else_is_no_confirmation(typed) -> None:
    assert not same_typed(typed, "D-7K2QX")
    with pytest.raises(NotSigned):
        Signature("Nermin", "Koordinatör", typed).check("D-7K2QX")


def test_nothing_confirms_nothing() -> None:
    assert not same_typed("", "")


def test_every_ground_names_its_provision() -> None:
    assert set(LEGAL) == set(Ground)


@pytest.mark.parametrize(
    ("listened", "own", "both"),
    [
        ("yes", "yes", "yes"),
        ("yes", "partly", "no"),
        ("no", "not_asked", "no"),
        ("yes", "not_asked", "not_asked"),
        ("yes", "did_not_want", "did_not_want"),
        ("not_asked", "not_asked", "not_asked"),
    ],
)
def test_both_sentences_count_only_where_both_are_known(listened, own, both) -> None:
    assert heard_and_own(listened, own) == both


def test_a_gap_nobody_filled_shows_as_a_gap() -> None:
    assert filled("{controller}, {address}.", {"controller": "Konak Belediyesi"}) == "Konak Belediyesi, …."
    assert filled("{centre}", {"centre": "  "}) == "…"


def test_the_newest_notice_that_has_begun_is_given() -> None:
    days = [date(2026, 11, 22), date(2027, 1, 1)]
    assert newest(days, date(2026, 12, 31)) == date(2026, 11, 22)
    assert newest(days, date(2027, 1, 1)) == date(2027, 1, 1)
    assert newest(days, date(2026, 1, 1)) is None

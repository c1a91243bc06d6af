"""Interviews belong to the presentation before them, and a person is first once in each period."""

from datetime import date

from omuz.casework.interviews.rules.answers import Answers
from omuz.casework.interviews.rules.counting import Episode, episodes


def _codes(day: date) -> tuple[str, str, str]:
    return (f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}")


def _episodes(came: list[date], talks: list[date]) -> list[Episode]:
    return episodes(came, [Answers(day) for day in talks], [_codes(day) for day in came])


def test_an_interview_belongs_to_the_last_presentation_before_it() -> None:
    first, second = _episodes(
        [date(2026, 1, 5), date(2026, 6, 1)], [date(2026, 6, 1), date(2026, 1, 7), date(2026, 2, 1)]
    )
    assert ([talk.on.month for talk in first.interviews], first.waited) == ([1, 2], 2)
    assert ([talk.on.month for talk in second.interviews], second.waited) == ([6], 0)
    assert first.latest is not None
    assert first.latest.on == date(2026, 2, 1)


def test_without_an_interview_nobody_waited_so_many_days() -> None:
    (alone,) = _episodes([date(2026, 1, 5)], [])
    assert (alone.waited, alone.latest) == (None, None)


def test_an_interview_written_before_the_file_was_opened_counts_as_its_day() -> None:
    (alone,) = _episodes([date(2026, 1, 5)], [date(2026, 1, 3)])
    assert alone.waited == 0


def test_two_presentations_of_one_day_count_their_interview_once() -> None:
    day = date(2026, 1, 5)
    found = _episodes([day, day], [day])
    assert [len(each.interviews) for each in found] == [0, 1]


def test_a_person_is_first_once_in_each_month_quarter_and_year() -> None:
    found = _episodes([date(2026, 1, 5), date(2026, 1, 20), date(2026, 3, 1), date(2026, 9, 1), date(2027, 1, 1)], [])
    assert [each.first_in for each in found] == [
        ("month", "quarter", "year", "ever"),
        (),
        ("month",),
        ("month", "quarter"),
        ("month", "quarter", "year"),
    ]
    assert [each.repeat for each in found] == [False, True, True, True, True]

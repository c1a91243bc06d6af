"""What activities add up to: counted and guessed apart."""

from dataclasses import dataclass
from datetime import date

from omuz.network.outreach.rules import Sums, sums


@dataclass
class _Row:
    reached: int | None
    estimated: bool = False
    kind: str = "stand"
    on: date = date(2026, 3, 8)


def test_counted_and_guessed_persons_are_never_added_up() -> None:
    assert sums([_Row(18), _Row(12), _Row(300, estimated=True)]) == Sums(3, 30, 300, 0)


def test_where_nobody_counted_nobody_was_reached_and_it_is_said() -> None:
    assert sums([_Row(None), _Row(0)]) == Sums(2, 0, 0, 1)


def test_nothing_adds_up_to_nothing() -> None:
    assert sums([]) == Sums(0, 0, 0, 0)

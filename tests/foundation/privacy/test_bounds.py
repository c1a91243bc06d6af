"""The attacker finds leaks that were planted, and does not see any where there are none."""

import numpy as np
import pytest

from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.knowledge import Contradiction, Notes

NOTHING = np.zeros(0, dtype=np.int64)


def known(notes: Notes, place: int) -> tuple[float, float]:
    """Between which numbers the attacker places one number."""
    attack = Attack(notes.together())
    attack.pursue(place)
    return float(attack.low[place]), float(attack.high[place])


def test_a_single_hidden_part_of_a_printed_total_is_found() -> None:
    notes = Notes()
    parts = [notes.number(38, 38), notes.number(1, 4), notes.number(12, 12)]
    notes.adds_up(parts, notes.number(52, 52))
    assert known(notes, parts[1]) == (2, 2)


def test_a_chain_of_totals_is_followed_to_its_end() -> None:
    notes = Notes()
    small = notes.number(1, 4)
    row, column = notes.number(), notes.number()
    notes.adds_up([small, notes.number(20, 20)], row)
    notes.adds_up([row, notes.number(30, 30)], column)
    notes.adds_up([column, notes.number(7, 7)], notes.number(60, 60))
    assert known(notes, small) == (3, 3)


def test_four_small_parts_of_a_small_total_are_all_ones() -> None:
    notes = Notes()
    parts = [notes.number(1, 4) for _ in range(4)]
    notes.adds_up(parts, notes.number(1, 4))
    assert [known(notes, part) for part in parts] == [(1, 1)] * 4


def test_two_hidden_cells_in_the_same_rows_and_columns_are_solved() -> None:
    """No line has a single unknown, and still there is only one answer: a ring of equations."""
    notes = Notes()
    cells = [[notes.number(1, 4) for _ in range(3)] for _ in range(2)]
    for row, total in zip(cells, (3, 12), strict=True):
        notes.adds_up(row, notes.number(total, total))
    for column in zip(*cells, strict=True):
        notes.adds_up(column, notes.number(5, 5))
    assert {known(notes, cell) for row in cells for cell in row} == {(1, 1), (4, 4)}


def test_a_printed_percentage_gives_a_hidden_numerator_away() -> None:
    notes = Notes()
    part = notes.number(1, 4)
    notes.share(part, notes.number(40, 40), 7.5, decimals=1)
    assert known(notes, part) == (3, 3)


def test_a_printed_percentage_gives_a_hidden_base_away() -> None:
    notes = Notes()
    base = notes.number()
    notes.share(notes.number(20, 20), base, 66.7, decimals=1)
    assert known(notes, base) == (30, 30)


def test_a_coarsely_rounded_percentage_only_narrows() -> None:
    notes = Notes()
    part = notes.number(1, 4)
    notes.share(part, notes.number(130, 130), 2)
    assert known(notes, part) == (2, 3)


def test_percentages_of_two_hidden_parts_are_read_together() -> None:
    """Neither percentage fixes a count; with the total both do."""
    notes = Notes()
    one, other, total = notes.number(1, 4), notes.number(5, 60), notes.number(11, 40)
    notes.adds_up([one, other, notes.number(10, 10)], total)
    notes.share(one, total, 11)
    notes.share(other, total, 52)
    assert known(notes, one) == (3, 3)
    assert known(notes, other) == (14, 14)


def test_the_opposite_of_an_answer_is_found_by_subtraction() -> None:
    notes = Notes()
    opposite = notes.number()
    notes.adds_up([notes.number(28, 28), opposite], notes.number(30, 30))
    assert known(notes, opposite) == (2, 2)


def test_people_without_a_printed_answer_must_have_given_the_hidden_one() -> None:
    """Everybody gave an answer; the printed ones are too few for all."""
    notes = Notes()
    hidden, total, further = notes.number(1, 4), notes.number(30, 30), notes.number()
    notes.fact([(hidden, 1), (notes.number(16, 16), 1), (notes.number(10, 10), 1), (total, -1), (further, -1)], 0, 0)
    assert known(notes, hidden) == (4, 4)


def test_a_ring_with_room_keeps_its_room() -> None:
    notes = Notes()
    cells = [[notes.number(1, 4), notes.number(5)], [notes.number(5), notes.number(1, 4)]]
    for row in cells:
        notes.adds_up(row, notes.number(40, 40))
    for column in zip(*cells, strict=True):
        notes.adds_up(column, notes.number(40, 40))
    assert known(notes, cells[0][0]) == (1, 4)
    assert known(notes, cells[0][1]) == (36, 39)


def test_a_number_without_limit_has_no_limit() -> None:
    notes = Notes()
    cells = [[notes.number(1, 4), notes.number(5)], [notes.number(5), notes.number(5)]]
    rows = [notes.number(5) for _ in cells]
    for row, total in zip(cells, rows, strict=True):
        notes.adds_up(row, total)
    for column in zip(*cells, strict=True):
        notes.adds_up(column, notes.number(5))
    assert known(notes, rows[0]) == (6, np.inf)


def test_only_whole_numbers_count_as_possible() -> None:
    """Half-numbers would fit in between; no count of people does."""
    notes = Notes()
    one, two, three = (notes.number(0, 3) for _ in range(3))
    for pair in ((one, two), (two, three), (one, three)):
        notes.fact([(pair[0], 1), (pair[1], 1)], 0, 3)
    notes.fact([(one, 1), (two, 1), (three, 1)], 4, np.inf)
    attack = Attack(notes.together())
    assert attack.narrow(np.array([one]), 1, NOTHING).tolist() == []
    attack.pursue(one)
    assert (attack.seen_low[one], attack.seen_high[one]) == (1, 2)


def test_halves_alone_show_nothing() -> None:
    """Three pairs of three each: only one and a half each would do, and that is no table of people."""
    notes = Notes()
    parts = [notes.number(0, 4) for _ in range(3)]
    for one, other in ((0, 1), (1, 2), (0, 2)):
        notes.fact([(parts[one], 1), (parts[other], 1)], 3, 3)
    attack = Attack(notes.together())
    assert attack.narrow(np.array(parts), 1, NOTHING).tolist() == parts


def test_what_must_be_able_to_be_zero_is_asked_to_be() -> None:
    notes = Notes()
    one, other = notes.number(), notes.number(0, 5)
    notes.adds_up([one, other], notes.number(9, 9))
    attack = Attack(notes.together())
    assert attack.narrow(np.array([one]), 3, NOTHING).tolist() == []
    assert attack.narrow(np.array([one]), 3, np.array([one])).tolist() == [one]


@pytest.mark.parametrize("total", [3, 9])
def test_numbers_that_cannot_fit_are_a_contradiction(total: int) -> None:
    notes = Notes()
    notes.adds_up([notes.number(2, 4), notes.number(2, 4)], notes.number(total, total))
    with pytest.raises(Contradiction):
        Attack(notes.together())


def test_a_number_that_follows_but_breaks_its_bounds_is_a_contradiction() -> None:
    notes = Notes()
    notes.adds_up([notes.number(1, 4), notes.number(30, 30)], notes.number(40, 40))
    with pytest.raises(Contradiction):
        Attack(notes.together())


def test_printed_numbers_that_do_not_add_up_are_a_contradiction() -> None:
    notes = Notes()
    notes.adds_up([notes.number(5, 5), notes.number(6, 6)], notes.number(12, 12))
    with pytest.raises(Contradiction):
        Attack(notes.together())


def test_a_ring_that_cannot_fit_is_a_contradiction() -> None:
    notes = Notes()
    cells = [[notes.number(1, 4) for _ in range(2)] for _ in range(2)]
    for row, total in zip(cells, (2, 3), strict=True):
        notes.adds_up(row, notes.number(total, total))
    for column, total in zip(zip(*cells, strict=True), (4, 4), strict=True):
        notes.adds_up(column, notes.number(total, total))
    with pytest.raises(Contradiction):
        Attack(notes.together()).pursue(cells[0][0])


def test_why_a_number_that_is_known_cannot_move_needs_no_rows() -> None:
    notes = Notes()
    notes.adds_up([notes.number(5, 5)], notes.number())
    rows, weights = Attack(notes.together()).proof(1, 1.0)
    assert len(rows) == len(weights) == 0

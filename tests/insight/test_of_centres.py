"""What is printed of centres' answers against somebody who knows the program, every rule, and two centres' answers."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import (
    ANSWERS,
    CHOICES,
    NETWORK,
    PUBLIC,
    Policy,
    Refused,
    SafeTable,
    over_year,
    protect,
    restore,
)
from omuz.insight.of_centres import About, Beside, choices, part_of, protected

Vector = tuple[int, ...]


def vectors(centres: int, options: int) -> Iterator[Vector]:
    """Every way so many centres can answer a question of so many options."""
    if options == 1:
        yield (centres,)
        return
    for first in range(centres + 1):
        yield from ((first, *rest) for rest in vectors(centres - first, options - 1))


def printed(safe: SafeTable) -> tuple[object, ...]:
    """Everything a reader sees of a table."""
    return tuple((cell.value, cell.hidden, cell.low, cell.high) for cell in (*safe.cells, *safe.bases))


def thirds(told: dict[object, list[Vector]]) -> list[tuple[object, int]]:
    """Where two centres that put their answers together know the answer of all others.

    The reader runs the program herself: she holds every world that prints the same.
    """
    found = []
    for what, worlds in told.items():
        options = len(worlds[0])
        for one in range(options):
            for other in range(one, options):
                known = [(place == one) + (place == other) for place in range(options)]
                left = [
                    [count - mine for count, mine in zip(world, known, strict=True)]
                    for world in worlds
                    if all(count >= mine for count, mine in zip(world, known, strict=True))
                ]
                found += [(what, code) for code in range(options) if left and all(w[code] == sum(w) for w in left)]
    return found


def of_question(centres: int, options: int, policy: Policy) -> dict[object, list[Vector]]:
    codes = [f"c{number}" for number in range(options)]
    told: dict[object, list[Vector]] = defaultdict(list)
    for world in vectors(centres, options):
        raw = choices(About("q", 2026, "p"), codes, [c for c, n in zip(codes, world, strict=True) for _ in range(n)])
        told[printed(protected({"q": raw}, policy, Beside().single(raw))["q"])].append(world)
    return told


@pytest.mark.parametrize("policy", [CHOICES, ANSWERS])
@pytest.mark.parametrize(("centres", "options"), [(8, 2), (11, 2), (8, 3), (11, 3)])
def test_two_centres_that_put_their_answers_together_find_no_third(centres: int, options: int, policy: Policy) -> None:
    assert thirds(of_question(centres, options, policy)) == []


@pytest.mark.parametrize("centres", [5, 8, 20, 22])
def test_a_part_of_a_whole_gives_no_third_centre_away(centres: int) -> None:
    told: dict[object, list[Vector]] = defaultdict(list)
    for part in range(centres + 1):
        raw = part_of(About("q", 2026, "p"), part, centres)
        told[printed(protected({"q": raw}, ANSWERS)["q"])].append((part, centres - part))
    assert thirds(told) == []


def test_the_attacker_finds_what_is_printed_bare() -> None:
    assert thirds({world: [world] for world in vectors(8, 2)})


def _raw(population: str, part: int = 21) -> RawTable:
    return RawTable(
        indicator="q", version=1, dimensions=(), counts={(): part}, denominators={(): 22}, base="merkez", period="2026",
        grain="year", measure="share", population=population,
    )  # fmt: skip


def test_public_facts_are_told_whole_and_come_back_so() -> None:
    safe = protect(_raw("public/2026/q"), PUBLIC)
    assert (safe.total.value, safe.denominator(()).value, safe.explain().threshold) == (21, 22, 0)
    assert restore(safe.to_json()) == safe


@pytest.mark.parametrize("population", ["", "contact/konak-1/2026", "profiles/2026/q"])
def test_nothing_else_passes_by_the_policy_for_public_facts(population: str) -> None:
    with pytest.raises(Refused):
        protect(_raw(population), PUBLIC)


def test_quarters_add_up_to_a_year_and_the_same_quarter_not_twice() -> None:
    def quarter(number: int, part: int) -> SafeTable:
        return protect(
            RawTable(indicator="q", version=1, dimensions=(), counts={(): part}, base="temas", grain="quarter",
                     period=f"2026-Q{number}", population=f"contact/2026-Q{number}"),
            NETWORK,
        )  # fmt: skip

    assert over_year([quarter(1, 40), quarter(2, 31)], "2026").total.value == 71
    hidden = over_year([quarter(1, 40), quarter(2, 3)], "2026").total
    assert (hidden.value, hidden.low, hidden.high) == (None, 41, 44)
    with pytest.raises(Refused):
        over_year([quarter(1, 40), quarter(1, 40)], "2026")

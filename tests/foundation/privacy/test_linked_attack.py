"""Tables of one release, and releases one after another: nothing hidden in any of them can be worked out from all."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.foundation.privacy.gate import (
    NETWORK,
    Policy,
    Proof,
    ProtectedRelease,
    Refusal,
    Refused,
    SafeTable,
    audit,
    protect_release,
    restore,
)
from omuz.foundation.privacy.policy import Zeros
from tests.foundation.privacy.worlds import (
    LINKS,
    MONTHS,
    PARTS,
    Onlooker,
    Plan,
    World,
    careless,
    narrow,
    printed_of,
    recovered,
)

Release = tuple[World, Sequence[Plan]]
Way = Callable[[np.random.Generator], list[Release]]
SEEDS = 4
SHOW = Policy(month_series=True, zeros="show")
KINDS = {
    "channel": ("phone", "face_to_face", "email"),
    "relation": ("partner", "former", "other"),
    "kind": ("first", "again"),
    "asked": ("yes", "no"),
}
QUARTERS = tuple(f"2026-Q{number}" for number in range(1, 5))


def world_of(chance: np.random.Generator, names: Sequence[str], spread: float) -> World:
    """Contacts of every combination, few of each."""
    own = {"district": tuple(PARTS), "month": MONTHS} | KINDS
    axes = {name: own[name] for name in names}
    extent = tuple(len(codes) for codes in axes.values())
    weight = np.ones(extent)
    for place, size in enumerate(extent):
        along = [1] * len(extent)
        along[place] = -1
        weight = weight * chance.gamma(1.2, 1.0, size=size).reshape(along)
    return World(axes, chance.poisson(weight / weight.mean() * spread))


def grown(world: World, chance: np.random.Generator, more: int) -> World:
    """The same world after some contacts came in late."""
    late = np.zeros(world.counts.size, dtype=np.int64)
    np.add.at(late, chance.integers(0, world.counts.size, more), 1)
    return World(world.axes, world.counts + late.reshape(world.counts.shape))


def hierarchies(chance: np.random.Generator) -> list[Release]:
    """Districts, parts of the province and the province, each by itself and by kind."""
    world = world_of(chance, ("district", "kind"), 6)
    by = (("district",), ("part",), ("part", "kind"), ("province", "kind"), ("district", "kind"))
    return [(world, [Plan(names) for names in by])]


def ring(chance: np.random.Generator) -> list[Release]:
    """Three crossings that close a ring."""
    world = world_of(chance, ("channel", "relation", "kind"), 4)
    return [(world, [Plan(names) for names in (("channel", "relation"), ("relation", "kind"), ("channel", "kind"))])]


def four(chance: np.random.Generator) -> list[Release]:
    """Four dimensions, in one table of three and one of two."""
    world = world_of(chance, ("channel", "relation", "kind", "asked"), 3)
    return [(world, [Plan(("channel", "relation", "kind")), Plan(("kind", "asked")), Plan(("relation",))])]


def quarters(chance: np.random.Generator) -> list[Release]:
    """A release each quarter, then the year by quarter and by month."""
    world = world_of(chance, ("month", "kind"), 2)
    own = [(world, [Plan(("kind",), quarter)]) for quarter in QUARTERS]
    return [*own, (world, [Plan(("quarter", "kind")), Plan(("month",)), Plan(("kind",))])]


def finer(chance: np.random.Generator) -> list[Release]:
    """The same rows a second time, by more."""
    world = world_of(chance, ("channel", "relation"), 5)
    return [(world, [Plan(("channel",))]), (world, [Plan(("relation",)), Plan(("channel", "relation"))])]


def corrected(chance: np.random.Generator) -> list[Release]:
    """The same tables after late contacts came in."""
    world = world_of(chance, ("channel", "kind"), 6)
    later = grown(world, chance, int(chance.integers(1, 12)))
    return [(each, [Plan(("channel", "kind")), Plan(("kind",))]) for each in (world, later)]


def shares(chance: np.random.Generator) -> list[Release]:
    """A share by channel beside counts of the same base, then medians and a crossing."""
    world = world_of(chance, ("channel", "kind", "asked"), 4)
    first = [Plan(("channel",), measure="share"), Plan(("kind",))]
    return [(world, first), (world, [Plan(("channel", "kind")), Plan(("kind",), measure="median")])]


WAYS = (hierarchies, ring, four, quarters, finer, corrected, shares)


def released(releases: Sequence[Release], policy: Policy) -> list[ProtectedRelease]:
    """Each release protected against those before it; ends where one may not leave."""
    done: list[ProtectedRelease] = []
    for world, plans in releases:
        earlier: list[tuple[SafeTable, ...]] = [each.tables for each in reversed(done)]
        try:
            done.append(protect_release([world.table(plan) for plan in plans], policy, earlier, links=LINKS))
        except Refused as refused:
            assert refused.code is Refusal.LEAKS
            break
    return done


def onlooker_of(releases: Sequence[Release], policy: Policy, done: Sequence[ProtectedRelease] | None) -> Onlooker:
    """Somebody who has read all of them: as the gate let them out, or with small numbers hidden only."""
    reader = Onlooker(policy.threshold, policy.zeros, policy.rounding)
    known: list[tuple[World, int]] = []
    read = releases if done is None else releases[: len(done)]
    for number, (world, plans) in enumerate(read):
        if not known or known[-1][0] is not world:
            known.append((world, reader.knows_of(world)))
        for spot, plan in enumerate(plans):
            told = careless(world, plan, policy.threshold) if done is None else printed_of(done[number].tables[spot])
            reader.reads(known[-1][1], plan, told)
    for (_, one), (_, other) in pairwise(known):
        reader.only_grew(one, other)
    return reader


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("policy", [NETWORK, SHOW], ids=["safe", "show"])
def test_nothing_hidden_is_recovered_from_linked_tables_and_successive_releases(way: Way, policy: Policy) -> None:
    left = asked = 0
    for seed in range(SEEDS):
        releases = way(np.random.default_rng(seed))
        done = released(releases, policy)
        found = onlooker_of(releases, policy, done).intervals()
        assert all(low <= truth <= high for _, truth, low, high in found)
        assert narrow(found, policy.threshold - 1) == [], seed
        assert all(release.proof.recovered == 0 for release in done)
        left, asked = left + len(done), asked + len(releases)
    assert left >= 0.7 * asked, (left, asked)


@pytest.mark.parametrize("way", WAYS)
def test_hiding_small_numbers_only_gives_many_away_on_the_same_tables(way: Way) -> None:
    known = 0
    for seed in range(SEEDS):
        releases = way(np.random.default_rng(seed))
        known += recovered(onlooker_of(releases, SHOW, None).intervals())
    assert known >= SEEDS


LEFT = [0, 0]
"""Releases asked for and releases that left, over all the worlds tried below."""


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(WAYS), st.integers(0, 10**6), st.sampled_from([3, 4, 5]), st.sampled_from(["safe", "show", "hide"])
)
def worlds_tried(way: Way, seed: int, threshold: int, zeros: Zeros) -> None:
    policy = Policy(threshold=threshold, zeros=zeros, month_series=True)
    releases = way(np.random.default_rng(seed))
    done = released(releases, policy)
    found = onlooker_of(releases, policy, done).intervals()
    assert all(low <= truth <= high for _, truth, low, high in found)
    assert narrow(found, threshold - 1) == []
    LEFT[0] += len(releases)
    LEFT[1] += len(done)


def test_no_world_gives_anything_away_and_not_because_nothing_is_let_out() -> None:
    LEFT[:] = 0, 0
    worlds_tried()
    asked, left = LEFT
    assert asked >= 40
    assert left >= 0.7 * asked, (left, asked)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("base", [3, 5])
def test_rounded_numbers_add_up_and_every_small_one_keeps_as_many_values_as_the_base(way: Way, base: int) -> None:
    policy = Policy(month_series=True, rounding=base)
    for seed in range(2):
        releases = way(np.random.default_rng(seed))
        done = released(releases, policy)
        found = onlooker_of(releases, policy, done).intervals()
        assert all(low <= truth <= high for _, truth, low, high in found)
        assert narrow([each for each in found if each[3] > 0], base) == []
        for release in done:
            for table in release.tables:
                assert restore(table.to_json()) == table
                assert all(cell.value is not None and cell.value % base == 0 for cell in table.cells)


def test_a_correction_shows_no_small_difference() -> None:
    """A number printed before and after differs by nothing or by no small number of women."""
    moved = 0
    for seed in range(12):
        done = released(corrected(np.random.default_rng(seed)), NETWORK)
        if len(done) == 2:
            for before, after in zip(done[0].tables, done[1].tables, strict=True):
                pairs = [(cell.value, after.cell(cell.key).value) for cell in before.cells]
                steps = [abs(one - other) for one, other in pairs if one is not None and other is not None]
                assert not any(0 < step < NETWORK.threshold for step in steps)
                moved += sum(step > 0 for step in steps)
    assert moved > 0


def test_the_same_release_without_the_earlier_ones_would_give_something_away() -> None:
    """So that the reading of earlier releases is what protects, and not luck."""
    known = 0
    for way in (finer, corrected, quarters):
        for seed in range(SEEDS):
            releases = way(np.random.default_rng(seed))
            alone = [released([each], NETWORK) for each in releases]
            if all(alone):
                done = [release for (release,) in alone]
                known += len(narrow(onlooker_of(releases, NETWORK, done).intervals(), NETWORK.threshold - 1))
    assert known > 0


def intervals_of(proof: Proof) -> dict[tuple[int, tuple[str, ...], bool], tuple[int, int | None]]:
    return {(cell.table, cell.key, cell.base): (cell.low, cell.high) for cell in proof.cells}


@pytest.mark.parametrize("way", WAYS)
def test_somebody_without_the_counts_comes_to_the_same_proof(way: Way) -> None:
    """From the tables alone: the same hidden numbers, in the same intervals."""
    seen = 0
    for seed in range(SEEDS):
        releases = way(np.random.default_rng(seed))
        done = released(releases, NETWORK)
        for number, release in enumerate(done):
            earlier = [each.tables for each in reversed(done[:number])]
            again = audit(release.tables, NETWORK, earlier, LINKS)
            assert intervals_of(again) == intervals_of(release.proof), (seed, number)
            assert again.recovered == 0
            seen += len(again.cells)
    assert seen > 0

"""What was published is attacked: rebuilt by linear programs, subtracted pair by pair, asked for one woman."""

import random
from collections import Counter
from collections.abc import Callable
from itertools import islice

import numpy as np

from omuz.foundation.privacy.gate import NETWORK
from omuz.insight.reports.content.identity_check import checklist, marks
from omuz.network.exchange.rules.traces import marks_of, never_kept
from omuz.network.reports.rules.voices_marks import forbidden_sign
from tests.foundation.privacy.test_linked_attack import SHOW, onlooker_of, released, world_of
from tests.foundation.privacy.worlds import Plan, World, narrow, recovered
from tests.trust import onlooking
from tests.trust.planted import planted
from tests.trust.promised import Line

Times = Callable[..., int]
Promised = Callable[[Line], None]


def test_linear_programs_over_all_tables_of_all_releases_find_no_hidden_cell(
    times: Times, seed: int, promised: Promised
) -> None:
    hidden = exact = close = worlds = 0
    narrowest = np.inf
    for number in range(times(700, least=len(onlooking.ALL))):
        way = onlooking.ALL[number % len(onlooking.ALL)]
        policy = SHOW if number % 3 == 2 else NETWORK
        releases = way(np.random.default_rng([seed, 1, number]))
        done = released(releases, policy)
        found = onlooker_of(releases, policy, done).intervals()
        assert all(low <= truth <= high for _, truth, low, high in found), number
        worlds += bool(done)
        hidden += len(found)
        exact += recovered(found)
        close += len(narrow(found, policy.threshold - 1))
        narrowest = min([narrowest, *(high - low + 1 for _, _, low, high in found)])
    told = f"{exact} known exactly, {close} narrower than the rule, narrowest interval {narrowest:g} values"
    promised(
        Line(
            "D1", f"hidden cells of {worlds} invented networks bounded by an attacker of her own code", hidden,
            hidden - close, told, "0 exact, every interval ≥ 4 values",
        )
    )  # fmt: skip


def test_no_two_published_numbers_differ_by_so_few_that_somebody_knows_them(
    times: Times, seed: int, promised: Promised
) -> None:
    wanted, pairs, small, number = times(1_000_000, least=1_000), 0, 0, 0
    while pairs < wanted:
        way = onlooking.ALL[number // 2 % len(onlooking.ALL)] if number % 2 else onlooking.large
        releases = way(np.random.default_rng([seed, 2, number]))
        found, few = onlooking.differences(onlooking.shown(releases, released(releases, NETWORK)))
        pairs, small, number = pairs + found, small + len(few), number + 1
    promised(
        Line(
            "D2", "pairs of published numbers subtracted: subset and total, month and quarter and year, corrected",
            pairs, pairs - small, f"{small} differences of 1–4 in {number} networks", "0",
            unmet=f"{small} of {pairs:,}: what several hidden numbers are together may be known to be 1–4 where none of"
            " them alone is; the rule (decision 0012) speaks of single numbers" if small else "",
        )
    )  # fmt: skip


def test_a_sum_with_and_without_one_centre_differs_by_nothing_small(
    times: Times, seed: int, promised: Promised
) -> None:
    wanted, pairs, small, number = times(20_000, least=200), 0, 0, 0
    while pairs < wanted:
        chance = np.random.default_rng([seed, 3, number])
        _raws, safes = onlooking.centre_tables(chance, int(chance.integers(3, 9)))
        for difference, own in onlooking.without_one(safes):
            pairs += 1
            small += difference in onlooking.SMALL or difference != own
        number += 1
    promised(Line("D2", "a sum of centres with and without one of them", pairs, pairs - small, f"{small} small", "0"))


def test_the_hub_and_one_centre_together_know_no_more_of_another(times: Times, seed: int, promised: Promised) -> None:
    hidden = close = 0
    for number in range(times(1_000, least=4)):
        chance = np.random.default_rng([seed, 4, number])
        raws, safes = onlooking.centre_tables(chance, int(chance.integers(2, 6)))
        for low, high in onlooking.room_left(safes, raws[-1]):
            hidden, close = hidden + 1, close + (high - low + 1 < NETWORK.values_left)
    promised(
        Line(
            "D10", "hidden cells of one centre, asked by the hub and another centre with all it counted", hidden,
            hidden - close, f"{close} narrower than the rule", "what is re-identified: none",
        )
    )  # fmt: skip


def test_no_output_tells_whether_one_woman_is_among_the_counts(times: Times, seed: int, promised: Promised) -> None:
    """The same network with and without her, side by side: how much oftener is each guess right than a coin?"""
    said = {"one of these few": [0, 0], "nobody like her": [0, 0], "more than usual": [0, 0]}
    worlds = 0
    for number in range(times(1_000, least=10)):
        chance = np.random.default_rng([seed, 5, number])
        without = world_of(chance, ("channel", "relation", "kind"), float(chance.choice([3, 8, 20])))
        place = int(chance.integers(0, without.counts.size))
        more = without.counts.copy()
        more.ravel()[place] += 1
        plans = [Plan(("channel", "relation")), Plan(("kind",))]
        found = [onlooking.met(world, plans, place) for world in (without, World(without.axes, more))]
        if None in found:
            continue
        worlds += 1
        for there, one in enumerate(each for each in found if each is not None):
            said["one of these few"][there] += 0 < one.low <= one.high < NETWORK.threshold
            said["nobody like her"][there] += one.high == 0
            said["more than usual"][there] += (one.value or 0) > without.counts.sum() / 9
    gain = {guess: abs(there - absent) / max(1, worlds) for guess, (absent, there) in said.items()}
    worst = max(gain, key=lambda guess: gain[guess])
    told = ", ".join(f"“{guess}” {100 * each:.1f} %" for guess, each in gain.items())
    lost = round(worlds * max(0.0, gain[worst] - 0.01))
    promised(
        Line(
            "D4", "networks with and without one woman, guessed from all tables by who knows nothing of the others",
            worlds, worlds - lost, f"advantage over a coin: {told}", "≤ 1 %",
            unmet=f"“{worst}” is {100 * gain[worst]:.1f} %: counts are exact and carry no noise (decision 0012);"
            " whoever knows everybody else’s answers knows hers" if lost else "",
        )
    )  # fmt: skip


def test_what_leads_to_somebody_is_pointed_at_before_words_are_published(
    times: Times, seed: int, promised: Promised
) -> None:
    """Names, numbers, days and places in sentences: the check of reports, and the one of analyses."""
    tried = times(1_000, least=150)
    missed: dict[str, Counter[str]] = {"reports": Counter(), "analyses": Counter()}
    for each in islice(planted(random.Random(seed)), tried):
        spots = {spot for spot in range(len(each.text)) if 0 <= spot - each.text.index(each.words) < len(each.words)}
        own = {
            "reports": (bool(forbidden_sign(each.text)), marks(each.text, checklist())),
            "analyses": (never_kept(each.text) is not None, marks_of(each.text, checklist())),
        }
        for where, (refused, found) in own.items():
            pointed = any(spots & set(range(mark.start, mark.end)) for mark in found)
            missed[where][each.kind] += not (refused or pointed)
    for where, kinds in missed.items():
        lost = sum(kinds.values())
        which = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common() if number) or "none"
        promised(
            Line(
                "D5", f"planted identifiers in texts of {where}", tried, tried - lost,
                f"{100 * (tried - lost) / tried:.1f} % pointed at or refused; missed: {which}", "≥ 99 %",
                unmet="" if tried - lost >= 0.99 * tried and not lost else f"missed: {which}" if lost else "",
            )
        )  # fmt: skip

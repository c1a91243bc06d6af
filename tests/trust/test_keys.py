"""S21: a centre's key is renewed while people work and processes are killed, and nothing becomes unreadable."""

import os
import random
import time
from collections.abc import Callable

import pytest
from django.db import connection

from omuz.foundation.vault import renewal
from omuz.foundation.vault.models import CentreKey, DataKey
from tests.foundation.vault.conftest import AYSE
from tests.trust import renewing
from tests.trust.measured import served_seconds
from tests.trust.promised import Line

MILLION = 1_000_000
BAR_SECONDS = 60
pytestmark = pytest.mark.django_db(transaction=True)


def _standing() -> tuple[list[int], set[int]]:
    with renewing.rows_open():
        keys = sorted(CentreKey.objects.values_list("generation", flat=True))
        return keys, set(DataKey.objects.order_by().values_list("generation", flat=True).distinct())


def test_a_key_is_renewed_while_a_colleague_works(
    times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    number = times(MILLION, least=2_000)
    renewing.plant(number)
    with renewing.rows_open():
        before = renewing.opened()
        ids = frozenset(DataKey.objects.values_list("id", flat=True))
        planted = renewing.sum_of_keys(before)
    with renewing.colleague(seed) as work:
        began, busy, served = time.perf_counter(), time.process_time(), served_seconds(connection)
        renewing.renew(renewal.ONE_PRESS)
        seconds, own = time.perf_counter() - began, time.process_time() - busy
        both = own + served_seconds(connection) - served
    with renewing.rows_open():
        after = renewing.sum_of_keys(renewing.opened(AYSE), only=ids)
        everything = renewing.sum_of_keys(renewing.opened(AYSE))
        old = renewing.sum_of_keys(before)
    assert _standing() == ([2], {2})
    assert work.acts > 0
    whole = after == planted and everything[1] == 0
    tried, lost = number + work.acts + work.read + work.unreadable, after[1] + work.unreadable + everything[1]
    promised(
        Line(
            "S21", "data keys renewed under work, each opened before and after, and what a colleague wrote and read",
            tried, tried - lost if whole else 0,
            f"{number:,} keys in {seconds:.1f} s, {seconds / number * MILLION:.0f} s a million by proportion;"
            f" meanwhile {work.acts:,} acts kept, {work.read:,} readings, {work.closed} times a password was asked",
            "0 unreadable",
        )
    )  # fmt: skip
    promised(
        Line(
            "S21", "stored data keys tried with the key as it was before", old[0] + old[1], old[1],
            f"{old[0]:,} open", "0 open with the old key",
        )
    )  # fmt: skip
    promised(_of_a_million(number, seconds, own, both))


def _of_a_million(number: int, seconds: float, own: float, both: float) -> Line:
    """How long a million takes by proportion: by the clock, and of the processor for the program and the database."""
    by_clock, by_program, speed = (each / number * MILLION for each in (seconds, own, both))
    told = f"{speed:.0f} s of processor time from {number:,} keys, {by_program:.0f} s of them the program's"
    clock = (
        f"by the clock {by_clock:.0f} s beside a colleague, at load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
    )
    short = "" if speed <= BAR_SECONDS else f"{speed / BAR_SECONDS:.1f} times the bar"
    what = "renewals within the time a million data keys may take, by proportion"
    return Line("S21", what, 1, int(not short), f"{told}; {clock}", "≤ 60 s of processor time a million", short)


def test_a_renewal_killed_anywhere_is_taken_up_again(
    times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    number, chance = 400, random.Random(seed)
    renewing.plant(number)
    kills = ended = lost = 0
    wanted = times(1_000, least=8)
    with renewing.rows_open():
        planted = renewing.sum_of_keys(renewing.opened())
    while kills + ended < wanted:
        if renewing.killed_after(chance.randrange(8), chance.random() * 0.05, most=100):
            ended += 1
        else:
            kills += 1
        with renewing.rows_open():
            lost += any(renewing.sum_of_keys(renewing.opened(each)) != planted for each in (AYSE, renewing.NERMIN))
    renewing.renew(100)
    keys, under = _standing()
    assert len(keys) == 1
    assert under == set(keys)
    with renewing.rows_open():
        lost += renewing.sum_of_keys(renewing.opened(AYSE)) != planted
    promised(
        Line(
            "S21", f"renewals of {number} keys killed at a random moment, every key opened afterwards by both holders",
            kills + ended + 1, kills + ended + 1 - lost,
            f"{kills} killed in the middle, {ended} were faster than the kill; the key is at generation {keys[0]}",
            "0 unreadable, taken up again",
        )
    )  # fmt: skip

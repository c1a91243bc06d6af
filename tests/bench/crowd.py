"""Many people at once: each asks, reads what came, thinks, asks again; what each act took and how it ended is kept."""

import math
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.rows import percentile
from tests.bench.served import Answer, Browser

Act = Callable[[Browser, random.Random], Answer]


@dataclass(frozen=True)
class Kind:
    """One thing people do: how often of a hundred, how, and what its answer must be."""

    name: str
    often: int
    act: Act
    right: Callable[[Answer], bool]


@dataclass(frozen=True)
class Done:
    """One act: when it ended (seconds from the beginning), how long it took, how it came out."""

    at: float
    seconds: float
    kind: str
    status: int
    right: bool
    later: bool
    """Turned away with a time after which to try again."""


@dataclass(frozen=True)
class Told:
    """What a crowd came to."""

    done: tuple[Done, ...]
    seconds: float

    @property
    def statuses(self) -> "Counter[int]":
        return Counter(each.status for each in self.done)

    @property
    def wrong(self) -> tuple[Done, ...]:
        """Acts that ended neither as they should nor by being told to come back."""
        return tuple(each for each in self.done if not each.right and not each.later)

    def p(self, share: float) -> float:
        """Seconds within which that share of the answered acts ended."""
        return percentile([each.seconds for each in self.done if each.right] or [0.0], share)

    def in_time(self, share: float) -> float:
        """Seconds within which that share of all acts was answered: who was turned away never was (infinite)."""
        return percentile([each.seconds if each.right else math.inf for each in self.done], share)


def crowd(
    browsers: Sequence[Browser],
    mixes: Sequence[Sequence[Kind]],
    *,
    seconds: float,
    think: float,
    seed: int,
    least: int = 0,
) -> Told:
    """Everybody works by her own mix for so many seconds, thinking `think` on average between two acts (0: never).

    Each makes at least `least` acts. Everybody begins at a moment of her own within one thinking.
    """
    done: list[Done] = []
    began = time.monotonic()
    stopped = threading.Event()

    def one(number: int, browser: Browser) -> None:
        chance, made = random.Random(seed * 100_003 + number), 0
        if think:
            stopped.wait(chance.uniform(0, think))
        while made < least or (time.monotonic() - began < seconds and not stopped.is_set()):
            mix = mixes[number]
            kind = chance.choices(mix, [each.often for each in mix])[0]
            done.append(_done(kind, browser, chance, began))
            made += 1
            if think:
                stopped.wait(chance.uniform(0.5 * think, 1.5 * think))
        browser.close()

    threads = [threading.Thread(target=one, args=each, daemon=True) for each in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Told(tuple(done), time.monotonic() - began)


def _done(kind: Kind, browser: Browser, chance: random.Random, began: float) -> Done:
    first = time.monotonic()
    try:
        answer = kind.act(browser, chance)
    except OSError:  # cut off without an answer: told as one, with no status
        browser.close()
        now = time.monotonic()
        return Done(now - began, now - first, kind.name, 0, False, False)
    now = time.monotonic()
    later = answer.status == 503 and "retry-after" in answer.headers  # the one status with a time
    return Done(now - began, now - first, kind.name, answer.status, kind.right(answer), later)

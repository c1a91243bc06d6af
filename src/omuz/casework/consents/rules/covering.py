"""Whether her yes covers what is to be passed on: the last word for each item counts, and only until its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from omuz.casework.consents.rules.groups import OWN_QUESTION

USUAL: Final = timedelta(days=180)
"""How long a yes holds when she names no end."""
LONGEST: Final = timedelta(days=366)
"""No yes is written down for longer; it can be asked again."""


class Way(StrEnum):
    """By which way something is passed on."""

    PACKET = "packet"
    FILE = "file"
    LETTER = "letter"
    CALL = "call"


class Why(StrEnum):
    """Why an item is not covered."""

    NEVER_ASKED = "never_asked"
    ANOTHER_PURPOSE = "another_purpose"
    ANOTHER_WAY = "another_way"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OWN_QUESTION = "own_question"


@dataclass(frozen=True, slots=True)
class Said:
    """One item said aloud and her answer.

    `recipient` is a key (`institution:…`, `centre:…`, `card:…`); `moment` orders what was said on one day, and
    `withdrawn_moment` what was taken back.
    """

    recipient: str
    purpose: str
    group: str
    channel: str
    yes: bool
    given_on: date
    until: date
    moment: float = 0.0
    alone: bool = False
    withdrawn_on: date | None = None
    withdrawn_moment: float = 0.0

    def is_for(self, recipient: str, purpose: str, group: str, channel: str) -> bool:
        """Whether this is exactly that item."""
        return (self.recipient, self.purpose, self.group, self.channel) == (recipient, purpose, group, channel)

    @property
    def last_word(self) -> tuple[date, float]:
        """When she last spoke about this item."""
        if self.withdrawn_on is not None:
            return max((self.withdrawn_on, self.withdrawn_moment), (self.given_on, self.moment))
        return self.given_on, self.moment


@dataclass(frozen=True, slots=True)
class Agreed:
    """What two people agreed to pass on without her yes, with a written reason, for a few days."""

    recipient: str
    purpose: str
    groups: frozenset[str]
    channel: str
    agreed_on: date
    until: date
    moment: float = 0.0


@dataclass(frozen=True, slots=True)
class Missing:
    """One group that may not be passed on, and why."""

    group: str
    why: Why


def covers(
    consents: Iterable[Said],
    recipient: str,
    purpose: str,
    groups: Iterable[str],
    channel: str,
    at: date,
    exceptions: Iterable[Agreed] = (),
) -> tuple[Missing, ...]:
    """Which of `groups` may not be passed on that day; an empty tuple means all may.

    For each item only her last word up to `at` counts. An exception stands in for a missing yes, never for an item
    with a question of its own, and never against a no that came after it.
    """
    said, agreed = tuple(consents), tuple(exceptions)
    missing = []
    for group in dict.fromkeys(groups):
        why, spoken = _why_not(said, recipient, purpose, group, channel, at)
        if why is None:
            continue
        if group not in OWN_QUESTION and any(
            _stands(each, recipient, purpose, group, channel, at, spoken) for each in agreed
        ):
            continue
        missing.append(Missing(group, why))
    return tuple(missing)


def _why_not(
    said: Sequence[Said], recipient: str, purpose: str, group: str, channel: str, at: date
) -> tuple[Why | None, tuple[date, float] | None]:
    """Why an item is not covered (None when it is), and when she last said no to it."""
    word = last_word(said, recipient, purpose, group, channel, at)
    if word is None:
        near = [each for each in said if each.recipient == recipient and each.group == group and each.given_on <= at]
        other_way = any(each.purpose == purpose for each in near)
        return (Why.ANOTHER_WAY if other_way else Why.ANOTHER_PURPOSE if near else Why.NEVER_ASKED), None
    taken_back = word.withdrawn_on is not None and word.withdrawn_on <= at
    if not word.yes or taken_back:
        return (Why.WITHDRAWN if word.yes else Why.REFUSED), word.last_word
    if at > word.until:
        return Why.EXPIRED, None
    return (Why.OWN_QUESTION if group in OWN_QUESTION and not word.alone else None), None


def last_word(said: Iterable[Said], recipient: str, purpose: str, group: str, channel: str, at: date) -> Said | None:
    """What she last said about exactly this item up to that day; None when she was never asked."""
    about = [each for each in said if each.is_for(recipient, purpose, group, channel) and each.given_on <= at]
    return max(about, key=lambda each: (each.given_on, each.moment), default=None)


def _stands(
    each: Agreed, recipient: str, purpose: str, group: str, channel: str, at: date,
    spoken: tuple[date, float] | None,
) -> bool:  # fmt: skip
    same = (each.recipient, each.purpose, each.channel) == (recipient, purpose, channel) and group in each.groups
    in_time = each.agreed_on <= at <= each.until
    return same and in_time and (spoken is None or spoken < (each.agreed_on, each.moment))


def holds_until(
    consents: Iterable[Said],
    recipient: str,
    purpose: str,
    groups: Iterable[str],
    channel: str,
    at: date,
    exceptions: Iterable[Agreed] = (),
) -> date | None:
    """The last day on which everything in `groups` is still covered; None when nothing is passed on.

    To be asked only when nothing is missing.
    """
    said, agreed, ends = tuple(consents), tuple(exceptions), []
    for group in dict.fromkeys(groups):
        word = last_word(said, recipient, purpose, group, channel, at)
        if word is not None and not covers([word], recipient, purpose, [group], channel, at):
            ends.append(word.until)
            continue
        spoken = word.last_word if word is not None and (not word.yes or word.withdrawn_on) else None
        ends += [each.until for each in agreed if _stands(each, recipient, purpose, group, channel, at, spoken)]
    return min(ends, default=None)


def until_of(given_on: date, named: date | None) -> date:
    """The end of a yes: the day she named, else the usual time; never longer than the longest."""
    return min(named or given_on + USUAL, given_on + LONGEST)

"""One risk talk as it is kept: answers by factor, what is done about each, and what is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from omuz.casework.safety.rules.factors import NOTHING, RED, Answer, Factor, Said, When
from omuz.casework.safety.rules.prompt import RULE_VERSION, Level, Prompt, prompt_of

SHE_DID_NOT_WANT: Final = "she_did_not_want"
"""Among the actions: nothing is done about this factor because she said so."""
WORDS_MAX: Final = 4000
"""Characters of one text box."""


class TalkState(StrEnum):
    """Where a talk is in its life; says nothing of what was said."""

    DRAFT = "draft"
    RECORDED = "recorded"
    DISCARDED = "discarded"


class UrgentState(StrEnum):
    """Where an entry of the urgent list stands."""

    OPEN = "open"
    MET = "met"


class LowerReason(StrEnum):
    """Why a level is lowered; the code is logged, the words stay sealed."""

    ANSWER_MISTAKEN = "answer_mistaken"
    CIRCUMSTANCES_CHANGED = "circumstances_changed"
    TEAM_JUDGED = "team_judged"
    RAISED_BY_MISTAKE = "raised_by_mistake"


class TalkProblem(StrEnum):
    """Why a talk cannot be recorded as it stands."""

    DAY_MISSING = "day_missing"
    DAY_AHEAD = "day_ahead"
    CALMER_THAN_BEFORE = "calmer_than_before"


@dataclass(frozen=True, slots=True)
class Change:
    """A level raised or lowered by a person after the talk."""

    on: date
    by: str
    then: Level
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is recorded of one risk talk.

    `answers` holds the factors somebody spoke of; `actions` the codes of what is done about a factor, or that she
    did not want anything done. `her_words` and `note` are text; `note` is the worker's view, apart from hers.
    """

    on: date
    answers: Mapping[Factor, Answer] = field(default_factory=dict)
    actions: Mapping[Factor, tuple[str, ...]] = field(default_factory=dict)
    plan_offered: str = Said.NOT_ASKED.value
    her_words: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def prompt(self) -> Prompt:
        """What the rule says of these answers."""
        return prompt_of(self.answers)

    @property
    def level(self) -> Level:
        """What holds now: the rule's word, or what a person made of it since; her own fear is above both."""
        if self.fear.said is Said.YES:
            return self.prompt.level
        return self.changes[-1].then if self.changes else self.prompt.level

    @property
    def fear(self) -> Answer:
        """What she said of her own fear."""
        return self.answers.get(Factor.OWN_FEAR, NOTHING)

    @property
    def red_present(self) -> tuple[Factor, ...]:
        """Red factors that are there."""
        return tuple(factor for factor in Factor if factor in RED and self.answers.get(factor, NOTHING).present)

    @property
    def open_factors(self) -> tuple[Factor, ...]:
        """Red factors with neither an action nor her word that she wants none."""
        return tuple(factor for factor in self.red_present if not self.actions.get(factor))

    @property
    def complete(self) -> bool:
        """Whether every red factor has its answer; an incomplete talk is kept all the same."""
        return not self.open_factors

    def to_payload(self) -> dict[str, Any]:
        """Everything coded, as plain values for sealing."""
        return {
            "on": self.on.isoformat(),
            "rule": RULE_VERSION,
            "factors": {str(factor): [str(told.said), str(told.when)] for factor, told in self.answers.items()},
            "actions": {str(factor): list(codes) for factor, codes in self.actions.items() if codes},
            "plan_offered": self.plan_offered,
            "changes": [[each.on.isoformat(), each.by, str(each.then), each.reason] for each in self.changes],
        }

    def to_words(self) -> dict[str, Any]:
        """Everything written in words, as plain values for sealing."""
        return {"her_words": self.her_words, "note": self.note, "changes": [each.words for each in self.changes]}

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any], words: Mapping[str, Any] | None = None) -> "Talk":
        """The talk from its opened envelopes; without `words` the coded part alone."""
        told = words or {}
        texts = told.get("changes") or [""] * len(kept.get("changes", ()))
        return cls(
            on=date.fromisoformat(kept["on"]),
            answers={Factor(code): Answer(Said(said), When(when)) for code, (said, when) in kept["factors"].items()},
            actions={Factor(code): tuple(codes) for code, codes in kept.get("actions", {}).items()},
            plan_offered=kept.get("plan_offered", Said.NOT_ASKED.value),
            her_words=told.get("her_words", ""),
            note=told.get("note", ""),
            changes=tuple(
                Change(date.fromisoformat(on), by, Level(then), reason, text)
                for (on, by, then, reason), text in zip(kept.get("changes", ()), texts, strict=True)
            ),
        )


def whole(talk: Talk) -> Talk:
    """The talk without what carries nothing: factors nobody spoke of, a time of what did not happen, double codes."""
    answers = {
        factor: told if told.present else Answer(told.said)
        for factor, told in talk.answers.items()
        if told.said is not Said.NOT_ASKED
    }
    actions = {factor: one_way(codes) for factor, codes in talk.actions.items() if codes}
    return replace(talk, answers=answers, actions=actions)


def one_way(codes: Iterable[str]) -> tuple[str, ...]:
    """Actions each once; what is done drives out that she wanted nothing done."""
    kept = tuple(dict.fromkeys(code for code in codes if code))
    done = tuple(code for code in kept if code != SHE_DID_NOT_WANT)
    return done or kept


def faults_of(talk: Talk, *, today: date, before: Talk | None = None) -> list[TalkProblem]:
    """What keeps a talk from being recorded; `before` is what the same talk said until now.

    A recorded talk may be added to and corrected, but not made calmer: that is a new talk, or the coordinator's word.
    """
    found = [TalkProblem.DAY_AHEAD] if talk.on > today else []
    if before is not None:
        fear_gone = before.fear.said is Said.YES and talk.fear.said is not Said.YES
        if fear_gone or before.prompt.level.above(talk.prompt.level):
            found.append(TalkProblem.CALMER_THAN_BEFORE)
    return found

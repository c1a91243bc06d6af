"""The child-protection path: what has to be thought of for a girl under eighteen, and who reads her own part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final


class Step(StrEnum):
    """One point of the path; nothing of it happens by itself."""

    SAFE_NOW = "safe_now"
    HER_VIEW = "her_view"
    COORDINATOR = "coordinator"
    ALONE = "alone"
    NOTICE_WEIGHED = "notice_weighed"
    NOTICE_DONE = "notice_done"
    PLACE = "place"
    SCHOOL = "school"
    SUPPORT = "support"


class Done(StrEnum):
    """Where a point stands; silence is no answer."""

    YES = "yes"
    TO_DO = "to_do"
    NOT_NEEDED = "not_needed"


class Share(StrEnum):
    """What the best-interest check came to, for a parent who asks for her own part."""

    KEEP = "keep"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class BestInterest:
    """Whether her own part may be shown to a parent: what she wants, whether it is safe, who else was asked."""

    she_agrees: str = ""
    safe_for_her: str = ""
    second_opinion: str = ""
    outcome: str = ""

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "BestInterest":
        """The check from its opened form; an unanswered one keeps everything."""
        return cls(*(str(kept.get(name, "")) for name in ("she_agrees", "safe_for_her", "second_opinion", "outcome")))

    def to_payload(self) -> dict[str, str]:
        """The check as plain values for sealing; what nobody said takes no room."""
        named = {name: getattr(self, name) for name in ("she_agrees", "safe_for_her", "second_opinion", "outcome")}
        return {name: value for name, value in named.items() if value}

    @property
    def allows(self) -> bool:
        """Whether a parent may be shown her own part: only when every answer says so."""
        wanted = (self.she_agrees, self.safe_for_her, self.second_opinion)
        return all(answer == "yes" for answer in wanted) and self.outcome == Share.SHARE


PATH_WORDS: Final = ("view", "own_part", "reason")
"""What of the path is said in words: her view, her own part, why a parent may read it or not."""


@dataclass(frozen=True, slots=True)
class ChildPath:
    """Where the path stands: points with their answers, her view, her own part, the best-interest check and its why."""

    on: date
    steps: Mapping[str, str] = field(default_factory=dict)
    best_interest: BestInterest = field(default_factory=BestInterest)
    view: str = ""
    own_part: str = ""
    reason: str = ""


OPEN_ENDS: Final = frozenset({"", Done.TO_DO.value})
"""Answers after which a point is still to be thought of."""


def left_to_do(path: Mapping[str, Any]) -> tuple[Step, ...]:
    """Points of the path nobody has settled yet; a file without a path has all of them before it."""
    steps: Mapping[str, str] = path.get("steps", {})
    return tuple(step for step in Step if steps.get(step.value, "") in OPEN_ENDS)

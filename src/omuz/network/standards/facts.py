"""Coded rows about centres and plans for the indicators of this room; nothing here is about a woman."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omuz.insight.indicators.facts import Facts
from omuz.network.standards.models import PolicyDocument
from omuz.network.standards.rules.levels import Profile

ASSESSMENT, SCORE, ACTION = "standard_assessment", "standard_score", "equality_action"
_YES_NO = {True: "yes", False: "no", None: "unknown"}
_HUNDRED = 100


@dataclass(frozen=True)
class Signed:
    """One signed assessment: centre code, year, its profile, and whether another centre visited."""

    centre: str
    year: int
    profile: Profile
    visited: bool


def assessment_facts(signed: Iterable[Signed]) -> Facts:
    """One row a signed assessment."""
    return Facts.from_rows(
        ASSESSMENT,
        [
            {
                "year": str(each.year),
                "centre": each.centre,
                "minimum_met": _YES_NO[each.profile.minimum_met],
                "visited": _YES_NO[each.visited],
            }
            for each in signed
        ],
    )


def score_facts(signed: Iterable[Signed]) -> Facts:
    """One row a chapter of a signed assessment; a chapter without a score has no number."""
    return Facts.from_rows(
        SCORE,
        [
            {
                "year": str(each.year),
                "centre": each.centre,
                "chapter": chapter.chapter.lower(),
                "score": None if chapter.score is None else round(chapter.score * _HUNDRED, 1),
            }
            for each in signed
            for chapter in each.profile.chapters
        ],
    )


def action_facts(plans: Iterable[PolicyDocument], year: int) -> Facts:
    """One row an action of a local equality plan whose period holds `year`; funding nobody wrote is unknown."""
    rows: list[Mapping[str, str]] = []
    for plan in plans:
        if plan.actions is None or not (plan.period_from or year) <= year <= (plan.period_to or year):
            continue
        if plan.funded is None:
            rows += [{"year": str(year), "funded": _YES_NO[None]}] * plan.actions
            continue
        rows += [{"year": str(year), "funded": _YES_NO[True]}] * plan.funded
        rows += [{"year": str(year), "funded": _YES_NO[False]}] * (plan.actions - plan.funded)
    return Facts.from_rows(ACTION, rows)

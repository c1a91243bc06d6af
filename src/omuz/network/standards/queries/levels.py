"""The levels that stand in the end, and the profile made of them."""

from collections.abc import Mapping
from uuid import UUID

from omuz.network.standards.models import Assessment, Finding, Judgement
from omuz.network.standards.rules.content import Content
from omuz.network.standards.rules.levels import Profile, Weighed, final_level, profile
from omuz.network.standards.rules.steps import State

Levels = Mapping[str, str]


def own_levels(assessment: Assessment) -> dict[str, str]:
    """What the centre says of itself: code → level."""
    return dict(Judgement.objects.filter(assessment=assessment).values_list("code", "level"))


def agreed_levels(assessment: Assessment) -> dict[str, str]:
    """The levels both centres agreed on, once both have approved; none before."""
    if assessment.state != State.AGREED:
        return {}
    rows = Finding.objects.filter(assessment=assessment).exclude(agreed="")
    return dict(rows.values_list("code", "agreed"))


def final_levels(assessment: Assessment) -> dict[str, str]:
    """Agreed where there is an agreement, the centre's own elsewhere."""
    agreed = agreed_levels(assessment)
    return {code: final_level(own, agreed.get(code, "")) for code, own in own_levels(assessment).items()}


def profile_of(content: Content, levels: Levels) -> Profile:
    """The profile that these levels make under this version's weights."""
    return profile(
        Weighed(each.code, each.chapter, each.weight, each.critical, levels.get(each.code, ""))
        for each in content.criteria()
    )


def all_levels(assessments: Mapping[UUID, Assessment]) -> dict[UUID, dict[str, str]]:
    """Final levels of many assessments at once, by assessment."""
    found: dict[UUID, dict[str, str]] = {each: {} for each in assessments}
    own = Judgement.objects.filter(assessment_id__in=assessments).values_list("assessment_id", "code", "level")
    for assessment_id, code, level in own:
        found[assessment_id][code] = level
    settled = [key for key, each in assessments.items() if each.state == State.AGREED]
    agreed = Finding.objects.filter(assessment_id__in=settled).exclude(agreed="")
    for assessment_id, code, level in agreed.values_list("assessment_id", "code", "agreed"):
        found[assessment_id][code] = level
    return found

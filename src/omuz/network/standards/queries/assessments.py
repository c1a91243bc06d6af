"""A centre's assessment as its own people, its visitor and the network may read it, last year's beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Staff
from omuz.network.standards.models import Assessment, AssessmentRound, Finding, Improvement, Judgement, Talk
from omuz.network.standards.queries.levels import final_levels, own_levels, profile_of
from omuz.network.standards.rules.content import Chapter, Criterion
from omuz.network.standards.rules.levels import Profile, final_level, is_gap
from omuz.network.standards.rules.steps import SELF_DONE, State


@dataclass(frozen=True)
class Seat:
    """From where a person looks at an assessment: her own centre, the visiting one, or the network."""

    own: bool
    visitor: bool
    network: bool


def assessment_of(person: Person, assessment_id: UUID) -> tuple[Assessment, Seat]:
    """An assessment and her seat; raises Http404 for everybody else, and for a visitor before the centre signed."""
    row: Assessment | None = (
        Assessment.objects.select_related("round", "round__standard").filter(pk=assessment_id).first()
    )
    if row is None:
        raise Http404
    seat = Seat(
        own=row.centre_id in person.centres,
        visitor=row.visitor_id in person.centres and row.centre_id not in person.centres and row.state in SELF_DONE,
        network=person.sees_network,
    )
    if not (seat.own or seat.visitor or seat.network):
        raise Http404
    return row, seat


def own_assessments(person: Person) -> list[Assessment]:
    """Assessments of her centres, newest round first."""
    rows = Assessment.objects.select_related("round", "round__standard").filter(centre_id__in=person.centres)
    return list(rows.order_by("-round__opens_on"))


def visits_of(person: Person) -> list[Assessment]:
    """Assessments her centre visits, those not yet agreed first; never one of a centre of her own."""
    rows = Assessment.objects.select_related("round").filter(visitor_id__in=person.centres)
    rows = rows.exclude(centre_id__in=person.centres)
    return list(rows.order_by("agreed_at", "visit_on"))


def centre_name(centre_id: UUID | None) -> str:
    """A centre's name, empty where there is none."""
    if centre_id is None:
        return ""
    return Centre.objects.filter(pk=centre_id).values_list("name", flat=True).first() or ""


def staff_names(ids: Sequence[UUID | None]) -> dict[UUID, str]:
    """Names of colleagues by account."""
    return dict(Staff.objects.filter(pk__in=[each for each in ids if each]).values_list("id", "full_name"))


def before(assessment: Assessment) -> Assessment | None:
    """The same centre's latest signed assessment of an earlier round."""
    found: Assessment | None = (
        Assessment.objects.select_related("round", "round__standard")
        .filter(
            centre_id=assessment.centre_id,
            round__opens_on__lt=assessment.round.opens_on,
            state__in=SELF_DONE,
        )
        .order_by("-round__opens_on")
        .first()
    )
    return found


@dataclass(frozen=True)
class Line:
    """One criterion of a sheet with everything that was said about it."""

    criterion: Criterion
    judgement: Judgement
    last: Judgement | None = None
    finding: Finding | None = None
    talk: Sequence[Talk] = ()
    steps: Sequence[Improvement] = ()

    @property
    def differs(self) -> bool:
        """Whether the visitor saw another level."""
        return bool(self.finding and self.finding.level and self.finding.level != self.judgement.level)

    @property
    def final(self) -> str:
        """The agreed level once both centres have approved, the centre's own before."""
        agreed = self.finding.agreed if self.finding and self.judgement.assessment.state == State.AGREED else ""
        return final_level(self.judgement.level, agreed)

    @property
    def gap(self) -> bool:
        return is_gap(self.final)


def sheet(assessment: Assessment, criteria: Sequence[Criterion], *, visiting: bool = False) -> list[Line]:
    """Lines for some criteria; what nobody wrote yet is an unsaved empty judgement.

    What the visitor saw stands there once she signed it, and for the visiting centre itself (`visiting`) before.
    """
    codes = [each.code for each in criteria]
    own = {row.code: row for row in assessment.judgements.filter(code__in=codes)}
    told = assessment.findings.filter(code__in=codes) if visiting or assessment.visit_signed_at else ()
    found = {row.code: row for row in told}
    talk: dict[str, list[Talk]] = {}
    for said in Talk.objects.filter(assessment=assessment, code__in=codes):
        talk.setdefault(said.code, []).append(said)
    steps: dict[str, list[Improvement]] = {}
    for step in Improvement.objects.filter(centre_id=assessment.centre_id, code__in=codes):
        steps.setdefault(step.code, []).append(step)
    earlier = before(assessment)
    last = {row.code: row for row in Judgement.objects.filter(assessment=earlier, code__in=codes)} if earlier else {}
    return [
        Line(
            criterion=each,
            judgement=own.get(each.code) or Judgement(assessment=assessment, code=each.code),
            last=last.get(each.code),
            finding=found.get(each.code),
            talk=talk.get(each.code, ()),
            steps=steps.get(each.code, ()),
        )
        for each in criteria
    ]


@dataclass(frozen=True)
class Part:
    """How far one chapter has come."""

    chapter: Chapter
    done: int
    total: int


def progress(assessment: Assessment) -> list[Part]:
    """Answered criteria by chapter."""
    levels = own_levels(assessment)
    return [
        Part(each, sum(1 for one in each.criteria if levels.get(one.code)), len(each.criteria))
        for each in assessment.round.standard.text.chapters
    ]


@dataclass(frozen=True)
class Standing:
    """One chapter of a profile: own score, own past, and the network's median where five centres stand behind it."""

    chapter: Chapter
    score: float | None
    past: float | None
    median: float | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A profile with what it may be compared with."""

    profile: Profile
    past: Profile | None
    past_year: int | None
    chapters: list[Standing] = field(default_factory=list)
    compared: bool = False


def shown_profile(assessment: Assessment) -> Shown:
    """The profile of an assessment beside its own past and the network's median of the closed round."""
    content = assessment.round.standard.text
    now = profile_of(content, final_levels(assessment))
    earlier = before(assessment)
    past = profile_of(earlier.round.standard.text, final_levels(earlier)) if earlier else None
    was = {each.chapter: each.score for each in past.chapters} if past else {}
    medians: Mapping[str, Mapping[str, float]] = assessment.round.medians
    chapters = [
        Standing(
            chapter=chapter,
            score=score.score,
            past=was.get(chapter.code),
            median=medians[chapter.code]["median"] / 100 if chapter.code in medians else None,
            left_out=score.left_out,
        )
        for chapter, score in zip(content.chapters, now.chapters, strict=True)
    ]
    return Shown(now, past, earlier.round.year if earlier else None, chapters, bool(medians))


def open_rounds() -> list[AssessmentRound]:
    """Rounds, newest first."""
    return list(AssessmentRound.objects.select_related("standard"))

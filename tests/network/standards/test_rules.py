"""Scores, redlines, merging and evidence as pure rules."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.foundation.catalogue.lists import code_list
from omuz.network.standards.rules.evidence import KINDS, Evidence, NotEvidence, require_evidence
from omuz.network.standards.rules.levels import Weighed, faults_of, profile
from omuz.network.standards.rules.redline import redline
from omuz.network.standards.rules.steps import Standing, merged, standing

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long a draw takes says more about the machine than about the rule."""

LEVELS = st.sampled_from(["", "0", "1", "2", "3", "U"])
WEIGHED = st.lists(
    st.builds(
        Weighed,
        code=st.integers(0, 999).map(str),
        chapter=st.sampled_from("ABC"),
        weight=st.integers(1, 3),
        critical=st.booleans(),
        level=LEVELS,
    ),
    min_size=1,
    max_size=30,
)


@PATIENT
@given(WEIGHED)
def test_scores_lie_between_nought_and_one_and_the_overall_is_their_plain_mean(criteria: list[Weighed]) -> None:
    found = profile(criteria)
    scores = [each.score for each in found.chapters if each.score is not None]
    assert all(0 <= score <= 1 for score in scores)
    if scores:
        assert found.overall == pytest.approx(sum(scores) / len(scores))
    else:
        assert found.overall is None


@PATIENT
@given(WEIGHED)
def test_what_does_not_apply_changes_no_score(criteria: list[Weighed]) -> None:
    applies = [each for each in criteria if each.level != "U"]
    scores = {each.chapter: each.score for each in profile(applies).chapters}
    for each in profile(criteria).chapters:
        assert each.score == scores.get(each.chapter)


@PATIENT
@given(WEIGHED)
def test_a_higher_level_never_lowers_a_score(criteria: list[Weighed]) -> None:
    before = profile(criteria)
    raised = [replace(each, level=str(min(3, int(each.level) + 1))) if each.counts else each for each in criteria]
    for old, new in zip(before.chapters, profile(raised).chapters, strict=True):
        assert old.score is None or (new.score is not None and new.score >= old.score)


@PATIENT
@given(WEIGHED)
def test_a_critical_criterion_below_two_means_not_yet_met_whatever_the_total(criteria: list[Weighed]) -> None:
    low = Weighed("X1", "A", 1, critical=True, level="1")
    assert profile([*criteria, low]).minimum_met is False


def test_the_group_score_is_the_weighted_sum_over_three_times_the_weights_that_apply() -> None:
    criteria = [
        Weighed("A1", "A", 3, True, "2"),
        Weighed("A2", "A", 1, False, "3"),
        Weighed("A3", "A", 2, False, "U"),
    ]
    assert profile(criteria).chapters[0].score == pytest.approx((3 * 2 + 1 * 3) / (3 * 4))
    assert profile(criteria).chapters[0].left_out == ("A3",)


def test_an_unanswered_critical_criterion_leaves_the_minimum_open() -> None:
    assert profile([Weighed("A1", "A", 3, True, "")]).minimum_met is None
    assert profile([Weighed("A1", "A", 3, True, "U")]).minimum_met is True


def test_a_signature_needs_every_level_and_a_reason_for_what_does_not_apply() -> None:
    assert faults_of({"A1": "2", "A2": "U"}, {"A2": " "}, ["A1", "A2", "A3"]) == {"A2": "reason", "A3": "open"}


@PATIENT
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_redline_holds_both_wordings_whole(before: str, after: str) -> None:
    pieces = redline(before, after)
    words = {"same", "out"}, {"same", "into"}
    old, new = ("".join(piece.text for piece in pieces if piece.kind in kinds) for kinds in words)
    assert (old, new) == (before, after)


def test_two_people_in_different_fields_are_merged_and_in_the_same_field_clash() -> None:
    now, stamps = {"level": "2", "comment": "hers"}, {"level": 1, "comment": 2}
    found = merged(now, stamps, {"level": "3", "comment": "mine"}, seen=1, revision=2)
    assert found.taken == {"level": "3"}
    assert found.clashes == {"comment": "hers"}
    assert merged(now, stamps, {"comment": "hers"}, seen=1, revision=2).clashes == {}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("D-AB12C dosyasındaki form", "file_code"),
        ("12345678901 numaralı kişi", "identity_number"),
        ("0532 123 45 67 arandı", "telephone"),
        ("ad.soyad@ornek.org yazdı", "mail"),
        ("İmzalı görüşme notu", "case_paper"),
        ("2026/123 D. İş kararı", "court_case"),
        ("  ", "empty"),
    ],
)
def test_what_looks_like_case_paper_is_no_evidence(text: str, sign: str) -> None:
    with pytest.raises(NotEvidence) as refused:
        require_evidence(Evidence("document", text))
    assert refused.value.sign == sign


def test_every_kind_of_evidence_the_form_offers_is_taken() -> None:
    assert tuple(each.code for each in code_list("standard_evidence").entries) == KINDS


def test_a_decision_with_its_number_a_link_and_a_hash_are_evidence() -> None:
    require_evidence(
        Evidence("document", "Meclis kararı 2026/112, 04.03.2026", link="https://ornek.bel.tr/k", sha256="a" * 64)
    )
    with pytest.raises(NotEvidence):
        require_evidence(Evidence("link", "Sayfa", link="javascript:alert(1)"))
    with pytest.raises(NotEvidence):
        require_evidence(Evidence("document", "Belge", sha256="abc"))


def test_lateness_is_told_by_the_day_of_the_second_signature() -> None:
    due, after = date(2026, 5, 1), date(2026, 5, 3)
    assert standing("signed", due, due, after) is Standing.DONE
    assert standing("signed", due, after, after) is Standing.LATE
    assert standing("invited", due, None, due) is Standing.WAITING
    assert standing("writing", due, None, after) is Standing.LATE
    assert standing("declined", due, None, after) is Standing.DECLINED

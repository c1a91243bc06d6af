"""Two files become one by two people, every record sealed anew, and come apart exactly as they were."""

from datetime import date

import pytest
from django.http import Http404

from omuz.casework.appointments.actions.promising import plan_follow_up
from omuz.casework.appointments.models import FollowUp
from omuz.casework.appointments.queries.promises import follow_ups_of
from omuz.casework.cases.models import Case, Presentation
from omuz.casework.cases.queries.files import case_of, open_case, records_of, visible_cases
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.team.actions.merging import (
    CannotMerge,
    merge_files,
    propose_merge,
    record_models,
    refuse_merge,
    undo_merge,
)
from omuz.casework.team.actions.walls import declare_conflict, restrict_file
from omuz.casework.team.queries.merging import merged_into, merges_of, waiting_merges
from omuz.casework.team.rules.merging import MergeProblem
from omuz.foundation.people.access import acting
from tests.casework.appointments.conftest import ANY_TIME
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """Two files with a promise each, the second with a presentation of its own."""
    made = [
        opened_file(
            cast, on=day, identity={"pseudonym": name, "safe": ANY_TIME.to_payload()}, presented={"reason": name}
        )
        for day, name in ((date(2026, 3, 2), "Papatya"), (date(2026, 5, 4), "Menekşe"))
    ]
    for case in made:
        with acting(cast.ayse.person):
            plan_follow_up(
                by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, way="face_to_face", due_on=None,
                note=f"{case.code} notu",
            )  # fmt: skip
    return made


def proposed(cast, case, other, who=None):
    member = who or cast.ayse
    with acting(member.person):
        return propose_merge(
            by=member.person, vault=member.vault, case_id=case.id, other_id=other.id, why="Kendisi söyledi"
        )


def merged(cast, merge, who=None, revision=1):
    member = who or cast.nermin
    with acting(member.person):
        return merge_files(by=member.person, vault=member.vault, merge_id=merge.id, revision=revision)


def held(cast, case) -> dict[str, list[str]]:
    """What a file holds, opened with its own key: kind → what stands in each record."""
    with acting(cast.nermin.person):
        file = open_case(cast.nermin.person, case.id, vault=cast.nermin.vault)
        return {
            "reasons": [row.opened(file.key, "answers")["reason"] for row in records_of(file.case, Presentation)],
            "notes": sorted(row.opened(file.key, "words")["note"] for row, _told in follow_ups_of(file)),
            "called": [file.identity["pseudonym"]],
        }


def test_nothing_happens_until_a_second_person_has_looked(cast, two) -> None:
    case, other = two
    merge = proposed(cast, case, other)
    with acting(cast.ayse.person):
        assert visible_cases(cast.ayse.person, case.centre_id).count() == 2
        assert waiting_merges(cast.ayse.person, case.centre_id) == []
        with pytest.raises(CannotMerge) as refused:
            merge_files(by=cast.ayse.person, vault=cast.ayse.vault, merge_id=merge.id, revision=1)
        assert refused.value.problem is MergeProblem.SAME_PERSON
    with acting(cast.nermin.person):
        assert waiting_merges(cast.nermin.person, case.centre_id) == [(case.id, case.code)]
    with pytest.raises(CannotMerge):
        proposed(cast, case, other)
    with pytest.raises(CannotMerge):
        proposed(cast, case, case)


def test_every_record_moves_and_opens_under_the_file_that_stays(cast, two) -> None:
    case, other = two
    merged(cast, proposed(cast, case, other))
    assert held(cast, case) == {
        "reasons": ["Papatya", "Menekşe"], "notes": sorted(f"{each.code} notu" for each in two), "called": ["Papatya"],
    }  # fmt: skip
    with acting(cast.ayse.person):
        with pytest.raises(Http404):
            case_of(cast.ayse.person, other.id)
        assert [each.code for each in visible_cases(cast.ayse.person, case.centre_id)] == [case.code]
        assert [each.id for each in merged_into(Case.objects.get(id=case.id))] == [other.id]


def test_undoing_restores_both_files_exactly_with_what_came_since(cast, two) -> None:
    case, other = two
    before = {each.id: held(cast, each) for each in two}
    merge = merged(cast, proposed(cast, case, other))
    with acting(cast.ayse.person):
        plan_follow_up(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, way="face_to_face", due_on=None,
            note="sonradan yazılan",
        )  # fmt: skip
    with acting(cast.nermin.person):
        undo_merge(by=cast.nermin.person, vault=cast.nermin.vault, merge_id=merge.id, revision=2, why="İki ayrı kadın")
        with pytest.raises(CannotMerge):
            undo_merge(by=cast.nermin.person, vault=cast.nermin.vault, merge_id=merge.id, revision=3, why="yine")
    assert held(cast, other) == before[other.id]
    after = held(cast, case)
    assert after["notes"] == sorted([*before[case.id]["notes"], "sonradan yazılan"])
    assert {**after, "notes": []} == {**before[case.id], "notes": []}
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        (told,) = merges_of(cast.ayse.person, opened=file)
        assert (told.row.state, told.code, told.undone) == ("undone", other.code, "İki ayrı kadın")


def test_a_conflict_with_one_file_is_a_conflict_with_both_and_goes_with_it_again(cast, two, selin) -> None:
    case, other = two
    with acting(cast.nermin.person):
        declare_conflict(by=cast.nermin.person, vault=cast.nermin.vault, case_id=other.id, staff_id=selin.staff.pk)
    merge = merged(cast, proposed(cast, case, other))
    with acting(selin.person):
        assert not Case.objects.filter(id=case.id).exists()
    with acting(cast.nermin.person):
        undo_merge(by=cast.nermin.person, vault=cast.nermin.vault, merge_id=merge.id, revision=2, why="ayrı")
    with acting(selin.person):
        assert set(Case.objects.values_list("id", flat=True)) == {case.id}


def test_files_behind_different_lists_stay_apart(cast, two) -> None:
    case, other = two
    with acting(cast.nermin.person):
        restrict_file(
            by=cast.nermin.person, vault=cast.nermin.vault, case_id=other.id, why="yakını",
            names=[cast.ayse.staff.pk, cast.nermin.staff.pk],
        )  # fmt: skip
    with pytest.raises(CannotMerge) as refused:
        proposed(cast, case, other)
    assert refused.value.problem is MergeProblem.DIFFERENT_WALLS


def test_a_file_hidden_from_her_cannot_be_merged_by_her(cast, two, selin) -> None:
    case, other = two
    merge = proposed(cast, case, other)
    with acting(cast.nermin.person):
        declare_conflict(by=cast.nermin.person, vault=cast.nermin.vault, case_id=other.id, staff_id=selin.staff.pk)
    with pytest.raises(Http404):
        merged(cast, merge, selin)
    with pytest.raises(Http404):
        proposed(cast, case, other, cast.zeynep)


def test_a_refused_proposal_leaves_two_files(cast, two) -> None:
    case, other = two
    merge = proposed(cast, case, other)
    with acting(cast.nermin.person):
        with pytest.raises(Conflict):
            refuse_merge(by=cast.nermin.person, merge_id=merge.id, revision=9)
        refuse_merge(by=cast.nermin.person, merge_id=merge.id, revision=1)
    with pytest.raises(CannotMerge):
        merged(cast, merge, revision=2)
    assert len(held(cast, other)["reasons"]) == 1


def test_a_record_that_cannot_be_opened_stops_the_merge_and_both_files_stay(cast, two) -> None:
    from omuz.foundation.audit.chain import recorded

    case, other = two
    with acting(cast.nermin.person):
        (mine, hers) = (FollowUp.objects.get(case=case), FollowUp.objects.get(case=other))
        with recorded(by=cast.nermin.person, event="test.swapped", centre=case.centre_id):
            FollowUp.objects.filter(id=hers.id).update(answers=bytes(mine.answers))
    with pytest.raises(CannotMerge) as refused:
        merged(cast, proposed(cast, case, other))
    assert refused.value.problem is MergeProblem.CANNOT_MOVE
    assert held(cast, case)["reasons"] == ["Papatya"]
    with acting(cast.nermin.person):
        assert Case.objects.get(id=other.id).merged_into_id is None


def test_every_kind_of_record_of_every_room_moves() -> None:
    from django.apps import apps

    from omuz.casework.cases.models import CaseRecord

    kinds = {model for model in apps.get_models() if issubclass(model, CaseRecord)}
    told = set(record_models())
    assert {model.__name__ for model in kinds - told} == {"AgendaItem", "Merge"}

"""One act, one event; the file's step goes with it; nothing overwritten in silence; nothing readable at rest."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from omuz.casework.cases.models import Case, CaseStep
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.actions import (
    Conflict,
    NotNow,
    correct_interview,
    discard_draft,
    keep_draft,
    open_draft,
    record_interview,
)
from omuz.casework.interviews.actions.versions import said_of, typed_of
from omuz.casework.interviews.models import Interview, InterviewVersion
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.interviews.rules.record import CorrectionReason, DiscardReason
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

DAY = date(2026, 3, 4)
Recorder = Callable[..., Interview]


def _events() -> list[str]:
    found = AuditEvent.objects.filter(event__startswith="interview.").order_by("seq")
    return list(found.values_list("event", flat=True))


def _draft(member: Member, file: OpenedCase, **fields: list[str]) -> Interview:
    return open_draft(
        by=member.person, vault=member.vault, case_id=file.id, interview_id=uuid4(), changes=fields, page="p1"
    )


def _keep(member: Member, interview: Interview, revision: int, page: str, **fields: list[str]) -> Interview:
    return keep_draft(
        by=member.person, vault=member.vault, interview_id=interview.id, revision=revision, changes=fields, page=page
    )


def _record(member: Member, file: OpenedCase, said: Said, **more: Any) -> Interview:
    return record_interview(by=member.person, vault=member.vault, case_id=file.id, said=said, **more)


def _correct(member: Member, interview: Interview, revision: int, said: Said, reason: CorrectionReason) -> Interview:
    return correct_interview(
        by=member.person, vault=member.vault, interview_id=interview.id, revision=revision, said=said, reason=reason
    )


def test_recording_writes_one_event_takes_the_step_and_seals_everything(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, requests=("shelter",), words={"her_words": "Çok yoruldum."})
    with acting(cast.ayse.person):
        assert _events() == ["interview.recorded"]
        event = AuditEvent.objects.get(event="interview.recorded")
        assert (event.about, event.why) == (f"case:{file.code}", "")
        assert Case.objects.get(id=file.id).state == "first_interview"
        step = CaseStep.objects.get(case_id=file.id, state="first_interview")
        assert step.opened(file.key, "answers") == {"on": "2026-03-04"}
        row = Interview.objects.get(id=interview.id)
        stored = bytes(row.answers) + bytes(row.words)
        for plain in (b"shelter", b"yoruldum", b"2026-03-04"):
            assert plain not in stored
        said = said_of(row, file.key)
        assert (said.answers.said("requests"), said.text("her_words")) == (("shelter",), "Çok yoruldum.")


def test_an_interview_with_nothing_answered_is_an_interview(cast: Cast, recorded_by: Recorder) -> None:
    assert recorded_by(cast.ayse).state == "recorded"


def test_the_first_of_a_file_is_the_first_and_a_later_one_takes_no_step_back(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    first, second = recorded_by(cast.ayse), recorded_by(cast.nermin, on=date(2026, 5, 1))
    with acting(cast.ayse.person):
        assert [said_of(each, file.key).answers.first for each in (first, second)] == [True, False]
        assert CaseStep.objects.filter(case_id=file.id, state="first_interview").count() == 1


def test_a_draft_is_kept_field_by_field_and_an_unchanged_one_writes_nothing(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, how=["phone"])
        draft = _keep(cast.ayse, draft, 1, "p1", her_words=["Uzun"], requests=["legal", "shelter"])
        same = _keep(cast.ayse, draft, 2, "p1", how=["phone"])
        assert (draft.revision, same.revision) == (2, 2)
        assert _events() == ["interview.draft_opened", "interview.draft_kept"]
        kept = typed_of(same, file.key).fields
        assert kept == {"how": ["phone"], "her_words": ["Uzun"], "requests": ["legal", "shelter"]}
        assert same.opened(file.key, "answers")["typed"].keys() == {"how", "requests"}
        assert Case.objects.get(id=file.id).state == "contact"


def test_a_first_save_repeated_after_a_cut_line_makes_one_draft(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        interview_id = uuid4()
        for how in ("phone", "centre"):
            draft = open_draft(
                by=cast.ayse.person, vault=cast.ayse.vault, case_id=file.id, interview_id=interview_id,
                changes={"how": [how]}, page="p1",
            )  # fmt: skip
        assert Interview.objects.count() == 1
        assert typed_of(draft, file.key).fields["how"] == ["centre"]


def test_an_answer_lost_on_the_line_is_no_conflict_for_the_page_that_wrote_it(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, her_words=["bir"])
        _keep(cast.ayse, draft, 1, "p1", her_words=["bir iki"])
        assert _keep(cast.ayse, draft, 1, "p1", her_words=["bir iki üç"]).revision == 3


def test_two_people_on_one_draft_are_told_field_by_field_and_nothing_is_overwritten(
    cast: Cast, file: OpenedCase
) -> None:
    with acting(cast.nermin.person):
        draft = _draft(cast.ayse, file, how=["phone"], her_words=["Ayşe’nin yazdığı"])
        _keep(cast.nermin, draft, 1, "p2", her_words=["Nermin’in yazdığı"])
        with pytest.raises(Conflict) as met:
            _keep(cast.ayse, draft, 1, "p1", how=["centre"])
        assert met.value.fields == ("her_words",)
        row = Interview.objects.get(id=draft.id)
        assert typed_of(row, file.key).fields == {"how": ["phone"], "her_words": ["Nermin’in yazdığı"]}
        mine = _keep(cast.ayse, draft, met.value.interview.revision, "p1", how=["centre"])
        assert typed_of(mine, file.key).fields["her_words"] == ["Nermin’in yazdığı"]


def test_recording_from_a_draft_somebody_wrote_on_is_a_conflict(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, how=["phone"])
        _keep(cast.nermin, draft, 1, "p2", her_words=["başka"])
        with pytest.raises(Conflict):
            _record(cast.ayse, file, Said(Answers(DAY)), interview_id=draft.id, revision=1, page="p1")
        assert Interview.objects.get(id=draft.id).state == "draft"
        assert Case.objects.get(id=file.id).state == "contact"


def test_pressing_save_twice_records_once(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, how=["phone"])
        said = Said(Answers(DAY, {"how": ("phone",)}))
        for _ in range(2):
            done = _record(cast.ayse, file, said, interview_id=draft.id, revision=1, page="p1")
        assert (done.id, done.state) == (draft.id, "recorded")
        assert _events() == ["interview.draft_opened", "interview.recorded"]
        with pytest.raises(NotNow):
            _record(cast.ayse, file, said, interview_id=draft.id, revision=1, page="another page")
        with pytest.raises(NotNow):
            _keep(cast.ayse, draft, 1, "p1", how=["centre"])


def test_a_draft_thrown_away_holds_nothing_any_more(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, her_words=["Silinecek"])
        with pytest.raises(Conflict):
            discard_draft(
                by=cast.ayse.person, vault=cast.ayse.vault, interview_id=draft.id, revision=0,
                reason=DiscardReason.NO_TALK,
            )  # fmt: skip
        gone = discard_draft(
            by=cast.ayse.person, vault=cast.ayse.vault, interview_id=draft.id, revision=1,
            reason=DiscardReason.NO_TALK,
        )  # fmt: skip
        row = Interview.objects.get(id=gone.id)
        assert (row.state, row.opened(file.key, "answers"), row.opened(file.key, "words")) == ("discarded", {}, {})
        assert AuditEvent.objects.get(event="interview.draft_discarded").why == "no_talk"


def test_a_correction_keeps_what_it_said_before_sealed_with_the_reason(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, requests=("legal",), words={"her_words": "ilk"})
    with acting(cast.nermin.person):
        after = Said(Answers(DAY, {"requests": ("legal", "shelter")}), {"her_words": "ilk"})
        corrected = _correct(cast.nermin, interview, 1, after, CorrectionReason.SHE_ADDED)
        assert (corrected.revision, said_of(corrected, file.key).answers.said("requests")) == (2, ("legal", "shelter"))
        assert said_of(corrected, file.key).answers.first is True
        earlier = InterviewVersion.objects.get(interview=interview)
        assert (earlier.revision, earlier.reason) == (1, "she_added")
        assert earlier.opened(file.key, "answers")["codes"] == {"requests": ["legal"]}
        assert earlier.opened(file.key, "words") == {"her_words": "ilk"}
        same = _correct(cast.nermin, interview, 2, after, CorrectionReason.SHE_ADDED)
        assert (same.revision, _events().count("interview.corrected")) == (2, 1)


@pytest.mark.parametrize("reason", [CorrectionReason.NAME_REMOVED, CorrectionReason.SHE_ASKED])
def test_words_she_wanted_gone_are_not_kept_in_the_earlier_version_either(
    cast: Cast, file: OpenedCase, recorded_by: Recorder, reason: CorrectionReason
) -> None:
    interview = recorded_by(cast.ayse, words={"her_words": "Kardeşim Zeynep"})
    with acting(cast.ayse.person):
        _correct(cast.ayse, interview, 1, Said(Answers(DAY), {"her_words": "Kardeşim"}), reason)
        assert InterviewVersion.objects.get(interview=interview).opened(file.key, "words") == {}


def test_a_correction_of_an_older_version_is_a_conflict_that_names_the_fields(
    cast: Cast, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse, requests=("legal",))
    with acting(cast.ayse.person):
        _correct(cast.ayse, interview, 1, Said(Answers(DAY, {"requests": ("share",)})), CorrectionReason.MISHEARD)
        with pytest.raises(Conflict) as met:
            _correct(
                cast.ayse, interview, 1, Said(Answers(DAY, {"requests": ("work_training",)})), CorrectionReason.MISHEARD
            )
        assert met.value.fields == ("requests",)


def test_a_draft_is_recorded_before_it_can_be_corrected(cast: Cast, file: OpenedCase) -> None:
    with acting(cast.ayse.person):
        draft = _draft(cast.ayse, file, how=["phone"])
        with pytest.raises(NotNow):
            _correct(cast.ayse, draft, 1, Said(Answers(DAY)), CorrectionReason.MISHEARD)


def test_nobody_elsewhere_finds_a_file_its_interview_or_its_draft(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    interview = recorded_by(cast.ayse)
    with acting(cast.zeynep.person):
        assert not Interview.objects.exists()
        with pytest.raises(Http404):
            _record(cast.zeynep, file, Said(Answers(DAY)))
        with pytest.raises(Http404):
            _keep(cast.zeynep, interview, 1, "p", how=["phone"])
        with pytest.raises(Http404):
            _draft(cast.zeynep, file, how=["phone"])


@pytest.mark.parametrize("wall", ["hidden_from", "only_for"])
def test_a_hidden_or_restricted_file_takes_its_interviews_with_it(
    cast: Cast, file: OpenedCase, recorded_by: Recorder, wall: str
) -> None:
    interview = recorded_by(cast.ayse)
    listed = [cast.nermin.staff.pk] if wall == "hidden_from" else [cast.ayse.staff.pk]
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.hidden", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(**{wall: listed})
    with acting(cast.nermin.person):
        assert not Interview.objects.exists()
        for act in (
            lambda: _keep(cast.nermin, interview, 1, "p", how=["phone"]),
            lambda: _record(cast.nermin, file, Said(Answers(DAY))),
            lambda: _correct(cast.nermin, interview, 1, Said(Answers(DAY)), CorrectionReason.MISHEARD),
        ):
            with pytest.raises(Http404):
                act()
    with acting(cast.ayse.person):
        assert Interview.objects.count() == 1

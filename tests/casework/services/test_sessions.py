"""A session meets the request that waits for it; it is put right with a reason and can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from omuz.casework.cases.models import Case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services import actions
from omuz.casework.services.actions.sessions import OfAGroup
from omuz.casework.services.models import GroupSession, ServiceSession
from omuz.casework.services.rules.sessions import CorrectionReason, Given
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.services.conftest import ASKED, LATER
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db


def _correct(member: Member, session: Any, given: Given, note: str = "", **more: Any) -> Any:
    told = {"revision": session.revision, "reason": CorrectionReason.TYPING_SLIP, **more}
    with acting(member.person):
        return actions.correct_session(
            by=member.person, vault=member.vault, session_id=session.id, given=given, note=note, **told
        )


def _group(member: Member, cases: list[Any], **told: Any) -> GroupSession:
    given = Given(LATER, "psychological", worker=member.staff.pk, profession="psychologist", minutes=90, **told)
    with acting(member.person):
        return actions.record_group(
            by=member.person, vault=member.vault, centre_id=cases[0].centre_id, given=given,
            case_ids=[case.id for case in cases], note="dördüncü buluşma",
        )  # fmt: skip


def test_a_session_meets_the_waiting_request_of_its_kind_and_tells_the_wait(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any], services: Callable[..., Any]
) -> None:
    ask("legal")
    ask("psychological")
    row = give("psychological", minutes=50, channel="face_to_face", note="İyi geldi.")
    told = services()
    met = next(each for each in told.wishes if each.wish.service == "psychological")
    assert (met.row.state, met.days, met.row.due_on) == ("met", (LATER - ASKED).days, None)
    assert [each.wish.service for each in told.waiting] == ["legal"]
    assert [(each.given.minutes, each.note) for each in told.sessions] == [(50, "İyi geldi.")]
    with acting(cast.ayse.person):
        stored = ServiceSession.objects.get(id=row.id)
        raw = bytes(stored.answers) + bytes(stored.words)
        assert not any(plain in raw for plain in (b"psychological", "İyi".encode(), b"face"))
        assert Case.objects.get(id=case.id).state == "support"
        last = AuditEvent.objects.filter(event__startswith="service.").order_by("-seq").first()
    assert last is not None
    assert (last.event, last.about) == ("service.given", f"case:{case.code}")


def test_nothing_but_a_day_is_needed_and_a_place_belongs_to_an_accompaniment(
    give: Callable[..., Any], services: Callable[..., Any]
) -> None:
    give("not_asked")
    give("accompaniment", place="court")
    give("legal", place="court")
    assert {(each.given.service, each.given.place, each.given.minutes) for each in services().sessions} == {
        ("not_asked", "not_asked", None), ("accompaniment", "court", None), ("legal", "not_asked", None),
    }  # fmt: skip


def test_a_correction_keeps_what_was_said_before_sealed(
    cast: Cast, give: Callable[..., Any], services: Callable[..., Any]
) -> None:
    row = give("legal", minutes=30, note="ilk söz")
    before = services().sessions[0].given
    row = _correct(cast.nermin, row, replace(before, minutes=45), "ikinci söz")
    told = services().sessions[0]
    assert (told.given.minutes, told.note, row.revision) == (45, "ikinci söz", 2)
    assert [(each["answers"]["minutes"], each["words"]["note"], each["reason"]) for each in told.versions] == [
        (30, "ilk söz", "typing_slip")
    ]
    with acting(cast.ayse.person):
        raw = bytes(ServiceSession.objects.get(id=row.id).earlier)
    assert b"typing_slip" not in raw
    again = _correct(cast.nermin, row, told.given, "ikinci söz")
    assert again.revision == 2, "nothing changed, nothing written"
    with pytest.raises(Conflict):
        _correct(cast.ayse, row, before, revision=1)


def test_a_session_written_by_mistake_counts_nowhere_and_its_request_waits_again(
    cast: Cast, ask: Callable[..., Any], give: Callable[..., Any], services: Callable[..., Any]
) -> None:
    ask("legal")
    row = give("legal")
    with acting(cast.ayse.person):
        actions.remove_session(by=cast.ayse.person, vault=cast.ayse.vault, session_id=row.id, revision=1)
    told = services()
    assert (told.sessions, [each.row.state for each in told.wishes]) == ([], ["waiting"])
    with acting(cast.ayse.person), pytest.raises(Conflict):
        actions.remove_session(by=cast.ayse.person, vault=cast.ayse.vault, session_id=row.id, revision=2)


def test_a_second_session_keeps_the_request_met(
    cast: Cast, ask: Callable[..., Any], give: Callable[..., Any], services: Callable[..., Any]
) -> None:
    ask("legal")
    give("legal")
    second = give("legal")
    with acting(cast.ayse.person):
        actions.remove_session(by=cast.ayse.person, vault=cast.ayse.vault, session_id=second.id, revision=1)
    assert [each.row.state for each in services().wishes] == ["met"]


def test_a_group_session_is_one_record_and_each_file_knows_only_itself(
    cast: Cast, case: Any, services: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    other = opened_file(cast)
    ask("psychological", file=other)
    group = _group(cast.ayse, [case, other])
    for file in (case, other):
        told = services(file=file).sessions
        assert [(each.given.form, each.given.group, each.given.minutes) for each in told] == [("group", group.id, 90)]
        kept = str([told[0].row.__dict__, told[0].given, told[0].versions])
        unwanted = other if file is case else case
        assert unwanted.code not in kept
        assert str(unwanted.id) not in kept
    assert [each.row.state for each in services(file=other).wishes] == ["met"]
    with acting(cast.ayse.person):
        assert GroupSession.objects.count() == 1
        events = AuditEvent.objects.filter(event="service.group_given")
        assert [event.about for event in events] == [""], "the log does not list who came either"


def test_a_group_session_is_put_right_once_for_everybody(cast: Cast, case: Any, services: Callable[..., Any]) -> None:
    from omuz.casework.services.queries.groups import group_of

    other, third = opened_file(cast), opened_file(cast)
    group = _group(cast.ayse, [case, other])
    given = Given(ASKED, "group_work", worker=cast.ayse.staff.pk, profession="social_worker", minutes=60)
    with acting(cast.nermin.person):
        actions.correct_group(
            by=cast.nermin.person, vault=cast.nermin.vault, group_id=group.id, revision=1,
            case_ids=[case.id, third.id], given=given, note="", reason=CorrectionReason.TYPING_SLIP,
        )  # fmt: skip
        _row, told = group_of(cast.nermin.person, group.id, vault=cast.nermin.vault)
    assert (told.persons, told.given.minutes, len(told.versions)) == (2, 60, 1)
    assert [each.given.minutes for each in services(file=case).sessions] == [60]
    assert services(file=other).sessions == []
    assert [each.given.on for each in services(file=third).sessions] == [ASKED]


def test_a_file_closed_to_her_keeps_its_part_in_a_group_she_puts_right(
    cast: Cast, case: Any, services: Callable[..., Any], close_to: Callable[..., None]
) -> None:
    from omuz.casework.services.queries.groups import attendances

    other = opened_file(cast)
    group = _group(cast.nermin, [case, other])
    close_to(case, hidden_from=[cast.ayse.staff.pk])
    given = Given(LATER, "psychological", minutes=30)
    with acting(cast.ayse.person):
        assert set(attendances(cast.ayse.person, vault=cast.ayse.vault, group=group)) == {other.id}
        actions.correct_group(
            by=cast.ayse.person, vault=cast.ayse.vault, group_id=group.id, revision=1, case_ids=[], given=given,
            note="", reason=CorrectionReason.TYPING_SLIP,
        )  # fmt: skip
    assert services(cast.nermin, other).sessions == []
    assert [each.given.minutes for each in services(cast.nermin, case).sessions] == [30]


def test_a_part_in_a_group_session_is_put_right_there(cast: Cast, case: Any, services: Callable[..., Any]) -> None:
    _group(cast.ayse, [case])
    part = services().sessions[0]
    with pytest.raises(OfAGroup):
        _correct(cast.ayse, part.row, part.given)


def test_who_cannot_see_a_file_neither_writes_nor_corrects(
    cast: Cast, case: Any, give: Callable[..., Any], close_to: Callable[..., None]
) -> None:
    row = give("legal")
    with pytest.raises(Http404):
        give("legal", who=cast.zeynep)
    with pytest.raises(Http404):
        _correct(cast.zeynep, row, Given(LATER))
    with acting(cast.zeynep.person), pytest.raises(Http404):
        actions.correct_group(
            by=cast.zeynep.person, vault=cast.zeynep.vault, group_id=uuid4(), revision=1, case_ids=[],
            given=Given(LATER), note="", reason=CorrectionReason.TYPING_SLIP,
        )  # fmt: skip
    close_to(case, only_for=[cast.nermin.staff.pk])
    with pytest.raises(Http404):
        give("legal")
    with pytest.raises(Http404):
        _correct(cast.ayse, row, Given(LATER))
    with pytest.raises(Http404):
        _group(cast.ayse, [case])

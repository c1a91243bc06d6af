"""Rounds: who is asked, how each stands on a day, declining, reopening, closing, and who may do which."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.surveys import actions
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.models import Invitation, QuestionnaireVersion
from omuz.network.surveys.queries.questionnaires import intact, library
from omuz.network.surveys.queries.rounds import board, own_invitations, standing_of
from omuz.network.surveys.rules.rounds import Standing, Times, reminds, standing
from tests.network.surveys.conftest import House, workbook

DAY = date(2026, 5, 10)
NOON = datetime(2026, 5, 9, 12, tzinfo=timezone.get_fixed_timezone(180))


def _times(**changes: Any) -> Times:
    plain: dict[str, Any] = {
        "opens_on": date(2026, 5, 1), "due_on": date(2026, 5, 31), "closed_at": None, "begun": False,
        "submitted_at": None, "declined_at": None, "reopened_at": None,
    }  # fmt: skip
    return Times(**(plain | changes))


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, date(2026, 4, 30), Standing.NOT_YET),
        ({}, DAY, Standing.WAITING),
        ({"begun": True}, DAY, Standing.BEGUN),
        ({"begun": True}, date(2026, 6, 1), Standing.LATE),
        ({"submitted_at": NOON}, date(2026, 6, 1), Standing.SUBMITTED),
        ({"submitted_at": NOON, "reopened_at": NOON + timedelta(hours=1)}, DAY, Standing.REOPENED),
        ({"submitted_at": NOON + timedelta(hours=2), "reopened_at": NOON}, DAY, Standing.SUBMITTED),
        ({"declined_at": NOON}, DAY, Standing.DECLINED),
        ({"declined_at": NOON, "reopened_at": NOON + timedelta(hours=1)}, date(2026, 6, 2), Standing.LATE),
        ({"closed_at": NOON}, DAY, Standing.CLOSED),
        (
            {"closed_at": NOON - timedelta(minutes=5), "submitted_at": NOON - timedelta(days=3), "reopened_at": NOON},
            DAY,
            Standing.REOPENED,
        ),
        (
            {"closed_at": NOON + timedelta(minutes=5), "submitted_at": NOON - timedelta(hours=3), "reopened_at": NOON},
            DAY,
            Standing.CLOSED,
        ),
    ],
)
def test_an_invitation_stands_as_its_days_say(changes: dict[str, Any], day: date, expected: Standing) -> None:
    assert standing(_times(**changes), day) is expected


def test_an_invitation_reminds_when_it_is_nearly_due_late_reopened_or_asked_for_again() -> None:
    due = date(2026, 5, 31)
    assert not reminds(Standing.WAITING, due, date(2026, 5, 1), reminded=False)
    assert reminds(Standing.WAITING, due, date(2026, 5, 20), reminded=False)
    assert reminds(Standing.BEGUN, due, date(2026, 5, 1), reminded=True)
    assert reminds(Standing.LATE, due, date(2026, 6, 5), reminded=False)
    assert not reminds(Standing.SUBMITTED, due, date(2026, 6, 5), reminded=True)


def test_a_published_version_is_frozen_for_every_hand_and_known_by_its_digest(house: House) -> None:
    version = house.version
    assert intact(version)
    elif_ = house.cast.elif_.person
    changing = recorded(by=elif_, event="questionnaire.changed")
    with acting(elif_), changing, pytest.raises(DatabaseError), transaction.atomic():
        QuestionnaireVersion.objects.filter(id=version.id).update(xform="x")
    version.xform += " "
    assert not intact(version)


def test_the_same_file_again_changes_nothing_and_the_same_name_with_other_questions_is_refused(house: House) -> None:
    person = house.cast.elif_.person
    with acting(person):
        again, new = actions.take_in(by=person, content=workbook(), name="merkez.xlsx")
        assert (again.id, new) == (house.version.id, False)
        other = [row for row in _survey() if row[1] != "wish"]
        with pytest.raises(actions.SameName):
            actions.take_in(by=person, content=workbook(survey=other), name="merkez.xlsx")
        second, new = actions.take_in(by=person, content=workbook("2", survey=other), name="merkez.xlsx")
        assert new
        assert [version.version for version in library()[0].versions] == ["2", "1"]
        assert second.number == 2


def _survey() -> list[list[str]]:
    from tests.network.surveys.conftest import SURVEY

    return SURVEY


def test_a_version_is_removed_only_while_no_round_asks_it(house: House) -> None:
    person = house.cast.elif_.person
    with acting(person):
        with pytest.raises(actions.StillUsed):
            actions.remove_version(by=person, version=house.version)
        second, _new = actions.take_in(by=person, content=workbook("2", code="baska"), name="baska.xlsx")
        actions.remove_version(by=person, version=second)
        assert not QuestionnaireVersion.objects.filter(id=second.id).exists()
        assert [shelf.questionnaire.code for shelf in library()] == ["merkez"]


def test_a_round_asks_a_published_version_only(house: House) -> None:
    person = house.defne.person
    with acting(person):
        draft, _new = actions.take_in(by=person, content=workbook("9"), name="merkez.xlsx")
        with pytest.raises(Refused):
            actions.open_round(
                by=person, version=draft, title="x", opens_on=DAY, due_on=DAY, guests=[Guest(house.cast.konak.id)]
            )


def test_a_centre_declines_with_a_reason_and_is_opened_again_with_one(house: House) -> None:
    nermin, elif_ = house.cast.nermin.person, house.cast.elif_.person
    with acting(nermin):
        actions.decline(by=nermin, invitation=house.invitation(), reason="Taşınıyoruz.")
    assert standing_of(house.invitation()) is Standing.DECLINED
    with acting(elif_):
        due = timezone.localdate() + timedelta(days=60)
        actions.reopen(by=elif_, invitation=house.invitation(), reason="Haziranda da olur.", due_on=due)
    again = house.invitation()
    assert (standing_of(again), again.due_on) == (Standing.REOPENED, due)


def test_whoever_manages_sees_progress_by_section_and_no_answer(house: House) -> None:
    answer = house.begun()
    house.fill(answer.id, {"/data/place/rooms": "4", "/data/place/ramp": "yes"})
    with acting(house.defne.person):
        lines = board(house.asked.id).lines
        konak = next(line for line in lines if line.centre.startswith("Konak"))
        assert next((each.key, each.done, each.asked) for each in konak.sections) == ("place", 2, 2)
        from omuz.network.surveys.models import Answer

        assert not Answer.objects.exists()
    with acting(house.cast.elif_.person):
        assert Answer.objects.count() == 1


def test_the_people_of_a_centre_see_their_own_invitations_only(house: House) -> None:
    with acting(house.cast.zeynep.person):
        lines = own_invitations(house.cast.zeynep.person)
        assert [line.centre for line in lines] == ["Bornova Kadın Danışma Merkezi"]
        assert Invitation.objects.count() == 1


def test_a_closed_round_takes_nothing_and_an_invitation_without_a_word_can_be_taken_back(house: House) -> None:
    person = house.cast.elif_.person
    with acting(person):
        actions.withdraw_invitation(by=person, invitation=house.invitation(house.cast.bornova))
        actions.close_round(by=person, asked=house.asked)
    with acting(house.cast.ayse.person), pytest.raises(Http404):
        actions.begin_answer(by=house.cast.ayse.person, invitation=house.invitation())


def test_a_centre_is_opened_again_although_its_round_is_closed(house: House) -> None:
    elif_, ayse = house.cast.elif_.person, house.cast.ayse.person
    answer = house.begun()
    house.fill(answer.id, {"/data/place/rooms": "4"})
    with acting(ayse):
        actions.submit_answer(by=ayse, answer_id=answer.id)
    with acting(elif_):
        actions.close_round(by=elif_, asked=house.asked)
        actions.reopen(by=elif_, invitation=house.invitation(), reason="Oda sayısına yeniden bakın.")
    assert standing_of(house.invitation()) is Standing.REOPENED
    house.fill(answer.id, {"/data/place/rooms": "5"})
    assert house.kept(answer.id)["/data/place/rooms"] == "5"
    assert standing_of(house.invitation(house.cast.bornova)) is Standing.CLOSED


def test_an_invitation_with_a_form_begun_is_not_taken_back_by_whoever_may_not_read_it(house: House) -> None:
    house.begun()
    invitation = house.invitation()
    with acting(house.defne.person), pytest.raises(Refused):
        actions.withdraw_invitation(by=house.defne.person, invitation=invitation)
    assert house.invitation().centre_id == house.cast.konak.id


def test_reminding_counts_those_who_have_not_sent(house: House) -> None:
    person = house.cast.elif_.person
    with acting(person):
        assert actions.remind(by=person, asked=house.asked) == 2
    with acting(house.cast.ayse.person):
        (line,) = own_invitations(house.cast.ayse.person)
        assert line.reminds


@pytest.mark.parametrize("who", ["ayse", "nermin", "derya", "can"])
def test_nobody_else_manages(house: House, who: str) -> None:
    person = getattr(house.cast, who).person
    with acting(person), pytest.raises((Refused, Http404)):
        actions.take_in(by=person, content=workbook("5"), name="merkez.xlsx")

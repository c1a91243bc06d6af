"""The day of the meeting: institutions, never persons; decisions with a post; what is open comes to the next one."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.network.meetings.actions import decisions, minutes
from omuz.network.meetings.models import FollowUp
from omuz.network.meetings.queries.decisions import carried_to, decision_of, settled_since, taken_at
from omuz.network.meetings.queries.decisions import decisions as listed
from omuz.network.meetings.queries.meetings import institutions_of, present
from omuz.network.meetings.rules.standing import Fulfilment, Outcome
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.meetings.houses import House


def _said(house: "House", decision: Any, outcome: Outcome, words: str = "", who: Any = None, ago: int = 0) -> FollowUp:
    by = who.person if who else house.elif_
    on = timezone.localdate() - timedelta(days=ago)
    with acting(by):
        return decisions.say(by=by, decision=decision, outcome=outcome, on=on, words=words)


def test_institutions_are_present_and_a_number_of_people_without_a_name(house: "House") -> None:
    row = house.held()
    with acting(house.elif_):
        counted = present(institutions_of(row))
    assert (counted.invited, counted.written, counted.there, row.heads) == (3, 2, 1, 21)


def test_nobody_is_present_before_the_day(house: "House") -> None:
    row = house.called(house.coming[0])
    with acting(house.elif_), pytest.raises(NotNow, match="gününden önce"):
        minutes.write_institutions(
            by=house.elif_, meeting=row, answers={}, present={each.id: "yes" for each in row.invited.all()}
        )


@pytest.mark.parametrize("words", ["D-AB12C konuşuldu", "0532 123 45 67 aranacak", "tc 12345678901 yazıldı", "a@b.org"])
def test_a_trace_of_somebody_is_not_taken_into_the_minutes(house: "House", words: str) -> None:
    item = house.meeting.items.first()
    with acting(house.elif_), pytest.raises(NotNow):
        minutes.write_notes(by=house.elif_, meeting=house.meeting, notes={item.id: words})


def test_minutes_close_once_somebody_was_there_and_open_again_with_a_reason(house: "House") -> None:
    with acting(house.elif_), pytest.raises(NotNow, match="geldiğini"):
        minutes.close_minutes(by=house.elif_, meeting=house.meeting)
    row = house.held()
    with acting(house.elif_):
        row = minutes.close_minutes(by=house.elif_, meeting=row)
        with pytest.raises(NotNow, match="kapatıldı"):
            minutes.write_notes(by=house.elif_, meeting=row, notes={})
        row = minutes.reopen_minutes(by=house.elif_, meeting=row, reason="Bir karar eksik kalmış")
        assert row.closed_at is None
        assert row.changes.get().reason == "Bir karar eksik kalmış"


def test_a_decision_belongs_to_a_post_never_to_a_person(house: "House") -> None:
    with acting(house.elif_):
        wording = decisions.Wording("Kart basılsın", "Nermin Aksoy", house.konak)
        with pytest.raises(NotNow, match="kişi adına"):
            decisions.take_decision(by=house.elif_, meeting=house.meeting, wording=wording)
    assert [house.decided().code, house.decided().code] == ["24/1", "24/2"]


def test_a_decision_has_no_day_before_its_meeting(house: "House") -> None:
    with pytest.raises(NotNow, match="önce olamaz"):
        house.decided(due=house.meeting.on - timedelta(days=1))


def test_what_is_open_comes_to_the_next_meetings_by_itself_and_stays_away_once_done(house: "House") -> None:
    open_one, done_one = house.decided(), house.decided()
    following, last = house.coming
    with acting(house.elif_):
        assert carried_to(house.meeting) == []
        assert [line.decision.id for line in carried_to(following)] == [open_one.id, done_one.id]
    _said(house, done_one, Outcome.DONE)
    with acting(house.elif_):
        assert [line.decision.id for line in carried_to(following)] == [open_one.id]
        assert [line.decision.id for line in carried_to(last)] == [open_one.id]
        assert [line.decision.id for line in settled_since(following)] == [done_one.id]
        assert [line.standing for line in taken_at(house.meeting, timezone.localdate())] == [
            Fulfilment.OPEN, Fulfilment.ON_TIME,
        ]  # fmt: skip


def test_a_coordinator_marks_the_decisions_of_her_own_municipality_and_no_others(house: "House") -> None:
    own, other = house.decided(), house.decided(owner=house.bornova)
    said = _said(house, own, Outcome.DONE, "Bastırıldı", house.cast.nermin)
    assert said.centre_id == house.cast.konak.id
    with pytest.raises(Refused):
        _said(house, other, Outcome.DONE, "", house.cast.nermin)
    with pytest.raises(Refused):
        _said(house, own, Outcome.DONE, "", house.cast.ayse)
    with acting(house.cast.nermin.person):
        assert decision_of(own.id, timezone.localdate()).standing is Fulfilment.ON_TIME


def test_the_database_lets_a_centre_speak_of_its_own_municipality_only(house: "House") -> None:
    from omuz.foundation.audit.chain import recorded

    other, nermin = house.decided(owner=house.bornova), house.cast.nermin.person
    told = {"outcome": "done", "on": timezone.localdate(), "made_at": timezone.now(), "meeting": None}
    for centre in (house.cast.konak.id, house.cast.bornova.id, None):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting(nermin),
            recorded(by=nermin, event="network_decision.followed_up"),
        ):
            FollowUp.objects.create(decision=other, centre_id=centre, **told)


def test_what_was_said_of_a_decision_stays_and_the_last_word_counts(house: "House") -> None:
    from omuz.foundation.audit.chain import recorded

    one = house.decided()
    first = _said(house, one, Outcome.DONE)
    _said(house, one, Outcome.RUNNING, "Yarısı kaldı")
    with acting(house.elif_):
        assert decision_of(one.id, timezone.localdate()).standing is Fulfilment.OPEN
        with recorded(by=house.elif_, event="network_decision.followed_up"):
            assert FollowUp.objects.filter(pk=first.pk).update(words="x") == 0
            assert FollowUp.objects.filter(pk=first.pk).delete()[0] == 0
        assert FollowUp.objects.count() == 2


def test_a_decision_is_dropped_with_a_reason(house: "House") -> None:
    one = house.decided()
    with pytest.raises(NotNow, match="nedenini"):
        _said(house, one, Outcome.DROPPED)
    _said(house, one, Outcome.DROPPED, "Bütçe yok")
    with acting(house.elif_):
        assert listed(timezone.localdate()) == []
        assert [line.standing for line in listed(timezone.localdate(), "all")] == [Fulfilment.DROPPED]


def test_a_decision_somebody_spoke_of_is_not_taken_out(house: "House") -> None:
    one, silent = house.decided(), house.decided()
    _said(house, one, Outcome.RUNNING)
    with acting(house.elif_):
        decisions.withdraw_decision(by=house.elif_, decision=silent)
        with pytest.raises(NotNow, match="vazgeçildi"):
            decisions.withdraw_decision(by=house.elif_, decision=one)


def test_no_table_of_the_room_is_tied_to_a_person_or_has_room_for_one(house: "House") -> None:
    from django.apps import apps

    for model in apps.get_app_config("meetings").get_models():
        for field in model._meta.local_fields:
            assert not {"person", "signature", "phone", "email"} & set(field.name.split("_"))
            related = field.related_model
            assert related is None or related._meta.app_label == "meetings", (model, field.name)

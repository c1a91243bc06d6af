"""I54 and I55: institutions invited and there, decisions whose day is over; nothing else becomes a row."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.examples import broken_examples
from omuz.insight.indicators.sources import facts_of_network
from omuz.network.meetings.actions import decisions, institutions, minutes, preparing
from omuz.network.meetings.rules.standing import Outcome

if TYPE_CHECKING:
    from tests.network.meetings.houses import House


@pytest.mark.parametrize("code", ["I54", "I55"])
def test_the_worked_examples_of_the_indicators_hold(code: str) -> None:
    assert list(broken_examples(indicator(code))) == []


@pytest.mark.parametrize("code", ["I54", "I55"])
def test_their_rows_come_from_this_room_now(code: str) -> None:
    assert not indicator(code).kind.awaited


def test_an_invitation_counts_once_it_is_known_whether_they_came(house: "House") -> None:
    house.held()
    house.called(house.coming[0])
    year = house.meeting.on.year
    with acting(house.elif_):
        facts = facts_of_network("meeting_invitation", person=house.elif_, year=year)
        raw = count(indicator("I54"), facts, period=str(year))
    assert len(facts) == 3, "a meeting to come is no row"
    assert (raw.counts[()], (raw.denominators or {})[()]) == (1, 2)


def test_a_guest_was_called_too_and_counts_as_the_definition_says(house: "House") -> None:
    row = house.held()
    with acting(house.elif_):
        guest = institutions.write_institution(
            by=house.elif_, name="Baro (konuk)", kind="other", member=False, hosts=False
        )
        called = preparing.call(by=house.elif_, meeting=row, institutions=[house.konak, house.bornova, guest])
        there = {each.id: "yes" for each in called.invited.filter(guest=True)}
        minutes.write_institutions(by=house.elif_, meeting=row, answers={}, present=there, heads=22)
        facts = facts_of_network("meeting_invitation", person=house.elif_, year=row.on.year)
        raw = count(indicator("I54"), facts, period=str(row.on.year))
    assert (raw.counts[()], (raw.denominators or {})[()]) == (2, 3)


def test_a_decision_counts_when_its_day_is_over(house: "House") -> None:
    today = timezone.localdate()
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        done, late, silent = (house.decided(due=today + timedelta(days=3)) for _ in range(3))
        house.decided(due=today + timedelta(days=300))
        house.decided()
        with acting(house.elif_):
            for one, day in ((done, 2), (late, 9)):
                decisions.say(by=house.elif_, decision=one, outcome=Outcome.DONE, on=today + timedelta(days=day))
            facts = facts_of_network("meeting_decision", person=house.elif_, year=(today + timedelta(days=3)).year)
            raw = count(indicator("I55"), facts, period=str(today.year))
    assert silent.due is not None
    assert len(facts) == 3
    assert (raw.counts[()], (raw.denominators or {})[()]) == (1, 3)


def test_who_reads_no_minutes_reads_no_rows(house: "House") -> None:
    derya = house.cast.derya.person
    with acting(derya), pytest.raises(Refused):
        facts_of_network("meeting_invitation", person=derya, year=house.meeting.on.year)

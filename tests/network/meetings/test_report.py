"""What meetings give a report: the list of those held, attendance by quarter and decisions in time through the gate."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import payload_of, piece_of
from omuz.network.meetings.actions import preparing
from omuz.network.meetings.queries.report import ATTENDANCE, LIST, ON_TIME, pieces
from tests.network.full import known

if TYPE_CHECKING:
    from tests.network.meetings.houses import House

KEYS = frozenset({ATTENDANCE, LIST, ON_TIME})


def _given(house: "House", keys: frozenset[str] = KEYS, year: int = 0) -> dict[str, Any]:
    from omuz.insight.reports.content.source_keys import fits

    sources = known()
    with acting(house.elif_):
        found = pieces(house.elif_, Asked("monitoring", year or house.meeting.on.year, keys))
    return {key: fits(sources[key], piece) for key, piece in found.items()}


def test_the_keys_are_those_the_reports_ask_for() -> None:
    assert {key for key in known() if key.startswith("meetings.")} == KEYS


def test_a_meeting_that_was_held_is_listed_with_host_and_agenda_and_one_to_come_is_not(house: "House") -> None:
    house.held()
    with acting(house.elif_):
        items = [preparing.Item("Ortak veri sözlüğü", 40), preparing.Item("Ara", 10, "break")]
        preparing.write_agenda(by=house.elif_, meeting=house.meeting, items=items)
    rows = _given(house)[LIST].rows
    assert len(rows) == 1
    number, host, on, agenda = (words.tr for words in rows[0])
    assert (number, host, on) == ("24", "Konak Belediyesi", f"{house.meeting.on:%d.%m.%Y}")
    assert "Ortak veri sözlüğü" in agenda
    assert "Ara" not in agenda


def test_few_invitations_are_hidden_and_the_table_is_one_of_the_gate(house: "House") -> None:
    house.held()
    table = _given(house)[ATTENDANCE].table
    assert table.indicator == "I54"
    assert table.policy.silent
    assert table.total.hidden is not None


def test_a_year_without_meetings_says_nothing(house: "House") -> None:
    house.held()
    assert _given(house, year=2001) == {}


def test_decisions_are_told_once_their_day_is_over(house: "House") -> None:
    house.held()
    assert ON_TIME not in _given(house)
    house.decided(due=house.meeting.on)
    assert ON_TIME not in _given(house)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        assert _given(house)[ON_TIME].table.indicator == "I55"


def test_only_what_is_asked_for_is_given_and_everything_can_be_kept(house: "House") -> None:
    house.held()
    assert set(_given(house, frozenset({LIST}))) == {LIST}
    for key, piece in _given(house).items():
        assert piece_of(payload_of(piece), key) == piece


def test_who_may_not_read_meetings_is_given_nothing(house: "House") -> None:
    for member in (house.cast.derya, house.cast.can):
        with acting(member.person), pytest.raises(Refused):
            pieces(member.person, Asked("monitoring", 2026, KEYS))

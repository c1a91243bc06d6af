"""Three questions without a name: counted, once each, read through the gate when answering has ended."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.meetings.actions import evaluation
from omuz.network.meetings.models import Answered, EvaluationCount
from omuz.network.meetings.queries.figures import results
from omuz.network.meetings.rules.words import ANSWERS, QUESTIONS
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.meetings.houses import House

GOOD = dict.fromkeys(QUESTIONS, "yes")


def _answered(house: "House", who: Any, answers: dict[str, str] = GOOD) -> None:
    with acting(who.person):
        evaluation.answer(by=who.person, meeting=house.meeting, answers=answers)


def _sheets(house: "House", **counts: int) -> None:
    told = {(question, answer): counts.get(answer, 0) for question in QUESTIONS for answer in ANSWERS}
    with acting(house.elif_):
        evaluation.enter_sheets(by=house.elif_, meeting=house.meeting, counts=told)


def test_an_answer_is_a_number_and_nobody_answers_twice(house: "House") -> None:
    _answered(house, house.cast.ayse)
    with pytest.raises(NotNow, match="ikinci"):
        _answered(house, house.cast.ayse)
    with acting(house.elif_):
        rows = EvaluationCount.objects.values_list("question", "answer", "number")
        assert sorted(rows) == [(question, "yes", 1) for question in sorted(QUESTIONS)]
        assert Answered.objects.count() == 0, "the keeper cannot read who answered"
    with acting(house.cast.ayse.person):
        assert Answered.objects.count() == 1


def test_the_log_says_that_she_answered_and_not_what(house: "House") -> None:
    _answered(house, house.cast.ayse, {"useful": "no", "heard": "partly", "clear": "no"})
    with acting(house.cast.ayse.person):
        event = AuditEvent.objects.get(event="network_meeting.evaluated")
    assert (event.about, event.why) == (f"network_meeting:{house.meeting.id}", "")


def test_all_three_are_answered_and_by_who_works_in_a_centre(house: "House") -> None:
    with pytest.raises(NotNow, match="Üç"):
        _answered(house, house.cast.ayse, {"useful": "yes"})
    with pytest.raises(Refused):
        _answered(house, house.cast.derya)


def test_nobody_answers_before_the_day_or_two_weeks_after(house: "House") -> None:
    ayse = house.cast.ayse.person
    with acting(ayse), pytest.raises(NotNow, match="açık değil"):
        evaluation.answer(by=ayse, meeting=house.coming[0], answers=GOOD)
    with time_machine.travel(timezone.now() + timedelta(days=15)), pytest.raises(NotNow, match="açık değil"):
        _answered(house, house.cast.ayse)


def test_nothing_is_read_while_it_can_still_be_answered(house: "House") -> None:
    _sheets(house, yes=12, partly=6)
    last = house.meeting.answers_until
    with acting(house.elif_):
        assert results(house.meeting, last) is None
        found = results(house.meeting, last + timedelta(days=1))
    assert found is not None
    assert [cell.value for _words, cell in found[0].cells] == [12, 6, 0]


def test_few_answers_stay_hidden(house: "House") -> None:
    _sheets(house, yes=12, no=2)
    with acting(house.elif_):
        found = results(house.meeting, house.meeting.answers_until + timedelta(days=1))
    assert found is not None
    hidden = [cell.hidden for _words, cell in found[0].cells]
    assert hidden[2] is not None
    assert sum(each is not None for each in hidden) >= 2, "the rest would tell the hidden one"


def test_paper_sheets_come_to_the_same_number_for_every_question(house: "House") -> None:
    with acting(house.elif_), pytest.raises(NotNow, match="aynı sayıda"):
        evaluation.enter_sheets(by=house.elif_, meeting=house.meeting, counts={("useful", "yes"): 9})

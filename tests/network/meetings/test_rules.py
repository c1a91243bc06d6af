"""Turns that are fair, days that are working days, decisions that stand as they were last spoken of."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.catalogue.traces import names_a_person
from omuz.network.meetings.rules.rota import LAST_WEEK, Host, free_days, meeting_day, month_after, proposed
from omuz.network.meetings.rules.standing import Fulfilment, Outcome, Phase, Told, fulfilment, phase, was_open

DAY = date(2026, 11, 23)
_DAYS = [month_after(DAY, ahead) for ahead in range(1, 25)]


def _hosts(number: int) -> list[Host]:
    return [Host(UUID(int=each), f"Belediye {each:02}") for each in range(1, number + 1)]


@given(st.integers(1, 20), st.lists(st.tuples(st.integers(1, 20), st.integers(1, 900)), max_size=30))
def test_nobody_is_asked_again_before_everybody_else_was(number: int, past: list[tuple[int, int]]) -> None:
    hosts = _hosts(number)
    hosted = {host.id: [DAY - timedelta(days=ago) for who, ago in past if who == host.id.int] for host in hosts}
    turns = proposed(hosts, hosted, _DAYS)
    assert len(turns) == len(_DAYS)
    for place in range(len(turns) - number + 1):
        assert len({turn.host.id for turn in turns[place : place + number]}) == number


@given(st.integers(2, 20), st.data())
def test_whoever_waited_longest_is_first(number: int, data: st.DataObject) -> None:
    hosts = _hosts(number)
    ago = data.draw(st.lists(st.integers(1, 900), min_size=number, max_size=number, unique=True))
    hosted = {host.id: [DAY - timedelta(days=days)] for host, days in zip(hosts, ago, strict=True)}
    first = proposed(hosts, hosted, _DAYS)[0]
    assert first.last == DAY - timedelta(days=max(ago))


def test_a_newcomer_comes_before_everybody_who_hosted_and_names_decide_among_equals() -> None:
    hosts = [Host(UUID(int=1), "Çiğli"), Host(UUID(int=2), "Cumhuriyet"), Host(UUID(int=3), "Aliağa")]
    turns = proposed(hosts, {hosts[2].id: [date(2020, 1, 1)]}, _DAYS[:3])
    assert [turn.host.name for turn in turns] == ["Cumhuriyet", "Çiğli", "Aliağa"]
    assert [turn.last for turn in turns] == [None, None, date(2020, 1, 1)]


def test_nobody_hosts_where_nobody_can() -> None:
    assert proposed([], {}, _DAYS) == []


@pytest.mark.parametrize(
    ("month", "week", "weekday", "expected"),
    [
        (date(2026, 12, 1), 3, 2, date(2026, 12, 16)),
        (date(2027, 2, 1), LAST_WEEK, 0, date(2027, 2, 22)),
        (date(2027, 1, 1), 1, 4, date(2027, 1, 4)),
        (date(2026, 4, 1), 4, 3, date(2026, 4, 24)),
    ],
    ids=["third Wednesday", "last Monday", "New Year moves on over the weekend", "23 April moves on"],
)
def test_the_day_of_a_month(month: date, week: int, weekday: int, expected: date) -> None:
    assert meeting_day(month, week, weekday) == expected


@given(st.integers(0, 60), st.integers(1, 5), st.integers(0, 4))
def test_a_meeting_is_never_on_a_weekend(ahead: int, week: int, weekday: int) -> None:
    assert meeting_day(month_after(DAY, ahead), week, weekday).weekday() < 5


def test_a_month_that_has_a_meeting_gets_no_second_one_and_the_past_gets_none() -> None:
    days = free_days(DAY, [date(2026, 12, 3)], week=3, weekday=2, months=3)
    assert days == [date(2027, 1, 20)]


@pytest.mark.parametrize(
    ("on", "told", "expected"),
    [
        (DAY + timedelta(days=1), {}, Phase.PLANNED),
        (DAY + timedelta(days=1), {"called": True}, Phase.CALLED),
        (DAY, {"called": True}, Phase.AWAITED),
        (DAY, {"closed": True}, Phase.CLOSED),
        (DAY, {"closed": True, "cancelled": True}, Phase.CANCELLED),
    ],
)
def test_where_a_meeting_stands(on: date, told: dict[str, bool], expected: Phase) -> None:
    assert phase(on, DAY, **{"called": False, "closed": False, "cancelled": False, **told}) is expected


_DUE = DAY - timedelta(days=10)


@pytest.mark.parametrize(
    ("due", "told", "expected"),
    [
        (None, [], Fulfilment.OPEN),
        (_DUE, [], Fulfilment.OVERDUE),
        (DAY, [], Fulfilment.OPEN),
        (_DUE, [Told(Outcome.DONE, _DUE)], Fulfilment.ON_TIME),
        (_DUE, [Told(Outcome.DONE, DAY)], Fulfilment.LATE),
        (None, [Told(Outcome.DONE, DAY)], Fulfilment.ON_TIME),
        (_DUE, [Told(Outcome.DONE, _DUE), Told(Outcome.RUNNING, DAY)], Fulfilment.OVERDUE),
        (_DUE, [Told(Outcome.DROPPED, DAY)], Fulfilment.DROPPED),
    ],
)
def test_how_a_decision_stands(due: date | None, told: list[Told], expected: Fulfilment) -> None:
    assert fulfilment(due, told, DAY) is expected


def test_what_is_settled_on_the_day_of_a_meeting_was_still_open_in_the_morning() -> None:
    done = [Told(Outcome.DONE, DAY)]
    assert was_open(done, DAY)
    assert not was_open(done, DAY + timedelta(days=1))


@pytest.mark.parametrize("post", ["KDM koordinatörü", "Efes Selçuk zabıta amiri", "Kadın ve aile hizmetleri müdürü"])
def test_a_post_is_a_post(post: str) -> None:
    assert not names_a_person(post)


@pytest.mark.parametrize("post", ["Ayşe Demir", "koordinatör Nermin", "müdür Mehmet’e soralım"])
def test_a_name_is_no_post(post: str) -> None:
    assert names_a_person(post)

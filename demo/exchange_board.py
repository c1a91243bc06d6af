"""Invented experience cards, questions and answers between the demo's centres, and what Ayşe follows."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from django.utils import timezone

from omuz.foundation.people.access import Person, acting
from omuz.network.exchange.actions import board, following, questions
from omuz.network.exchange.models import Question
from omuz.network.exchange.queries.board_words import known_tags
from omuz.network.exchange.rules.board import EVERYTHING, CardWords

FOLLOWED = ("legal", "psychological", "housing_moving", "L5")
"""What Ayşe follows since half a year: some of it is new for her."""
_STEP, _BEGIN = 3, 2


def plant_board(leads: Sequence[Person], elif_: Person, ayse: Person, today: date) -> None:
    """Everything of the board with the acts people use; `leads` are the coordinators of the centres."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    with acting(ayse):
        known = known_tags()
        for what in FOLLOWED:
            if what in known:
                following.follow(by=ayse, what=what, since=_moment(today, 180))
    writers = cycle([*leads[_BEGIN::_STEP], *leads[1::_STEP], *leads[::_STEP]])
    for card in told["card"]:
        _card(next(writers), card, today)
    for place, asked in enumerate(told["question"]):
        _question(ayse if place == 0 else next(writers), writers, asked, today)
    with acting(elif_):
        following.follow(by=elif_, what=EVERYTHING, since=_moment(today, 14))


def _moment(today: date, ago: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=ago), time(hour, ago % 60)))


def _home(person: Person) -> Any:
    return person.centres_where("exchange.write")[0].centre_id


def _card(writer: Person, told: dict[str, Any], today: date) -> None:
    parts = {name: told[name] for name in ("title", "tried", "happened", "helps", "evidence")}
    words = CardWords(**parts, tags=tuple(told["tags"]))
    with acting(writer):
        board.write_card(by=writer, centre_id=_home(writer), told=words, at=_moment(today, told["ago"]))


def _question(asker: Person, writers: Any, told: dict[str, Any], today: date) -> None:
    with acting(asker):
        row = questions.ask(
            by=asker, centre_id=_home(asker), title=told["title"], text=told["text"], tags=tuple(told["tags"]),
            at=_moment(today, told["ago"]),
        )  # fmt: skip
    given = [_answer(next(writers), row, each, told["ago"], today) for each in told.get("answer", ())]
    with acting(asker):
        for place in told.get("thanks", ()):
            if _home(asker) != given[place].centre_id:
                questions.thank(by=asker, row=given[place], centre_id=_home(asker))
        if "accepted" in told:
            questions.accept(by=asker, row=given[told["accepted"]])
        if told.get("closed"):
            questions.close(by=asker, row=Question.objects.get(pk=row.pk))


def _answer(writer: Person, row: Question, told: dict[str, Any], ago: int, today: date) -> Any:
    when = _moment(today, max(ago - told["after"], 0), 11)
    with acting(writer):
        return questions.answer(by=writer, question=row, centre_id=_home(writer), text=told["text"], at=when)

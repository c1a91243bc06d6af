"""The demonstration's board: enough to read, all of it written with the acts people use."""

from typing import Any

import pytest
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.exchange.models import Answer, Card, Question
from omuz.network.exchange.queries.board_news import followed, news

pytestmark = pytest.mark.django_db


def test_it_has_cards_questions_and_something_new_for_ayse(board: Any) -> None:
    from demo.exchange_board import plant_board
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests.cast import member

    cast = board.cast
    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    plant_board([cast.nermin.person, songul.person], cast.elif_.person, cast.ayse.person, timezone.localdate())
    with acting(cast.ayse.person):
        assert Card.objects.count() >= 10 and Question.objects.count() >= 8 and Answer.objects.count() >= 10
        assert not Card.objects.filter(tags=[]).exists()
        assert len(followed(cast.ayse.person)) >= 4
        assert len(news(cast.ayse.person)) >= 3

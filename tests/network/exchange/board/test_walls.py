"""Who reads and who writes on the board, page by page for all six people, and at the database itself."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.people.rules import Role
from omuz.network.exchange.models import Answer, Card, Question, Thanks

pytestmark = pytest.mark.django_db

PAGES = ("cards", "questions", "search", "news")
WRITING = ("new-card", "ask")
WRITERS = {"ayse", "nermin", "zeynep", "elif_"}


@pytest.mark.parametrize("name", PAGES)
def test_teams_and_the_network_coordinator_read_and_nobody_else(board: Any, name: str) -> None:
    found = {who: board.get(member, name).status_code for who, member in board.everybody().items()}
    assert found == {who: 200 if who in WRITERS else 403 for who in found}


@pytest.mark.parametrize("name", WRITING)
def test_the_same_people_write(board: Any, name: str) -> None:
    found = {who: board.get(member, name).status_code for who, member in board.everybody().items()}
    assert found == {who: 200 if who in WRITERS else 403 for who in found}


def test_one_card_and_one_question_are_closed_to_director_and_computers(board: Any) -> None:
    card, asked = board.card(), board.question()
    for name, row in (("card", card), ("card-paper", card), ("question", asked)):
        found = {who: board.get(member, name, row.id).status_code for who, member in board.everybody().items()}
        assert found == {who: 200 if who in WRITERS else 403 for who in found}, name


def test_a_standards_editor_reads_and_writes_nothing(board: Any) -> None:
    from omuz.foundation.people.actions import accounts
    from tests.cast import member

    sema = member("sema", "Sema Uz", Role.STANDARDS_EDITOR, accounts.Place())
    card, asked = board.card(), board.question()
    board.answer(asked)
    assert "ikinci kapı" in board.read(sema, "card", card.id)
    assert "Yanıtla" not in board.read(sema, "question", asked.id).replace("Yanıtlandı", "")
    assert board.get(sema, "new-card").status_code == 403
    assert board.post(sema, "question", asked.id, text="Editörden").status_code in (403, 422)
    with acting(sema.person):
        assert Answer.objects.count() == 1


def test_reception_has_no_business_here(board: Any) -> None:
    from omuz.foundation.people.actions import accounts
    from tests.cast import member

    gul = member("gul", "Gül Ak", Role.RECEPTION, accounts.Place(centre=board.cast.konak))
    assert board.get(gul, "cards").status_code == 403
    board.card()
    with acting(gul.person):
        assert not Card.objects.exists()


def test_rows_are_closed_to_director_and_computers_at_the_database(board: Any) -> None:
    asked = board.question()
    board.card()
    board.answer(asked)
    for who, seen in (("ayse", 1), ("zeynep", 1), ("elif_", 1), ("derya", 0), ("can", 0)):
        with acting(board.everybody()[who].person):
            counted = [model.objects.count() for model in (Card, Question, Answer)]
        assert counted == [seen] * 3, who


def test_the_database_lets_no_centre_change_the_row_of_another(board: Any) -> None:
    card, zeynep = board.card(), board.cast.zeynep.person
    with acting(zeynep), recorded(by=zeynep, event="board.card_changed"):
        assert Card.objects.filter(pk=card.pk).update(title="Başkasının") == 0
        assert Card.objects.filter(pk=card.pk).delete()[0] == 0
    with acting(board.cast.ayse.person):
        assert Card.objects.get().title == "Bekleme odasına ikinci kapı açtık"


def test_the_database_lets_nobody_speak_for_another_centre_or_for_the_network(board: Any) -> None:
    given, zeynep = board.answer(board.question()), board.cast.zeynep.person
    for centre_id in (board.cast.konak.id, None):
        told = recorded(by=zeynep, event="board.thanked")
        with acting(zeynep), pytest.raises(ProgrammingError), transaction.atomic(), told:
            Thanks.objects.create(centre_id=centre_id, answer=given, made_at=given.written_at)


def test_no_page_of_the_board_names_a_person(board: Any) -> None:
    cast = board.cast
    card, asked = board.card(), board.question()
    board.answer(asked)
    board.answer(asked, cast.elif_, text="Ağdan bir öneri.")
    for who in (cast.nermin, cast.zeynep, cast.elif_):
        others = [each.staff.full_name for each in board.everybody().values() if each is not who]
        for name, *args in (("cards",), ("questions",), ("card", card.id), ("question", asked.id), ("search",)):
            page = board.read(who, name, *args)
            assert not any(each in page for each in others)


def test_a_secret_centre_is_named_on_no_page(board: Any) -> None:
    cast = board.cast
    card, asked = board.card(), board.question()
    board.secret(cast.konak)
    board.post(cast.zeynep, "follow", what="all")
    board.question(title="Sonradan sorulan")
    for name, *args in (
        ("cards",), ("questions",), ("card", card.id), ("question", asked.id), ("news",), ("search",),
    ):  # fmt: skip
        page = board.read(cast.zeynep, name, *args, **({"tur": "card"} if name == "search" else {}))
        assert "Konak" not in page and ("Yeri gizli bir merkez" in page), name

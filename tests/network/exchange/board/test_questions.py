"""Questions and answers between centres: centre and post speak, never a person."""

from typing import Any

import pytest
from django.http import Http404

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.exchange.actions import questions
from omuz.network.exchange.models import Answer, FormerWords, Question, Thanks
from omuz.network.exchange.rules.board import NotKept

pytestmark = pytest.mark.django_db

ASKED = {"title": "Kreş yokken görüşme nasıl yapılıyor?", "text": "Oda yok, oyuncak var.", "tags": ["nursery"]}


def test_an_empty_list_invites_to_ask(board: Any) -> None:
    assert "Henüz soru yok" in board.read(board.cast.ayse, "questions")
    assert "Buna uyan soru yok" in board.read(board.cast.ayse, "questions", durum="open")


def test_asked_answered_thanked_and_accepted_on_the_pages(board: Any) -> None:
    cast = board.cast
    assert board.post(cast.ayse, "ask", **ASKED).status_code == 302
    with acting(cast.ayse.person):
        asked = Question.objects.get()
    assert "yanıt bekliyor" in board.read(cast.zeynep, "questions")
    assert board.post(cast.zeynep, "question", asked.id, text="Komşu kreşle anlaştık.").status_code == 302
    page = board.read(cast.ayse, "question", asked.id)
    assert "Bornova Kadın Danışma Merkezi, Danışman" in page and "Komşu kreşle anlaştık." in page
    assert "Zeynep" not in page
    with acting(cast.ayse.person):
        given = Answer.objects.get()
    board.post(cast.ayse, "answer-step", given.id, "tesekkur")
    board.post(cast.nermin, "answer-step", given.id, "ise-yaradi")
    page = board.read(cast.elif_, "question", asked.id)
    assert "1 merkez teşekkür etti" in page and "soranın işine yaradı" in page
    assert "yanıtlandı" in board.read(cast.zeynep, "questions", etiket="nursery")


def test_a_centre_thanks_once_and_may_take_it_back_and_never_thanks_itself(board: Any) -> None:
    cast = board.cast
    given = board.answer(board.question())
    for who, left in ((cast.ayse, 1), (cast.nermin, 0), (cast.elif_, 1)):
        board.post(who, "answer-step", given.id, "tesekkur")
        with acting(cast.ayse.person):
            assert Thanks.objects.count() == left
    assert board.post(cast.zeynep, "answer-step", given.id, "tesekkur").status_code == 404


def test_only_those_who_asked_accept_and_the_mark_can_be_taken_off(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    given = board.answer(asked)
    assert board.post(cast.zeynep, "answer-step", given.id, "ise-yaradi").status_code == 404
    board.post(cast.ayse, "answer-step", given.id, "ise-yaradi")
    board.post(cast.ayse, "answer-step", given.id, "isareti-kaldir")
    with acting(cast.ayse.person):
        assert Question.objects.get().accepted_id is None


def test_a_closed_question_takes_no_answer_until_it_is_opened_again(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    board.post(cast.ayse, "question-step", asked.id, "kapat")
    sent = board.post(cast.zeynep, "question", asked.id, text="Geç kaldım")
    assert sent.status_code == 422 and "Geç kaldım" in sent.content.decode()
    assert "yeni yanıt alınmıyor" in board.read(cast.zeynep, "question", asked.id)
    assert "kapandı" in board.read(cast.zeynep, "questions", durum="closed")
    board.post(cast.ayse, "question-step", asked.id, "ac")
    assert board.post(cast.zeynep, "question", asked.id, text="Şimdi oldu").status_code == 302


def test_a_question_is_edited_and_its_former_words_stay_in_the_house(board: Any) -> None:
    asked = board.question()
    sent = board.post(board.cast.nermin, "change-question", asked.id, **ASKED, seen=1)
    assert sent.status_code == 302
    assert "Önceki hâlleri (1)" in board.read(board.cast.ayse, "question", asked.id)
    assert "düzenlendi" in board.read(board.cast.zeynep, "question", asked.id)
    assert "Önceki" not in board.read(board.cast.zeynep, "question", asked.id)


def test_taking_a_question_back_erases_it_and_leaves_what_others_answered(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    board.post(cast.ayse, "change-question", asked.id, **ASKED, seen=1)
    board.answer(asked)
    board.post(cast.ayse, "question-step", asked.id, "geri-al")
    with acting(cast.ayse.person):
        row = Question.objects.get()
        assert (row.title, row.text, row.tags) == ("", "", [])
        assert not FormerWords.objects.exists()
    assert "Kreş" not in board.read(cast.zeynep, "questions")
    page = board.read(cast.zeynep, "question", asked.id)
    assert "Soru geri alındı" in page and "Yarım saat arayla" in page
    sent = board.post(cast.zeynep, "question", asked.id, text="Bir daha")
    assert sent.status_code == 422


def test_an_answer_is_edited_and_taken_back_by_its_own_centre_alone(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    given = board.answer(asked)
    assert board.get(cast.ayse, "change-answer", given.id).status_code == 404
    assert board.post(cast.zeynep, "change-answer", given.id, text="Kırk dakika arayla.", seen=1).status_code == 302
    assert "Kırk dakika" in board.read(cast.ayse, "question", asked.id)
    assert board.post(cast.ayse, "answer-step", given.id, "geri-al").status_code == 404
    board.post(cast.zeynep, "answer-step", given.id, "geri-al")
    page = board.read(cast.ayse, "question", asked.id)
    assert "geri aldı" in page and "Kırk dakika" not in page and "0 yanıt" in page
    with acting(cast.zeynep.person):
        assert Answer.objects.get().text == "" and not FormerWords.objects.exists()


def test_a_hidden_question_is_gone_for_others_and_says_why_at_home(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    board.post(cast.elif_, "question-step", asked.id, "gizle", why="Bir olayı anlatıyor.")
    assert board.get(cast.zeynep, "question", asked.id).status_code == 404
    assert "Bir olayı anlatıyor." in board.read(cast.ayse, "question", asked.id)
    with acting(cast.zeynep.person):
        assert not Question.objects.exists()
    board.post(cast.elif_, "question-step", asked.id, "goster")
    assert "Tek görüşme odasıyla" in board.read(cast.zeynep, "question", asked.id)


def test_a_hidden_answer_is_not_shown_to_those_who_asked(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    given = board.answer(asked)
    board.post(cast.elif_, "answer-step", given.id, "gizle", why="Bir kadını tanıtıyor.")
    assert "Yarım saat arayla" not in board.read(cast.ayse, "question", asked.id)
    assert "Bir kadını tanıtıyor." in board.read(cast.zeynep, "question", asked.id)


def test_nobody_asks_for_another_centre(board: Any) -> None:
    cast = board.cast
    with acting(cast.zeynep.person), pytest.raises(Http404):
        questions.ask(by=cast.zeynep.person, centre_id=cast.konak.id, title="Soru", text="")
    with acting(cast.ayse.person), pytest.raises(Refused):
        questions.ask(by=cast.ayse.person, centre_id=None, title="Soru", text="")


def test_an_empty_question_or_answer_is_not_kept(board: Any) -> None:
    with pytest.raises(NotKept):
        board.question(title="  ")
    with pytest.raises(NotKept):
        board.answer(board.question(), text="  ")


def test_every_act_leaves_one_line_in_the_log_without_a_word_of_it(board: Any) -> None:
    cast = board.cast
    asked = board.question(title="Nöbet telefonu kimde kalıyor?")
    board.post(cast.ayse, "question-step", asked.id, "kapat")
    with acting(cast.ayse.person):
        told = list(AuditEvent.objects.filter(event__startswith="board.").values_list("event", "about", "why"))
    assert told == [
        ("board.asked", f"question:{asked.id}", ""), ("board.question_closed", f"question:{asked.id}", ""),
    ]  # fmt: skip

"""What is refused on the board before anything is saved, and what is rightly left alone."""

from typing import Any

import pytest
from django.utils import translation

from omuz.foundation.people.access import acting
from omuz.network.exchange.models import Answer, Card, Question
from omuz.network.exchange.rules.board import NotKept
from omuz.network.exchange.rules.plain_words import Typed, refuse_signs
from omuz.network.exchange.rules.refused import Sign, signs_in

REFUSED = [
    ("Dosyası T-4K7PM idi.", Sign.FILE_CODE, "T-4K7PM"),
    ("d-4k7p numaralı", Sign.FILE_CODE, "d-4k7p"),
    ("Bize 0532 111 22 33 yazdı", Sign.TELEPHONE, "0532 111 22 33"),
    ("+90 (532) 111-22-33", Sign.TELEPHONE, "+90 (532) 111-22-33"),
    ("5321112233", Sign.TELEPHONE, "5321112233"),
    ("santral 0232 293 00 00", Sign.TELEPHONE, "0232 293 00 00"),
    ("kimliği 12345678950", Sign.NATIONAL_ID, "12345678950"),
    ("kimliği 123 456 789 50", Sign.NATIONAL_ID, "123 456 789 50"),
    ("yazın: biri@ornek.org", Sign.MAIL, "biri@ornek.org"),
    ("TR33 0006 1005 1978 6457 8413 26", Sign.ACCOUNT, "TR33 0006 1005 1978 6457 8413 26"),
    ("2026/412 D.İş ile", Sign.COURT, "2026/412 D.İş"),
    ("Kadın 12.03.2026 günü geldi.", Sign.DAY, "12.03.2026"),
    ("Danışan 3 Mayıs'ta taşındı.", Sign.DAY, "3 mayıs'ta"),
    ("Oğlu 4 haziran 2025 doğumlu", Sign.DAY, "4 haziran 2025"),
    ("Ayşe Hanım çok memnun", Sign.NAME, "Ayşe Hanım"),
]
LEFT_ALONE = [
    "8 Mart Dünya Kadınlar Günü için stant açtık.",
    "25 Kasım haftasında kadınlarla yürüdük.",
    "12.03.2026 tarihli yönerge değişti.",
    "Kadın Danışma Merkezi 3 Mayıs'ta taşındı.",
    "183, 155 ve 112 yan yana asıldı.",
    "Belediye meclisi 2026/112 sayılı kararla onayladı.",
    "Görüşmeler 45–90 dakika, 6284 için ayrı saat.",
    "E-posta yerine T-cetveli, 10.000 broşür.",
    "C8 ölçütü için 2025-2026 planı",
    "Konak, Bornova ve Çiğli birlikte denedi.",
    "",
]


@pytest.mark.parametrize(("text", "sign", "words"), REFUSED)
def test_a_sign_is_seen_and_its_words_are_told(text: str, sign: Sign, words: str) -> None:
    assert (sign, words) in [(found.sign, found.words) for found in signs_in(text)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert list(signs_in(text)) == []


def test_the_sentence_names_the_place_and_the_words() -> None:
    with pytest.raises(NotKept) as refusal:
        refuse_signs([Typed("title", "Başlık", "temiz"), Typed("tried", "Ne denedik?", "0532 111 22 33 arandı")])
    assert refusal.value.field == "tried"
    assert "“0532 111 22 33” bir telefon numarasına benziyor" in str(refusal.value)
    assert "“Ne denedik?” bölümünden çıkarıp" in str(refusal.value)


def test_a_certain_sign_comes_before_a_name_and_no_box_lifts_it() -> None:
    typed = [Typed("text", "Metin", "Ayşe Hanım T-4K7PM")]
    for meant in (False, True):
        with pytest.raises(NotKept) as refusal:
            refuse_signs(typed, names_meant=meant)
        assert "T-4K7PM" in str(refusal.value) and not refusal.value.names


def test_a_name_of_an_institution_is_let_through_once_it_is_said_to_be_one() -> None:
    typed = [Typed("text", "Metin", "Ayşe Kadın Kooperatifi ile çalıştık")]
    with pytest.raises(NotKept) as refusal:
        refuse_signs(typed)
    assert refusal.value.names
    refuse_signs(typed, names_meant=True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["title", "tried", "happened", "helps"])
def test_a_card_with_a_sign_in_any_part_is_not_saved_and_nothing_typed_is_lost(board: Any, part: str) -> None:
    typed = {
        "title": "Bir başlık", "tried": "Bir deneme", "happened": "Bir sonuç", "helps": "Bir öneri",
        "evidence": "asked", "tags": ["A1"],
    }  # fmt: skip
    typed[part] = f"{typed[part]} 0532 111 22 33"
    sent = board.post(board.cast.ayse, "new-card", **typed)
    page = sent.content.decode()
    assert sent.status_code == 422 and "telefon numarasına benziyor" in page
    assert all(str(each) in page for name, each in typed.items() if name != "tags")
    assert 'value="A1" checked' in page and 'value="asked"' in page
    with acting(board.cast.ayse.person):
        assert not Card.objects.exists()


@pytest.mark.django_db
def test_questions_and_answers_are_refused_alike(board: Any) -> None:
    cast = board.cast
    sent = board.post(cast.ayse, "ask", title="T-4K7PM için ne yapmalı?", text="Aynen duruyor")
    assert sent.status_code == 422 and "Aynen duruyor" in sent.content.decode()
    asked = board.question()
    said = "Danışan 3 Mayıs'ta taşındı, sonra alıştı."
    sent = board.post(cast.zeynep, "question", asked.id, text=said)
    assert sent.status_code == 422 and "alıştı" in sent.content.decode()
    with acting(cast.ayse.person):
        assert Question.objects.count() == 1 and not Answer.objects.exists()


@pytest.mark.django_db
def test_a_name_asks_for_a_box_and_the_box_lets_it_through(board: Any) -> None:
    typed = {"title": "Ayşe Kadın Kooperatifi ile çalışan var mı?", "text": ""}
    first = board.post(board.cast.ayse, "ask", **typed)
    assert first.status_code == 422 and 'name="names_meant"' in first.content.decode()
    assert board.post(board.cast.ayse, "ask", **typed, names_meant="on").status_code == 302


@pytest.mark.django_db
def test_a_reason_for_hiding_or_withdrawing_carries_no_sign_either(board: Any) -> None:
    cast = board.cast
    card = board.card()
    board.post(cast.elif_, "card-step", card.id, "gizle", why="T-4K7PM geçiyor")
    board.post(cast.ayse, "card-step", card.id, "geri-cek", why="0532 111 22 33")
    with acting(cast.ayse.person):
        assert Card.objects.get().shown


def test_english_readers_get_a_sentence_too() -> None:
    with translation.override("en"), pytest.raises(NotKept) as refusal:
        refuse_signs([Typed("text", "Text", "0532 111 22 33")])
    assert "0532 111 22 33" in str(refusal.value)

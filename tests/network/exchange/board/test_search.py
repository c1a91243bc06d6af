"""Finding on the board: Turkish letters, endings, tags, other words for a service, and never what is not to be read."""

from typing import Any

import pytest

from omuz.foundation.people.access import acting
from omuz.network.exchange.queries.board_search import find
from omuz.network.exchange.rules.search import excerpt, pieces, same, stem, wanted

FINDS = [
    ("sığınak", "sığınağa"), ("sığınakta", "Sığınak"), ("siginak", "SIĞINAĞIN"), ("İSTANBUL", "istanbul'dan"),
    ("ISPARTA", "Isparta’ya"), ("ısparta", "Isparta"), ("kitap", "kitabımız"), ("görüşmeler", "görüşme"),
    ("randevular", "randevuyu"), ("KREŞ", "kreşle"), ("avukat", "avukatlarla"), ("kapı", "kapıyı"),
    ("belediyenin", "belediyeler"),
]  # fmt: skip
MISSES = [("kart", "karar"), ("kadın", "kadro"), ("su", "suç"), ("oda", "odun"), ("görüş", "görev")]


@pytest.mark.parametrize(("asked", "word"), FINDS)
def test_dots_case_and_endings_do_not_matter(asked: str, word: str) -> None:
    assert same(wanted(asked)[0], wanted(word)[0])


@pytest.mark.parametrize(("asked", "word"), MISSES)
def test_another_word_is_another_word(asked: str, word: str) -> None:
    assert not same(wanted(asked)[0], wanted(word)[0])


def test_a_short_word_keeps_its_ending() -> None:
    assert stem("evde") == "evde" and stem("siginakta") == "siginag"


def test_what_was_found_is_marked_and_the_rest_left_as_it_was() -> None:
    cut = pieces("Sığınağa, sonra eve.", wanted("siginak"))
    assert [(each.words, each.hit) for each in cut] == [("Sığınağa", True), (", sonra eve.", False)]
    assert "".join(each.words for each in cut) == "Sığınağa, sonra eve."


def test_a_long_text_is_cut_around_the_word() -> None:
    cut = excerpt(["", "bir " * 80 + "KREŞ " + "iki " * 80], wanted("kreş"))
    told = "".join(each.words for each in cut)
    assert told.startswith("… ") and told.endswith(" …") and len(told) < 220
    assert any(each.hit for each in cut)


@pytest.mark.django_db
def test_every_word_must_stand_somewhere_and_the_title_comes_first(board: Any) -> None:
    cast = board.cast
    text_only = board.card(title="Başka başlık", tried="Kapı zili takıldı", tags=())
    in_title = board.card()
    board.answer(board.question(title="Kapı kime açılır?", tags=()), text="Kapıyı karşılama açar.")
    with acting(cast.zeynep.person):
        found = find(cast.zeynep.person, "kapi")
        assert {hit.text.page for hit in found.hits} >= {text_only.id, in_title.id} and found.all == 4
        assert found.hits[-1].text.item == text_only.id
        assert find(cast.zeynep.person, "kapı zili").all == 1
        assert find(cast.zeynep.person, "kapı uçak").all == 0
        assert [hit.text.kind for hit in find(cast.zeynep.person, "kapı", kind="answer").hits] == ["answer"]


@pytest.mark.django_db
def test_a_tag_is_found_by_its_name_by_its_code_and_by_other_words(board: Any) -> None:
    cast = board.cast
    board.card(title="Bir şey", tags=("legal",))
    with acting(cast.ayse.person):
        for words in ("hukuki", "baro", "nafaka"):
            assert find(cast.ayse.person, words).all == 1, words
        assert find(cast.ayse.person, "", tag="legal").all == 1
        assert find(cast.ayse.person, "", tag="nursery").all == 0


@pytest.mark.django_db
def test_what_was_taken_back_or_hidden_is_not_found(board: Any) -> None:
    cast = board.cast
    card, asked = board.card(), board.question()
    board.answer(asked)
    board.post(cast.ayse, "card-step", card.id, "geri-cek")
    board.post(cast.elif_, "question-step", asked.id, "gizle", why="Kişiyi anlatıyor")
    for who in (cast.zeynep, cast.elif_, cast.ayse):
        with acting(who.person):
            assert find(who.person, "kapı").all == 0
            assert find(who.person, "randevu").all == 0
            assert find(who.person, "yarım saat").all == 0


@pytest.mark.django_db
def test_the_page_marks_the_words_and_says_how_many(board: Any) -> None:
    board.card()
    answer = board.get(board.cast.zeynep, "search", q="KAPI")
    assert "<mark>kapı</mark>" in answer.content.decode() and "1 sonuç" in answer.content.decode()
    assert "Konak Kadın Danışma Merkezi" in answer.content.decode()


@pytest.mark.django_db
def test_nothing_found_and_nothing_asked_are_told_apart(board: Any) -> None:
    assert "Henüz aranacak bir şey yok" in board.read(board.cast.ayse, "search")
    assert "Bununla bir şey bulunmadı" in board.read(board.cast.ayse, "search", q="bulunmaz")
    assert "Bununla bir şey bulunmadı" in board.read(board.cast.ayse, "search", q="x" * 500)


@pytest.mark.django_db
def test_a_strange_kind_or_tag_breaks_nothing(board: Any) -> None:
    board.card()
    assert "1 sonuç" in board.read(board.cast.ayse, "search", q="kapı", tur="<script>")
    assert "bulunmadı" in board.read(board.cast.ayse, "search", q="kapı", etiket="'\"")

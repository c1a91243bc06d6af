"""Experience cards: a centre's, not a person's; edited with what stood before; withdrawn, printed, taken along."""

import io
from typing import Any

import openpyxl
import pytest
from django.http import Http404

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.exchange.actions import board as actions
from omuz.network.exchange.models import Card, FormerWords
from omuz.network.exchange.rules.board import CardWords, NotKept

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Aynı gün geri arama",
    "tried": "Öğleden sonra bir saat yalnız geri aramaya ayrıldı.",
    "happened": "Cevapsız kalan arama azaldı.",
    "helps": "Tek hatlı merkezlere.",
    "evidence": "counted",
    "tags": ["A1", "legal"],
}


def test_an_empty_board_says_how_to_begin(board: Any) -> None:
    assert "ilk siz yazın" in board.read(board.cast.ayse, "cards")
    assert "Merkeziniz henüz kart yazmadı" in board.read(board.cast.ayse, "cards", bizim="1")


def test_a_card_written_on_the_page_is_read_by_every_centre_under_the_centres_name(board: Any) -> None:
    sent = board.post(board.cast.ayse, "new-card", **TYPED)
    assert sent.status_code == 302, sent.content.decode()
    with acting(board.cast.ayse.person):
        card = Card.objects.get()
    assert (card.post, card.tags) == ("counsellor", ["legal", "A1"])
    for who in (board.cast.zeynep, board.cast.elif_, board.cast.nermin):
        page = board.read(who, "card", card.id)
        assert "Konak Kadın Danışma Merkezi" in page and "Cevapsız kalan arama azaldı." in page
        assert "Ayşe" not in page and "Saydık" in page


@pytest.mark.parametrize("part", ["title", "tried", "happened", "helps", "evidence"])
def test_a_card_with_a_part_missing_is_not_kept_and_says_which(board: Any, part: str) -> None:
    sent = board.post(board.cast.ayse, "new-card", **{**TYPED, part: ""})
    assert sent.status_code == 422
    with acting(board.cast.ayse.person):
        assert not Card.objects.exists()
    assert "Öğleden sonra bir saat" in sent.content.decode() or part == "tried"


def test_changing_keeps_what_stood_before_for_its_centre_and_the_coordinator_alone(board: Any) -> None:
    card = board.card()
    sent = board.post(board.cast.nermin, "change-card", card.id, **TYPED, seen=1)
    assert sent.status_code == 302
    with acting(board.cast.ayse.person):
        row, former = Card.objects.get(), FormerWords.objects.get()
    assert (row.revision, row.title, row.post) == (2, "Aynı gün geri arama", "centre_coordinator")
    assert (former.revision, former.words["title"]) == (1, "Bekleme odasına ikinci kapı açtık")
    for who in (board.cast.ayse, board.cast.elif_):
        assert "Önceki hâlleri (1)" in board.read(who, "card", card.id)
    assert "Önceki" not in board.read(board.cast.zeynep, "card", card.id)
    with acting(board.cast.zeynep.person):
        assert not FormerWords.objects.exists()


def test_nobody_writes_over_a_colleague_without_seeing_it(board: Any) -> None:
    card = board.card()
    assert board.post(board.cast.nermin, "change-card", card.id, **TYPED, seen=1).status_code == 302
    again = board.post(board.cast.ayse, "change-card", card.id, **{**TYPED, "title": "Benimki"}, seen=1)
    assert again.status_code == 422
    assert "ekibinizden biri de değiştirdi" in again.content.decode() and "Benimki" in again.content.decode()


def test_a_withdrawn_card_is_seen_by_its_centre_alone_and_can_be_put_back(board: Any) -> None:
    card = board.card()
    assert board.post(board.cast.ayse, "card-step", card.id, "geri-cek", why="Eskidi").status_code == 302
    assert "Eskidi" in board.read(board.cast.nermin, "card", card.id)
    for who in (board.cast.zeynep, board.cast.elif_):
        assert board.get(who, "card", card.id).status_code == 404
        assert "ikinci kapı" not in board.read(who, "cards")
    with acting(board.cast.zeynep.person):
        assert not Card.objects.exists()
    assert "geri çekildi" in board.read(board.cast.ayse, "cards", bizim="1")
    board.post(board.cast.ayse, "card-step", card.id, "geri-koy")
    assert "ikinci kapı" in board.read(board.cast.zeynep, "cards")


def test_withdrawing_can_take_the_words_away_for_good(board: Any) -> None:
    card = board.card()
    board.post(board.cast.ayse, "change-card", card.id, **TYPED, seen=1)
    board.post(board.cast.ayse, "card-step", card.id, "geri-cek", erase="1")
    with acting(board.cast.ayse.person):
        row = Card.objects.get()
        assert (row.title, row.tried, row.tags) == ("", "", [])
        assert not FormerWords.objects.exists()
        with pytest.raises(NotKept):
            actions.put_back(by=board.cast.ayse.person, card=row)


def test_another_centre_neither_changes_nor_withdraws(board: Any) -> None:
    card, zeynep = board.card(), board.cast.zeynep
    assert board.get(zeynep, "change-card", card.id).status_code == 404
    assert board.post(zeynep, "card-step", card.id, "geri-cek").status_code == 404
    with acting(zeynep.person), pytest.raises(Http404):
        actions.withdraw_card(by=zeynep.person, card=card, why="")
    elif_ = board.cast.elif_.person
    with acting(elif_), pytest.raises((Http404, Refused)):
        actions.withdraw_card(by=elif_, card=card, why="")


def test_the_network_coordinator_hides_with_a_reason_the_centre_reads_and_shows_again(board: Any) -> None:
    card, elif_ = board.card(), board.cast.elif_
    board.post(elif_, "card-step", card.id, "gizle", why=" ")
    assert "ikinci kapı" in board.read(board.cast.zeynep, "cards")
    board.post(elif_, "card-step", card.id, "gizle", why="Sokağın adı geçiyor.")
    assert "Sokağın adı geçiyor." in board.read(board.cast.ayse, "card", card.id)
    assert board.get(board.cast.zeynep, "card", card.id).status_code == 404
    assert "gizlendi" in board.read(elif_, "cards")
    with acting(board.cast.ayse.person):
        event = AuditEvent.objects.get(event="board.hidden")
    assert (event.username, event.why) == ("elif", "Sokağın adı geçiyor.")
    board.post(elif_, "card-step", card.id, "goster")
    assert "ikinci kapı" in board.read(board.cast.zeynep, "cards")
    assert board.post(board.cast.nermin, "card-step", card.id, "gizle", why="Olmaz").status_code == 404


def test_the_network_writes_in_its_own_name(board: Any) -> None:
    card = board.card(board.cast.elif_)
    assert "Ağ koordinasyonu" in board.read(board.cast.ayse, "card", card.id)
    with acting(board.cast.ayse.person), pytest.raises(Refused):
        actions.withdraw_card(by=board.cast.ayse.person, card=card, why="")


def test_a_centre_whose_place_is_secret_is_not_named(board: Any) -> None:
    card = board.card()
    board.secret(board.cast.konak)
    page = board.read(board.cast.zeynep, "card", card.id)
    assert "Yeri gizli bir merkez" in page and "Konak" not in page
    assert "merkezimiz" in board.read(board.cast.ayse, "card", card.id)
    book = openpyxl.load_workbook(io.BytesIO(board.get(board.cast.ayse, "cards-file", "xlsx").content))
    assert not any("Konak" in str(cell) for row in book.active.values for cell in row)


def test_her_own_centres_cards_leave_as_table_and_as_text(board: Any) -> None:
    board.card()
    board.card(board.cast.zeynep, title="Başka merkezin kartı")
    book = openpyxl.load_workbook(io.BytesIO(board.get(board.cast.ayse, "cards-file", "xlsx").content))
    rows = list(book.active.values)
    assert [row[0] for row in rows[1:]] == ["Bekleme odasına ikinci kapı açtık"]
    plain = board.get(board.cast.ayse, "cards-file", "md")
    assert plain.content.decode().startswith("## Bekleme odasına ikinci kapı açtık")
    assert "Başka merkezin" not in board.get(board.cast.ayse, "cards-file", "csv").content.decode("utf-8-sig")
    assert 'filename="belge-' in plain["Content-Disposition"]
    assert board.get(board.cast.ayse, "cards-file", "exe").status_code == 404


def test_a_card_is_printed_as_a_tagged_paper(board: Any) -> None:
    answer = board.get(board.cast.zeynep, "card-paper", board.card().id)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF") and b"StructTreeRoot" in answer.content


def test_unknown_tags_are_not_kept(board: Any) -> None:
    assert board.card(tags=("A1", "Z99", "other", "legal")).tags == ["legal", "A1"]


def test_a_card_of_one_tag_is_found_by_it(board: Any) -> None:
    board.card()
    board.card(title="Başka bir şey", tags=("nursery",))
    page = board.read(board.cast.zeynep, "cards", etiket="nursery")
    assert "Başka bir şey" in page and "ikinci kapı" not in page


def test_words_are_stored_without_the_blanks_around_them(board: Any) -> None:
    assert board.card(tried="  denedik  ").tried == "denedik"
    with pytest.raises(NotKept):
        board.card(tried="   ")
    assert CardWords("a", "b", "c", "d", "e").stored()["tags"] == []

"""Following: what is new for one member of staff, seen by her alone, gone once she has read it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.exchange.actions import following
from omuz.network.exchange.models import Follow, ReadMark
from omuz.network.exchange.queries.board_news import news
from omuz.network.exchange.rules.board import EVERYTHING, NotKept

pytestmark = pytest.mark.django_db


def _titles(who: Any) -> list[str]:
    with acting(who.person):
        return [each.title for each in news(who.person)]


def _follow(who: Any, what: str) -> None:
    with acting(who.person):
        following.follow(by=who.person, what=what)


def test_whoever_follows_nothing_hears_nothing_and_is_told_how(board: Any) -> None:
    board.card()
    assert _titles(board.cast.zeynep) == []
    assert "Henüz bir şey takip etmiyorsunuz" in board.read(board.cast.zeynep, "news")


def test_a_tag_brings_what_is_written_after_it_was_followed(board: Any) -> None:
    zeynep = board.cast.zeynep
    board.card(title="Önceden yazılmış")
    _follow(zeynep, "A1")
    board.card(title="Sonradan yazılmış")
    board.card(title="Başka etiket", tags=("nursery",))
    assert _titles(zeynep) == ["Sonradan yazılmış"]
    assert "Sonradan yazılmış" in board.read(zeynep, "news")


def test_everything_is_everything_but_her_own(board: Any) -> None:
    zeynep = board.cast.zeynep
    _follow(zeynep, EVERYTHING)
    board.card(title="Konak yazdı")
    board.card(zeynep, title="Kendi yazdığı")
    board.question(title="Konak sordu")
    assert _titles(zeynep) == ["Konak sordu", "Konak yazdı"]


def test_whoever_asks_hears_of_answers_without_asking_for_it(board: Any) -> None:
    cast = board.cast
    asked = board.question()
    assert _titles(cast.ayse) == []
    board.answer(asked)
    assert _titles(cast.ayse) == [asked.title]
    assert "yeni yanıt" in board.read(cast.ayse, "news")
    board.get(cast.ayse, "question", asked.id)
    assert _titles(cast.ayse) == []
    board.answer(asked, cast.elif_, text="Randevu aralığı kırk beş dakika olsun.")
    assert _titles(cast.ayse) == [asked.title] == _titles(cast.zeynep)


def test_opening_it_marks_it_read_and_says_that_it_was_new(board: Any) -> None:
    zeynep = board.cast.zeynep
    _follow(zeynep, "A1")
    card = board.card()
    assert "sizin için yeniydi" in board.read(zeynep, "card", card.id)
    assert "sizin için yeniydi" not in board.read(zeynep, "card", card.id)
    assert _titles(zeynep) == []
    assert "Hepsini okudunuz" in board.read(zeynep, "news")


def test_all_of_it_is_marked_at_once_and_only_what_the_page_showed(board: Any) -> None:
    zeynep = board.cast.zeynep
    _follow(zeynep, EVERYTHING)
    shown, later = board.card(title="Gösterilmiş"), board.card(title="Sonradan gelmiş")
    assert board.post(zeynep, "read", item=[str(shown.id), "uydurma"]).status_code == 302
    assert _titles(zeynep) == ["Sonradan gelmiş"]
    board.post(zeynep, "read", item=[str(later.id)])
    assert _titles(zeynep) == []


def test_the_ways_of_the_room_tell_how_much_is_new(board: Any) -> None:
    zeynep = board.cast.zeynep
    _follow(zeynep, EVERYTHING)
    board.card()
    for name in ("overview", "cards", "questions", "search", "news"):
        assert "Yeni olanlar 1 okunmamış" in board.read(zeynep, name), name


def test_follow_and_unfollow_on_the_page(board: Any) -> None:
    zeynep = board.cast.zeynep
    board.post(zeynep, "follow", what="A1", back="/ogrenme/kartlar/?etiket=A1")
    assert "Etiket: A1" in board.read(zeynep, "news")
    sent = board.post(zeynep, "follow", what="A1", back="https://ornek.org/")
    assert sent["Location"].endswith("/ogrenme/yeni/")
    with acting(zeynep.person):
        assert not Follow.objects.exists()


def test_following_what_is_not_there_is_refused(board: Any) -> None:
    zeynep = board.cast.zeynep.person
    for what in ("Z99", "question:yok", f"question:{'0' * 32}", ""):
        with acting(zeynep), pytest.raises(NotKept):
            following.follow(by=zeynep, what=what)


def test_nobody_sees_what_somebody_else_follows_or_has_read(board: Any) -> None:
    cast = board.cast
    _follow(cast.zeynep, EVERYTHING)
    board.get(cast.zeynep, "card", board.card().id)
    for who in (cast.ayse, cast.nermin, cast.elif_, cast.derya, cast.can):
        with acting(who.person):
            assert not Follow.objects.exists() and not ReadMark.objects.exists()


def test_what_was_hidden_or_taken_back_is_no_news(board: Any) -> None:
    cast = board.cast
    _follow(cast.zeynep, EVERYTHING)
    card, asked = board.card(), board.question()
    board.post(cast.ayse, "card-step", card.id, "geri-cek")
    board.post(cast.ayse, "question-step", asked.id, "geri-al")
    assert _titles(cast.zeynep) == []


def test_an_analysis_opened_to_the_network_is_news_too(board: Any) -> None:
    from omuz.foundation.audit.chain import recorded
    from omuz.network.exchange.models import PublishedAnalysis

    cast = board.cast
    _follow(cast.zeynep, "legal")
    today = timezone.localdate()
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="analysis.approved", centre=cast.konak.id):
        PublishedAnalysis.objects.create(
            centre_id=cast.konak.id, analysis_id=cast.konak.id, code="V-1", title="Bir çözümleme", context="rural",
            fields={}, tags=["legal"], shown_on=today, shown_until=today + timedelta(days=30),
        )  # fmt: skip
    assert _titles(cast.zeynep) == ["Bir çözümleme"]
    assert "Konak" not in board.read(cast.zeynep, "news")

"""Addresses of the board; none of them carries a title."""

from django.urls import path

from omuz.network.exchange.views import board, board_answers, board_cards, board_questions

_CARD, _ASKED, _SAID = "kartlar/<uuid:card_id>/", "sorular/<uuid:question_id>/", "yanitlar/<uuid:answer_id>/"

urlpatterns = [
    path("bul/", board.search, name="search"),
    path("yeni/", board.new, name="news"),
    path("yeni/okundu/", board.read, name="read"),
    path("takip/", board.following, name="follow"),
    path("kartlar/", board_cards.listed, name="cards"),
    path("kartlar/merkezimiz.<slug:kind>", board_cards.own_file, name="cards-file"),
    path("kartlar/yeni/", board_cards.card, name="new-card"),
    path(_CARD, board_cards.shown, name="card"),
    path(f"{_CARD}belge.pdf", board_cards.paper, name="card-paper"),
    path(f"{_CARD}duzenle/", board_cards.card, name="change-card"),
    path(f"{_CARD}<slug:step>/", board_cards.step, name="card-step"),
    path("sorular/", board_questions.listed, name="questions"),
    path("sorular/yeni/", board_questions.question, name="ask"),
    path(_ASKED, board_questions.shown, name="question"),
    path(f"{_ASKED}duzenle/", board_questions.question, name="change-question"),
    path(f"{_ASKED}<slug:step>/", board_questions.step, name="question-step"),
    path(f"{_SAID}duzenle/", board_answers.change, name="change-answer"),
    path(f"{_SAID}<slug:step>/", board_answers.step, name="answer-step"),
]

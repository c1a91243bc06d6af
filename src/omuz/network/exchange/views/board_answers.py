"""Answers: changed by those who gave them, accepted by those who asked, thanked for by others."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.exchange.actions import board, questions
from omuz.network.exchange.forms.board import NETWORK, AnswerForm, holders
from omuz.network.exchange.models import Answer
from omuz.network.exchange.queries.board import answer_of, former_words, question_of
from omuz.network.exchange.rules.board import NotKept
from omuz.network.exchange.views.board_shared import UNPROCESSABLE, take


@page("exchange.board")
def change(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """Other words for an answer of her centre."""
    row = answer_of(request.person, answer_id)
    question_of(request.person, row.question_id)
    board.demand_hand(request.person, row.centre_id)
    form = AnswerForm(request.POST or None, person=request.person, initial={"text": row.text, "seen": row.revision})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            questions.change_answer(
                by=request.person, row=row, text=given["text"], seen=form.revision_seen, names_meant=form.names_told
            )
            messages.success(request, _("Yanıtınız kaydedildi; soran merkez görecek."))
            return redirect("exchange:question", row.question_id)
        except NotKept as refusal:
            form.say(refusal)
    context = {"form": form, "row": row, "former": former_words(request.person, row)}
    return render(request, "exchange/board/answer_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("exchange.board")
def step(request: SignedInRequest, answer_id: UUID, step: str) -> HttpResponseBase:
    """Take back, accept, thank, hide, show again."""
    by, row = request.person, answer_of(request.person, answer_id)
    question_of(request.person, row.question_id)
    why = request.POST.get("why", "")
    steps = {
        "geri-al": (partial(questions.take_answer_back, by=by, row=row), _("Yanıt geri alındı, sözleri silindi.")),
        "ise-yaradi": (partial(questions.accept, by=by, row=row), _("İşe yarayan yanıt olarak işaretlendi.")),
        "isareti-kaldir": (partial(questions.accept, by=by, row=row, taken=False), _("İşaret kaldırıldı.")),
        "tesekkur": (partial(_thank, by, row), _("Kaydedildi.")),
        "gizle": (partial(board.hide, by=by, row=row, why=why), _("Gizlendi; yazan merkez nedenini okur.")),
        "goster": (partial(board.show_again, by=by, row=row), _("Yeniden herkes okuyabilir.")),
    }
    take(request, steps, step)
    return redirect("exchange:question", row.question_id)


def _thank(by: Person, row: Answer) -> None:
    """In the name of her first centre that did not give this answer."""
    others = [told for told, _name in holders(by) if told != str(row.centre_id or NETWORK)]
    if not others:
        raise Http404
    questions.thank(by=by, row=row, centre_id=None if others[0] == NETWORK else UUID(others[0]))

"""Questions: the list, one with its answers, asking, and the steps of those who asked."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.exchange.actions import board, questions
from omuz.network.exchange.forms.board import AnswerForm, QuestionForm, holders
from omuz.network.exchange.models import Question
from omuz.network.exchange.queries.board import former_words, question_lines, question_of, question_page, used_tags
from omuz.network.exchange.queries.board_news import follows
from omuz.network.exchange.queries.board_words import board_words, known_tags
from omuz.network.exchange.rules.board import THREAD, NotKept, Standing
from omuz.network.exchange.views.board_shared import UNPROCESSABLE, opened, take


@page("exchange.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Questions by tag and by how they stand."""
    tag, state, ours = request.GET.get("etiket", "")[:60], request.GET.get("durum", ""), request.GET.get("bizim") == "1"
    state = state if state in list(Standing) else ""
    context = {
        "lines": question_lines(request.person, tag=tag, state=state, ours=ours),
        "tag": tag,
        "told_tag": known_tags().get(tag),
        "follows": bool(tag) and follows(request.person, tag),
        "state": state,
        "ours": ours,
        "tags": used_tags(request.person),
        "writes": bool(holders(request.person)),
    }
    return render(request, "exchange/board/questions.html", context)


@page("exchange.read")
def shown(request: SignedInRequest, question_id: UUID) -> HttpResponseBase:
    """One question with its answers; an answer is written on the same page."""
    row = question_of(request.person, question_id)
    form = AnswerForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            _answered(request, form, row)
            messages.success(request, _("Yanıtınız kaydedildi; soran merkez görecek."))
            return redirect("exchange:question", row.id)
        except NotKept as refusal:
            form.say(refusal)
    context = _told(request, row, form)
    return render(request, "exchange/board/question.html", context, status=UNPROCESSABLE if form.errors else 200)


def _answered(request: SignedInRequest, form: AnswerForm, row: Question) -> None:
    request.person.require("exchange.board")
    questions.answer(
        by=request.person,
        question=row,
        centre_id=form.centre_id(),
        text=form.cleaned_data["text"],
        names_meant=form.names_told,
    )


def _told(request: SignedInRequest, row: Question, form: AnswerForm) -> dict[str, Any]:
    told = question_page(request.person, row)
    return {
        "told": told,
        "line": told.line,
        "form": form,
        "was_new": opened(request, row.id),
        "thread": f"{THREAD}{row.id}",
        "follows": follows(request.person, f"{THREAD}{row.id}"),
        "former": former_words(request.person, row),
        "writes": bool(form.holders) and row.shown and row.closed_at is None,
        "thanks": bool(form.holders),
        "moderates": request.person.may("exchange.moderate"),
    }


@page("exchange.board")
def question(request: SignedInRequest, question_id: UUID | None = None) -> HttpResponseBase:
    """Ask, or change what her centre asked."""
    row = question_of(request.person, question_id) if question_id else None
    if row:
        board.demand_hand(request.person, row.centre_id)
    start = {"title": row.title, "text": row.text, "tags": list(row.tags), "seen": row.revision} if row else {}
    form = QuestionForm(request.POST or None, person=request.person, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _kept(request, form, row)
            messages.success(request, _("Sorunuz kaydedildi; yanıt gelince “Yeni olanlar”da görürsünüz."))
            return redirect("exchange:question", kept.id)
        except NotKept as refusal:
            form.say(refusal)
    context = {"form": form, "row": row, "never": board_words().never}
    return render(request, "exchange/board/question_form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _kept(request: SignedInRequest, form: QuestionForm, row: Question | None) -> Question:
    given = form.cleaned_data
    typed: dict[str, Any] = {"title": given["title"], "text": given["text"], "tags": tuple(given["tags"])}
    if row is None:
        return questions.ask(by=request.person, centre_id=form.centre_id(), names_meant=form.names_told, **typed)
    return questions.change_question(
        by=request.person, row=row, seen=form.revision_seen, names_meant=form.names_told, **typed
    )


@page("exchange.board")
def step(request: SignedInRequest, question_id: UUID, step: str) -> HttpResponseBase:
    """Close, open again, take back, hide, show again."""
    by, row = request.person, question_of(request.person, question_id)
    why = request.POST.get("why", "")
    steps = {
        "kapat": (partial(questions.close, by=by, row=row), _("Soru kapandı; yanıtlar duruyor.")),
        "ac": (partial(questions.reopen, by=by, row=row), _("Soru yeniden açık.")),
        "geri-al": (partial(questions.take_question_back, by=by, row=row), _("Soru geri alındı, sözleri silindi.")),
        "gizle": (partial(board.hide, by=by, row=row, why=why), _("Gizlendi; yazan merkez nedenini okur.")),
        "goster": (partial(board.show_again, by=by, row=row), _("Yeniden herkes okuyabilir.")),
    }
    take(request, steps, step)
    return redirect("exchange:question", row.id)

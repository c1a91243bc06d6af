"""Experience cards: the list, one card, writing it, its steps, on paper, as files."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.papers.handing import handed_out
from omuz.network.exchange.actions import board as actions
from omuz.network.exchange.documents.board import KINDS, card_paper, cards_file
from omuz.network.exchange.forms.board import CardForm, holders
from omuz.network.exchange.models import Card
from omuz.network.exchange.queries.board import Voices, card_line, card_lines, card_of, former_words, used_tags
from omuz.network.exchange.queries.board_news import follows
from omuz.network.exchange.queries.board_words import board_words, known_tags
from omuz.network.exchange.rules.board import NotKept
from omuz.network.exchange.views.board_shared import UNPROCESSABLE, opened, take


@page("exchange.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Cards of every centre or of her own, by tag."""
    tag, ours = request.GET.get("etiket", "")[:60], request.GET.get("bizim") == "1"
    context = {
        "lines": card_lines(request.person, tag=tag, ours=ours),
        "tag": tag,
        "told_tag": known_tags().get(tag),
        "follows": bool(tag) and follows(request.person, tag),
        "ours": ours,
        "tags": used_tags(request.person),
        "writes": bool(holders(request.person)),
    }
    return render(request, "exchange/board/cards.html", context)


@page("exchange.read")
def shown(request: SignedInRequest, card_id: UUID) -> HttpResponseBase:
    """One card, with its former words for those who wrote it."""
    row = card_of(request.person, card_id)
    voices = Voices(request.person)
    context = {
        "line": card_line(row, voices, known_tags()),
        "parts": board_words().parts,
        "was_new": opened(request, row.id),
        "former": former_words(request.person, row),
        "moderates": request.person.may("exchange.moderate"),
    }
    return render(request, "exchange/board/card.html", context)


@page("exchange.board")
def card(request: SignedInRequest, card_id: UUID | None = None) -> HttpResponseBase:
    """Write a card, or change one of her centre."""
    row = card_of(request.person, card_id) if card_id else None
    if row:
        actions.demand_hand(request.person, row.centre_id)
    start: dict[str, Any] = {**actions.words_of(row).stored(), "seen": row.revision} if row else {}
    form = CardForm(request.POST or None, person=request.person, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _kept(request, form, row)
            messages.success(request, _("Kart kaydedildi; bütün merkezler okuyabilir."))
            return redirect("exchange:card", kept.id)
        except NotKept as refusal:
            form.say(refusal)
    context = {"form": form, "row": row, "never": board_words().never, "kinds": board_words().evidence}
    return render(request, "exchange/board/card_form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _kept(request: SignedInRequest, form: CardForm, row: Card | None) -> Card:
    if row is None:
        return actions.write_card(
            by=request.person, centre_id=form.centre_id(), told=form.told(), names_meant=form.names_told
        )
    return actions.change_card(
        by=request.person, card=row, told=form.told(), seen=form.revision_seen, names_meant=form.names_told
    )


@page("exchange.board")
def step(request: SignedInRequest, card_id: UUID, step: str) -> HttpResponseBase:
    """Withdraw, put back, hide, show again."""
    by, row = request.person, card_of(request.person, card_id)
    why, erase = request.POST.get("why", ""), request.POST.get("erase") == "1"
    steps = {
        "geri-cek": (partial(actions.withdraw_card, by=by, card=row, why=why, erase=erase), _("Kart geri çekildi.")),
        "geri-koy": (partial(actions.put_back, by=by, card=row), _("Kart yeniden paylaşılıyor.")),
        "gizle": (partial(actions.hide, by=by, row=row, why=why), _("Gizlendi; yazan merkez nedenini okur.")),
        "goster": (partial(actions.show_again, by=by, row=row), _("Yeniden herkes okuyabilir.")),
    }
    take(request, steps, step)
    return redirect("exchange:card", row.id)


@page("exchange.read")
def paper(request: SignedInRequest, card_id: UUID) -> HttpResponseBase:
    """One card on paper."""
    line = card_line(card_of(request.person, card_id), Voices(request.person), known_tags())
    return handed_out(card_paper(line), "pdf")


@page("exchange.board")
def own_file(request: SignedInRequest, kind: str) -> HttpResponseBase:
    """Her own centre's cards as a file, the withdrawn ones too."""
    if kind not in KINDS:
        raise Http404
    return handed_out(cards_file(card_lines(request.person, ours=True), kind), kind)

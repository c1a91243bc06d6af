"""Search over everything, what is new for her, and what she follows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.exchange.actions import following as actions
from omuz.network.exchange.queries.board import used_tags
from omuz.network.exchange.queries.board_news import followed, follows, news
from omuz.network.exchange.queries.board_search import find
from omuz.network.exchange.queries.board_words import tag_groups
from omuz.network.exchange.rules.board import EVERYTHING, Kind, NotKept
from omuz.network.exchange.rules.search import LONGEST_QUERY

_LONGEST_TAG = 60


@page("exchange.read")
def search(request: SignedInRequest) -> HttpResponseBase:
    """Cards, questions, answers and analyses by words, kind and tag."""
    query, kind = request.GET.get("q", "")[:LONGEST_QUERY].strip(), request.GET.get("tur", "")
    tag = request.GET.get("etiket", "")[:_LONGEST_TAG]
    asked = bool(query or kind or tag)
    context = {
        "q": query,
        "kind": kind if kind in list(Kind) else "",
        "tag": tag,
        "asked": asked,
        "found": find(request.person, query, kind=kind if kind in list(Kind) else "", tag=tag) if asked else None,
        "tags": used_tags(request.person),
    }
    return render(request, "exchange/board/search.html", context)


@page("exchange.read")
def new(request: SignedInRequest) -> HttpResponseBase:
    """What is new by what she follows, and what that is."""
    told = followed(request.person)
    context = {
        "news": news(request.person),
        "followed": told,
        "all": any(each.what == EVERYTHING for each in told),
        "groups": tag_groups(),
        "everything": EVERYTHING,
    }
    return render(request, "exchange/board/news.html", context)


@page("exchange.read")
@require_POST
def read(request: SignedInRequest) -> HttpResponseBase:
    """She has read what the page showed as new: the items sent, and only those."""
    shown = {str(each.item): each.item for each in news(request.person)}
    items: list[UUID] = [shown[told] for told in request.POST.getlist("item") if told in shown]
    if items:
        actions.mark_read(by=request.person, items=items)
    return redirect("exchange:news")


@page("exchange.read")
@require_POST
def following(request: SignedInRequest) -> HttpResponseBase:
    """Follow something, or follow it no more; back to where she was."""
    # No name of anything holds the letter no database keeps.
    what = request.POST.get("what", "")[:_LONGEST_TAG].replace("\x00", "")
    try:
        if follows(request.person, what):
            actions.unfollow(by=request.person, what=what)
            messages.success(request, _("Artık takip etmiyorsunuz."))
        else:
            actions.follow(by=request.person, what=what)
            messages.success(request, _("Takip ediyorsunuz: yeni bir şey yazılınca “Yeni olanlar”da görürsünüz."))
    except NotKept as refusal:
        messages.warning(request, str(refusal))
    back = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if here and back.startswith("/") else "exchange:news")

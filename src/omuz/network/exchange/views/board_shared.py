"""What the pages of the board have in common: marking as read, one step by its name, files."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404

from omuz.foundation.people.pages import SignedInRequest
from omuz.network.exchange.actions.following import mark_read
from omuz.network.exchange.queries.board_news import news
from omuz.network.exchange.rules.board import NotKept

UNPROCESSABLE = 422

Step = Callable[[], Any]


def opened(request: SignedInRequest, item: UUID) -> bool:
    """Whether this was new for her; opening it marks it read."""
    was_new = any(each.item == item for each in news(request.person))
    if was_new:
        mark_read(by=request.person, items=[item])
    return was_new


def take(request: SignedInRequest, steps: Mapping[str, tuple[Step, str]], step: str) -> bool:
    """Take one of the steps of a row by its name; says how it went. Http404 for a step there is none of."""
    if step not in steps or request.method != "POST":
        raise Http404
    act, said = steps[step]
    try:
        act()
    except NotKept as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, said)
    return True

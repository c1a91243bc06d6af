"""The ways of the room with how much is new for her, and small pieces of the board.

{% board_ways "cards" %}        draws the tabs; needs the request in the context
"""

from typing import Any

from django import template
from django.http import HttpRequest

from omuz.network.exchange.queries.board_news import news

register = template.Library()


@register.inclusion_tag("exchange/board/parts/ways.html", takes_context=True)
def board_ways(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The ways of the room; `here` is analyses, cards, questions, search or news."""
    request: HttpRequest = context["request"]
    person = getattr(request, "person", None)
    return {"here": here, "new": len(news(person)) if person else 0}

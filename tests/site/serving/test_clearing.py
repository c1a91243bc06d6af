"""What only refers to itself is let go when a vault is closed, and only then."""

import gc
import weakref
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse

from omuz.foundation.vault import session
from omuz.site.serving.web import clear_away


class Page:
    """Something she read that refers to itself, as a request and its answer do."""

    def __init__(self) -> None:
        self.itself = self


def _answer(*, closes: bool) -> SimpleNamespace:
    request, answer = HttpRequest(), HttpResponse()
    request.session = {}
    if closes:
        session.close(request)
    session.carry_cookie(request, answer)
    return SimpleNamespace(headers=[("Set-Cookie", morsel.OutputString()) for morsel in answer.cookies.values()])


def test_a_closed_vault_clears_away_what_waited_in_memory():
    gc.disable()
    try:
        page = Page()
        left = weakref.ref(page)
        del page
        clear_away(None, None, None, _answer(closes=False))
        assert left() is not None
        clear_away(None, None, None, _answer(closes=True))
        assert left() is None
    finally:
        gc.enable()

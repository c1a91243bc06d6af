"""A pause she asked for: while it lasts nothing is added to her file and nothing in it is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

from omuz.casework.cases.models import Case
from omuz.foundation.people.access import Refused

_despite: ContextVar[bool] = ContextVar("despite_pause", default=False)


class Paused(Refused):
    """Nothing may be done with this file now, because she asked for that; the message is fit for the reader."""


def refuse_paused(case: Case) -> None:
    """Raise Paused while her pause lasts, unless the act is one she asked for (`despite_pause`)."""
    if case.paused_on is not None and not _despite.get():
        raise Paused(
            _(
                "Kadın bu dosyada işlem yapılmamasını istedi; hiçbir şey yazılmadı. Dosya okunabilir. Yeniden çalışmak"
                " istediğinde dosyanın “Hakları” sayfasından duraklatmayı kaldırın."
            )
        )


@contextmanager
def despite_pause() -> Iterator[None]:
    """Inside this block a paused file may be written: to answer her requests, to withdraw a consent, to forget her."""
    token = _despite.set(True)
    try:
        yield
    finally:
        _despite.reset(token)

"""Keeps an anonymous answer: nothing of who gave it, nothing of when but the quarter."""

from collections.abc import Mapping
from datetime import date

from django.core.cache import cache
from django.utils import timezone

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.models import Centre
from omuz.network.leaflet.models import Answer
from omuz.network.leaflet.rules import HOURLY, answers_of


class NothingSaid(ValueError):
    """No question was answered; nothing is kept."""


class TooMany(RuntimeError):
    """More answers came in this hour than are taken; nothing is kept."""


def answer(*, told: Mapping[str, str], today: date) -> None:
    """Keep the three answers of a form under its quarter. Raises NothingSaid and TooMany.

    The log says that an answer came, never which: nothing but its hour could be told of her from it.
    """
    said = answers_of(told)
    if not any(said.values()):
        raise NothingSaid
    if _this_hour() > HOURLY:
        raise TooMany
    centre = Centre.objects.filter(code=told.get("centre", "")).first()
    with recorded(by=SYSTEM, event="leaflet.answered", about="leaflet:answer"):
        Answer(
            centre_id=centre.id if centre else None,
            quarter=f"{today.year}-Q{(today.month + 2) // 3}",
            **said,
        ).save(force_insert=True)


def _this_hour() -> int:
    """How many answers this hour has seen, this one included, whoever sent them."""
    key = f"leaflet:{timezone.now():%Y%m%d%H}"
    cache.add(key, 0, timeout=7200)
    return int(cache.incr(key))

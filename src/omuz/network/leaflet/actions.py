"""Keeps an anonymous answer: nothing of who gave it, nothing of when but the quarter."""

import time
from collections.abc import Mapping
from datetime import date, datetime

from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import NOBODY, recorded
from omuz.foundation.people.models import Centre
from omuz.network.leaflet.models import Answer
from omuz.network.leaflet.rules import LIMITS, RIPE_SECONDS, STALE_SECONDS, TRAP, answers_of, quarter_of

_SALT = "leaflet"
_HOUR, _DAY, _YEAR = 3600, 86400, 400 * 86400


class NothingSaid(ValueError):
    """No question was answered; nothing is kept."""


class TooMany(RuntimeError):
    """More answers came than are taken, or a program sent this one; nothing is kept."""


def stamp() -> str:
    """What a form carries to show that it was opened before it was sent; the same for everybody who opens it now."""
    return signing.dumps(int(time.time()), salt=_SALT)


def answer(*, told: Mapping[str, str], today: date) -> None:
    """Keep the three answers of a form under its quarter. Raises NothingSaid and TooMany.

    The log says that an answer came on that day, never which nor at what hour, and it stands in a chain of its own.
    """
    said = answers_of(told)
    if not any(said.values()):
        raise NothingSaid
    quarter = quarter_of(today)
    centre = Centre.objects.filter(code=told.get("centre", "")).first()
    if told.get(TRAP) or not _ripe(told.get("stamp", "")) or not _room(today, centre.code if centre else ""):
        _counted(f"turned:{quarter}", _YEAR)
        raise TooMany
    keep(centre=centre, said=said, today=today)


def keep(*, centre: Centre | None, said: Mapping[str, str], today: date) -> None:
    """Write an answer down under its quarter, once it is clear that it is taken; `said` as `answers_of` gives it."""
    quarter = quarter_of(today)
    morning = timezone.make_aware(datetime(today.year, today.month, today.day))  # noqa: DTZ001  # aware in this very line
    with recorded(by=SYSTEM, event="leaflet.answered", centre=NOBODY, about="leaflet:answer", at=morning):
        Answer(centre_id=centre.id if centre else None, quarter=quarter, **said).save(force_insert=True)


def _ripe(given: str) -> bool:
    """Whether a form was opened long enough before for somebody to have read it, and not weeks ago."""
    try:
        age = time.time() - int(signing.loads(given, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return RIPE_SECONDS <= age <= STALE_SECONDS


def _room(today: date, centre: str) -> bool:
    """Whether this hour, this day and this centre's day still take one more, whoever sends it."""
    hour = f"{timezone.localtime():%Y%m%d%H}"
    seen = {
        "hour": _counted(f"hour:{hour}", 2 * _HOUR),
        "day": _counted(f"day:{today:%Y%m%d}", 2 * _DAY),
        "centre": _counted(f"centre:{today:%Y%m%d}:{centre}", 2 * _DAY),
    }
    return all(seen[name] <= most for name, most in LIMITS.items())


def _counted(what: str, seconds: int) -> int:
    """How many there were of this, this one included; a number by itself, forgotten after `seconds`."""
    key = f"leaflet:{what}"
    cache.add(key, 0, timeout=seconds)
    return int(cache.incr(key))

"""Puts the signed-in person on each request, and ends or locks a session that may no longer act."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from omuz.foundation.audit.chain import looked
from omuz.foundation.people.access import Person, SeatedRequest, own_chain, person_for
from omuz.foundation.people.models import Staff
from omuz.foundation.people.rules import must_carry_second_factor
from omuz.foundation.people.sessions import Seat, SessionStore
from omuz.foundation.vault import session as vault

SEEN_STEP = timedelta(seconds=20)
"""How often the last sign of life is written; a busy page does not write at each request."""


class PersonMiddleware:
    """Sets `request.person`, `request.locked` and `request.enrolling`; needs sessions and authentication before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: SeatedRequest) -> HttpResponseBase:
        request.person = _person(request)
        request.locked = False
        request.enrolling = False
        if request.person is not None:
            store = request.session
            request.locked = store.seat.locked or _idle(request, request.person, store)
            request.enrolling = not store.get("second_factor") and must_carry_second_factor(
                request.person.roles, settings.OMUZ_SECOND_FACTOR
            )
        return self.get_response(request)


def _person(request: SeatedRequest) -> Person | None:
    staff = request.user
    if not isinstance(staff, Staff):
        return None
    if not staff.is_active or _ended(request.session.seat, staff, timezone.now()):
        # The row goes, the vault's key cookie goes with it; what was opened in memory is dropped.
        vault.close(request)
        logout(request)
        return None
    return person_for(staff)


def _ended(seat: Seat, staff: Staff, now: datetime) -> bool:
    if seat.staff_id != staff.id or seat.epoch != staff.session_epoch or seat.opened_at is None:
        return True
    return now - seat.opened_at > timedelta(hours=settings.OMUZ_SESSION_HOURS)


def _idle(request: SeatedRequest, person: Person, store: SessionStore) -> bool:
    """Lock a session nobody has touched for `OMUZ_IDLE_SERVER_SECONDS`; otherwise note the sign of life."""
    now = timezone.now()
    seen = store.seat.seen_at or store.seat.opened_at or now
    if now - seen > timedelta(seconds=settings.OMUZ_IDLE_SERVER_SECONDS):
        store.change(locked=True)
        vault.close(request)
        looked(by=person, event="session.locked", centre=own_chain(person), about="idle")
        return True
    waiting = request.headers.get("X-Omuz-Background") and request.method == "GET"
    if now - seen > SEEN_STEP and not waiting:
        store.change(seen_at=now)
    return False

"""Coming in, locking, unlocking and leaving: each leaves one event in the log of her first centre."""

import secrets
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.people.access import Person, SeatedRequest, acting, own_chain, person_for
from omuz.foundation.people.models import Session, Staff
from omuz.foundation.people.rules import device_kind
from omuz.foundation.vault import index, session
from omuz.foundation.vault.keys import PasswordDoesNotOpen, VaultRefused, open_with_password

TOO_MANY = _("Kısa sürede çok deneme yapıldı. Birkaç dakika bekleyin, sonra yeniden deneyin. Hesabınız kapanmadı.")

KNOWN_COOKIE = "omuz_known"
_KNOWN_DAYS = 180
_KNOWN_MOST = 12
_CONFIRMED_SECONDS = 600


def known_browser(request: HttpRequest, username: str) -> str:
    """The mark of this browser where `username` has signed in from it before, else an empty string."""
    told = _known(request)
    return str(told["mark"]) if _digest(username) in told["who"] else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Let this browser count its own wrong tries from now on; it keeps a digest, never a name."""
    told = _known(request)
    who = [digest for digest in told["who"] if digest != _digest(username)]
    told["who"] = [*who, _digest(username)][-_KNOWN_MOST:]
    response.set_cookie(
        settings.COOKIE_MARK + KNOWN_COOKIE,
        signing.dumps(told, salt=KNOWN_COOKIE, compress=True),
        max_age=_KNOWN_DAYS * 86400,
        httponly=True,
        secure=settings.OMUZ_HTTPS,
        samesite="Strict",
    )


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        kept = request.COOKIES.get(settings.COOKIE_MARK + KNOWN_COOKIE, "")
        told = signing.loads(kept, salt=KNOWN_COOKIE, max_age=_KNOWN_DAYS * 86400)
        return {"mark": str(told["mark"]), "who": list(told["who"])}
    except (signing.BadSignature, KeyError, TypeError):
        return {"mark": secrets.token_urlsafe(12), "who": []}


def _digest(username: str) -> str:
    return salted_hmac(KNOWN_COOKIE, username.strip().lower()).hexdigest()[:20]


def note_refusal(username: str, *, about: str) -> None:
    """One event for a refused sign-in; a name nobody has is not kept, it may be a password typed in the wrong box."""
    staff = Staff.objects.filter(username__iexact=username.strip()).first()
    # Her posts are looked up for a name nobody has too: how long a refusal takes must not tell which names there are.
    centre = own_chain(person_for(staff or Staff()))
    name = f"staff:{staff.id}" if staff else "staff:unknown"
    looked(by=SYSTEM, event="session.refused", centre=centre, about=f"{name} {about}")


def open_vault_pending(request: SeatedRequest, staff: Staff, password: str) -> None:
    """Open her keys with the password just proven, to be used only once the second factor is passed too.

    Whoever holds no key, or whose key this password does not open, comes in without: the pages that need it say so.
    """
    request.session["half_way_epoch"] = staff.session_epoch
    try:
        with acting(person_for(staff)):
            session.keep_pending(request, open_with_password(staff.id, password))
    except (VaultRefused, PasswordDoesNotOpen):
        session.close(request)


def may_finish(request: SeatedRequest, staff: Staff) -> bool:
    """Whether a sign-in begun with her password may still end: not once she has left or been signed out everywhere."""
    return staff.is_active and request.session.get("half_way_epoch") == staff.session_epoch


def open_session(request: SeatedRequest, staff: Staff) -> None:
    """She is in: seat the session, open what was pending, write the event."""
    person = person_for(staff)
    factors = [str(step.get("type")) for step in get_authentication_records(request, staff) if step["method"] == "mfa"]
    now = timezone.now()
    request.session["second_factor"] = bool(factors)
    confirm(request)
    request.session.change(
        staff_id=staff.id,
        epoch=staff.session_epoch,
        opened_at=now,
        seen_at=now,
        locked=False,
        device=device_kind(request.headers.get("User-Agent", "")),
    )
    session.promote(request)
    request.person = person
    Session.objects.filter(expire_date__lt=now).delete()
    proof = factors[-1] if factors else "password"
    looked(by=person, event="session.opened", centre=own_chain(person), about=f"with:{proof}")


def confirm(request: SeatedRequest) -> None:
    """She has just proven her password."""
    request.session["confirmed_at"] = time.time()


def recently_confirmed(request: SeatedRequest) -> bool:
    """Whether her password was proven in this session within ten minutes."""
    return time.time() - float(request.session.get("confirmed_at", 0)) < _CONFIRMED_SECONDS


def lock(request: SeatedRequest, *, by: Person, about: str = "hand") -> None:
    """Close the vault and leave nothing on the screen's session but the way back."""
    session.close(request)
    request.session.change(locked=True)
    looked(by=by, event="session.locked", centre=own_chain(by), about=about)


class TooManyTries(Exception):
    """Her password was asked too often in a short time."""


def prove(request: SeatedRequest, *, by: Person, password: str) -> bool:
    """Whether `password` is hers; counts tries and raises TooManyTries. A wrong one leaves an event."""
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        raise TooManyTries
    if not request.user.check_password(password):
        looked(by=by, event="session.unlock_refused", centre=own_chain(by))
        return False
    ratelimit.clear(request, action="reauthenticate", user=request.user)
    confirm(request)
    return True


def unlock(request: SeatedRequest, *, by: Person, password: str) -> None:
    """Reopen her keys with a password already proven, and the session with them."""
    try:
        session.keep_open(request, open_with_password(by.staff_id, password))
    except (VaultRefused, PasswordDoesNotOpen):
        session.close(request)
    request.session.change(locked=False, seen_at=timezone.now())
    looked(by=by, event="session.unlocked", centre=own_chain(by))


def emptied(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to whoever has just left: her browser is told to forget every page it keeps of this house.

    Storage too: what a page kept on this computer for when the line is cut goes with the session.
    """
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def sign_out(request: SeatedRequest, *, by: Person) -> None:
    """End this session: the row, the keys and the index of it."""
    session.close(request)
    looked(by=by, event="session.closed", centre=own_chain(by))
    logout(request)


def sign_out_everywhere(request: SeatedRequest, *, by: Person) -> None:
    """End every session of her own, this one included."""
    session.close(request)
    with recorded(by=by, event="sessions.ended", centre=own_chain(by), about=f"staff:{by.staff_id}"):
        end_all(Staff.objects.get(pk=by.staff_id))
    logout(request)


def end_session(*, by: Person, mark: str) -> None:
    """End one of her own sessions, named by the mark `own_sessions` gives it; does nothing when it is gone."""
    with recorded(by=by, event="session.ended", centre=own_chain(by)):
        for row in Session.objects.filter(staff_id=by.staff_id):
            if secrets.compare_digest(session_mark(row.session_key), mark):
                row.delete()


def end_all(staff: Staff) -> None:
    """Inside a recorded act: no session of hers, signed in or half-way, answers from now on."""
    staff.session_epoch += 1
    staff.save(update_fields=["session_epoch"])
    Session.objects.filter(staff_id=staff.id).delete()
    index.evict_staff(staff.id)


def session_mark(session_key: str) -> str:
    """A name for a session that may stand on a page: it does not open it."""
    return salted_hmac("omuz.session-mark", session_key).hexdigest()[:24]

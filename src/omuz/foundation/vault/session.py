"""Keeps opened keys for a session: ciphertext in the session row, its key in a cookie, neither enough alone."""

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from omuz.foundation.vault import crypto, index
from omuz.foundation.vault.keys import caught_up
from omuz.foundation.vault.models import StaffKey
from omuz.foundation.vault.opened import OpenedVault, VaultClosed

T = TypeVar("T")

COOKIE = "omuz_key"
"""Its name where nothing is encrypted on the way; behind HTTPS `settings.COOKIE_MARK` stands before it."""
_OPEN = "vault"
_PENDING = "vault_pending"


@dataclass
class _Carried:
    """What one request knows of its vault, and what its answer has to do to the cookie."""

    vault: OpenedVault | None = None
    key: bytes | None = None
    forget: bool = False
    renewals: int | None = None
    """How often her keys were renewed, as her row says now; None while this request has not looked."""


def _carried(request: HttpRequest) -> _Carried:
    carried: _Carried = request.__dict__.setdefault("_omuz_vault", _Carried())
    return carried


def _place(staff_id: UUID, opening: str) -> bytes:
    return crypto.bound_to("session", staff_id, opening)


def keep_open(request: HttpRequest, vault: OpenedVault) -> None:
    """Keep `vault` open for this session until `close`; the answer sets the cookie."""
    _keep(request, vault, _OPEN)
    _carried(request).vault = vault


def keep_pending(request: HttpRequest, vault: OpenedVault) -> None:
    """Keep `vault` for after the second factor: `vault_of` refuses it until `promote`."""
    _keep(request, vault, _PENDING)


def promote(request: HttpRequest) -> None:
    """The second factor was passed: what is pending becomes open. Does nothing when nothing is pending."""
    pending = request.session.pop(_PENDING, None)
    if pending is not None:
        request.session[_OPEN] = pending


def _keep(request: HttpRequest, vault: OpenedVault, where: str) -> None:
    _drop(request)
    key, opening = crypto.new_key(), secrets.token_urlsafe(16)
    sealed = crypto.seal_bytes(key, vault.to_bytes(), _place(vault.staff_id, opening))
    request.session[where] = {
        "staff": str(vault.staff_id),
        "opening": opening,
        "sealed": base64.b64encode(sealed).decode(),
    }
    vault.opening = opening
    carried = _carried(request)
    carried.key, carried.forget = key, False


def vault_of(request: HttpRequest) -> OpenedVault:
    """The opened vault of a signed-in, unlocked session; raises VaultClosed.

    Reads one row (her key's epoch) once a request, so that a withdrawn grant closes sessions already open.
    """
    carried = _carried(request)
    if getattr(request, "locked", False):
        raise VaultClosed(why="the session is locked")
    if carried.vault is None:
        carried.vault = _reopened(request)
    if carried.renewals not in (None, carried.vault.renewals):
        carried.vault = _caught_up(request, carried.vault, carried.renewals)
    return carried.vault


def _caught_up(request: HttpRequest, vault: OpenedVault, renewals: int) -> OpenedVault:
    """A key of hers was renewed since: the new one is put beside the old, under the cookie she has."""
    try:
        fresh = caught_up(vault, renewals)
    except VaultClosed:
        close(request)
        raise
    if fresh.renewals == renewals:
        kept = request.session[_OPEN]
        key = _carried(request).key or _cookie_key(request)
        sealed = crypto.seal_bytes(key, fresh.to_bytes(), _place(fresh.staff_id, kept["opening"]))
        request.session[_OPEN] = {**kept, "sealed": base64.b64encode(sealed).decode()}
    # Otherwise her rows are not open yet in this request: the next call looks again.
    return fresh


def _reopened(request: HttpRequest) -> OpenedVault:
    kept: dict[str, Any] | None = request.session.get(_OPEN)
    if kept is None:
        raise VaultClosed(why="nothing is open in this session")
    staff_id = UUID(kept["staff"])
    if str(getattr(request.user, "pk", "")) != kept["staff"]:
        raise VaultClosed(why="the session belongs to somebody else")
    key = _carried(request).key or _cookie_key(request)
    try:
        raw = crypto.open_bytes(key, base64.b64decode(kept["sealed"]), _place(staff_id, kept["opening"]))
    except crypto.SealBroken as broken:
        raise VaultClosed(why="the cookie does not open this session") from broken
    vault = OpenedVault.from_bytes(raw)
    vault.opening = kept["opening"]
    told = StaffKey.objects.filter(staff_id=staff_id).values_list("epoch", "renewals").first()
    if told is None or told[0] != vault.epoch:
        close(request)
        raise VaultClosed(why="a key was withdrawn since")
    _carried(request).renewals = told[1]
    return vault


def _cookie_key(request: HttpRequest) -> bytes:
    text = request.COOKIES.get(settings.COOKIE_MARK + COOKIE, "")
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != crypto.KEY_BYTES:
        raise VaultClosed(why="the browser sent no key")
    return key


def is_open(request: HttpRequest) -> bool:
    """Whether `vault_of` would answer."""
    try:
        vault_of(request)
    except VaultClosed:
        return False
    return True


def close(request: HttpRequest) -> None:
    """Lock or sign-out: forget the opened keys, the session's index and the cookie."""
    _drop(request)
    carried = _carried(request)
    carried.vault, carried.key, carried.forget = None, None, True


def _drop(request: HttpRequest) -> None:
    for where in (_OPEN, _PENDING):
        kept = request.session.pop(where, None)
        if kept is not None:
            index.evict(kept["opening"])
    _carried(request).vault = None


def index_of(request: HttpRequest, name: str, loader: Callable[[], T], refresh: Callable[[T], T] | None = None) -> T:
    """What this session keeps in memory under `name`; raises VaultClosed when its vault is not open.

    `loader` makes it once; `refresh` is handed the kept value on every later use and returns what to keep.
    """
    vault = vault_of(request)
    opening: str = request.session[_OPEN]["opening"]
    return index.kept(opening, name, loader, refresh=refresh, staff_id=vault.staff_id)


def carry_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the answer the cookie this request made, or take away the one it closed."""
    carried = _carried(request)
    if carried.key is not None:
        response.set_cookie(
            settings.COOKIE_MARK + COOKIE,
            base64.urlsafe_b64encode(carried.key).decode(),
            httponly=True,
            secure=settings.OMUZ_HTTPS,
            samesite="Strict",
        )
    elif carried.forget:
        response.delete_cookie(settings.COOKIE_MARK + COOKIE, samesite="Strict")

"""What one session has opened for lists, search and counting: in memory only, gone at lock and sign-out."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings

T = TypeVar("T")

MOST_SESSIONS = 64
"""More sessions than this keep no index at once in one process; the one untouched longest is dropped and reloads."""

_GRACE_SECONDS = 60
ROUND_SECONDS = 15.0
"""Seconds between two rounds of the janitor."""


@dataclass
class _Drawer:
    """The index of one session: name → value, and one lock a name so that a value is loaded once."""

    staff_id: UUID | None
    touched: float
    values: dict[str, Any] = field(default_factory=dict)
    loading: dict[str, threading.Lock] = field(default_factory=dict)


_drawers: dict[str, _Drawer] = {}
_guard = threading.Lock()
_janitor: threading.Thread | None = None


def kept(
    opening: str,
    name: str,
    loader: Callable[[], T],
    *,
    refresh: Callable[[T], T] | None = None,
    staff_id: UUID | None = None,
) -> T:
    """The value `name` of one session, loaded on first use and passed through `refresh` on every later one."""
    drawer, lock = _opened_drawer(opening, name, staff_id)
    with lock:
        if name in drawer.values:
            value: T = drawer.values[name]
            if refresh is None:
                return value
            value = refresh(value)
        else:
            value = loader()
        with _guard:
            # Evicted while loading: the caller still gets her answer, but nothing is kept.
            if _drawers.get(opening) is drawer:
                drawer.values[name] = value
    return value


def evict(opening: str) -> None:
    """Drop everything one session keeps here."""
    with _guard:
        drawer = _drawers.pop(opening, None)
    _emptied([drawer] if drawer else [])


def evict_staff(staff_id: UUID) -> None:
    """Drop everything every session of one person keeps here."""
    with _guard:
        gone = [opening for opening, drawer in _drawers.items() if drawer.staff_id == staff_id]
        drawers = [_drawers.pop(opening) for opening in gone]
    _emptied(drawers)


def evict_idle(now: float | None = None) -> int:
    """Drop the index of every session untouched for the idle time and a minute; `now` in monotonic seconds."""
    moment = time.monotonic() if now is None else now
    with _guard:
        drawers = _taken_idle(moment)
    _emptied(drawers)
    return len(drawers)


def held() -> dict[str, frozenset[str]]:
    """Which sessions keep which names here now."""
    with _guard:
        return {opening: frozenset(drawer.values) for opening, drawer in _drawers.items()}


def _opened_drawer(opening: str, name: str, staff_id: UUID | None) -> tuple[_Drawer, threading.Lock]:
    now = time.monotonic()
    with _guard:
        gone = _taken_idle(now)
        drawer = _drawers.get(opening)
        if drawer is None:
            if len(_drawers) >= MOST_SESSIONS:
                oldest = min(_drawers, key=lambda each: _drawers[each].touched)
                gone.append(_drawers.pop(oldest))
            drawer = _drawers[opening] = _Drawer(staff_id, now)
        drawer.touched = now
        lock = drawer.loading.setdefault(name, threading.Lock())
        _wake_janitor()
    _emptied(gone)
    return drawer, lock


def _taken_idle(now: float) -> list[_Drawer]:
    limit = now - settings.OMUZ_IDLE_SECONDS - _GRACE_SECONDS
    idle = [opening for opening, drawer in _drawers.items() if drawer.touched < limit]
    return [_drawers.pop(opening) for opening in idle]


def _emptied(drawers: list[_Drawer]) -> None:
    for drawer in drawers:
        for value in drawer.values.values():
            # Strings and dictionaries cannot be overwritten here; a request still reading them keeps them whole.
            if isinstance(value, bytearray):
                value[:] = bytes(len(value))
        drawer.values.clear()


def _wake_janitor() -> None:
    global _janitor  # noqa: PLW0603  # one thread a process, started on first use so that a forked worker has its own
    if _janitor is None or not _janitor.is_alive():
        _janitor = threading.Thread(target=_sweep, name="omuz-index-janitor", daemon=True)
        _janitor.start()


def _sweep() -> None:
    while True:
        time.sleep(ROUND_SECONDS)
        evict_idle()
        with _guard:
            if not _drawers:
                return

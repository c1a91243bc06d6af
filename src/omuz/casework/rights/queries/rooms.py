"""Asks every room below what it holds of a file; a room that is not there, or has nothing to say, is passed over."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

ROOMS: Final = (
    "interviews", "safety", "cases", "services", "consents", "referrals", "orders", "appointments", "team", "contacts",
    "rights",
)  # fmt: skip
"""In the order in which she reads: what she said comes first."""


def answers_of(name: str, *args: Any, **given: Any) -> Iterator[tuple[str, Any]]:
    """Room and what its function `name` in `queries/panel.py` answers, for every room that has one."""
    for room in ROOMS:
        module = f"omuz.casework.{room}.queries.panel"
        if find_spec(f"omuz.casework.{room}.queries") is None or find_spec(module) is None:
            continue
        asked = getattr(import_module(module), name, None)
        if asked is not None:
            yield room, asked(*args, **given)

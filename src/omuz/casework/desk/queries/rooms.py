"""The rooms whose panels make the page of a file, from the lowest up; one without a panel is passed over."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

ROOMS = (
    "cases", "interviews", "safety", "consents", "services", "referrals", "orders", "appointments", "team", "offline",
    "rights",
)  # fmt: skip


@lru_cache(maxsize=1)
def panels() -> dict[str, ModuleType]:
    """Room → its panel module; a room under construction has none yet."""
    return dict(_found())


def _found() -> Iterator[tuple[str, ModuleType]]:
    for room in ROOMS:
        if find_spec(f"omuz.casework.{room}.queries") and find_spec(name := f"omuz.casework.{room}.queries.panel"):
            yield room, import_module(name)


def asked(what: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Room and its function `what`, for the rooms that have it."""
    for room, module in panels().items():
        function = getattr(module, what, None)
        if function is not None:
            yield room, function

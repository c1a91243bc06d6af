"""Which places have no address anywhere, and what a line of the directory may hold."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from omuz.foundation.catalogue.turkish import fold

SHELTERS: Final = frozenset({"state_shelter", "municipal_shelter"})
"""Kinds of institution whose place is secret, whatever somebody ticks."""

WHEREABOUTS: Final = ("address", "how_to_reach", "district")
"""What tells where a place is: empty, in the row and in its history, where the place is confidential."""

_ADDRESS = re.compile(
    r"\b(mah|mahalle|mahallesi|cad|cadde|caddesi|sok|sokak|sokagi|sk|bulvar|bulvari|blv|apt|apartman|apartmani|daire|kat)\b"
    r"|\bno \d+|\b\d{5}\b(?! ?\d)"
)
_PHONE = re.compile(r"[0-9+()/ .\-]{3,40}")
_MOBILE = re.compile(r"(\+?90|0)?5\d{9}")


class Conflict(Exception):
    """Somebody else changed the entry meanwhile; nothing was written."""


class Secret(ValueError):
    """An address was said of a place that is confidential; it was not kept, not even in this message."""


def is_secret(kind: str, confidential: bool) -> bool:
    """Whether the place has no address anywhere."""
    return confidential or kind in SHELTERS


def tells_where(text: str) -> bool:
    """Whether words look like a street address: for the free text of a place that is confidential."""
    return bool(_ADDRESS.search(fold(text)))


def gives_away(facts: Mapping[str, object]) -> str:
    """The first fact that would tell where a confidential place is; empty where none does."""
    for name, value in facts.items():
        if name in WHEREABOUTS and value:
            return name
        if isinstance(value, str) and name not in ("phone", "email", "website") and tells_where(value):
            return name
    return ""


def good_phone(text: str) -> bool:
    """Signs of a telephone number only, a short line like 183 included; several are parted by a slash."""
    return not text or _PHONE.fullmatch(text) is not None


def private_phone(text: str) -> bool:
    """Whether a mobile number is among the numbers: those are people's own and stay out of the directory."""
    return any(_MOBILE.fullmatch(re.sub(r"\D", "", part)) for part in text.split("/"))


def fits(query: str, *texts: str) -> bool:
    """Whether each word of the query begins a word of the texts; letters are compared as a tired typist means them."""
    words = [word for text in texts for word in fold(text).split()]
    return all(any(word.startswith(part) for word in words) for part in fold(query).split())


def differences(before: Mapping[str, object], after: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    """The facts that say something else now."""
    return {name: after[name] for name in names if name in after and before.get(name) != after[name]}

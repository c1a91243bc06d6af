"""Which places have no address anywhere, and what a line of the directory may hold."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import fold

SHELTERS: Final = frozenset({"state_shelter", "municipal_shelter"})
"""Kinds of institution whose place is secret, whatever somebody ticks."""

WHEREABOUTS: Final = ("address", "how_to_reach", "district")
"""What tells where a place is: empty, in the row and in its history, where the place is confidential."""
_SIGNS: Final = ("phone", "email", "website", "id")
"""Signs rather than words: digits and dots in them are no address."""

_ADDRESS = re.compile(
    r"\b\d*(?:mah|mh|mahalle\w*|cad|cd|cadde\w*|sok|sk|sokak\w*|sokag\w*|bulvar\w*|blv|apt|apartman\w*|kat|katta|katinda"
    r"|durak\w*|durag[iu]\w*|meydani\w*|mevki\w*)\b"
    r"|\bdaire (?:no )?\d|\bno \d+|\b\d{5}\b(?! ?\d)"
)
_ENDINGS = "(?:[yns]?(?:a|e|i|u|in|un|da|de|ta|te|dan|den|tan|ten|daki|deki|taki|teki|li|lu))?"
"""Case endings a tired typist leaves without an apostrophe: `Konakta`, `Bucalı`, `Karşıyakanın`."""
_ELSEWHERE: Final = frozenset({"out_of_province", "abroad"})
_PHONE = re.compile(r"[0-9+()/ .\-]{3,40}")
_MOBILE = re.compile(r"(\+?90|0)?5\d{9}")


class Conflict(Exception):
    """Somebody else changed the entry meanwhile; nothing was written."""


class Unkept(ValueError):
    """An entry cannot be kept as it was typed; the message is the sentence for whoever typed it."""


class Secret(Unkept):
    """An address was said of a place that is confidential; it was not kept, not even in this message."""


class Twice(Unkept):
    """The same entry is there already."""


class Overtaken(Unkept):
    """Something else is said to hold from a later day on already."""


def is_secret(kind: str, confidential: bool) -> bool:
    """Whether the place has no address anywhere."""
    return confidential or kind in SHELTERS


@lru_cache(maxsize=4)
def _districts(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(fold, names))}){_ENDINGS}\b")


def tells_where(text: str) -> bool:
    """Whether words look like a street address or name a district: for the free text of a confidential place."""
    folded = fold(text)
    names = tuple(entry.tr for entry in code_list("district") if entry.code not in _ELSEWHERE)
    return bool(_ADDRESS.search(folded) or _districts(names).search(folded))


def telling(name: str, value: object) -> bool:
    """Whether one fact would tell where a confidential place is."""
    if name in WHEREABOUTS and value:
        return True
    return isinstance(value, str) and name not in _SIGNS and tells_where(value)


def gives_away(facts: Mapping[str, object]) -> str:
    """The first fact that would tell where a confidential place is; empty where none does."""
    return next((name for name, value in facts.items() if telling(name, value)), "")


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

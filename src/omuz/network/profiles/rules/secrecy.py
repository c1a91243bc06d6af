"""Which answers of a profile would tell where a centre is whose place is confidential."""

from collections.abc import Mapping
from typing import Final

from omuz.network.directory.rules.places import tells_where
from omuz.network.profiles.rules.sheet import Asked, Kind, Sheet

WHERE: Final = frozenset({"area_district", "area_served"})
"""Questions whose every answer tells where a centre is."""
KEPT_BACK: Final = ""
"""What stands in place of such an answer; a question left empty is absent."""


def tells(asked: Asked, text: str) -> bool:
    """Whether an answer names a district or looks like an address."""
    return asked.name in WHERE or (asked.kind is not Kind.NUMBER and tells_where(asked.in_words(text)))


def without_where(sheet: Sheet, values: Mapping[str, str]) -> dict[str, str]:
    """The answers of a confidential centre, those that tell its place kept back."""
    known = sheet.by_name
    return {name: KEPT_BACK if name in known and tells(known[name], text) else text for name, text in values.items()}

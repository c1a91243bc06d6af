"""The notice she gets before anything is written down: which version, and how its blanks are filled."""

from collections.abc import Iterable, Mapping
from datetime import date

BLANKS = ("controller", "centre", "address", "contact")
UNFILLED = "…"


def newest(versions: Iterable[date], today: date) -> date | None:
    """The version to give on `today`: the newest that has begun; None where none has."""
    return max((day for day in versions if day <= today), default=None)


def filled(text: str, blanks: Mapping[str, str]) -> str:
    """`text` with its blanks filled; what nobody has entered yet shows as a gap, never as a brace."""
    for name in BLANKS:
        text = text.replace(f"{{{name}}}", blanks.get(name, "").strip() or UNFILLED)
    return text

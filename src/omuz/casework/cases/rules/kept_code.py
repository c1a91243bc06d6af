"""The code she keeps in her head: three everyday words and two digits, the same however it is typed."""

import re
from collections.abc import Collection
from typing import Final

WORDS: Final = 3
"""How many words make a code."""
DIGITS: Final = 2
"""How many digits follow them."""

_FOLDED: Final = str.maketrans(
    {"ç": "c", "ğ": "g", "ı": "i", "ö": "o", "ş": "s", "ü": "u", "â": "a", "î": "i", "û": "u", "İ": "i", "I": "i"}
)
_PIECES: Final = re.compile(r"[a-z]+|[0-9]+")


def folded(text: str) -> str:
    """`text` in small letters without Turkish signs: a keyboard or a tired ear must not stand between her and us."""
    return text.translate(_FOLDED).lower().translate(_FOLDED)


def spoken(words: Collection[str], number: int) -> str:
    """A code as it is told and printed: `elma kova deniz 47`."""
    return f"{' '.join(words)} {number:0{DIGITS}}"


def plain(text: str, known: Collection[str]) -> str:
    """The one form of a code that is marked, or an empty string when `text` is no such code.

    `known` holds the folded words a code may be made of.
    """
    pieces = _PIECES.findall(folded(text))
    words, number = pieces[:WORDS], "".join(pieces[WORDS:])
    fits = len(words) == WORDS and all(word in known for word in words)
    return "-".join([*words, number]) if fits and number.isdecimal() and len(number) == DIGITS else ""

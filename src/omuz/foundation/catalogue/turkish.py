"""Turkish letters, order, numbers and dates: the one place that knows İ from I and ı from i.

Python's own `lower()` turns İ into two characters and `upper()` loses the dot, so nothing else in
the tree changes the case of a Turkish word. Pure functions, standard library only.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

_TO_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TO_UPPER = str.maketrans({"ı": "I", "i": "İ"})
_DOTLESS = str.maketrans({"ı": "i"})

_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_PLACE = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def lower(text: str) -> str:
    """Small letters as Turkish writes them: I → ı, İ → i."""
    return unicodedata.normalize("NFC", text).translate(_TO_LOWER).lower().replace("i̇", "i")


def upper(text: str) -> str:
    """Capital letters as Turkish writes them: i → İ, ı → I."""
    return unicodedata.normalize("NFC", text).translate(_TO_UPPER).upper()


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def fold(text: str) -> str:
    """The form two words share when a tired typist means the same one: `ŞIŞLİ`, `şişli`, `sisli` → `sisli`.

    Lower case, without dots, cedillas and circumflexes, ı as i, any run of signs and blanks one blank.
    """
    plain = _bare(lower(text).translate(_DOTLESS)).replace("ß", "ss")
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """A string that puts words in Turkish alphabetical order when compared byte by byte.

    c ç, g ğ, ı i, o ö, s ş, u ü are letters of their own; q follows p, w and x follow v; letters that
    Turkish does not have (ê, î, û, é) stand with their plain one; signs and blanks count as one blank.
    May be stored and compared in the database under the "C" collation. Equal places are told apart
    by the text itself, so the order is always the same.
    """
    words = _BETWEEN_WORDS.sub(" ", lower(text)).strip()
    places = "".join(_PLACE.get(letter) or _PLACE.get(_bare(letter)) or letter for letter in words)
    return places + "\t" + unicodedata.normalize("NFC", text)


def number(value: int | float | Decimal, decimals: int | None = None, language: str = "tr") -> str:
    """Write a number: 1234.5 → `1.234,5` in Turkish, `1,234.5` in English.

    `decimals` fixes the places after the comma (halves away from zero); None writes what there is,
    at most three. A negative number begins with a true minus sign.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    places = 3 if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{abs(rounded):,.{places}f}"
    if decimals is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    if language.startswith("tr"):
        written = written.translate(str.maketrans(",.", ".,"))
    return f"−{written}" if rounded < 0 else written


def share(value: float | Decimal, decimals: int = 0, language: str = "tr") -> str:
    """Write a share given as a fraction of one: 0.69 → `%69` in Turkish, `69%` in English."""
    written = number(Decimal(str(value)) * 100, decimals, language)
    return f"%{written}" if language.startswith("tr") else f"{written}%"


def day(value: date) -> str:
    """A day as 22.11.2026, in every language: month-first dates are misread here."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def moment(value: datetime) -> str:
    """A day and time as 22.11.2026 14:05; convert to local time before."""
    return f"{day(value)} {value.hour:02}:{value.minute:02}"

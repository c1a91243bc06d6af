"""What in free words may give a person away: signs that are no question, and places a reader should look at.

Every room that keeps free words asks here. A sign is a reason not to keep the words; a mark is a question, since most
capital letters name nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder

NUMBERS: Final = (
    "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "yirmi", "otuz", "kırk", "elli", "altmış",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty",
)  # fmt: skip
"""Numbers in words; “bir” and “one” are left out, they are articles."""
_PAPER: Final = {
    "file_code": re.compile(r"\b[DTY]-[0-9A-Z]{4,6}\b"),
    "identity_number": re.compile(r"(?<!\d)[1-9]\d{10}(?!\d)"),
    "telephone": re.compile(r"(?<!\d)(?:\+?90|0)?[\s(]*5\d{2}[\s)]*\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)"),
    "mail": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+"),
    "case_paper": re.compile(
        r"görüşme not|görüşme tutana|başvuru formu dolu|ifade tutana|darp rapor|dilekçesi|kadının dosya"
        r"|dosyası fotoğraf|interview note|her file|case file of",
        re.IGNORECASE,
    ),
    "court_case": re.compile(r"\b20\d{2}/\d{2,6}\s*(?:d\.?\s*iş|esas|e\.|soruşturma)", re.IGNORECASE),
}
"""What gives case paper away → how it looks; a decision number of a council (2026/112) is none."""
_LAND_LINE: Final = re.compile(r"(?<!\d)(?:\+?90[\s-]?|0)\(?[234]\d{2}\)?[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)")
_MONTHS: Final = (
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAY: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}\s+(?:{_MONTHS})\b|(?:{_MONTHS})\s+(?:\d{{1,2}}|(?:19|20)\d{{2}})\b)",
    re.IGNORECASE,
)
_DAYS_OF_ALL: Final = re.compile(
    r"(?<!\d)(?:8\s+mart|25\s+kasım|8\s+march|25\s+november)\b(?!\s+(?:19|20)\d{2})", re.IGNORECASE
)
"""Days everybody marks: they place nothing."""
_ADDRESSED: Final = re.compile(
    r"\bSayın\s+[A-ZÇĞİÖŞÜ]\w+|(?<=[^.!?…:;]\s)[A-ZÇĞİÖŞÜ][a-zçğıöşü]+\s+"
    r"(?:[Hh]anım|[Bb]ey|[Aa]bla|[Aa]bi|[Tt]eyze|[Aa]mca)\b|\b[A-ZÇĞİÖŞÜ][a-zçğıöşü]+\s+(?:Hanım|Bey|Abla|Abi)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OWN_NAME: Final = re.compile(r"['’](?!(?:s|t|d|m|re|ll|ve)$)")
"""The mark before the ending of a proper name, wherever it stands; not that of an English “it’s”."""
_NUMBER: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:;]\s+|[\n“\"(]\s*)$")
_LONE_DISTRICTS: Final = frozenset({"out_of_province", "abroad"})
_TITLES: Final = frozenset({"KDM", "ŞÖNİM", "KVKK", "KADES", "TCK", "İKDD", "CEİD", "YEEP", "STK"})
"""Names of institutions everybody has: they place nobody."""
_WORDS_TOO: Final = ("given_name_hints_also_words", "district")
_HATS: Final = str.maketrans("âêîôû", "aeiou")
_NEVER_A_NAME_IN_SMALL: Final = frozenset({"kadın"})
_CALLED: Final = re.compile(r"(?:danışan|başvuran|adlı|isimli|adında|isminde|ad[ıi]|ism[ıi]|named|called)\s+$")
"""Words behind which somebody’s name comes, in small letters too."""
_DOES: Final = re.compile(
    r"\s+(?:hanım|bey|abla|abi|teyze|diye|adlı|isimli|adında|isminde|üzerinden)\b"
    r"|\s+ile\s+(?:\w+\s+){0,2}(?:görüş|konuş|buluş|tanış|yazış)"
    r"|\s+(?:d[ae]\s+)?(?:\w+\s+){0,4}?(?:gel|git|katıl|ara|anlat|söyle|de|başvur|ağla|kork|iste|sor|döv|vur|ayrıl|yalnız"
    r"|kal|bekle|kaç|yaz|bırak|taşın|dön)(?:[ıiuüae]?(?:d|t)[ıiuü](?:lar|ler|k)?|[ae]c[ae]k|[ıiuü]yor\w*)\b"
)
"""What only a person does or is, told behind a name: “umut o gün yalnızdı”, “deniz ile görüşüldü”."""


class Sign(StrEnum):
    """What kind of thing a marked place may be."""

    NUMBER = "number"
    CAPITAL = "capital"
    NAME = "name"
    DISTRICT = "district"


@dataclass(frozen=True)
class Mark:
    """A marked place of a text, from `start` to before `end`; `about` is a sign or the code of a question."""

    start: int
    end: int
    about: str


def sign_of_case_paper(text: str) -> str:
    """Which sign of case paper a text carries, empty where none."""
    return next((name for name, look in _PAPER.items() if look.search(text)), "")


def sign_of_somebody(text: str) -> str:
    """The strictest look, for words that must be about nobody: case paper, a telephone, a `day`, a `name`."""
    if sign := sign_of_case_paper(text):
        return sign
    if _LAND_LINE.search(text):
        return "telephone"
    if _DAY.search(_DAYS_OF_ALL.sub(" ", text)):
        return "day"
    return "name" if _ADDRESSED.search(text) or names_a_person(text) else ""


def names_a_person(words: str) -> bool:
    """Whether a given name that is no other word and no district stands in the words, large or small."""
    told = (turkish.lower(word.strip(".,;:()’'\"“”!?…")).translate(_HATS) for word in words.split())
    given = _given_names(catalogue_folder())
    return any(word.partition("’")[0].partition("'")[0] in given for word in told)


@lru_cache(maxsize=4)
def _given_names(folder: Path) -> frozenset[str]:
    given = {turkish.lower(entry.tr).translate(_HATS) for entry in code_list("given_name_hints", folder)}
    return frozenset(given - {turkish.lower(entry.tr) for name in _WORDS_TOO for entry in code_list(name, folder)})


def _somebody_in_small(text: str, found: re.Match[str]) -> bool:
    """Whether a word in small letters that is a name too stands where a person does."""
    word = found.group()
    if word in _NEVER_A_NAME_IN_SMALL or turkish.fold(word) not in _known(_WORDS_TOO[0]):
        return False
    return bool(_CALLED.search(turkish.lower(text[: found.start()])) or _DOES.match(turkish.lower(text[found.end() :])))


def plain_marks(text: str) -> Iterator[Mark]:
    """Numbers, given names, districts and capitals inside a sentence, in no order and not cleared of overlaps."""
    for found in _NUMBER.finditer(text):
        yield Mark(found.start(), found.end(), Sign.NUMBER)
    for found in _WORD.finditer(text):
        if turkish.lower(found.group()) in NUMBERS:
            yield Mark(found.start(), found.end(), Sign.NUMBER)
    yield from _names(text)


def _names(text: str) -> Iterator[Mark]:
    given, districts = _known("given_name_hints"), _known("district")
    for found in _WORD.finditer(text):
        word = re.split("['’]", found.group())[0]
        folded = turkish.fold(word)
        capital = word[0].isupper() and word not in _TITLES
        if _is_place(folded, districts):
            yield Mark(found.start(), found.end(), Sign.DISTRICT)
        elif (capital and folded in given) or names_a_person(word) or _somebody_in_small(text, found):
            yield Mark(found.start(), found.end(), Sign.NAME)
        elif capital and (_OWN_NAME.search(found.group()) or not _SENTENCE_START.search(text[: found.start()])):
            yield Mark(found.start(), found.end(), Sign.CAPITAL)


_ENDINGS: Final = re.compile(
    "[yns]?(?:a|e|i|u|in|un|da|de|ta|te|dan|den|tan|ten|daki|deki|taki|teki|li|lu|lar|ler|lilar|liler)?"
)


def _is_place(folded: str, districts: frozenset[str]) -> bool:
    return any(folded.startswith(name) and _ENDINGS.fullmatch(folded[len(name) :]) for name in districts)


@lru_cache(maxsize=4)
def _known(name: str) -> frozenset[str]:
    words = (turkish.fold(entry.tr) for entry in code_list(name) if entry.code not in _LONE_DISTRICTS)
    return frozenset(words)


def hinted(text: str, hints: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Mark]:
    """Places where the words of a question stand; `hints` are its code and its words, “tanı-” for any ending."""
    lowered = turkish.lower(text)
    if len(lowered) != len(text):  # a rare letter changes its length when it is made small; places would be wrong
        lowered = text
    for code, words in hints:
        for found in _pattern(words).finditer(lowered):
            yield Mark(found.start(), found.end(), code)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for word in words:
        body, ending = re.escape(word.removesuffix("-")), r"\w*" if word.endswith("-") else ""
        parts.append(rf"(?<!\w){body}{ending}(?!\w)" if word[0].isalnum() else body)
    return re.compile("|".join(parts) or r"(?!)")


def in_order(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order; where two overlap, the first and longest stands."""
    kept: list[Mark] = []
    for mark in sorted(set(found), key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def pieces(text: str, found: Iterable[Mark]) -> list[tuple[str, str]]:
    """The text cut at its marks: (words, what they may be), empty where nothing is marked."""
    cut, at = [], 0
    for mark in found:
        if mark.start > at:
            cut.append((text[at : mark.start], ""))
        cut.append((text[mark.start : mark.end], mark.about))
        at = mark.end
    return [*cut, (text[at:], "")] if at < len(text) else cut

"""Finds in a free note what had better not be written down; it warns, it never blocks and never leaves this machine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LOWER: Final = str.maketrans({"I": "ı", "İ": "i"})
_UPPER: Final = str.maketrans({"ı": "I", "i": "İ"})
_LETTER: Final = "A-Za-zÇĞİÖŞÜçğıöşüÂÎÛâîûÊê"
_APOSTROPHE: Final = "'’‘`´"


class Mention(StrEnum):
    """What was found."""

    PHONE = "phone"
    NATIONAL_ID = "national_id"
    EMAIL = "email"
    IBAN = "iban"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Found:
    """One place of a note: what it may be, from where to where (characters), and the text itself."""

    what: Mention
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """Given names in lower case, and those among them that are also everyday words."""

    given: frozenset[str]
    also_words: frozenset[str] = frozenset()


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\bTR\s?\d{2}(?:[\s.]?\d){22}\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\+?\(?\d(?:[\s()./-]{0,2}\d){6,15}(?!\d)")
_PHONE = re.compile(r"\+\d{8,15}|00\d{8,14}|0\d{10}|90\d{10}|[2-5]\d{9}")
_NATIONAL_ID_DIGITS: Final = 11
_SHORTEST_NAME: Final = 3
_DATE = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})\b")
_NUMBERED = r"(?:\s*(?:no|num|numara)?\s*[:.]?\s*\d+(?:\s*/\s*\d+)?)?"
_CAPITAL = r"[A-ZÇĞİÖŞÜ0-9][\wçğıöşüÇĞİÖŞÜ]*\.?"
_ADDRESS = re.compile(
    rf"(?:{_CAPITAL}\s+){{1,3}}"
    r"(?:[Mm]ah(?:alle(?:si)?)?|[Ss]ok(?:ak|ağı)?|[Ss]k|[Cc]ad(?:desi?)?|[Bb]ulvarı?|[Bb]lv|"
    r"[Aa]pt?|[Aa]partmanı?|[Ss]itesi)\b\.?" + _NUMBERED
    + r"|\b(?:[Nn]o|[Kk]ap[ıi]\s+[Nn]o|[Dd]aire(?:\s+[Nn]o)?|[Kk]at)\s*[:.]?\s*\d+(?:\s*/\s*\d+)?"
    + r"|\b[Nn]o\s*:\s*\w+"
    + r"|\b\d{2,5}\s*/\s*\d+\s+[Ss]ok\w*"
)  # fmt: skip
_WORD = re.compile(rf"[{_LETTER}]+(?:[{_APOSTROPHE}][{_LETTER}]+)?")
_SUFFIX = re.compile(
    r"(?:lar|ler)?"
    r"(?:n?[ıiuü]n|y?[ıiuü]|y?[ae]|[dt][ae]n?|y?l[ae]|[cç]a|[cç]e|[ıiuü]m|[ıiuü]mle|gil|gille|gillere?)?"
    r"(?:ki|ymiş|ydı|ydi|yse)?"
)


def lower(text: str) -> str:
    """Lower case as Turkish has it: I → ı, İ → i."""
    return text.translate(_LOWER).lower()


def is_national_id(digits: str) -> bool:
    """Whether eleven digits carry the check digits of a Turkish identity number."""
    if len(digits) != _NATIONAL_ID_DIGITS or not digits.isdecimal() or digits[0] == "0":
        return False
    each = [int(digit) for digit in digits]
    tenth = (sum(each[0:9:2]) * 7 - sum(each[1:8:2])) % 10
    return each[9] == tenth and each[10] == sum(each[:10]) % 10


def is_phone(text: str) -> bool:
    """Whether a run of digits reads as a telephone number: mobile, fixed line or with a country code."""
    return _PHONE.fullmatch(re.sub(r"[^\d+]", "", text)) is not None


def _numbers(text: str) -> Iterator[Found]:
    # A date beside an hour has as many digits as a telephone number.
    for match in _DIGITS.finditer(_DATE.sub(lambda date: "x" * len(date.group()), text)):
        run = match.group()
        digits = re.sub(r"\D", "", run)
        if is_national_id(digits):
            yield Found(Mention.NATIONAL_ID, match.start(), match.end(), run)
        elif is_phone(run):
            yield Found(Mention.PHONE, match.start(), match.end(), run)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(' \t"“«(-–—')
    return not before or before[-1] in ".!?:;\n"


def _is_name(word: str, names: Names, *, sentence_start: bool) -> bool:
    """Whether a word is a given name: capitalised or with an apostrophe, bare or with a Turkish ending."""
    stem = re.split(rf"[{_APOSTROPHE}]", word, maxsplit=1)[0]
    marked = len(stem) < len(word)
    capital = stem[0] == stem[0].translate(_UPPER).upper()
    if not capital and not marked:
        return False
    folded = lower(stem)
    if folded in names.given:
        return marked or not (folded in names.also_words and sentence_start)
    if marked or not capital:
        return False
    for cut in range(len(folded) - 1, _SHORTEST_NAME - 1, -1):
        root = folded[:cut]
        if root in names.given and root not in names.also_words and _SUFFIX.fullmatch(folded[cut:]):
            return True
    return False


def _given_names(text: str, names: Names) -> Iterator[Found]:
    for match in _WORD.finditer(text):
        if _is_name(match.group(), names, sentence_start=_starts_sentence(text, match.start())):
            yield Found(Mention.NAME, match.start(), match.end(), match.group())


def check_note(text: str, names: Names) -> list[Found]:
    """Every place of `text` that may tell who she is, in order and without overlaps."""
    found = [
        *(Found(Mention.EMAIL, hit.start(), hit.end(), hit.group()) for hit in _EMAIL.finditer(text)),
        *(Found(Mention.IBAN, hit.start(), hit.end(), hit.group()) for hit in _IBAN.finditer(text)),
        *_numbers(text),
        *(Found(Mention.ADDRESS, hit.start(), hit.end(), hit.group().strip()) for hit in _ADDRESS.finditer(text)),
        *_given_names(text, names),
    ]
    kept: list[Found] = []
    for hit in found:
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)

"""What must not stand on the board: signs of one person or one file, found before anything is saved.

A number, a code or a day beside a person is no question: it is refused. A word that looks like a given name is one,
since centres and streets bear names too: whoever writes says so once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.traces import names_a_person


class Sign(StrEnum):
    """What a place of a text looks like."""

    FILE_CODE = "file_code"
    NATIONAL_ID = "national_id"
    TELEPHONE = "telephone"
    MAIL = "mail"
    ACCOUNT = "account"
    COURT = "court"
    DAY = "day"
    NAME = "name"


@dataclass(frozen=True)
class Found:
    """One sign and the words that carry it."""

    sign: Sign
    words: str


_BETWEEN: Final = r"[\s().–—-]{0,3}"
_LOOKS: Final = (
    (Sign.ACCOUNT, re.compile(r"\bTR\s?\d{2}(?:\s?\d){22}\b", re.IGNORECASE)),
    (Sign.FILE_CODE, re.compile(r"\b[DTYMdtym]\s?[-–—]\s?(?:[2-9A-HJKMNP-TV-Z]{4,8}|(?=[a-z]*\d)[0-9a-z]{4,8})\b")),
    (
        Sign.COURT,
        re.compile(r"\b(?:19|20)\d{2}\s?/\s?\d{1,6}\s*(?:d\.?\s*iş|esas|e\.|karar no|soruşturma)", re.IGNORECASE),
    ),
    (Sign.NATIONAL_ID, re.compile(r"(?<![\d+])[1-9](?:[ .]?\d){10}(?![\d])")),
    (
        Sign.TELEPHONE,
        re.compile(
            rf"(?<!\d)(?:(?:\+|00)?90{_BETWEEN}|0)\(?[2-5]\d{{2}}\)?{_BETWEEN}\d{{3}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{2}}(?!\d)"
            rf"|(?<!\d)5\d{{2}}{_BETWEEN}\d{{3}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{2}}(?!\d)"
        ),
    ),
    (Sign.MAIL, re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+")),
)
_MONTHS: Final = (
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAY: Final = re.compile(
    r"(?<![\d./])(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?![\d/])"
    rf"|(?<!\d)\d{{1,2}}\s+(?:{_MONTHS})(?:['’]?\w*)(?:\s+(?:19|20)\d{{2}}\w*)?"
)
_FEASTS: Final = re.compile(r"\b(?:8\s+mart|25\s+kasım|10\s+aralık|8\s+march|25\s+november|10\s+december)")
"""Days everybody has in common."""
_PERSON: Final = re.compile(
    r"\b(?:kadın(?:ın|ı|a|la|dan)?\b(?!\s+(?:da|danışma|dayanışma|meclis|çalışma|hak|örgüt|kolu|günü|sığınma))"
    r"|danışan\w*|başvuran\w*|başvurucu\w*|eşi\w*|kocası\w*|çocuğ\w+|oğlu\w*|kızı\b|kızın[ıad]\w*|annesi\w*|babası\w*"
    r"|kardeşi\w*|sevgilisi\w*|doğdu\w*|doğumlu\w*|gebe\w*|hamile\w*|yaşında\w*|geldi\w*|aradı\w*|kaçtı\w*"
    r"|the woman|her husband|her child\w*|her son|her daughter|she (?:came|called|was))"
)
_SENTENCE: Final = re.compile(r"[^.!?;\n]*(?:\.(?=\d)[^.!?;\n]*)*")
_ADDRESSED: Final = re.compile(r"\b([A-ZÇĞİÖŞÜ][a-zçğıöşü]+)\s+(?:[Hh]anım|[Bb]ey|[Aa]bla|[Tt]eyze|[Aa]mca)\b")


def signs_in(text: str) -> Iterator[Found]:
    """Every sign of one person or one file, what is certain first; a name comes last."""
    for sign, look in _LOOKS:
        for found in look.finditer(text):
            yield Found(sign, found.group().strip())
    yield from _days(text)
    yield from _names(text)


def _days(text: str) -> Iterator[Found]:
    lowered = turkish.lower(text)
    for sentence in _SENTENCE.findall(lowered):
        if _PERSON.search(sentence):
            for found in _DAY.finditer(_FEASTS.sub(" ", sentence)):
                yield Found(Sign.DAY, found.group().strip())


def _names(text: str) -> Iterator[Found]:
    for found in _ADDRESSED.finditer(text):
        yield Found(Sign.NAME, found.group())
    for word in re.findall(r"[^\W\d_]+", text):
        if word[0].isupper() and names_a_person(word):
            yield Found(Sign.NAME, word)

"""The address book of institutions: what stands in a row of a file, and when an entry should be checked again."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from omuz.casework.contacts.rules.note import Mention, Names, check_note
from omuz.foundation.catalogue.turkish import fold

CHECK_AFTER: Final = timedelta(days=180)
"""After so long an entry asks to be telephoned and confirmed."""
SHELTERS: Final = frozenset({"state_shelter", "municipal_shelter"})
"""Kinds whose place is secret: always confidential, never an address."""
MOST_ROWS: Final = 2000
_LONGEST: Final = {"name": 120, "phone": 40, "address": 200}
_COLUMNS: Final = {
    "name": ("ad", "adi", "kurum", "kurum adi", "name"),
    "kind": ("tur", "kurum turu", "kind"),
    "phone": ("telefon", "tel", "phone"),
    "address": ("adres", "address"),
    "verified_on": ("dogrulandi", "dogrulama", "verified on", "verified"),
}


class Trouble(StrEnum):
    """Why a row of a file is not taken."""

    NO_HEADER = "no_header"
    NO_NAME = "no_name"
    UNKNOWN_KIND = "unknown_kind"
    BAD_DAY = "bad_day"
    BAD_PHONE = "bad_phone"
    SHELTER_ADDRESS = "shelter_address"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Row:
    """One institution as a file tells it."""

    name: str
    kind: str
    phone: str
    address: str
    verified_on: date | None

    @property
    def confidential(self) -> bool:
        """Whether its place is secret."""
        return self.kind in SHELTERS


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a file that was not taken, and why."""

    line: int
    trouble: Trouble
    value: str


def needs_check(verified_on: date | None, today: date) -> bool:
    """Whether nobody confirmed the entry for half a year."""
    return verified_on is None or today - verified_on > CHECK_AFTER


def rows_of(text: str, kinds: dict[str, str]) -> tuple[list[Row], list[Refused]]:
    """Rows of a CSV text (comma or semicolon), and the lines that cannot be taken.

    `kinds` maps folded words of a kind, in any language, and its code to the code.
    """
    lines = text.lstrip("\ufeff")
    dialect = ";" if lines.split("\n", 1)[0].count(";") >= lines.split("\n", 1)[0].count(",") else ","
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=dialect)
    header = [fold(cell) for cell in next(reader, [])]
    places = {name: next((header.index(word) for word in words if word in header), None) for name, words in
              _COLUMNS.items()}  # fmt: skip
    if places["name"] is None or places["kind"] is None:
        return [], [Refused(1, Trouble.NO_HEADER, "")]
    rows: list[Row] = []
    refused: list[Refused] = []
    for number, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) + len(refused) >= MOST_ROWS:
            return rows, [*refused, Refused(number, Trouble.TOO_MANY, str(MOST_ROWS))]
        told = {
            name: cells[place].strip() if place is not None and place < len(cells) else ""
            for name, place in places.items()
        }
        row = _row(told, kinds)
        if isinstance(row, Row):
            rows.append(row)
        else:
            refused.append(Refused(number, *row))
    return rows, refused


def _row(told: dict[str, str], kinds: dict[str, str]) -> Row | tuple[Trouble, str]:
    kind = kinds.get(fold(told["kind"]).replace(" ", "_")) or kinds.get(fold(told["kind"])) or ""
    verified = day_in(told["verified_on"])
    too_long = any(len(told[name]) > most for name, most in _LONGEST.items())
    checks = (
        (not told["name"], Trouble.NO_NAME, ""),
        (not kind, Trouble.UNKNOWN_KIND, told["kind"]),
        (too_long, Trouble.TOO_LONG, told["name"][:40]),
        (kind in SHELTERS and names_a_street(told["name"]), Trouble.SHELTER_ADDRESS, ""),
        (kind in SHELTERS and told["address"] != "", Trouble.SHELTER_ADDRESS, told["name"]),
        (not good_phone(told["phone"]), Trouble.BAD_PHONE, told["phone"]),
        (told["verified_on"] != "" and verified is None, Trouble.BAD_DAY, told["verified_on"]),
    )
    for wrong, trouble, value in checks:
        if wrong:
            return trouble, value
    return Row(told["name"], kind, told["phone"], told["address"], verified)


def names_a_street(text: str) -> bool:
    """Whether an address stands in words that should hold none, as in the name of a secret place."""
    return any(found.what is Mention.ADDRESS for found in check_note(text, Names(frozenset())))


def good_phone(text: str) -> bool:
    """Whether a text can be a telephone number; an empty one is fine, a short line such as 183 too."""
    return not text or (re.fullmatch(r"[\d\s()+./-]{3,40}", text) is not None and any(sign.isdigit() for sign in text))


def day_in(text: str) -> date | None:
    """A day as people write it, 22.11.2026 or 2026-11-22, None when it is none."""
    parts = re.split(r"[./]", text)
    written = "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) > 1 else text
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def fits(query: str, name: str, kind_words: str) -> bool:
    """Whether every word of a search begins a word of the name or the kind; letters and dots forgiven."""
    words = f"{fold(name)} {fold(kind_words)}".split()
    return all(any(word.startswith(part) for word in words) for part in fold(query).split())


def kinds_by_words(entries: Collection[tuple[str, str, str]]) -> dict[str, str]:
    """Code and both words of each kind, folded, to its code."""
    found: dict[str, str] = {}
    for code, tr, en in entries:
        found |= {code: code, fold(tr): code, fold(en): code}
    return found

"""Flat lists of codes with their Turkish and English words, one CSV file each."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder

NOT_ASKED: Final = "not_asked"
DID_NOT_WANT: Final = "did_not_want"
UNKNOWN: Final = "unknown"
SPECIAL: Final = (NOT_ASKED, DID_NOT_WANT, UNKNOWN)
"""The three answers that are no answer: valid in every list, never mixed with each other."""

COLUMNS: Final = ["code", "tr", "en", "valid_from", "valid_to"]
_MOST_TOLD: Final = 32
"""Days and languages a list keeps its choices for; a page asks for today."""
_CODE = re.compile(r"[a-z][a-z0-9_]{0,49}")


def in_turkish(language: str | None = None) -> bool:
    """Whether words are wanted in Turkish: by `language`, else by the language of this page or command."""
    return (language or get_language() or "tr").split("-")[0] != "en"


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a list; it may be chosen from `valid_from` to `valid_to`, both included."""

    code: str
    tr: str
    en: str
    valid_from: date | None
    valid_to: date | None

    def label(self, language: str | None = None) -> str:
        return self.tr if in_turkish(language) else self.en

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class CodeList:
    """The codes of one list in the order of its file."""

    name: str
    entries: tuple[Entry, ...]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(entry.code for entry in self.entries)

    @cached_property
    def _by_code(self) -> dict[str, Entry]:
        return {entry.code: entry for entry in self.entries}

    def label(self, code: str, language: str | None = None) -> str:
        """Words for a code of this list; raises KeyError for a code it does not have."""
        return self._by_code[code].label(language)

    def choices(self, day: date | None = None, language: str | None = None) -> list[tuple[str, str]]:
        """Pairs of code and words for a form; with `day`, only what may be chosen on it."""
        return list(self._choices(day, in_turkish(language)))

    def _choices(self, day: date | None, turkish: bool) -> tuple[tuple[str, str], ...]:
        """The same, worked out once a day and language: a form asks for fourteen lists, a page for several forms."""
        told = self._told.get((day, turkish))
        if told is None:
            offered = (entry for entry in self.entries if day is None or entry.valid_on(day))
            told = tuple((entry.code, entry.tr if turkish else entry.en) for entry in offered)
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            self._told[day, turkish] = told
        return told

    @cached_property
    def _told(self) -> dict[tuple[date | None, bool], tuple[tuple[str, str], ...]]:
        return {}


def load_list(path: Path) -> CodeList:
    """Read one list. Raises CatalogueError naming the file and the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(_("%(file)s okunamadı: dosya yok ya da UTF-8 değil.") % {"file": path.name}) from error
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or rows[0] != COLUMNS:
        raise CatalogueError(
            _("%(file)s, satır 1: başlık satırı “%(header)s” olmalı.")
            % {"file": path.name, "header": ",".join(COLUMNS)}
        )
    entries: dict[str, Entry] = {}
    for line, row in enumerate(rows[1:], start=2):
        entry = _entry(path, line, row)
        if entry.code in entries:
            raise _fault(path, line, _("“%(code)s” kodu ikinci kez geçiyor") % {"code": entry.code})
        entries[entry.code] = entry
    if not entries:
        raise CatalogueError(_("%(file)s: listede hiç kod yok.") % {"file": path.name})
    return CodeList(path.stem, tuple(entries.values()))


def _entry(path: Path, line: int, row: list[str]) -> Entry:
    if len(row) != len(COLUMNS):
        raise _fault(path, line, _("beş sütun olmalı, %(count)d var") % {"count": len(row)})
    code, tr, en, valid_from, valid_to = (cell.strip() for cell in row)
    if not _CODE.fullmatch(code):
        raise _fault(path, line, _("“%(code)s” kod olamaz; küçük harf, rakam ve alt çizgi kullanın") % {"code": code})
    if code in SPECIAL and path.stem != "special":
        raise _fault(path, line, _("“%(code)s” her listede zaten var, buraya yazılmaz") % {"code": code})
    if not tr or not en:
        raise _fault(path, line, _("Türkçe ve İngilizce karşılığın ikisi de yazılmalı"))
    first, last = _day(path, line, valid_from), _day(path, line, valid_to)
    if first and last and last < first:
        raise _fault(path, line, _("bitiş günü başlangıçtan önce"))
    return Entry(code, tr, en, first, last)


def _day(path: Path, line: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _fault(path, line, _("“%(text)s” gün değil; YYYY-AA-GG yazın") % {"text": text}) from error


def _fault(path: Path, line: int, what: str) -> CatalogueError:
    return CatalogueError(
        _("%(file)s, satır %(line)d: %(what)s.") % {"file": f"lists/{path.name}", "line": line, "what": what}
    )


@lru_cache(maxsize=8)
def _lists_in(folder: Path) -> Mapping[str, CodeList]:
    return {path.stem: load_list(path) for path in sorted((folder / "lists").glob("*.csv"))}


def all_lists(folder: Path | None = None) -> Mapping[str, CodeList]:
    """Every list by name, read once. Raises CatalogueError."""
    return _lists_in(folder or catalogue_folder())


def code_list(name: str, folder: Path | None = None) -> CodeList:
    """One list by name. Raises CatalogueError when there is none of that name."""
    try:
        return all_lists(folder)[name]
    except KeyError:
        raise CatalogueError(_("“%(name)s” adında bir liste yok.") % {"name": name}) from None


def label_of(name: str, code: str, language: str | None = None, folder: Path | None = None) -> str:
    """Words for a code of a list or for one of the three special answers; the code itself when unknown."""
    lists = all_lists(folder)
    for candidate in (name, "special"):
        if candidate in lists and code in lists[candidate]:
            return lists[candidate].label(code, language)
    return code

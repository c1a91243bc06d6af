"""Reads one definition (TOML) piece by piece, so that each fault ends in a sentence naming file and key."""

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import in_turkish

_ALL_NAMED: Final = 20
"""Up to so many possible words are all named in a sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Turkish and English."""

    tr: str
    en: str

    def say(self, language: str | None = None) -> str:
        return self.tr if in_turkish(language) else self.en

    def __str__(self) -> str:
        return self.say()


class Section:
    """A table of a definition; what nobody asked for by the end is a fault, so that no key is ignored."""

    def __init__(self, file: Path, data: dict[str, Any], where: str = "") -> None:
        self.file = file
        self.where = where
        self._data = data
        self._asked: set[str] = set()

    def fault(self, what: str, key: str = "") -> CatalogueError:
        """The sentence for a fault at `key` of this section."""
        place = ".".join(part for part in (self.where, key) if part)
        return CatalogueError(
            _("%(file)s, %(place)s: %(what)s.") % {"file": self.file.name, "place": place, "what": what}
            if place
            else _("%(file)s: %(what)s.") % {"file": self.file.name, "what": what}
        )

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def names(self) -> tuple[str, ...]:
        self._asked.update(self._data)
        return tuple(self._data)

    def raw(self, key: str) -> Any:
        """The value of a key; raises CatalogueError when it is not there."""
        self._asked.add(key)
        if key not in self._data:
            raise self.fault(_("“%(key)s” yazılmamış") % {"key": key})
        return self._data[key]

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(_("burada dolu bir yazı olmalı"), key)
        return value.strip()

    def whole(self, key: str, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(_("burada tam sayı olmalı"), key)
        return value

    def flag(self, key: str) -> bool:
        value = self.raw(key) if self.has(key) else False
        if not isinstance(value, bool):
            raise self.fault(_("burada true ya da false olmalı"), key)
        return value

    def day(self, key: str) -> date:
        value = self.raw(key)
        if type(value) is not date:
            raise self.fault(_("burada tırnaksız bir gün olmalı, örneğin 2026-11-22"), key)
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """One text or a list of texts, always as a tuple."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise self.fault(_("burada yazı ya da yazı listesi olmalı"), key)
        return tuple(values)

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        options = list(allowed)
        value = self.text(key, default)
        if value not in options:
            raise self.fault(unknown_word(value, options), key)
        return value

    def words(self, key: str) -> Words:
        """A pair `key.tr`, `key.en`."""
        section = self.section(key)
        pair = Words(section.text("tr"), section.text("en"))
        section.finish()
        return pair

    def about(self, code: str = "") -> int:
        """What every page of the catalogues says of itself: code, owner, source, days of review; its version.

        `code` is the name of its file or folder, where the page has to bear it.
        """
        own = self.text("code")
        if code and own != code:
            raise self.fault(_("kod dosyanın adıyla aynı olmalı"), "code")
        for key in ("owner", "source"):
            self.text(key)
        for key in ("reviewed_on", "review_due"):
            self.day(key)
        return self.whole("version")

    def section(self, key: str) -> "Section":
        value = self.raw(key)
        if not isinstance(value, dict):
            raise self.fault(_("burada bir bölüm olmalı"), key)
        return Section(self.file, value, ".".join(part for part in (self.where, key) if part))

    def sections(self, key: str) -> list["Section"]:
        """The `[[key]]` sections, none when there is none."""
        value = self.raw(key) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(_("burada [[…]] bölümleri olmalı"), key)
        place = f"{self.where}.{key}" if self.where else key
        return [Section(self.file, item, f"{place}[{number}]") for number, item in enumerate(value, start=1)]

    def finish(self) -> None:
        """Raise CatalogueError when a key is left that means nothing here."""
        left = [key for key in self._data if key not in self._asked]
        if left:
            raise self.fault(unknown_word(left[0], self._asked))


def unknown_word(word: str, options: Iterable[str]) -> str:
    """What to say of a word that is none of `options`, with the nearest one or, when few, all of them."""
    known = sorted(set(options))
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    if near:
        return _("“%(word)s” bilinmiyor; “%(near)s” mi demek istediniz") % {"word": word, "near": near[0]}
    if len(known) <= _ALL_NAMED:
        return _("“%(word)s” bilinmiyor; olabilecekler: %(known)s") % {"word": word, "known": ", ".join(known)}
    return _("“%(word)s” bilinmiyor") % {"word": word}


def read_definition(path: Path) -> Section:
    """Read a TOML file. Raises CatalogueError when it is missing, not UTF-8 or not TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CatalogueError(_("%(file)s bulunamadı.") % {"file": path}) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(_("%(file)s okunamadı: dosya açılmıyor ya da UTF-8 değil.") % {"file": path}) from error
    try:
        return Section(path, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CatalogueError(
            _("%(file)s geçerli bir TOML dosyası değil: %(what)s.") % {"file": path.name, "what": error}
        ) from error

"""Reads one file of a report type so that each fault names file and line: who edits a text has to find the place."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section
from omuz.foundation.catalogue.errors import CatalogueError

_HEAD: Final = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?\s*(#.*)?$")
_KEY: Final = re.compile(r"^\s*([A-Za-z0-9_.\-\"]+)\s*=")
_LONG: Final = ('"""', "'''")
_AT: Final = re.compile(r"\(at line (\d+)")


def lines_of(text: str) -> dict[str, int]:
    """Place in the file (`block[2].text.tr`) → line, counted from one; words inside long texts are no places."""
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    section, closing = "", ""
    for line, words in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if words.count(closing) % 2 else closing
            continue
        closing = next((mark for mark in _LONG if words.count(mark) % 2), "")
        if head := _HEAD.match(words):
            section = head[2].replace('"', "")
            if head[1] == "[[":
                counts[section] += 1
                section = f"{section}[{counts[section]}]"
            found.setdefault(section, line)
        elif key := _KEY.match(words):
            parts = key[1].replace('"', "").split(".")
            for length in range(1, len(parts) + 1):
                found.setdefault(".".join(filter(None, (section, *parts[:length]))), line)
    return found


class Page(Section):
    """A section of a file that knows its lines."""

    def __init__(self, file: Path, data: dict[str, Any], lines: Mapping[str, int], name: str, where: str = "") -> None:
        super().__init__(file, data, where)
        self._lines = lines
        self._name = name

    def line(self, key: str = "") -> int:
        """The line of a key of this section, or of the nearest thing around it."""
        place = ".".join(part for part in (self.where, key) if part)
        while place and place not in self._lines:
            place = place.rpartition(".")[0]
        return self._lines.get(place, 1)

    def fault(self, what: str, key: str = "") -> CatalogueError:
        """The sentence for a fault at `key`, with file and line."""
        return CatalogueError(
            _("%(file)s, satır %(line)s: %(what)s.")
            % {"file": self._name, "line": self.line(key), "what": f"{key}: {what}" if key else what}
        )

    def section(self, key: str) -> "Page":
        inner = super().section(key)
        return Page(inner.file, inner._data, self._lines, self._name, inner.where)

    def sections(self, key: str) -> list[Section]:
        return [Page(each.file, each._data, self._lines, self._name, each.where) for each in super().sections(key)]

    def pages(self, key: str) -> "list[Page]":
        """The `[[key]]` sections."""
        return [each for each in self.sections(key) if isinstance(each, Page)]


def text_of(path: Path, name: str) -> str:
    """The text of a file; `name` is what a fault calls it. Raises CatalogueError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CatalogueError(_("%(file)s bulunamadı.") % {"file": name}) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(_("%(file)s okunamadı: dosya açılmıyor ya da UTF-8 değil.") % {"file": name}) from error


def page_of(text: str, name: str) -> Page:
    """The page in a text kept beside others; `name` is its file. Raises CatalogueError with file and line."""
    try:
        return Page(Path(name), tomllib.loads(text), lines_of(text), name)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = at[1] if at else len(text.splitlines())
        raise CatalogueError(
            _("%(file)s, satır %(line)s: geçerli bir TOML dosyası değil.") % {"file": name, "line": line}
        ) from error

"""What an edition was made from, all of it: canonical JSON with its SHA-256, read back, compared with another."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL, Key, total_key
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.insight.charts.reading import label, read
from omuz.insight.reports.gathered import (
    BrokenPiece,
    Cards,
    Facts,
    Marks,
    Names,
    Piece,
    Rows,
    Table,
    payload_of,
    piece_of,
)
from omuz.insight.reports.numbers import reads

FORMAT: Final = 1


class BrokenSnapshot(Exception):
    """A kept snapshot cannot be used: it was altered, or a newer program wrote it. The edition stays as it is."""


@dataclass(frozen=True)
class Snapshot:
    """Source key → piece, as gathered on one day for one report type and year; `about` names its one centre, if any."""

    report: str
    year: int
    taken_on: date
    pieces: Mapping[str, Piece]
    about: str = ""

    def payload(self) -> dict[str, Any]:
        """Everything as plain JSON values."""
        return {
            "format": FORMAT,
            "report": self.report,
            "year": self.year,
            "taken_on": self.taken_on.isoformat(),
            "about": self.about,
            "pieces": {key: payload_of(piece) for key, piece in self.pieces.items()},
        }

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON."""
        return _digest(self.payload())

    def to_json(self) -> str:
        """The snapshot with its digest, canonical: the same content is the same bytes everywhere."""
        payload = self.payload()
        return canonical({"snapshot": payload, "sha256": _digest(payload)})


def _digest(payload: object) -> str:
    return hashlib.sha256(canonical(payload).encode()).hexdigest()


def read_snapshot(text: str) -> Snapshot:
    """The snapshot `to_json` wrote. Raises BrokenSnapshot when a byte of it differs or it cannot be read."""
    try:
        told = json.loads(text)
        payload = told["snapshot"]
        if told["sha256"] != _digest(payload):
            raise BrokenSnapshot(_("Raporun verisi saklandığından beri değişmiş; bu veriden yeni baskı yapılmaz."))
        if payload["format"] != FORMAT:
            raise BrokenSnapshot(_("Raporun verisini daha yeni bir sürüm yazmış; önce programı güncelleyin."))
        return Snapshot(
            report=payload["report"],
            year=payload["year"],
            taken_on=date.fromisoformat(payload["taken_on"]),
            pieces={key: piece_of(piece, key) for key, piece in payload["pieces"].items()},
            about=payload["about"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenSnapshot(_("Raporun verisi okunamadı; son baskı olduğu gibi duruyor.")) from error
    except BrokenPiece as error:
        raise BrokenSnapshot(str(error)) from error


@dataclass(frozen=True)
class Change:
    """One thing that differs between two snapshots: its key, its place in words, what it said, what it says."""

    key: str
    what: str
    before: str
    now: str

    @property
    def sentence(self) -> str:
        """The change as one line of the list of changes."""
        if not self.before:
            return _("%(what)s: eklendi (%(now)s).") % {"what": self.what, "now": self.now}
        if not self.now:
            return _("%(what)s: çıktı (önceki: %(before)s).") % {"what": self.what, "before": self.before}
        return _("%(what)s: %(before)s → %(now)s.") % {"what": self.what, "before": self.before, "now": self.now}


def changes(old: Snapshot, new: Snapshot, titles: Mapping[str, Words], language: str) -> tuple[Change, ...]:
    """What differs, in the order of the new snapshot; empty where both say the same. `titles`: source → words."""
    keys = [*new.pieces, *(key for key in old.pieces if key not in new.pieces)]
    with override(language):
        return tuple(
            change
            for key in keys
            for change in _of_piece(key, old, new, titles[key].say(language) if key in titles else key, language)
        )


def _of_piece(key: str, old: Snapshot, new: Snapshot, title: str, language: str) -> Iterator[Change]:
    before, now = old.pieces.get(key), new.pieces.get(key)
    if before == now:
        return
    if before is None or now is None or type(before) is not type(now):
        told, left = _("yeni veri"), _("eski veri")
        yield Change(key, title, "" if before is None else left, "" if now is None else told)
        return
    was, says = _lines(key, before, old, language), _lines(key, now, new, language)
    for place in dict.fromkeys((*says, *was)):
        if was.get(place, "") != says.get(place, ""):
            what = f"{title}, {place[1]}" if place[1] else title
            yield Change(place[0], what, was.get(place, ""), says.get(place, ""))


def _lines(key: str, piece: Piece, snapshot: Snapshot, language: str) -> dict[tuple[str, str], str]:
    """(key, place in words) → what stands there, for everything a reader sees of a piece."""
    match piece:
        case Table():
            return _numbers(key, piece, snapshot, language)
        case Rows(rows=rows):
            return _rows(key, [[words.say(language) for words in row] for row in rows])
        case Marks(columns=columns, rows=lines):
            return {
                (key, f"{name.say(language)}, {column.say(language)}"): words.say(language)
                for name, marks in lines
                for column, (words, _tone) in zip(columns, marks, strict=True)
            }
        case Names(names=names):
            return {(key, name): _("adı geçiyor") for name in names}
        case Facts(facts=facts):
            return {(key, name.say(language)): words.say(language) for name, words in facts}
        case Cards(cards=cards):
            return {
                (key, f"{card.name}, {name.say(language)}"): words.say(language)
                for card in cards
                for name, words in card.facts
            }


def _rows(key: str, rows: list[list[str]]) -> dict[tuple[str, str], str]:
    """A row goes by its first column; rows that share it are told apart by their order."""
    found: dict[tuple[str, str], str] = {}
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row[0]] += 1
        found[key, row[0] if seen[row[0]] == 1 else f"{row[0]} ({seen[row[0]]})"] = " · ".join(row[1:])
    return found


def _numbers(key: str, piece: Table, snapshot: Snapshot, language: str) -> dict[tuple[str, str], str]:
    """Every number of a table and of its former years."""
    found: dict[tuple[str, str], str] = {}
    for table in (piece.table, *piece.earlier):
        former = table is not piece.table
        source = f"{key}@{table.period[:4]}" if former else key
        for cell in table.cells:
            whole = cell.key == total_key(table.dimensions)
            name = source if whole else f"{source}:{'/'.join(cell.key)}"
            said = [
                *([table.period[:4]] if former else []),
                *(() if whole else _labels(piece, table, cell.key, language)),
            ]
            found[name, " · ".join(said)] = reads(name, snapshot.pieces, language)
    return found


def _labels(piece: Table, table: SafeTable, at: Key, language: str) -> list[str]:
    """A cell's categories in words: those of the piece, those of the definition, or that it is a total."""
    told, about = piece.wording.categories, read(table, language).about
    said = []
    for dimension, code in zip(table.dimensions, at, strict=True):
        words = told.get(dimension.name, {}).get(code)
        if code == TOTAL:
            said.append(_("Toplam"))
        else:
            said.append(words.say(language) if words else label(about, dimension, code, language))
    return said

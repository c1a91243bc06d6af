"""What a report was made from: protected tables and public facts, each piece in both languages and as plain JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.gate import restore
from omuz.foundation.privacy.refusals import Refused
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.reading import protected
from omuz.insight.reports.parts import TONES, NotABlock, Tone, Wording

Pair = tuple[Words, Words]


class BrokenPiece(Exception):
    """What was kept of a report cannot be read back; the sentence says which piece."""


@dataclass(frozen=True)
class TableWords:
    """Words for a table without a definition in the dictionary, in both languages; see `parts.Wording`."""

    dimensions: Mapping[str, Words] = field(default_factory=dict)
    categories: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    base: Words | None = None
    counted: Words | None = None
    fractions: bool = False

    def say(self, language: str) -> Wording:
        """The same in one language."""
        return Wording(
            dimensions={name: words.say(language) for name, words in self.dimensions.items()},
            categories={
                name: {code: words.say(language) for code, words in codes.items()}
                for name, codes in self.categories.items()
            },
            base=self.base.say(language) if self.base else "",
            counted=self.counted.say(language) if self.counted else "",
            fractions=self.fractions,
        )


@dataclass(frozen=True)
class Table:
    """A protected table, with the same table of former years, oldest first. Raises NotProtected."""

    table: SafeTable
    earlier: tuple[SafeTable, ...] = ()
    wording: TableWords = field(default_factory=TableWords)

    def __post_init__(self) -> None:
        for each in (self.table, *self.earlier):
            protected(each)


@dataclass(frozen=True)
class Rows:
    """Public facts in rows of words; `numbers` are the columns set to the right."""

    columns: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for row in (self.columns, *self.rows):
            _words(*row)
            if len(row) != len(self.columns):
                raise NotABlock(f"{len(row)} / {len(self.columns)}")


@dataclass(frozen=True)
class Marks:
    """Rows against columns in words and shades."""

    corner: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Words, tuple[tuple[Words, Tone], ...]], ...]

    def __post_init__(self) -> None:
        _words(self.corner, *self.columns)
        for name, marks in self.rows:
            _words(name, *(words for words, _tone in marks))
            if len(marks) != len(self.columns) or any(tone not in TONES for _words_, tone in marks):
                raise NotABlock(name.tr)


@dataclass(frozen=True)
class Names:
    """Names of centres, municipalities or institutions."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(isinstance(name, str) for name in self.names):
            raise NotABlock("a name is a text")


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and its words."""

    facts: tuple[Pair, ...]

    def __post_init__(self) -> None:
        _words(*(words for pair in self.facts for words in pair))


@dataclass(frozen=True)
class Shown:
    """One centre as it agreed to be shown; `consent` says when and by which role."""

    code: str
    name: str
    line: Words
    facts: tuple[Pair, ...]
    consent: Words

    def __post_init__(self) -> None:
        _words(self.line, self.consent, *(words for pair in self.facts for words in pair))
        if not self.consent.tr.strip():
            raise NotABlock(f"{self.code}: a card needs the centre’s consent")


@dataclass(frozen=True)
class Cards:
    """Cards of the centres that agreed to have one."""

    cards: tuple[Shown, ...]


Piece = Table | Rows | Marks | Names | Facts | Cards
KINDS: Mapping[str, type[Piece]] = {
    "table": Table, "rows": Rows, "marks": Marks, "names": Names, "facts": Facts, "cards": Cards,
}  # fmt: skip
"""What a source may give, as `sources.toml` names it."""


def kind_of(piece: Piece) -> str:
    """The name of a piece's kind, as `sources.toml` writes it."""
    return next(name for name, kind in KINDS.items() if isinstance(piece, kind))


def is_empty(piece: Piece) -> bool:
    """Whether there is nothing in it to print. A table is never empty: the gate made it."""
    match piece:
        case Table():
            return False
        case Rows(rows=rows) | Marks(rows=rows):
            return not rows
        case Names(names=names):
            return not names
        case Facts(facts=facts):
            return not facts
        case Cards(cards=cards):
            return not cards


def _words(*values: object) -> None:
    for value in values:
        if not isinstance(value, Words):
            raise NotABlock(f"words in two languages were expected, not {type(value).__name__}")


def payload_of(piece: Piece) -> dict[str, Any]:
    """A piece as plain JSON values; a table as the JSON the gate wrote, digest included."""
    match piece:
        case Table(table=table, earlier=earlier, wording=wording):
            return {
                "gives": "table",
                "table": json.loads(table.to_json()),
                "earlier": [json.loads(each.to_json()) for each in earlier],
                "wording": _wording_payload(wording),
            }
        case Rows(columns=columns, rows=rows, numbers=numbers):
            told = [[_pair(words) for words in row] for row in rows]
            return {"gives": "rows", "columns": [_pair(each) for each in columns], "rows": told,
                    "numbers": list(numbers)}  # fmt: skip
        case Marks(corner=corner, columns=columns, rows=lines):
            marked = [[_pair(name), [[*_pair(words), tone] for words, tone in marks]] for name, marks in lines]
            return {"gives": "marks", "corner": _pair(corner), "columns": [_pair(each) for each in columns],
                    "rows": marked}  # fmt: skip
        case Names(names=names):
            return {"gives": "names", "names": list(names)}
        case Facts(facts=facts):
            return {"gives": "facts", "facts": _pairs(facts)}
        case Cards(cards=cards):
            return {"gives": "cards", "cards": [_card_payload(card) for card in cards]}


def piece_of(payload: Mapping[str, Any], key: str) -> Piece:
    """The piece `payload_of` wrote; a table passes the gate's examination again. Raises BrokenPiece."""
    try:
        return _piece(payload)
    except (KeyError, TypeError, ValueError, Refused) as error:
        raise BrokenPiece(_("“%(key)s” okunamadı: saklanan veri bozulmuş.") % {"key": key}) from error


def _piece(told: Mapping[str, Any]) -> Piece:
    match told["gives"]:
        case "table":
            earlier = tuple(_restored(each) for each in told["earlier"])
            return Table(_restored(told["table"]), earlier, _wording(told["wording"]))
        case "rows":
            rows = tuple(tuple(Words(*each) for each in row) for row in told["rows"])
            return Rows(tuple(Words(*each) for each in told["columns"]), rows, tuple(told["numbers"]))
        case "marks":
            lines = tuple(
                (Words(*name), tuple((Words(tr, en), tone) for tr, en, tone in marks)) for name, marks in told["rows"]
            )
            return Marks(Words(*told["corner"]), tuple(Words(*each) for each in told["columns"]), lines)
        case "names":
            return Names(tuple(told["names"]))
        case "facts":
            return Facts(_read_pairs(told["facts"]))
        case "cards":
            return Cards(tuple(_card(each) for each in told["cards"]))
        case other:
            raise KeyError(other)


def _restored(table: Any) -> SafeTable:
    return restore(json.dumps(table, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _pair(words: Words) -> list[str]:
    return [words.tr, words.en]


def _pairs(facts: tuple[Pair, ...]) -> list[list[list[str]]]:
    return [[_pair(name), _pair(words)] for name, words in facts]


def _read_pairs(told: Any) -> tuple[Pair, ...]:
    return tuple((Words(*name), Words(*words)) for name, words in told)


def _card_payload(card: Shown) -> dict[str, Any]:
    return {
        "code": card.code, "name": card.name, "line": _pair(card.line), "facts": _pairs(card.facts),
        "consent": _pair(card.consent),
    }  # fmt: skip


def _card(told: Mapping[str, Any]) -> Shown:
    facts = _read_pairs(told["facts"])
    return Shown(told["code"], told["name"], Words(*told["line"]), facts, Words(*told["consent"]))


def _wording_payload(wording: TableWords) -> dict[str, Any]:
    return {
        "dimensions": {name: _pair(words) for name, words in wording.dimensions.items()},
        "categories": {
            name: {code: _pair(words) for code, words in codes.items()} for name, codes in wording.categories.items()
        },
        "base": _pair(wording.base) if wording.base else None,
        "counted": _pair(wording.counted) if wording.counted else None,
        "fractions": wording.fractions,
    }


def _wording(told: Mapping[str, Any]) -> TableWords:
    return TableWords(
        dimensions={name: Words(*words) for name, words in told["dimensions"].items()},
        categories={
            name: {code: Words(*words) for code, words in codes.items()} for name, codes in told["categories"].items()
        },
        base=Words(*told["base"]) if told["base"] else None,
        counted=Words(*told["counted"]) if told["counted"] else None,
        fractions=told["fractions"],
    )

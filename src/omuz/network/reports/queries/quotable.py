"""The figures of a section as somebody quotes them: what they are, how they read, the key to write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.privacy.cells import TOTAL, Key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.reading import label, read
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.gathered import Piece, Table
from omuz.insight.reports.numbers import keys_of, reads, taken_apart


@dataclass(frozen=True)
class Figure:
    """One number: its place in words, how it reads now, and what is written to quote it."""

    words: str
    reads: str
    quote: str


@dataclass(frozen=True)
class Quotable:
    """One table with all its numbers."""

    title: str
    figures: tuple[Figure, ...]


def quotable(
    keys: Iterable[str], pieces: Mapping[str, Piece], known: Mapping[str, Source], language: str
) -> tuple[Quotable, ...]:
    """The protected tables among these sources, in their order, with every number of the newest year."""
    with override(language):
        return tuple(
            Quotable(known[key].title.say(language), tuple(_figures(key, piece, language)))
            for key in keys
            if key in known and isinstance(piece := pieces.get(key), Table)
        )


def _figures(source: str, piece: Table, language: str) -> Iterable[Figure]:
    for key in keys_of({source: piece}):
        asked = taken_apart(key)
        words = " · ".join(labels(piece, piece.table, asked.at, language)) or _("Toplam")
        if asked.way == "%":
            words = _("%(what)s, yüzde olarak") % {"what": words}
        yield Figure(words, reads(key, {source: piece}, language), f"{{{{{key}}}}}")


def labels(piece: Table, table: SafeTable, at: Key, language: str) -> list[str]:
    """The categories of a cell in words: those of the piece, else those of the definition."""
    told, about = piece.wording.categories, read(table, language).about
    said = []
    for dimension, code in zip(table.dimensions, at, strict=False):
        own = told.get(dimension.name, {}).get(code)
        if code == TOTAL:
            said.append(_("Toplam"))
        else:
            said.append(own.say(language) if own else label(about, dimension, code, language))
    return said

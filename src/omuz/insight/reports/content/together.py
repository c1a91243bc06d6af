"""Two listings out of protected tables: needs in their order, districts side by side. Nothing is counted here."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number, sort_key
from omuz.foundation.privacy.cells import TOTAL, Key
from omuz.insight.charts.reading import JOINED, label, read
from omuz.insight.reports.gathered import Piece, Table
from omuz.insight.reports.numbers import reads

NOWHERE = "–"


def words_for(piece: Table, code: str, language: str) -> str:
    """A category of a one-sided table in words."""
    dimension = piece.table.dimensions[0]
    told = piece.wording.categories.get(dimension.name, {}).get(code)
    return told.say(language) if told else label(read(piece.table, language).about, dimension, code, language)


def ranked(frequency: str, severity: str, pieces: Mapping[str, Piece], language: str) -> tuple[tuple[str, ...], ...]:
    """Place, need, how many centres name it, its middle severity, their product.

    A need of which one of the two is kept back has no place; it stands below in alphabetical order. Equal
    products share a place. Call under the document's language.
    """
    named, heavy = _table(pieces, frequency), _table(pieces, severity)
    placed: list[tuple[float, str, str]] = []
    unplaced: list[tuple[str, str]] = []
    for (code,) in _codes(named):
        words = words_for(named, code, language)
        part = named.table.cell((code,))
        middle = heavy.table.cell((code,)).median if (code,) in _codes(heavy) else None
        if part.value == 0:
            continue
        if part.value is None or middle is None:
            unplaced.append((words, code))
        else:
            placed.append((part.value * middle, words, code))
    placed.sort(key=lambda each: (-each[0], sort_key(each[1])))
    unplaced.sort(key=lambda each: sort_key(each[0]))
    rows = []
    for product, words, code in placed:
        place = 1 + sum(other[0] > product for other in placed)
        rows.append((str(place), words, *_parts(frequency, severity, code, pieces, language),
                     number(round(product, 1), None, language)))  # fmt: skip
    for words, code in unplaced:
        rows.append((NOWHERE, words, *_parts(frequency, severity, code, pieces, language), NOWHERE))
    return tuple(rows)


def ranked_heads() -> tuple[str, ...]:
    """Heads of the list of needs. Call under the document's language."""
    return (_("Sıra"), _("İhtiyaç"), _("Adını anan merkez"), _("Ağırlık (ortanca, 0–4)"), _("Sıklık × ağırlık"))


def _parts(frequency: str, severity: str, code: str, pieces: Mapping[str, Piece], language: str) -> tuple[str, str]:
    heavy = _table(pieces, severity)
    there = (code,) in _codes(heavy)
    told = reads(f"{severity}:{code}", pieces, language) if there else NOWHERE
    return reads(f"{frequency}:{code}", pieces, language), told


def beside(keys: Sequence[str], pieces: Mapping[str, Piece], language: str) -> tuple[tuple[str, ...], ...]:
    """One row a category, one column a table, in alphabetical order and never by a value.

    A district released together with a neighbour says in which row its figure stands.
    """
    there = [key for key in keys if key in pieces]
    codes = dict.fromkeys(code for key in there for (code,) in _codes(_table(pieces, key)))
    rows = []
    for code in codes:
        owner = next(_table(pieces, key) for key in there if (code,) in _codes(_table(pieces, key)))
        cells = (_cell(key, code, pieces, language) for key in keys)
        rows.append((words_for(owner, code, language), *cells))
    return tuple(sorted(rows, key=lambda row: sort_key(row[0])))


def _cell(key: str, code: str, pieces: Mapping[str, Piece], language: str) -> str:
    if key not in pieces:
        return NOWHERE
    codes = _codes(_table(pieces, key))
    if (code,) not in codes:
        area = next((each for (each,) in codes if code in each.split(JOINED)), "")
        return _("“%(area)s” satırında") % {"area": words_for(_table(pieces, key), area, language)} if area else NOWHERE
    return reads(f"{key}:{code}", pieces, language)


def _codes(piece: Table) -> tuple[Key, ...]:
    return tuple(cell.key for cell in piece.table.cells if TOTAL not in cell.key)


def _table(pieces: Mapping[str, Piece], key: str) -> Table:
    piece = pieces[key]
    if not isinstance(piece, Table):
        raise TypeError(f"{key} is no table")
    return piece

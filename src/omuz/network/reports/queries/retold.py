"""Tables held against what editions told before: told anew, left as they were, or held back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from omuz.foundation.privacy.gate import restore
from omuz.foundation.privacy.links import series_of
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.reports.content.source_keys import Source, WrongPiece, fits
from omuz.insight.reports.gathered import Piece, Table
from omuz.network.reports.models import ToldTable
from omuz.network.reports.rules.retelling import grown_enough, leak_together, may_be_told

RELEASED: Final = frozenset({"returns", "municipality"})
"""Rooms whose tables left in releases that were protected against each other already (decision 0021)."""
ANSWERED: Final = "answered"
"""`profiles.answered` tells how many centres stand behind the tables of its room."""


Rows = Sequence[ToldTable]


@dataclass(frozen=True)
class Telling:
    """A table told for the first time, or anew: kept beside the edition so that the next can be held against it."""

    source: str
    about: str
    table: SafeTable
    answered: int | None


@dataclass(frozen=True)
class Safe:
    """The pieces as they may be told; `kept` are the sources whose newer table is not."""

    pieces: Mapping[str, Piece]
    told: tuple[Telling, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class _Judged:
    """What becomes of one table: `shown` (None: held back), and whether it is told anew."""

    shown: SafeTable | None
    anew: bool
    kept: bool = False


def told_safely(pieces: Mapping[str, Piece], asked: set[str], known: Mapping[str, Source], about: str) -> Safe:
    """Every table that is `asked` for as it may stand beside what was told before of its source, place and period.

    A table of which too little changed is replaced by the one told before; one that with others of its population
    would give a hidden number away likewise, or is held back where it was never told.
    """
    tables = {
        key: piece
        for key, piece in pieces.items()
        if key in asked and isinstance(piece, Table) and _guarded(known[key], piece)
    }
    before = _told_before(tables, known, about)
    answered = {key: _answered(key, pieces) for key in tables}
    judged: dict[tuple[str, str], _Judged] = {}
    for key, piece in tables.items():
        for table in (piece.table, *piece.earlier):
            rows = before.get((key, table.period), [])
            judged[key, table.period] = _judge(table, rows, answered[key], current=table is piece.table)
    _attack(judged, before)
    return _put_together(pieces, tables, judged, known, about, answered)


def _guarded(source: Source, piece: Table) -> bool:
    """Whether what lies between two tellings could be somebody's answer."""
    return source.room.code not in RELEASED and not piece.table.policy.public


def _answered(key: str, pieces: Mapping[str, Piece]) -> int | None:
    """How many centres stand behind the tables of this room, where it says so."""
    told = pieces.get(f"{key.partition('.')[0]}.{ANSWERED}")
    return told.table.total.value if isinstance(told, Table) else None


def _told_before(
    tables: Mapping[str, Table], known: Mapping[str, Source], about: str
) -> dict[tuple[str, str], list[ToldTable]]:
    """Source and period → everything told of it, the newest first."""
    found: dict[tuple[str, str], list[ToldTable]] = {}
    for row in ToldTable.objects.filter(source__in=list(tables), about__in={"", about}).order_by("-at"):
        if row.about == place_of(known[row.source], about):
            found.setdefault((row.source, row.period), []).append(row)
    return found


def place_of(source: Source, about: str) -> str:
    """The place a source speaks of: figures of the whole network are the same in every report."""
    return "" if source.scope == "network" else about


def _judge(table: SafeTable, rows: Rows, answered: int | None, *, current: bool) -> _Judged:
    if not rows:
        return _Judged(table, anew=True)
    last = rows[0]
    same = last.digest == table.digest
    if same and (answered == last.answered or not current):
        return _Judged(table, anew=False)
    counted = last.answered is not None or answered is not None
    enough = grown_enough(last.answered, answered) if counted else True
    if current and enough and may_be_told(restore(last.table), table):
        return _Judged(table, anew=True)
    return _Judged(restore(last.table), anew=False, kept=True)


def _attack(judged: dict[tuple[str, str], _Judged], before: Mapping[tuple[str, str], Rows]) -> None:
    """The gate's own attack on each population of which something is told anew beside what was told of it."""
    series: dict[str, list[tuple[str, str]]] = {}
    for at, each in judged.items():
        if each.shown is not None and each.shown.population:
            series.setdefault(series_of(each.shown.population, each.shown.period), []).append(at)
    for places in series.values():
        if not any(judged[at].anew for at in places) or not any(before.get(at) for at in places):
            continue
        former = [[restore(row.table) for row in before.get(at, ())] for at in places]
        tables = [judged[at].shown for at in places]
        if leak_together([table for table in tables if table is not None], list(_by_age(former))):
            for at in places:
                rows = before.get(at, ())
                if judged[at].anew:
                    judged[at] = _Judged(restore(rows[0].table) if rows else None, anew=False, kept=True)


def _by_age(former: Sequence[Sequence[SafeTable]]) -> Iterable[Sequence[SafeTable]]:
    """Former tellings side by side, the newest of each first."""
    for age in range(max(len(tables) for tables in former)):
        yield [tables[age] for tables in former if len(tables) > age]


def _put_together(
    pieces: Mapping[str, Piece],
    tables: Mapping[str, Table],
    judged: Mapping[tuple[str, str], _Judged],
    known: Mapping[str, Source],
    about: str,
    answered: Mapping[str, int | None],
) -> Safe:
    found: dict[str, Piece] = dict(pieces)
    told: list[Telling] = []
    kept: list[str] = []
    for key, piece in tables.items():
        main = judged[key, piece.table.period]
        former = [(table, judged[key, table.period]) for table in piece.earlier]
        if main.kept or any(each.kept for _table, each in former):
            kept.append(key)
        found.pop(key)
        whole = _replaced(piece, main, former)
        if whole is None or not _fits(known[key], whole):
            continue
        found[key] = whole
        told += [
            Telling(key, place_of(known[key], about), each.shown, answered[key])
            for each in (main, *(one for _table, one in former))
            if each.anew and each.shown is not None
        ]
    return Safe({key: found[key] for key in pieces if key in found}, tuple(told), tuple(kept))


def _replaced(piece: Table, main: _Judged, former: Sequence[tuple[SafeTable, _Judged]]) -> Table | None:
    if main.shown is None:
        return None
    earlier = tuple(each.shown for _table, each in former if each.shown is not None)
    return replace(piece, table=main.shown, earlier=earlier)


def _fits(source: Source, piece: Table) -> bool:
    """A table told under a former definition of the source has no place under the present one."""
    try:
        fits(source, piece)
    except WrongPiece:
        return False
    return True

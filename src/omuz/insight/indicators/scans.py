"""Answers many queries over the same facts in few passes: those split alike are read together."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from omuz.insight.indicators import sql
from omuz.insight.indicators.engines import Countable
from omuz.insight.indicators.plan import Query

Answers = Mapping[Query, list[tuple[Any, ...]]]
"""Query → its rows: the codes it is split by, then its figures."""


def answered_together(queries: Sequence[Query], facts: Countable) -> Answers:
    """The rows of every query, as it would get them alone, but for rows in which nothing was counted."""
    alike: dict[tuple[str, ...], list[Query]] = {}
    for query in queries:
        alike.setdefault(query.split, []).append(query)
    answers: dict[Query, list[tuple[Any, ...]]] = {}
    for group in alike.values():
        answers |= _alone(group[0], facts) if len(group) == 1 else _one_pass(group, facts)
    return answers


def _alone(query: Query, facts: Countable) -> Answers:
    return {query: facts.answer(query.text(facts.dialect))}


def _one_pass(queries: Sequence[Query], facts: Countable) -> Answers:
    text, width, wanted = _compiled(tuple(queries), facts.dialect)
    rows = facts.answer(text)
    return {query: list(_picked(rows, width, places)) for query, places in wanted}


@lru_cache(maxsize=512)
def _compiled(queries: tuple[Query, ...], dialect: str) -> tuple[str, int, tuple[tuple[Query, tuple[int, ...]], ...]]:
    """Queries of one split as one: what all of them ask of a row stays outside, the rest moves into the figures.

    The text, how many codes come before the figures, and which figures each query asked for.
    """
    shared = _shared(queries)
    keys = {_key(one) for one in shared}
    figures: dict[str, sql.Piece] = {}
    wanted: list[tuple[Query, tuple[int, ...]]] = []
    for query in queries:
        own = [one for one in query.where if _key(one) not in keys]
        moved = [sql.only_where(figure, own) for figure in query.figures]
        told = [_key(one) for one in moved]  # two figures of one query may be the same: each is still wanted
        figures |= dict(zip(told, moved, strict=True))
        places = list(figures)
        wanted.append((query, tuple(places.index(key) for key in told)))
    first = queries[0]
    together = Query(first.kind, first.split, tuple(shared), tuple(figures.values()))
    return sql.text_of(together.select, dialect), len(first.split), tuple(wanted)


def _shared(queries: Sequence[Query]) -> list[sql.Condition]:
    """The conditions every one of these queries has."""
    everywhere = set.intersection(*({_key(one) for one in query.where} for query in queries))
    return [one for one in queries[0].where if _key(one) in everywhere]


def _key(piece: sql.Piece) -> str:
    return piece.sql()


def _picked(rows: Iterable[tuple[Any, ...]], width: int, places: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """The rows with only these figures; a row of a split in which none of them counted anything falls away."""
    for row in rows:
        figures = tuple(row[width + place] for place in places)
        if any(figures) or not width:
            yield (*row[:width], *figures)

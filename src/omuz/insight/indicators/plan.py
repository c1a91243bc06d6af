"""What a request becomes: dimensions, base and SQL of one indicator, worked out once per split and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations

from django.utils.translation import gettext as _
from sqlglot import exp

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import FactKind
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL
from omuz.insight.indicators import sql
from omuz.insight.indicators.definitions import FIELD, Count, Distribution, Indicator, Median, Missing, Persons, Share
from omuz.insight.indicators.periods import GRAINS, grain_of


class NotCountable(CatalogueError):
    """This indicator is not split that way, or counts another kind of fact; the message says what is possible."""


@dataclass(frozen=True, eq=False)
class Query:
    """One SELECT: the columns it is split by, in order, then one figure after the other."""

    kind: FactKind
    split: tuple[str, ...]
    where: tuple[sql.Condition, ...]
    figures: tuple[sql.Piece, ...]

    @cached_property
    def select(self) -> exp.Select:
        """The query as an expression, built once."""
        return sql.tally(self.kind, self.split, self.where, self.figures)

    def text(self, dialect: str = "duckdb") -> str:
        """The query for one engine, put into its words once."""
        return _in_words(self, dialect)


@lru_cache(maxsize=4096)
def _in_words(query: Query, dialect: str) -> str:
    return sql.text_of(query.select, dialect)


@dataclass(frozen=True)
class Plan:
    """Everything about a request that does not depend on the facts."""

    dimensions: tuple[str, ...]
    multi: tuple[str, ...]
    share_over: tuple[str, ...]
    base: Words
    narrowed: tuple[str, ...]
    conditions: tuple[str, ...]
    """What the rows were chosen by, in words that two requests share exactly when they choose the same rows."""
    queries: tuple[Query, ...]
    left_out: Query | None
    """Counts what each special answer outside the base keeps out; None where all are in it."""


def require_allowed(indicator: Indicator, by: Sequence[str]) -> None:
    """Raise NotCountable unless the definition allows every one of these splits, each once."""
    for name in by:
        if name not in indicator.allowed_by or by.count(name) > 1:
            raise NotCountable(
                _("%(code)s “%(name)s” kırılımıyla sayılmaz; olabilecekler: %(known)s.")
                % {"code": indicator.code, "name": name, "known": ", ".join(indicator.allowed_by)}
            )


def outside_base(indicator: Indicator) -> tuple[str, ...]:
    """The special answers a definition keeps out of its base."""
    return tuple(code for code in SPECIAL if code not in indicator.in_base) if indicator.judged else ()


@lru_cache(maxsize=1024)
def plan(indicator: Indicator, by: tuple[str, ...], period: str) -> Plan:
    """The plan of a request. Raises NoSuchPeriod; that `by` is allowed has been checked."""
    dimensions, share_over = _shape(indicator, by)
    measure, kind = indicator.measure, indicator.kind
    within = measure.part if isinstance(measure, Share) and share_over else {}
    chosen: sql.Filter = {grain_of(period): (period,)} if period else {}
    where = sql.all_of(kind, indicator.where, chosen)
    outside = outside_base(indicator)
    left_out = [sql.counted([sql.holds(kind, indicator.judged, [code])]) for code in outside]
    based = [*where, *sql.all_of(kind, within)]
    if outside:
        based.append(exp.not_(sql.holds(kind, indicator.judged, outside)))
    conditions = [f"{name} {'+'.join(codes)}" for name, codes in sorted((*indicator.where.items(), *within.items()))]
    conditions += [f"{indicator.judged} not {'+'.join(outside)}"] if outside else []
    conditions += [FIELD] if isinstance(measure, Missing) else []
    conditions += [measure.column] if isinstance(measure, Persons) else []
    return Plan(
        dimensions=dimensions,
        multi=tuple(name for name in dimensions if name != FIELD and _overlaps(indicator, name)),
        share_over=share_over,
        base=measure.within[share_over[0]] if isinstance(measure, Share) and share_over else indicator.denominator,
        narrowed=tuple(dict.fromkeys((*indicator.where, *within))),
        conditions=tuple(conditions),
        queries=tuple(_queries(indicator, dimensions, based, period, with_base=not share_over)),
        left_out=Query(kind, (), tuple(where), tuple(left_out)) if left_out else None,
    )


def _shape(indicator: Indicator, by: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dimensions, the indicator's own one last unless `by` names it, and those the base is summed over."""
    match indicator.measure:
        case Distribution(column=own):
            return tuple(dict.fromkeys((*by, own))), (own,)
        case Missing():
            return tuple(dict.fromkeys((*by, FIELD))), ()
        case Share(within=within):
            return by, tuple(name for name in by if name in within)
        case Count() | Median() | Persons():
            return by, ()


def _overlaps(indicator: Indicator, name: str) -> bool:
    """Whether one fact, or one person, may stand in several categories of a dimension: their sum is no total."""
    return indicator.kind.columns[name].several or (isinstance(indicator.measure, Persons) and name in GRAINS)


def _queries(
    indicator: Indicator, dimensions: tuple[str, ...], where: Sequence[sql.Condition], period: str, *, with_base: bool
) -> list[Query]:
    """One query, and one more for every set of dimensions whose totals follow from nothing else."""
    columns = [name for name in dimensions if name != FIELD]
    apart = columns if isinstance(indicator.measure, Median) else [n for n in columns if _overlaps(indicator, n)]
    queries = []
    for summed in chain.from_iterable(combinations(apart, size) for size in range(len(apart) + 1)):
        split = tuple(name for name in columns if name not in summed)
        chosen = (*where, *_once_in(indicator, split, period))
        queries.append(Query(indicator.kind, split, chosen, tuple(_figures(indicator, with_base))))
    return queries


def _once_in(indicator: Indicator, split: Sequence[str], period: str) -> list[sql.Condition]:
    """Of persons, only the fact that is the first in the finest period a query speaks of."""
    if not isinstance(indicator.measure, Persons):
        return []
    grains = [name for name in GRAINS if name in split] + ([grain_of(period)] if period else [])
    finest = max(grains, key=GRAINS.index) if grains else "ever"
    return [sql.holds(indicator.kind, indicator.measure.column, [finest])]


def _figures(indicator: Indicator, with_base: bool) -> list[sql.Piece]:
    """What each query counts: one count; part and base; per question open and put; or observations and median."""
    kind = indicator.kind
    match indicator.measure:
        case Share(part=part) if with_base:
            return [sql.counted(sql.all_of(kind, part)), sql.counted([])]
        case Missing(fields=fields):
            put = [sql.all_of(kind, kind.columns[name].applies) for name in fields]
            left_open = [
                [*conditions, sql.holds(kind, name, [NOT_ASKED])] for name, conditions in zip(fields, put, strict=True)
            ]
            return [sql.counted(conditions) for conditions in (*left_open, *put)]
        case Median(column=column):
            return [sql.counted([sql.present(kind, column)]), sql.median_of(kind, column)]
        case _:
            return [sql.counted([])]

"""Builds the counting SQL from expressions, never from text: one shape of query for every indicator."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final, TypeAlias

from sqlglot import ErrorLevel, exp

from omuz.foundation.catalogue.fact_kinds import Answer, Column, FactKind

SPLIT: Final = "|"
"""Parts several answers while they travel into the table; no code contains it."""

Filter = Mapping[str, tuple[str, ...]]
"""Column → codes of which the fact holds at least one; all columns must agree."""

Piece: TypeAlias = "exp.Expr"
"""Any part of a query."""
Condition: TypeAlias = "exp.Expr"


def load_table(kind: FactKind) -> str:
    """SQL that makes the table of a kind of fact from the arrays registered as `given`."""
    create = exp.Create(this=table(kind), kind="TABLE", expression=_load(kind))
    return create.sql(dialect="duckdb")


def load_rows(kind: FactKind) -> str:
    """SQL that yields the rows of a kind of fact from the arrays registered as `given`."""
    return _load(kind).sql(dialect="duckdb")


def _load(kind: FactKind) -> exp.Select:
    columns = [_loaded(column).as_(column.name, quoted=True) for column in kind.columns.values()]
    return exp.Select(expressions=columns).from_(exp.to_table("given"))


def _loaded(column: Column) -> Piece:
    given = exp.column(column.name, quoted=True)
    if column.answer is Answer.NUMBER:  # what is missing arrives as NaN
        return exp.func("NULLIF", exp.cast(given, "DOUBLE"), exp.cast(exp.Literal.string("NaN"), "DOUBLE"))
    if not column.several:
        return exp.cast(given, "VARCHAR")
    text = exp.func("NULLIF", exp.cast(given, "VARCHAR"), exp.Literal.string(""))
    parts = exp.Split(this=text, expression=exp.Literal.string(SPLIT))
    return exp.Coalesce(this=parts, expressions=[exp.cast(exp.Array(expressions=[]), "VARCHAR[]")])


def table(kind: FactKind) -> exp.Table:
    """The table of a kind of fact."""
    return exp.Table(this=exp.to_identifier(kind.code, quoted=True))


def field(kind: FactKind, name: str) -> exp.Column:
    """A column of the fact's table."""
    return exp.column(name, table=kind.code, quoted=True)


def holds(kind: FactKind, name: str, codes: Sequence[str]) -> Condition:
    """True where the fact holds at least one of these codes in this column."""
    if not kind.columns[name].several:
        return field(kind, name).isin(*[exp.Literal.string(code) for code in codes])
    contains = [exp.ArrayContains(this=field(kind, name), expression=exp.Literal.string(code)) for code in codes]
    return exp.paren(exp.or_(*contains))


def all_of(kind: FactKind, *filters: Filter) -> list[Condition]:
    """One condition per column of these filters."""
    return [holds(kind, name, codes) for filter_ in filters for name, codes in filter_.items()]


def counted(condition: Sequence[Condition]) -> Piece:
    """How many facts meet all conditions; all facts when there is none.

    A CASE inside the count: an aggregate with a FILTER of its own costs twice as much where there are forty of them.
    """
    if not condition:
        return exp.Count(this=exp.Star())
    chosen = exp.and_(*[one.copy() for one in condition])
    return exp.Count(this=exp.Case(ifs=[exp.If(this=chosen, true=exp.Literal.number(1))]))


def only_where(figure: Piece, conditions: Sequence[Condition]) -> Piece:
    """The same figure over the facts that meet all conditions: a WHERE moved into the figure."""
    if not conditions:
        return figure.copy()
    if isinstance(figure, exp.Count):
        own = [each.this for each in figure.this.args["ifs"]] if isinstance(figure.this, exp.Case) else []
        return counted([*conditions, *own])
    chosen = exp.and_(*[one.copy() for one in conditions])
    return exp.Filter(this=figure.copy(), expression=exp.Where(this=chosen))


def present(kind: FactKind, name: str) -> Condition:
    """True where the fact has a number in this column."""
    return exp.not_(exp.Is(this=field(kind, name), expression=exp.Null()))


def median_of(kind: FactKind, name: str) -> Piece:
    """The median of a number column over the facts that have it."""
    return exp.Median(this=field(kind, name))


def tally(
    kind: FactKind, dimensions: Sequence[str], where: Sequence[Condition], figures: Sequence[Piece]
) -> exp.Select:
    """Figures per combination of the dimensions; a dimension of several answers is taken apart first."""
    columns: list[Piece] = []
    query = exp.Select().from_(table(kind))
    for place, name in enumerate(dimensions):
        if not kind.columns[name].several:
            columns.append(field(kind, name))
            continue
        alias = exp.TableAlias(
            this=exp.to_identifier(f"each_{place}", quoted=True), columns=[exp.to_identifier(name, quoted=True)]
        )
        query = query.join(exp.Unnest(expressions=[field(kind, name)], alias=alias), join_type="cross")
        columns.append(exp.column(name, table=f"each_{place}", quoted=True))
    named = [figure.as_(f"figure_{place}", quoted=True) for place, figure in enumerate(figures)]
    query = query.select(*[column.copy() for column in columns], *named)
    query = reduce(lambda built, condition: built.where(condition.copy()), where, query)
    return query.group_by(*columns) if columns else query


def occurring(kind: FactKind, name: str) -> exp.Select:
    """Every value that occurs in a column, once."""
    return exp.Select().select(field(kind, name)).distinct().from_(table(kind))


DIALECTS: Final = ("duckdb", "postgres", "spark")
"""The engines whose answers are held against each other in the tests; no other is spoken to."""


def text_of(query: exp.Select, dialect: str = "duckdb") -> str:
    """The query for one engine of DIALECTS; raises ValueError for any other, never a guess."""
    if dialect not in DIALECTS:
        raise ValueError(f"no engine {dialect}")
    return query.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)

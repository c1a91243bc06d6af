"""Where facts may lie to be counted: in memory, in Parquet files, in PostgreSQL, on Spark Connect."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from omuz.foundation.catalogue.fact_kinds import FactKind
from omuz.insight.indicators import sql


class Countable(Protocol):
    """Facts of one kind wherever they lie; a definition is compiled once and put into their engine's words."""

    @property
    def kind(self) -> FactKind:
        """What a row is."""

    @property
    def dialect(self) -> str:
        """The engine's name in `sql.DIALECTS`."""

    def distinct(self, column: str) -> frozenset[Any]:
        """The values that occur in a column; several answers come as the tuples that occur."""

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query over the table named after the kind of fact."""


class OnPostgres:
    """Facts in a PostgreSQL table (or view) that is named after their kind and has its columns.

    `ask` runs one query and returns its rows; connection, transaction and rights are the caller's.
    """

    dialect = "postgres"

    def __init__(self, kind: FactKind, ask: Callable[[str], Iterable[Sequence[Any]]]) -> None:
        self.kind = kind
        self._ask = ask

    def distinct(self, column: str) -> frozenset[Any]:
        rows = self.answer(sql.text_of(sql.occurring(self.kind, column), self.dialect))
        return frozenset(_whole(value) for (value,) in rows)

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._ask(query)]


class OnSpark:
    """Facts on an engine that speaks Spark Connect, read from a folder of records all its workers can see."""

    dialect = "spark"

    def __init__(self, kind: FactKind, session: Any, folder: Path) -> None:
        self.kind = kind
        self._session = session
        frame = session.read.parquet(str(folder))
        # A year is a code here; read out of the name of a folder it would come as a number.
        ours = [f"CAST(`{name}` AS STRING) AS `{name}`" if name == "year" else f"`{name}`" for name in kind.columns]
        frame.selectExpr(*ours).createOrReplaceTempView(kind.code)

    def distinct(self, column: str) -> frozenset[Any]:
        rows = self.answer(sql.text_of(sql.occurring(self.kind, column), self.dialect))
        return frozenset(_whole(value) for (value,) in rows)

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(query).collect()]


def _whole(value: Any) -> Any:
    """A value as facts in memory hold it: several answers as a tuple."""
    return tuple(value) if isinstance(value, list) or hasattr(value, "tolist") else value

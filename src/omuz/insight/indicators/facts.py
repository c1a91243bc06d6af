"""Facts in memory: coded columns without names, words or exact dates, and the table DuckDB counts."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

import duckdb
import numpy as np

from omuz.foundation.catalogue.fact_kinds import PERIODS, Answer, FactKind, fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL, UNKNOWN
from omuz.foundation.catalogue.mappings import Mapped, Refused
from omuz.foundation.catalogue.mappings import Mapping as TableMapping
from omuz.insight.indicators.sql import load_table

_LOCKED_DOWN: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "threads": "2",
    "lock_configuration": "true",
}
"""No file, no network, no extension, no spilling to disk."""

Value = str | int | float | tuple[str, ...] | None


class Uncoded(ValueError):
    """A fact holds something that is no code of its column's list: it must not be counted."""


@lru_cache(maxsize=4096)
def period_codes(day: date | None) -> tuple[str, str, str]:
    """Month, quarter and year of a day, the finest a fact may say; unknown three times where there is no day."""
    if day is None:
        return (UNKNOWN, UNKNOWN, UNKNOWN)
    return (f"{day.year:04}-{day.month:02}", f"{day.year:04}-Q{(day.month + 2) // 3}", f"{day.year:04}")


class Facts:
    """Columns of equal length, every value a code of its list; counted through `answer`.

    Built once and read by any number of threads. Raises Uncoded for a value outside its column's
    list, so that neither a name nor a word can slip into a figure.
    """

    dialect: Final = "duckdb"

    def __init__(self, kind: FactKind, columns: Mapping[str, Sequence[Value]]) -> None:
        lengths = {len(values) for values in columns.values()}
        if set(columns) != set(kind.columns) or len(lengths) > 1:
            raise Uncoded(f"facts of kind {kind.code} need exactly the columns {', '.join(kind.columns)}")
        self.kind = kind
        self._columns = dict(columns)
        self._size = lengths.pop() if lengths else 0
        self._distinct = {name: _checked(kind, name, values) for name, values in columns.items()}
        self._database: duckdb.DuckDBPyConnection | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._size

    @classmethod
    def from_rows(cls, kind_code: str, rows: Iterable[Mapping[str, Value]]) -> Self:
        """Facts from one mapping per row; a column a row does not name holds not_asked (periods: unknown)."""
        kind = fact_kind(kind_code)
        columns: dict[str, list[Value]] = {name: [] for name in kind.columns}
        defaults = {name: _default(kind, name) for name in kind.columns}
        for row in rows:
            if not row.keys() <= columns.keys():
                raise Uncoded(f"no column {', '.join(sorted(row.keys() - columns.keys()))} in {kind.code}")
            for name, values in columns.items():
                value = row.get(name, defaults[name])
                values.append(tuple(value) if isinstance(value, list) else value)
        return cls(kind, columns)

    def distinct(self, column: str) -> frozenset[Value]:
        """The values that occur in a column; several answers come as the tuples that occur."""
        return self._distinct[column]

    def column(self, name: str) -> Sequence[Value]:
        """The values of a column, fact by fact."""
        return self._columns[name]

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query over the table named after this kind of fact."""
        with self._lock:
            if self._database is None:
                self._database = self._loaded()
        return self._database.cursor().execute(query).fetchall()

    def _loaded(self) -> duckdb.DuckDBPyConnection:
        database = duckdb.connect(":memory:", config=dict(_LOCKED_DOWN))
        database.register("given", self.arrays())
        database.execute(load_table(self.kind))
        database.unregister("given")
        return database

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """The columns as `sql.load_rows` takes them: several answers of a fact joined into one text."""
        return {name: self._array(name, values) for name, values in self._columns.items()}

    def _array(self, name: str, values: Sequence[Value]) -> np.ndarray[Any, Any]:
        answer = self.kind.columns[name].answer
        if answer is Answer.NUMBER:
            return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        if answer is Answer.SEVERAL:
            joined = {several: "|".join(several) for several in self._distinct[name] if isinstance(several, tuple)}
            values = [joined[value] for value in values if isinstance(value, tuple)]
        return np.array(values, dtype=object) if values else np.array([], dtype="<U1")


def _default(kind: FactKind, name: str) -> Value:
    answer = kind.columns[name].answer
    if answer is Answer.NUMBER:
        return None
    if answer is Answer.PERIOD:
        return UNKNOWN
    return (NOT_ASKED,) if answer is Answer.SEVERAL else NOT_ASKED


def _checked(kind: FactKind, name: str, values: Sequence[Value]) -> frozenset[Value]:
    """The distinct values of a column, each held against its list. Raises Uncoded, never quoting the value."""
    column = kind.columns[name]
    distinct = frozenset(values)
    for value in distinct:
        if column.answer is Answer.NUMBER:
            fit = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        elif column.several:
            fit = isinstance(value, tuple) and _whole(value) and all(map(column.accepts, value))
        else:
            fit = isinstance(value, str) and column.accepts(value)
        if not fit:
            raise Uncoded(f"column {name} of {kind.code} holds a value that is no code of its list")
    return distinct


def _whole(codes: tuple[str, ...]) -> bool:
    """Whether each code stands once, and a special answer alone."""
    return len(set(codes)) == len(codes) and (len(codes) <= 1 or not set(codes) & set(SPECIAL))


def facts_from_file(mapping: TableMapping, source: Path | BinaryIO) -> tuple[Facts, list[Refused]]:
    """Every row of a file as a fact, and the rows that could not be taken, in file order.

    Raises CatalogueError or UnreadableFile before any row is read when mapping or file is wrong.
    """
    kind = mapping.kind
    taken: list[dict[str, str | tuple[str, ...]]] = []
    periods: list[tuple[str, str, str]] = []
    refused: list[Refused] = []
    for row in mapping.read(source):
        if isinstance(row, Mapped):
            periods.append(period_codes(row.occurred_on))
            taken.append(row.answers)
        else:
            refused.append(row)
    columns: dict[str, Sequence[Value]] = {name: [NOT_ASKED] * len(taken) for name in kind.columns}
    columns |= {column.name: [answers[column.name] for answers in taken] for column in kind.answers}
    columns |= {name: [codes[place] for codes in periods] for place, name in enumerate(PERIODS)}
    return Facts(kind, columns), refused

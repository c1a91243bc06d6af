"""The tables of one installation as a backup sees them: which there are, their digests, and their rows in and out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

LEFT_OUT: Final = frozenset({"django_session", "site_cache"})
"""Sessions and counters of a moment: nobody is signed in after a restore."""

_TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum), array_agg(format_type(a.atttypid, a.atttypmod)
       ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename"
_WALLS = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relrowsecurity AND c.relforcerowsecurity ORDER BY c.relname
"""


@dataclass(frozen=True)
class Table:
    """A table with the columns that are written, and their types as the database names them."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def _names(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and a digest that their order does not change."""

    rows: int
    digest: str


def tables(connection: Connection) -> list[Table]:
    """Every table, by name."""
    return [Table(name, tuple(columns), tuple(types)) for name, columns, types in connection.execute(_TABLES)]


def counters(connection: Connection) -> dict[str, int]:
    """Counter → the last number it gave; those that gave none are absent."""
    return {name: last for name, last in connection.execute(_COUNTERS) if last is not None}


def walled(connection: Connection) -> list[str]:
    """Tables with row-level security that also binds their owner."""
    return [name for (name,) in connection.execute(_WALLS)]


def summed(connection: Connection, table: Table) -> Sum:
    """Count and digest of a table: the sum of PostgreSQL's own 64-bit hash of each row, stable across versions."""
    asked = sql.SQL(
        "SELECT count(*), COALESCE(sum(hash_record_extended(each, 6284)), 0)::text FROM (SELECT {} FROM {}) each"
    ).format(table._names, sql.Identifier(table.name))
    rows, digest = connection.execute(asked).fetchone() or (0, "0")
    return Sum(rows, digest)


def rows_out(connection: Connection, table: Table) -> Iterator[memoryview]:
    """The rows of a table in PostgreSQL's binary form, in pieces."""
    asked = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT binary)")
    with connection.cursor() as cursor, cursor.copy(asked.format(table._names, sql.Identifier(table.name))) as copy:
        for piece in copy:
            yield memoryview(piece)


def rows_in(connection: Connection, table: Table, pieces: Iterable[bytes]) -> None:
    """Lay rows in that `rows_out` gave."""
    asked = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)")
    with connection.cursor() as cursor, cursor.copy(asked.format(sql.Identifier(table.name), table._names)) as copy:
        for piece in pieces:
            copy.write(piece)


def set_counters(connection: Connection, last: dict[str, int]) -> None:
    """Let each counter go on after the last number it gave."""
    for name, number in last.items():
        connection.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', number])

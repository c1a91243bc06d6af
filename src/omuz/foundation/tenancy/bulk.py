"""Writes many rows in one statement; PostgreSQL refuses COPY into a table under row-level security."""

from collections.abc import Iterable, Sequence

import psycopg
from django.db import connection


def insert_rows(table: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> None:
    """Insert `rows`, each with a value for every one of `columns` (name, SQL type); policies and constraints hold.

    Names come from model definitions, values travel as arrays of parameters. Raises django.db.IntegrityError.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name, _kind in columns)
    arrays = ", ".join(f"%b::{kind}[]" for _name, kind in columns)
    # A plain cursor of the driver sends arrays in binary; the one of Django writes them into the text of the query.
    with connection.cursor(), connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            f"INSERT INTO {quote(table)} ({names}) SELECT * FROM UNNEST({arrays})",  # noqa: S608  # names are our own, values are parameters
            [list(values) for values in zip(*rows, strict=True)],
        )


def rewrite_rows(table: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> None:
    """Give many rows new values in one statement: the first of `columns` (name, SQL type) says which row.

    Rows that are gone meanwhile are passed over; policies and constraints hold. Raises django.db.IntegrityError.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    (key, _kind), *others = columns
    names = ", ".join(quote(name) for name, _kind in columns)
    arrays = ", ".join(f"%b::{kind}[]" for _name, kind in columns)
    changes = ", ".join(f"{quote(name)} = fresh.{quote(name)}" for name, _kind in others)
    told = f"UNNEST({arrays}) AS fresh ({names}) WHERE {quote(table)}.{quote(key)} = fresh.{quote(key)}"
    with connection.cursor(), connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            f"UPDATE {quote(table)} SET {changes} FROM {told}",  # noqa: S608  # names are our own, values are parameters
            [list(values) for values in zip(*rows, strict=True)],
        )


def rewrite_batches(
    table: str, columns: Sequence[tuple[str, str]], batches: Iterable[Sequence[Sequence[object]]]
) -> None:
    """As `rewrite_rows` for one batch after the other; the database writes one while `batches` makes the next.

    What it refuses is raised at the end, as django.db.Error: everything belongs into one transaction. `batches` may
    not ask the database for anything.
    """
    with connection.cursor(), connection.wrap_database_errors, connection.connection.pipeline():
        for rows in batches:
            rewrite_rows(table, columns, rows)

"""Which of many tables hold a row of one record at all: one statement instead of one a table, under the same walls."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django.db import connection


def present(tables: Sequence[str], *, centre_id: UUID, column: str, record_id: UUID) -> frozenset[str]:
    """Those of `tables` in which this transaction sees a row of the centre whose `column` is `record_id`.

    Every table must have `column` and `centre_id`, both uuid; names are our own, never what somebody typed.
    """
    if not tables:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_asking(tuple(tables), column), [centre_id, record_id])
        told = cursor.fetchone()
    return frozenset(table for table, there in zip(tables, told or (), strict=True) if there)


@lru_cache(maxsize=8)
def _asking(tables: tuple[str, ...], column: str) -> str:
    each = (
        f"EXISTS (SELECT 1 FROM {table} r WHERE r.centre_id = asked.centre AND r.{column} = asked.record)"  # noqa: S608  # names are our own
        for table in tables
    )
    return f"SELECT {', '.join(each)} FROM (SELECT %s::uuid AS centre, %s::uuid AS record) asked"  # noqa: S608  # names are our own

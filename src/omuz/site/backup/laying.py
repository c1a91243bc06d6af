"""Lays the rows of a backup into a database whose tables were just made and hold nothing of their own.

Works as the role that owns the tables, in one transaction: what makes single writes safe (keys, indexes, triggers,
row-level security bound to the owner) is taken away, the rows are laid in, and all of it is put back as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import sql

from omuz.site.backup import tables
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.frames import FrameReader
from omuz.site.backup.tables import Connection, Sum, Table
from omuz.site.postgres import roles
from omuz.site.words import _

_HELD = """
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND k.contype IN ('p', 'u', 'x', 'f')
ORDER BY array_position(ARRAY['f', 'x', 'u', 'p'], k.contype::text), c.relname, k.conname
"""
# Indexes with a condition stay: PostgreSQL writes some conditions differently when it has read them once.
_INDEXES = """
SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE i.relnamespace = 'public'::regnamespace AND x.indpred IS NULL
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid)
ORDER BY i.relname
"""
_SHAPE = """
SELECT string_agg(told, E'\\n' ORDER BY told) FROM (
  SELECT 'i ' || pg_get_indexdef(x.indexrelid) told FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
    WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'k ' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 't ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'w ' || relname || ' ' || relrowsecurity::text || ' ' || relforcerowsecurity::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') every
"""


def lay_in(owner: dict[str, Any], reader: FrameReader) -> dict[str, Sum]:
    """Lay every table of the backup in and hold it against the note that came with it; table → its sum.

    Everything or nothing is kept. Raises BackupTrouble where the file is damaged, where a table is not as this
    version wants it, or where what lies in the database is not what was read.
    """
    with roles.connected(owner) as connection, connection.transaction():
        # An operator's server may end a statement that takes long.
        connection.execute("SET LOCAL statement_timeout = 0")
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        known = {table.name: table for table in tables.tables(connection)}
        before = _shape(connection)
        with _bare(connection, list(known)):
            told = _rows(connection, known, reader)
            # Before the wall stands again: then not even the owner counts a row.
            found = {name: tables.summed(connection, known[name]) for name in told}
        wrong = sorted(name for name, expected in told.items() if found[name] != expected)
        if wrong or _shape(connection) != before:
            raise BackupTrouble(
                _("Geri yüklenen tablolar yedektekiyle aynı değil (%(tables)s); hiçbir şey değişmedi.")
                % {"tables": ", ".join(wrong) or "-"}
            )
    with roles.connected(owner) as connection:
        connection.execute("ANALYZE")
    return found


def _rows(connection: Connection, known: dict[str, Table], reader: FrameReader) -> dict[str, Sum]:
    told: dict[str, Sum] = {}
    for note, content in reader.notes():
        if "counters" in note:
            tables.set_counters(connection, note["counters"])
        if "table" not in note:
            continue
        table = known.get(note["table"])
        if table is None or (list(table.columns), list(table.types)) != (note["columns"], note["types"]):
            raise BackupTrouble(
                _("%(table)s tablosu bu sürümde başka biçimde; hiçbir şey değişmedi. Yedeği alan sürümü kurun.")
                % {"table": note["table"]}
            )
        tables.rows_in(connection, table, content())
        told[table.name] = Sum(note["rows"], note["digest"])
    if set(known) - set(told) - tables.LEFT_OUT:
        raise BackupTrouble(_("Yedekte eksik tablo var; hiçbir şey değişmedi. Başka bir yedek deneyin."))
    return told


@contextmanager
def _bare(connection: Connection, names: list[str]) -> Iterator[None]:
    """Inside the block the tables are empty and only tables; afterwards everything is as it was."""
    walls = tables.walled(connection)
    for name in names:
        _alter(connection, name, "DISABLE TRIGGER USER")
    for name in walls:
        _alter(connection, name, "NO FORCE ROW LEVEL SECURITY")
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))
    held = connection.execute(_HELD).fetchall()
    for table, name, _definition in held:
        _alter(connection, table, "DROP CONSTRAINT {}", sql.Identifier(name))
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _definition in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    for _name, definition in indexes:
        connection.execute(sql.SQL(definition))
    for table, name, definition in reversed(held):
        _alter(connection, table, "ADD CONSTRAINT {} {}", sql.Identifier(name), sql.SQL(definition))
    for name in walls:
        _alter(connection, name, "FORCE ROW LEVEL SECURITY")
    for name in names:
        _alter(connection, name, "ENABLE TRIGGER USER")


def _alter(connection: Connection, table: str, what: str, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL("ALTER TABLE {} " + what).format(sql.Identifier(table), *parts))


def _shape(connection: Connection) -> str:
    row = connection.execute(_SHAPE).fetchone()
    return str(row[0] if row else "")

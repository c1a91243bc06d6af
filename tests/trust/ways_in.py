"""The ways somebody could try to meet rows of another centre in the database: contexts, readings, writings."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from tests.trust.foreign_rows import BORNOVA, KONAK, NEW, Table

Connection = psycopg.Connection[Any]
REFUSED = frozenset({"42501", "22P02", "0A000", "25006", "P0001"})
"""No right, no such id, COPY into a walled table, a server that only reads, an append-only table. Another error means
that the attempt itself was wrong, and counts for nothing."""
_SETTINGS = ("centres", "organisations", "network", "staff", "desks", "counting", "editor", "leaflet", "chain")
_STRANGERS = ",".join(str(UUID(int=number)) for number in range(1, 41))
_ZEYNEP = {"centres": str(BORNOVA.centre), "staff": str(BORNOVA.staff)}


class WrongAttempt(AssertionError):
    """An attempt that failed for another reason than the wall: it proves nothing."""


@dataclass(frozen=True)
class Context:
    """Who asks: what the transaction has been told, and what is tried before the question."""

    name: str
    told: dict[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    """Statements tried before; a refused one is forgotten, a successful one stays."""
    missing: bool = False
    """Nothing at all is told, as on a connection that has just been opened."""

    def enter(self, connection: Connection) -> None:
        """Tell the open transaction."""
        for statement in self.first:
            attempt(connection, statement)
        if self.missing:
            return
        told = sql.SQL(", ").join(
            sql.SQL("set_config({}, {}, true)").format(sql.Literal(f"app.{name}"), sql.Literal(self.told.get(name, "")))
            for name in _SETTINGS
        )
        connection.execute(sql.SQL("SELECT {}").format(told))


def contexts(owner: str, admin: str) -> list[Context]:
    """Every context; `owner` and `admin` are roles she might want to become."""
    malformed = (
        "x", "'", "'; SELECT 1 --", "null", ",", "{}", "*", "%", f"{BORNOVA.centre},", f"{BORNOVA.centre};",
        f"not {KONAK.centre}", " ",
    )  # fmt: skip
    roles = (
        f"SET LOCAL ROLE {owner}", f"SET LOCAL ROLE {admin}", "SET LOCAL ROLE pg_read_all_data", "RESET ROLE",
        f"SET LOCAL SESSION AUTHORIZATION {owner}", f"SET LOCAL SESSION AUTHORIZATION {admin}",
        "RESET SESSION AUTHORIZATION", "SET LOCAL row_security = off", "SET LOCAL session_replication_role = replica",
        f"GRANT {owner} TO CURRENT_USER", "ALTER ROLE CURRENT_USER BYPASSRLS",
    )  # fmt: skip
    return [
        Context("Zeynep", _ZEYNEP),
        Context("nothing told", missing=True),
        Context("everything empty"),
        Context("after RESET ALL", first=("RESET ALL",), missing=True),
        Context("a colleague without a centre", {"staff": str(BORNOVA.staff)}),
        Context("others", {**_ZEYNEP, "centres": _STRANGERS}),
        Context("hers among others", {**_ZEYNEP, "centres": f"{_STRANGERS},{BORNOVA.centre}"}),
        Context(
            "her municipality's director", {"staff": str(BORNOVA.staff), "organisations": str(BORNOVA.organisation)}
        ),
        Context("her reception", {"staff": str(BORNOVA.staff), "desks": str(BORNOVA.centre)}),
        Context("counting", {**_ZEYNEP, "counting": "on"}),
        Context("her chain", {**_ZEYNEP, "chain": str(BORNOVA.centre)}),
        Context("the page without sign-in", {"leaflet": "on"}),
        *[Context(f"malformed {told!r}", {**_ZEYNEP, "centres": told}) for told in malformed],
        *[Context(statement, _ZEYNEP, (statement,)) for statement in roles],
    ]


def attempt(connection: Connection, statement: Any, values: Any = None) -> list[tuple[Any, ...]] | None:
    """What a statement answers, or None where it was refused; the transaction stays usable.

    Raises WrongAttempt where it failed for any other reason.
    """
    try:
        with connection.transaction():
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
    except psycopg.Error as error:
        if error.sqlstate not in REFUSED:
            raise WrongAttempt(f"{error.sqlstate}: {error}") from error
        return None


def _asked(text: str, table: Table) -> sql.Composed:
    return sql.SQL(text).format(
        t=table.called, key=sql.Identifier(table.key.name), name=sql.Literal(table.name),
        theirs=sql.Literal(table.of(KONAK)), hers=sql.Literal(table.of(BORNOVA)),
    )  # fmt: skip


def _met(rows: list[tuple[Any, ...]] | None, table: Table) -> int:
    """How many of the answered rows are Konak's, by their key in the first column."""
    return sum(str(row[0]) == str(table.of(KONAK)) for row in rows or ())


def _counted(rows: list[tuple[Any, ...]] | None) -> int:
    return int(rows[0][0] or 0) if rows else 0


def keys(text: str) -> Callable[[Connection, Table], int]:
    """A reading that answers keys."""
    return lambda connection, table: _met(attempt(connection, _asked(text, table)), table)


def count(text: str) -> Callable[[Connection, Table], int]:
    """A reading that answers how many rows of Konak it met."""
    return lambda connection, table: _counted(attempt(connection, _asked(text, table)))


def text(text: str) -> Callable[[Connection, Table], int]:
    """A reading that answers text, in which Konak's key or centre stands or does not."""

    def read(connection: Connection, table: Table) -> int:
        told = str(attempt(connection, _asked(text, table)))
        marks = (KONAK.row, KONAK.centre) if table.key.kind == "uuid" else (KONAK.centre,)
        return sum(str(mark) in told for mark in marks)

    return read


def steps(*texts: str) -> Callable[[Connection, Table], int]:
    """Several statements in a row; the last one answers keys. The first refused one ends it."""

    def read(connection: Connection, table: Table) -> int:
        rows: list[tuple[Any, ...]] | None = None
        for each in texts:
            rows = attempt(connection, _asked(each, table))
            if rows is None:
                return 0
        return _met(rows, table)

    return read


def _copied(source: str) -> Callable[[Connection, Table], int]:
    def read(connection: Connection, table: Table) -> int:
        try:
            with connection.transaction(), connection.cursor() as cursor, cursor.copy(_asked(source, table)) as copy:
                told = b"".join(bytes(piece) for piece in copy).decode("utf-8", "replace")
        except psycopg.Error as error:
            if error.sqlstate not in REFUSED:
                raise WrongAttempt(str(error)) from error
            return 0
        return sum(str(line.split("\t")[0]) == str(table.of(KONAK)) for line in told.splitlines())

    return read


def _explained(connection: Connection, table: Table) -> int:
    asked = "EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM {t} WHERE {key} = {theirs}"
    rows = attempt(connection, _asked(asked, table))
    if rows is None:
        return 0
    told = rows[0][0] if isinstance(rows[0][0], list) else json.loads(rows[0][0])
    return int(told[0]["Plan"]["Actual Rows"])


def _cast(connection: Connection, table: Table) -> int:
    """A cast that complains of the value it met would tell of a row before the wall has looked at it."""
    wanted = "SELECT count(*) FROM {t} WHERE {key} <> {hers} AND ('x' || {key}::text)::int > 0"
    try:
        with connection.transaction():
            connection.execute(_asked(wanted, table))
    except psycopg.Error as error:
        return int(f"x{table.of(KONAK)}" in str(error))
    return 0


def _kept_plan(connection: Connection, table: Table) -> int:
    """A plan made and warmed where the rows were open must not carry them into another context."""
    told = [connection.execute(f"SELECT current_setting('app.{name}', true)").fetchone() for name in _SETTINGS]
    connection.execute("DEALLOCATE ALL")
    if attempt(connection, _asked("PREPARE kept AS SELECT {key} FROM {t}", table)) is None:
        return 0
    with connection.transaction():
        Context("Ayşe", {"centres": str(KONAK.centre), "staff": str(KONAK.staff)}).enter(connection)
        for _turn in range(6):
            connection.execute("EXECUTE kept")
    for name, row in zip(_SETTINGS, told, strict=True):
        connection.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", (row[0] if row else "") or ""])
    return _met(attempt(connection, "EXECUTE kept"), table)


def _block(connection: Connection, table: Table) -> int:
    """A block of the server's own language says by an error of its own whether it has met the row."""
    block = (
        "DO $$ BEGIN PERFORM {key} FROM {t} WHERE {key} = {theirs};"
        " IF FOUND THEN RAISE EXCEPTION 'met' USING ERRCODE = 'XX999'; END IF; END $$"
    )
    try:
        with connection.transaction():
            connection.execute(_asked(block, table))
    except psycopg.Error as error:
        if error.sqlstate not in REFUSED | {"XX999"}:
            raise WrongAttempt(str(error)) from error
        return int(error.sqlstate == "XX999")
    return 0


READINGS: dict[str, Callable[[Connection, Table], int]] = {
    "all": keys("SELECT {key} FROM {t}"),
    "by its key": keys("SELECT {key} FROM {t} WHERE {key} = {theirs}"),
    "counted": count("SELECT count(*) FROM {t} WHERE {key} = {theirs}"),
    "or true": keys("SELECT {key} FROM {t} WHERE {key} = {hers} OR true"),
    "TABLE": keys("SELECT (x.row).{key} FROM (SELECT t AS row FROM (TABLE {t}) t) x"),
    "ONLY": keys("SELECT {key} FROM ONLY {t}"),
    "a sample": keys("SELECT {key} FROM {t} TABLESAMPLE SYSTEM (100)"),
    "a subquery": keys("SELECT {key} FROM (SELECT * FROM {t}) s"),
    "a common table": keys("WITH s AS MATERIALIZED (SELECT * FROM {t}) SELECT {key} FROM s"),
    "a join with itself": keys("SELECT b.{key} FROM {t} a RIGHT JOIN {t} b ON a.{key} = b.{key}"),
    "a lateral join": keys("SELECT x.{key} FROM (VALUES (1)) v, LATERAL (SELECT * FROM {t}) x"),
    "a union": keys("SELECT {key} FROM {t} UNION ALL SELECT {key} FROM {t}"),
    "a window": keys("SELECT first_value({key}) OVER (PARTITION BY {key}) FROM {t}"),
    "exists": count("SELECT count(*) FROM (SELECT 1) o WHERE EXISTS (SELECT 1 FROM {t} WHERE {key} = {theirs})"),
    "its physical place": keys("SELECT {key} FROM {t} WHERE ctid < '(9,0)'::tid"),
    "whole rows as text": text("SELECT string_agg(t::text, '|') FROM {t} t"),
    "as JSON": text("SELECT json_agg(t)::text FROM {t} t"),
    "as XML": text("SELECT table_to_xml({name}::regclass, true, false, '')::text"),
    "a query as XML": text("SELECT query_to_xml('SELECT * FROM ' || {name}, true, false, '')::text"),
    "statistics": text("SELECT string_agg(s::text, '|') FROM pg_stats s WHERE tablename = {name}"),
    "raw statistics": count("SELECT count(stavalues1) FROM pg_statistic WHERE starelid = {name}::regclass"),
    "a cursor": steps("DECLARE looking CURSOR FOR SELECT {key} FROM {t}", "FETCH ALL FROM looking"),
    "a scrolling cursor": steps("DECLARE back SCROLL CURSOR FOR SELECT {key} FROM {t}", "MOVE LAST FROM back",
                                "FETCH BACKWARD ALL FROM back"),
    "prepared": steps("DEALLOCATE ALL", "PREPARE asked AS SELECT {key} FROM {t}", "EXECUTE asked"),
    "a plan of another context": _kept_plan,
    "a block of the server": _block,
    "a temporary table": steps("CREATE TEMP TABLE mine AS SELECT * FROM {t}", "SELECT {key} FROM mine"),
    "a temporary view": steps("CREATE TEMP VIEW seen AS SELECT * FROM {t}", "SELECT {key} FROM seen"),
    "a view": steps("CREATE VIEW seen AS SELECT * FROM {t}", "SELECT {key} FROM seen"),
    "a function as definer": steps(
        "CREATE FUNCTION pg_temp.peek() RETURNS SETOF {t} LANGUAGE sql SECURITY DEFINER AS $$ SELECT * FROM {t} $$",
        "SELECT {key} FROM pg_temp.peek()"),
    "copied out": _copied("COPY {t} ({key}) TO STDOUT"),
    "a query copied out": _copied("COPY (SELECT {key} FROM {t}) TO STDOUT"),
    "explained": _explained,
    "a complaining cast": _cast,
    "locked for change": keys("SELECT {key} FROM {t} FOR UPDATE"),
    "locked for sharing": keys("SELECT {key} FROM {t} FOR KEY SHARE"),
}  # fmt: skip
"""Name → a reading of one table; it answers how many rows of Konak it met."""


def _written(text: str) -> Callable[[Connection, Table], int]:
    """A writing of Konak's row by its key: how many rows it took."""
    return lambda connection, table: _counted(attempt(connection, _asked(text, table)))


def _all_but_hers(text: str) -> Callable[[Connection, Table], int]:
    """A writing of the whole table that answers the keys it took."""
    return lambda connection, table: _met(attempt(connection, _asked(text, table)), table)


def _forbidden(text: str) -> Callable[[Connection, Table], int]:
    """A statement that must be refused as such."""
    return lambda connection, table: int(attempt(connection, _asked(text, table)) is not None)


WRITINGS: dict[str, Callable[[Connection, Table], int]] = {
    "changed by its key": _written("UPDATE {t} SET {key} = {key} WHERE {key} = {theirs}"),
    "changed with all": _all_but_hers("UPDATE {t} SET {key} = {key} RETURNING {key}"),
    "changed through a join": _written("UPDATE {t} a SET {key} = a.{key} FROM (SELECT {theirs} AS k) b"
                                       " WHERE a.{key}::text = b.k::text"),
    "changed by its place": _written("UPDATE {t} SET {key} = {key} WHERE {key} <> {hers} AND ctid < '(9,0)'::tid"),
    "changed in a common table": _written("WITH c AS (UPDATE {t} SET {key} = {key} WHERE {key} = {theirs} RETURNING 1)"
                                          " SELECT count(*) FROM c"),
    "removed by its key": _written("DELETE FROM {t} WHERE {key} = {theirs}"),
    "removed with all": _written("DELETE FROM {t} WHERE {key} <> {hers}"),
    "removed through a join": _written("DELETE FROM {t} a USING (SELECT {theirs} AS k) b"
                                       " WHERE a.{key}::text = b.k::text"),
    "merged away": _written("MERGE INTO {t} a USING (SELECT {theirs}::text AS k) b ON a.{key}::text = b.k"
                            " WHEN MATCHED THEN DELETE"),
    "emptied": _forbidden("TRUNCATE {t}"),
    "wall taken down": _forbidden("ALTER TABLE {t} DISABLE ROW LEVEL SECURITY"),
    "wall not forced": _forbidden("ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY"),
    "a door cut": _forbidden("CREATE POLICY door ON {t} USING (true)"),
    "taken over": _forbidden("ALTER TABLE {t} OWNER TO CURRENT_USER"),
    "a rule laid over it": _forbidden("CREATE RULE over AS ON UPDATE TO {t} DO INSTEAD NOTHING"),
    "dropped": _forbidden("DROP TABLE {t} CASCADE"),
}  # fmt: skip
"""Name → a writing to one table; it answers how many rows of Konak it took, or 1 where a forbidden statement passed."""


def _inserted(ending: str) -> Callable[[Connection, Table], int]:
    def write(connection: Connection, table: Table) -> int:
        statement, values = table.insertion(NEW)
        return _counted(attempt(connection, statement + sql.SQL(ending), values))

    return write


def _inserted_from_query(connection: Connection, table: Table) -> int:
    row = table.row(NEW)
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    kinds = {column.name: column.kind for column in table.columns}
    values = sql.SQL(", ").join(
        sql.SQL("{}::{}").format(sql.Placeholder(), sql.SQL(_spelt(kinds[name]))) for name in row
    )
    asked = sql.SQL("INSERT INTO {} ({}) SELECT {}").format(table.called, names, values)
    return _counted(attempt(connection, asked, list(row.values())))


def _spelt(kind: str) -> str:
    return f"{kind[1:]}[]" if kind.startswith("_") else kind


def _copied_in(connection: Connection, table: Table) -> int:
    row = table.row(NEW)
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    try:
        with connection.transaction(), connection.cursor() as cursor:
            with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(table.called, names)) as copy:
                copy.write_row(list(row.values()))
            return cursor.rowcount
    except psycopg.Error as error:
        if error.sqlstate not in REFUSED:
            raise WrongAttempt(str(error)) from error
        return 0


INSERTIONS: dict[str, Callable[[Connection, Table], int]] = {
    "added": _inserted(""),
    "added or left": _inserted(" ON CONFLICT DO NOTHING"),
    "added and read back": _inserted(" RETURNING 1"),
    "added from a query": _inserted_from_query,
    "copied in": _copied_in,
}
"""Name → an attempt to add a row of Konak; it answers how many landed."""


def handed_over(connection: Connection, table: Table) -> int:
    """Her own row given to Konak, with every centre it names: how many rows went."""
    row = table.row(BORNOVA)
    centres = [name for name, value in row.items() if value == BORNOVA.centre and name != table.key.name]
    if not centres:
        return 0
    given = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Literal(KONAK.centre)) for name in centres
    )
    asked = sql.SQL("UPDATE {} SET {} WHERE {} = {}").format(
        table.called, given, sql.Identifier(table.key.name), sql.Literal(table.of(BORNOVA))
    )
    return _counted(attempt(connection, asked))


WRITINGS["handed over"] = handed_over

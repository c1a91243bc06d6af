"""A throw-away database with one row of each of two centres in every table, made from the tables themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import psycopg
from psycopg import sql

from omuz.site.postgres import Server, roles

_SEED = UUID("6284a1b2-0000-4000-8000-000000006284")
_CENTRES = frozenset({"chain", "host_id", "visitor_id"})
_ORGANISATIONS = frozenset({"organisation_id", "municipality_id"})
_STAFF = frozenset({"staff_id", "made_by", "holder_id", "by_id", "proposed_by", "signed_by"})
_OWN_KEYS = {"people_centre": "centre", "people_organisation": "organisation", "people_staff": "staff"}
_FRAMEWORK = ("django_", "auth_", "account_", "mfa_", "omuz_cache")
_PLAIN: dict[str, Any] = {
    "bool": False, "timestamptz": "2026-01-05 10:00+00", "time": "10:00", "json": "{}", "jsonb": "{}",
    "numeric": 1, "float8": 1.0, "interval": "1 day",
}  # fmt: skip


@dataclass(frozen=True)
class Household:
    """One centre with its municipality, one counsellor, and the name every row of it carries."""

    mark: str
    number: int

    @property
    def centre(self) -> UUID:
        return uuid5(_SEED, f"{self.mark} centre")

    @property
    def organisation(self) -> UUID:
        return uuid5(_SEED, f"{self.mark} organisation")

    @property
    def staff(self) -> UUID:
        return uuid5(_SEED, f"{self.mark} staff")

    @property
    def row(self) -> UUID:
        """What every row of hers is called, in every table: so each names the others without being told."""
        return uuid5(_SEED, f"{self.mark} row")


KONAK = Household("konak", 1)
"""Ayşe's centre: whose rows nobody of the other one may meet."""
BORNOVA = Household("bornova", 2)
"""Zeynep's centre."""
NEW = Household("konak", 3)
"""A row of Konak's that is not there yet."""


@dataclass(frozen=True)
class Column:
    """One column as the server describes it; `length` is of texts."""

    name: str
    kind: str
    needed: bool
    length: int | None
    key: bool

    def value(self, table: str, house: Household) -> Any:
        """What stands in it in this house's row; None where nothing has to."""
        if self.kind == "uuid":
            return self._named(table, house)
        if not self.needed and not self.key:
            return None
        told = {
            **_PLAIN,
            **dict.fromkeys(("int2", "int4", "int8"), house.number),
            "bytea": bytes([house.number]),
            "date": f"2026-01-{house.number:02}",
        }
        return [] if self.kind.startswith("_") else told.get(self.kind, self._text(house))

    def _text(self, house: Household) -> str:
        return f"{house.mark}{house.number}"[-(self.length or 40) :]

    def _named(self, table: str, house: Household) -> UUID:
        if self.key and table in _OWN_KEYS:
            found: UUID = getattr(house, _OWN_KEYS[table])
            return found
        if self.name in _CENTRES or self.name.endswith("centre_id"):
            return house.centre
        if self.name in _ORGANISATIONS:
            return house.organisation
        if self.name in _STAFF or self.name.endswith("_by"):
            return house.staff
        return uuid5(house.row, str(house.number)) if self.key and house is NEW else house.row


@dataclass(frozen=True)
class Table:
    """One table: its columns, its key, whether row-level security holds it."""

    name: str
    columns: tuple[Column, ...]
    walled: bool

    @property
    def key(self) -> Column:
        return next(column for column in self.columns if column.key)

    def of(self, house: Household) -> Any:
        """The key of this house's row."""
        return self.key.value(self.name, house)

    def row(self, house: Household) -> dict[str, Any]:
        """Every value of this house's row that is not null."""
        told = {column.name: column.value(self.name, house) for column in self.columns}
        return {name: value for name, value in told.items() if value is not None}

    def insertion(self, house: Household) -> tuple[sql.Composed, list[Any]]:
        """The statement that adds this house's row, and its values."""
        row = self.row(house)
        names = sql.SQL(", ").join(map(sql.Identifier, row))
        places = sql.SQL(", ").join([sql.Placeholder()] * len(row))
        return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(self.called, names, places), list(row.values())

    @property
    def called(self) -> sql.Identifier:
        return sql.Identifier(self.name)


@dataclass(frozen=True)
class Planted:
    """The database, and its tables behind the second wall."""

    server: Server
    walled: tuple[Table, ...] = field(repr=False)

    def digest(self) -> dict[str, str]:
        """Table → a mark of all its rows of Konak, read past the wall by the administrator."""
        found = {}
        with roles.connected(self.server._admin(), name=self.server.app["NAME"]) as admin:
            for table in self.walled:
                asked = sql.SQL(
                    "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                    " FROM {} t WHERE t::text LIKE %s OR t::text LIKE %s OR {} = %s"
                ).format(table.called, sql.Identifier(table.key.name))
                of_konak = [f"%{KONAK.centre}%", f"%{KONAK.row}%", table.of(KONAK)]
                found[table.name] = str(admin.execute(asked, of_konak).fetchone()[0])  # type: ignore[index]
        return found


_ASK = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, a.attname, t.typname, a.attnotnull,
       CASE WHEN t.typname = 'varchar' THEN a.atttypmod - 4 END, coalesce(a.attnum = ANY (i.indkey), false)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum
"""


def tables(connection: "psycopg.Connection[Any]") -> list[Table]:
    """Every table of the product, as the server itself describes it."""
    found: dict[str, tuple[bool, list[Column]]] = {}
    for name, walled, *column in connection.execute(_ASK).fetchall():
        if not name.startswith(_FRAMEWORK):
            found.setdefault(name, (bool(walled), []))[1].append(Column(*column))
    return [Table(name, tuple(columns), walled) for name, (walled, columns) in found.items()]


def laid_down(server: Server, template: str, name: str) -> Planted:
    """A copy of the empty database, with a row of each house in every table.

    Keys and checks between columns are not what is tried: the rows are laid down without them. Policies, rights and
    the triggers of append-only tables stay as they are.
    """
    made = server.create_database(name, template=template)
    with roles.connected(server._admin(), name=name) as admin:
        every = tables(admin)
        _lay_down(admin, every)
    return Planted(made, tuple(table for table in every if table.walled))


@contextmanager
def planted(server: Server, template: str, name: str) -> Iterator[Planted]:
    """What `laid_down` makes, gone after the block."""
    server.drop_database(name)
    try:
        yield laid_down(server, template, name)
    finally:
        server.drop_database(name)


def _lay_down(admin: "psycopg.Connection[Any]", every: list[Table]) -> None:
    checks = admin.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
    ).fetchall()
    with admin.transaction():
        for table_name, check in checks:
            admin.execute(sql.SQL(f"ALTER TABLE {table_name} DROP CONSTRAINT {{}}").format(sql.Identifier(check)))
        admin.execute("SET LOCAL session_replication_role = replica")
        for table in every:
            for house in (KONAK, BORNOVA):
                admin.execute(*table.insertion(house))
    admin.execute("ANALYZE")

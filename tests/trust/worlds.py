"""Three furnished worlds that together have something in every room, and what a request changed in one."""

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client

from tests.attack import conftest as attack
from tests.attack import rooms as network_rooms
from tests.attack import shared_rooms
from tests.browser.addresses import Address

KINDS = ("centre", "network", "together")
PEOPLE = ("ayse", "nermin", "elif_", "derya", "can", "songul")
LEAVING = frozenset({
    "sign-out", "sign-out-everywhere", "lock", "begin-again", "leave", "end-session", "confirm", "unlock", "sign-in",
    "password", "second-factor", "renew",
})  # fmt: skip
"""Pages after which somebody may no longer be signed in: her browser is made anew."""
OF_NOBODY = ("django_session", "site_cache", "people_session")
"""Tables of sessions, when they were last used, and of counted requests: nothing anybody did is in them."""
LOG = ("audit_auditevent", "audit_audithead")


@dataclass
class World:
    """People, and what every part of an address is called; only the addresses of its own rooms."""

    kind: str
    people: Any
    parts: dict[str, dict[str, list[Any]]] | None = None
    clients: dict[str, Any] = field(default_factory=dict)

    @property
    def cast(self) -> Any:
        """The six people and their two centres."""
        return self.people.cast

    def addresses(self) -> list[Address]:
        """The addresses this world has something for."""
        found = attack.every_address()
        if self.parts is None:
            others = {*network_rooms.ROOMS, *shared_rooms.WORDS, *shared_rooms.OPEN}
            return [each for each in found if each.name.partition(":")[0] not in others]
        return [each for each in found if each.name.partition(":")[0] in self.parts]

    def paths(self, address: Address) -> list[str]:
        """Every path of an address with what there is in this world."""
        if self.parts is None:
            return attack.paths(address, self.people.of_konak)
        parts = self.parts[address.name.partition(":")[0]]
        return [address.path({part: parts[part][0] for part in address.parts})]

    def client(self, name: str, *, anew: bool = False) -> Any:
        """The browser of a person, or of nobody ("")."""
        if name not in self.clients or anew:
            made = Client if name == "" else self.people[name].client
            self.clients[name] = made(raise_request_exception=False)
        return self.clients[name]

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """Whatever is written inside is undone."""
        mark = transaction.savepoint()
        try:
            yield
        finally:
            connection.needs_rollback = False
            transaction.savepoint_rollback(mark)
            # Rolled back to, it would still be there: thousands of them hold locks and slow every query.
            transaction.savepoint_commit(mark)


def furnished(kind: str, request: Any) -> World:
    """One of KINDS, made by the acts people use; `request` is what a fixture is given."""
    if kind == "centre":
        return World(kind, request.getfixturevalue("full"))
    cast = request.getfixturevalue("cast")
    if kind == "network":
        made: Any = network_rooms.furnished(cast)
    else:
        made = shared_rooms.furnished(cast, request.getfixturevalue("desk"))
    return World(kind, made, made.parts)


class Ledger:
    """Tells what a request changed: the database counts what was touched, the rows of those tables are compared."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rows: dict[str, str] = {}
        self.events = 0
        self.touched: dict[str, int] = {}
        self._begin(_tables())

    def _begin(self, tables: Iterable[str]) -> None:
        with self.world.taken_back():
            self._open()
            self.rows |= {table: self._print_of(table) for table in tables}
            self.events = self._events()
        self.touched = self._touched()

    def changed(self) -> tuple[set[str], int]:
        """Tables whose rows are others than at the beginning, but those of nobody; how many acts are new.

        Asked inside `taken_back`, before the act is undone.
        """
        now = self._touched()
        asked = {table for table, count in now.items() if count != self.touched.get(table, 0)}
        self.touched = now
        if not asked - set(OF_NOBODY):
            return set(), 0
        self._open()
        found = {table for table in asked - set(OF_NOBODY) if self._print_of(table) != self.rows.get(table)}
        return found - set(LOG), self._events() - self.events

    def forget(self) -> None:
        """Take what is there now for the beginning."""
        now = self._touched()
        self._begin([table for table, count in now.items() if count != self.touched.get(table, 0)])

    def _open(self) -> None:
        from omuz.foundation.audit.chain import INSTALLATION, NOBODY
        from omuz.foundation.tenancy.context import see_as

        cast = self.world.cast
        towns = [centre.organisation_id for centre in (cast.konak, cast.bornova)]
        see_as([cast.konak.id, cast.bornova.id, INSTALLATION, NOBODY], organisations=towns, network=True, editor=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.counting', 'on', true), set_config('app.leaflet', '', true)")

    def _print_of(self, table: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{table}\" t")
            return str(cursor.fetchone()[0])

    def _events(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_auditevent")
            return int(cursor.fetchone()[0])

    def _touched(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
            return dict(cursor.fetchall())


class Fault:
    """The last fault of a page: what it was, and the innermost place of ours it came from."""

    def __init__(self) -> None:
        self.told = ""
        got_request_exception.connect(self._note)

    def _note(self, **_given: Any) -> None:
        fault = sys.exc_info()[1]
        steps = traceback.extract_tb(fault.__traceback__) if fault else []
        ours = [f"{step.filename.rpartition('/omuz/')[2]}:{step.lineno}" for step in steps if "/omuz/" in step.filename]
        self.told = f"{type(fault).__name__} {str(fault)[:150]} at {ours[-2:]}, in {steps[-1].name if steps else ''}"


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        found: list[str] = connection.introspection.table_names(cursor)
    return found

"""A second server that follows the first: the wall stands there too, and it takes over losing no confirmed save."""

import os
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from omuz.site.postgres import roles
from tests import databases
from tests.trust.foreign_rows import KONAK, Planted, Table, laid_down
from tests.trust.promised import Line
from tests.trust.standbys import Pair, pair
from tests.trust.test_wall import AYSE, COMMON, ZEYNEP
from tests.trust.ways_in import READINGS, Context, contexts

WRITERS = 4


@pytest.fixture(scope="module")
def followed(django_db_setup: None, database_server: Any, django_db_blocker: Any) -> Iterator[tuple[Planted, Pair]]:
    """Both servers with a row of each centre in every table."""
    with django_db_blocker.unblock():
        template = databases.migrated_template(database_server)
        with pair(database_server.named(template)) as both:
            made = laid_down(both.server, template, f"omuz_test_standby_{os.getpid()}")
            both.server = made.server
            yield made, both


def test_the_wall_stands_at_the_server_that_follows(
    followed: tuple[Planted, Pair], times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    made, both = followed
    both.caught_up()
    owner, admin = both.server.owner["USER"], str(both.first.admin["USER"])
    closed = [table for table in made.walled if table.name not in COMMON]
    every = list(product(contexts(owner, admin), closed, READINGS))
    drawn = random.Random(seed).sample(every, min(times(50_000, least=500), len(every)))  # nothing secret
    met = []
    with roles.connected(both.at(both.second)) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
        for context, table, name in drawn:
            with connection.transaction(force_rollback=True):
                context.enter(connection)
                if READINGS[name](connection, table):
                    met.append((context.name, table.name, name))
        seen = _met(connection, AYSE, made.walled)
    promised(
        Line("S4", "reading at the server that follows", len(drawn), len(drawn) - len(met),
             f"{len(closed)} tables, {len(READINGS)} ways; Ayşe meets her own in {len(seen)}", "0 foreign rows")
    )  # fmt: skip
    assert met == []
    assert seen >= {table.name for table in closed if any(c.name == "centre_id" for c in table.columns)} - {
        "leaflet_answer"
    }


def _met(connection: Any, context: Context, tables: tuple[Table, ...]) -> set[str]:
    with connection.transaction(force_rollback=True):
        context.enter(connection)
        return {table.name for table in tables if READINGS["by its key"](connection, table)}


def test_the_server_that_follows_reads_and_takes_no_save(followed: tuple[Planted, Pair]) -> None:
    """So it can serve no page: whoever opens a record writes that she did."""
    made, both = followed
    contact = next(table for table in made.walled if table.name == "contacts_contact")
    event = next(table for table in made.walled if table.name == "audit_auditevent")
    with roles.connected(both.at(both.second)) as connection:
        assert _met(connection, AYSE, (contact,)) == {"contacts_contact"}
        with connection.transaction(force_rollback=True):
            AYSE.enter(connection)
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                connection.execute(*event.insertion(KONAK))


@dataclass
class Saves:
    """What the writers saved: confirmed by the server, or not, and with which words it failed."""

    confirmed: list[UUID] = field(default_factory=list)
    unknown: dict[UUID, str] = field(default_factory=dict)


def _write(entry: dict[str, Any], contact: Table, saves: Saves, begun: threading.Semaphore) -> None:
    """Save contacts until the server is gone; what a commit did not confirm is not confirmed."""
    try:
        with roles.connected(entry) as connection:
            while True:
                row = {**contact.row(KONAK), "id": (number := uuid4()), "code": f"T-{number.hex[:8]}"}
                row = {name: value for name, value in row.items() if name in {c.name for c in contact.columns}}
                saves.unknown[number] = ""
                with connection.transaction():
                    AYSE.enter(connection)
                    connection.execute(_insertion(contact, row), list(row.values()))
                del saves.unknown[number]
                saves.confirmed.append(number)
                begun.release()
    except psycopg.Error as error:
        for number, said in saves.unknown.items():
            saves.unknown[number] = said or str(error) or type(error).__name__


def _insertion(table: Table, row: dict[str, Any]) -> Any:
    from psycopg import sql

    names = sql.SQL(", ").join(map(sql.Identifier, row))
    return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        table.called, names, sql.SQL(", ").join([sql.Placeholder()] * len(row))
    )


def test_no_confirmed_save_is_lost_when_the_second_server_takes_over(
    followed: tuple[Planted, Pair], times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    made, both = followed
    contact = next(table for table in made.walled if table.name == "contacts_contact")
    chance, confirmed, unknown, lost, mute, half = random.Random(seed), 0, 0, 0, 0, 0  # nothing secret
    failovers = times(20, least=1)
    for turn in range(failovers):
        both.confirm_by_both()
        found = _killed_while_saving(both, contact, after=chance.randint(40, 200))
        there = _there(both, contact)
        for saves in found:
            confirmed, unknown = confirmed + len(saves.confirmed), unknown + len(saves.unknown)
            lost += len(set(saves.confirmed) - there)
            mute += sum(not said for said in saves.unknown.values())
        half += len(there - {number for saves in found for number in (*saves.confirmed, *saves.unknown)} - _SEEN)
        _SEEN.update(there)
        if turn < failovers - 1:
            both.follow_again()
    figure = (
        f"{failovers} times killed, {unknown} saves in flight, each told as failed; {lost} lost, {mute} without a word"
    )
    promised(
        Line("R1", "confirmed saves after the second server took over", confirmed + unknown,
             confirmed + unknown - lost - mute - half, figure, "0 lost, 0 half, 0 without a word")
    )  # fmt: skip
    assert confirmed >= failovers * 40


_SEEN: set[UUID] = set()


def _killed_while_saving(both: Pair, contact: Table, *, after: int) -> list[Saves]:
    """The first server dies after so many saves; the second one takes over. The address names both all the time."""
    found, begun = [Saves() for _writer in range(WRITERS)], threading.Semaphore(0)
    entry = both.at_whichever_writes()
    writers = [threading.Thread(target=_write, args=(entry, contact, saves, begun)) for saves in found]
    for each in writers:
        each.start()
    for _save in range(after):
        assert begun.acquire(timeout=60)
    both.fail_over()
    for each in writers:
        each.join(timeout=60)
    assert not any(each.is_alive() for each in writers)
    return found


def _there(both: Pair, contact: Table) -> set[UUID]:
    """Konak's contacts at the address that names both servers: the driver takes the one that writes now."""
    with roles.connected(both.at_whichever_writes()) as connection, connection.transaction(force_rollback=True):
        AYSE.enter(connection)
        rows = connection.execute("SELECT id FROM contacts_contact").fetchall()
        connection.execute("UPDATE contacts_contact SET id = id WHERE id = %s", [contact.of(KONAK)])
        return {row[0] for row in rows} - {contact.of(KONAK)}


def test_the_wall_stands_at_the_server_that_took_over(followed: tuple[Planted, Pair]) -> None:
    made, both = followed
    if both.second.process is not None:
        both.fail_over()
    with roles.connected(both.at(both.first)) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
        assert _met(connection, ZEYNEP, made.walled) == COMMON

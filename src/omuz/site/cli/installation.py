"""Opens this installation for a command: settings, language, the running database, and who is asking."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from omuz.site import words
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.vault.opened import OpenedVault
    from omuz.site.postgres import Server


def set_up() -> None:
    """Load the web framework and have it speak the command's language."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate(words.language())


@contextmanager
def opened() -> "Iterator[Server]":
    """The installation with its database running and every table in place; Stopped where migrations are missing."""
    with database() as server:
        demand_migrated()
        yield server


@contextmanager
def database() -> "Iterator[Server]":
    """The database running, joined where `omuz serve` already runs it, and both Django aliases pointed at it."""
    set_up()
    from django.db import connections
    from django.db.backends.signals import connection_created

    from omuz.site.postgres import running

    with running() as server:
        server.use()
        connection_created.connect(_take_time)
        try:
            yield server
        finally:
            connection_created.disconnect(_take_time)
            connections.close_all()


def _take_time(connection: Any, **_named: Any) -> None:
    """A command may count or bring in a year; only for a lock it does not hang."""
    with connection.cursor() as cursor:
        for setting, length in (("statement", "0"), ("idle_in_transaction_session", "0"), ("lock", "15s")):
            cursor.execute(f"SET {setting}_timeout = '{length}'")


def as_a_page() -> None:
    """From here on this process answers people: what it asks of the database ends in the time its role has."""
    from django.db import connections
    from django.db.backends.signals import connection_created

    connection_created.disconnect(_take_time)
    connections.close_all()


@contextmanager
def alone() -> Iterator[None]:
    """Only one command at a time makes tables or plants a network here; Stopped after ten minutes of waiting."""
    from omuz.site.postgres import home_folder, locks

    try:
        with locks.held(home_folder() / "change.lock", seconds=600):
            yield
    except locks.Busy as error:
        raise Stopped(
            _("Başka bir omuz komutu bu kurulumu hazırlıyor; hiçbir şey değişmedi. Bitince yeniden deneyin.")
        ) from error


def pending() -> bool:
    """Whether tables are missing or older than this version."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == "42501":
            return True  # the table of migrations is there and not open to this role: rights were never laid out
        raise
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def demand_migrated() -> None:
    """Raise Stopped, naming the next step, unless every table is as this version wants it."""
    if pending():
        raise Stopped(_("Veritabanı bu sürüme hazırlanmamış; hiçbir şey başlatılmadı. Önce omuz migrate çalıştırın."))


def ask_password(username: str) -> str:
    """Her password from the keyboard without showing it, or one line of standard input where there is no keyboard."""
    if sys.stdin.isatty():
        return getpass.getpass(_("%(name)s için parola: ") % {"name": username})
    return sys.stdin.readline().rstrip("\r\n")


def typed_lines() -> str:
    """The lines of standard input up to the first empty one."""
    lines = []
    for line in sys.stdin:
        if not line.strip():
            break
        lines.append(line)
    return "".join(lines)


def signed_in(username: str) -> "tuple[Person, OpenedVault]":
    """The person and her vault opened by her password; the log keeps that she came by the command line.

    Stopped when the password opens nothing; the refused try is in the log too.
    """
    from omuz.foundation.audit.chain import looked
    from omuz.foundation.people.access import acting, own_chain, person_of
    from omuz.foundation.people.actions.doors import note_refusal
    from omuz.foundation.vault.keys import PasswordDoesNotOpen, open_with_password

    person = person_of(username)
    password = ask_password(username)
    try:
        with acting(person):
            vault = open_with_password(person.staff_id, password)
            looked(by=person, event="session.opened", centre=own_chain(person), about="with:command_line")
    except PasswordDoesNotOpen as error:
        with acting(person):
            note_refusal(username, about="with:command_line")
        raise Stopped(_("Bu parola doğru değil; hiçbir şey okunmadı. Yeniden deneyin.")) from error
    return person, vault

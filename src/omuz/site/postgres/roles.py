"""The two roles of an installation and the rights each holds: one owns and migrates, one serves and owns nothing."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.words import _

LIMITS = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION")
SERVING = {
    # No page needs half of it. What takes longer has gone wrong, and everybody else waits behind it.
    "statement_timeout": "30s",
    # Two people at one record: the second is told so while she still remembers what she pressed.
    "lock_timeout": "5s",
    # Whoever was cut off in the middle must not keep a record from the others for longer than a minute.
    "idle_in_transaction_session_timeout": "60s",
}
"""How long the serving role waits. Commands that import or count take their time (`cli/installation.py`)."""
OWNING = {"lock_timeout": "15s"}
"""Migrations and backups run as long as they must; only for a lock nobody hangs."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@contextmanager
def connected(settings: dict[str, Any], *, name: str | None = None) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    """An autocommit connection for a Django database entry, to its own database or to `name`."""
    options = {key: value for key, value in settings["OPTIONS"].items() if key not in ("pool", "assume_role")}
    with psycopg.connect(
        dbname=name or settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        autocommit=True,
        **options,
    ) as connection:
        yield connection


def ensure_role(
    admin: "psycopg.Connection[tuple[Any, ...]]", role: str, password: str, *, renew: bool, waits: dict[str, str]
) -> None:
    """Make `role` if it is missing; set its password when it is new or `renew`; hold it to its limits always.

    `waits` are settings of the role, each a time: they hold for every connection that does not ask for another.
    """
    found = admin.execute("SELECT coalesce(rolconfig, '{}') FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    name = sql.Identifier(role)
    if not found:
        admin.execute(sql.SQL("CREATE ROLE {} {}").format(name, LIMITS))
    kept = set(found[0]) if found else set()
    for setting, length in waits.items():
        if f"{setting}={length}" not in kept:
            change = sql.SQL("ALTER ROLE {} SET {} = {}")
            admin.execute(change.format(name, sql.Identifier(setting), sql.Literal(length)))
    if not found or renew:
        # Hashed on this side: the password itself never reaches the server or its log.
        hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(hashed.decode())))


def ensure_database(admin_settings: dict[str, Any], name: str, owner: str, app: str, template: str) -> None:
    """Make database `name`, owned by `owner`, in which every table `owner` will make is open to `app`.

    The rights are given in advance, so a migration that narrows them (an append-only table) is never undone.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a plain database name: {name!r}")
    with connected(admin_settings) as admin:
        # An operator's administrator may not be a superuser: membership lets it make and drop what the owner owns.
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner)))
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            made = "CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'"
            admin.execute(sql.SQL(made).format(*map(sql.Identifier, (name, owner, template))))
    with connected(admin_settings, name=name) as admin:
        admin.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(owner)))
        grant_in_advance(admin, name, app)


def grant_in_advance(owner: "psycopg.Connection[tuple[Any, ...]]", name: str, app: str) -> None:
    """Close the database to strangers and open the owner's future tables and counters to `app`."""
    names = {"database": sql.Identifier(name), "app": sql.Identifier(app)}
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    ):
        owner.execute(sql.SQL(statement).format(**names))


def drop_database(admin_settings: dict[str, Any], name: str) -> None:
    """Drop `name` and whoever is still connected to it; absent is fine."""
    with connected(admin_settings) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def wait_until_open(settings: dict[str, Any], *, name: str, seconds: float, still_there: Any) -> None:
    """Wait until the server accepts connections, at most `seconds`; `still_there()` false ends the wait.

    Raises DatabaseTrouble after the time is up, and at once when the kept password is refused.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            with connected(settings, name=name):
                return
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise DatabaseTrouble(
                    _(
                        "Veritabanı çalışıyor ama bu klasördeki parolayı kabul etmiyor; hiçbir şey değişmedi. "
                        "OMUZ_HOME içindeki postgres klasörünü yedekten bütün olarak geri koyun."
                    )
                ) from error
        if time.monotonic() > deadline or not still_there():
            raise DatabaseTrouble(
                _("Veritabanı %(seconds)d saniye içinde hazır olmadı; kayıtlara dokunulmadı. Yeniden deneyin."),
                seconds=int(seconds),
            )
        time.sleep(0.02)

"""Test databases: one migrated template for every session of the same source, one copy of it per session."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from omuz.site.postgres import DatabaseTrouble, Server, prepare, roles, running
from omuz.site.postgres.addresses import from_url

MAKING = 6284
"""The number of the lock under which templates and roles are made."""
ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "omuz"
SHAPING = (
    "*/*/migrations/*.py",
    "*/*/models.py",
    "*/*/models/*.py",
    "foundation/tenancy/*.py",
    "site/postgres/roles.py",
)


@contextmanager
def test_server(home: Path, admin_url: str | None) -> Iterator[Server]:
    """A server to make test databases on: the operator's behind `admin_url`, else an embedded one under `home`."""
    if admin_url:
        # The same secret in every session, so that two at once do not lock each other out.
        with one_at_a_time(from_url(admin_url)):
            prepared = prepare(
                admin_url,
                prefix="omuz_test",
                password=lambda role: (hashlib.sha256(f"{role} {admin_url}".encode()).hexdigest(), True),
            )
        yield prepared
        return
    try:
        server = running(home, durable=False)
        entered = server.__enter__()
    except DatabaseTrouble:
        # Test data is written without waiting for the disk, so a power cut may have broken it: begin anew.
        shutil.rmtree(home / "postgres", ignore_errors=True)
        server = running(home, durable=False)
        entered = server.__enter__()
    with contextlib.ExitStack() as leaving:
        leaving.push(server)
        yield entered


@contextmanager
def one_at_a_time(admin: dict[str, Any]) -> Iterator[None]:
    """What several processes share on one server is made by one of them while the others wait here."""
    with roles.connected(admin) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        yield


def migrated_template(server: Server) -> str:
    """The name of a database with every table and nothing in it, made once for each state of the source."""
    with one_at_a_time(server._admin()):
        return _template(server, f"omuz_template_{_shape()}")


def _template(server: Server, name: str) -> str:
    existing = _names(server, "omuz_template_%")
    if name in existing:
        return name
    for old in existing:
        server.drop_database(old)
    draft = f"omuz_draft_{os.getpid()}"
    server.drop_database(draft)
    server.create_database(draft).use()
    migrate()
    connections.close_all()
    with roles.connected(server._admin()) as admin:
        admin.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def migrate() -> None:
    """Make every table as the role that owns them."""
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)


def drop_abandoned(server: Server) -> None:
    """Drop the databases of sessions that were killed."""
    for name in _names(server, "omuz_draft_%") + _names(server, "omuz_test_%"):
        number = name.rsplit("_", 1)[-1]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            server.drop_database(name)


def fresh_copy(server: Server, template: str, name: str) -> Server:
    """Replace database `name` by a new copy of `template`."""
    connections.close_all()
    server.drop_database(name)
    return server.create_database(name, template=template)


def _names(server: Server, pattern: str) -> list[str]:
    with roles.connected(server._admin()) as admin:
        return [row[0] for row in admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])]


def _shape() -> str:
    """A mark of everything that decides what the tables look like."""
    mark = hashlib.sha256()
    for package in ("django", "django-allauth"):
        mark.update(version(package).encode())
    for pattern in SHAPING:
        for path in sorted(SOURCE.glob(pattern)):
            mark.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    return mark.hexdigest()[:12]

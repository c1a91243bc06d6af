"""Turns what the environment and the installation's own files say about the database into Django settings."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.words import _

APP_ROLE = "omuz_app"
OWNER_ROLE = "omuz_owner"
ADMIN_ROLE = "omuz_admin"
DATABASE = "omuz"
PORT = "5432"  # only part of the socket's file name: the embedded server opens no port


def home_folder() -> Path:
    """The folder of this installation: OMUZ_HOME, or `.omuz` in the working folder."""
    return Path(os.environ.get("OMUZ_HOME") or ".omuz").absolute()


def connection_settings() -> dict[str, dict[str, Any]]:
    """Django's DATABASES for this process, derived without starting or touching any server.

    `default` is the role that owns nothing, `owner` the role that migrates. With DATABASE_URL set and
    OMUZ_OWNER_DATABASE_URL absent, `owner` repeats `default`: such a process can serve and cannot migrate.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        owner_url = os.environ.get("OMUZ_OWNER_DATABASE_URL") or url
        return {"default": from_url(url), "owner": from_url(owner_url)}
    folder = home_folder() / "postgres"
    host = recorded_socket(folder) or folder / "socket"
    return {
        "default": _embedded(folder, host, APP_ROLE),
        "owner": _embedded(folder, host, OWNER_ROLE),
    }


def recorded_socket(folder: Path) -> Path | None:
    """The socket folder noted at the last start, or None before the first one."""
    try:
        return Path(json.loads((folder / "place.json").read_text("utf-8"))["socket"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def django_database(*, name: str, user: str, password: str, host: str, port: str) -> dict[str, Any]:
    """One entry of Django's DATABASES.

    A thread keeps its connection for some minutes: proving the password anew costs more than a page. Nothing of
    a person stays on it, because what she may see is set inside each transaction. It is tried before each request,
    so a restarted server is noticed.
    """
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10},
    }


def from_url(url: str) -> dict[str, Any]:
    """Reads postgresql://user:password@host:port/name?host=/socket/folder&sslmode=… into Django's form.

    Raises DatabaseTrouble when the address is not of a PostgreSQL database.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise DatabaseTrouble(_("DATABASE_URL okunamadı. Örnek: postgresql://rol:parola@makine:5432/omuz")) from error
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise DatabaseTrouble(_("DATABASE_URL okunamadı. Örnek: postgresql://rol:parola@makine:5432/omuz"))
    more = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    settings = django_database(
        name=name,
        user=unquote(parts.username or more.pop("user", "")),
        password=unquote(parts.password or more.pop("password", "")),
        host=more.pop("host", "") or unquote(parts.hostname or ""),
        port=more.pop("port", "") or str(port or ""),
    )
    settings["OPTIONS"].update(more)
    return settings


def to_url(settings: dict[str, Any]) -> str:
    """The address of a Django database entry, for the environment of a child process."""
    user, password = quote(settings["USER"], safe=""), quote(settings["PASSWORD"], safe="")
    host, port = quote(settings["HOST"], safe=""), settings["PORT"] or PORT
    return f"postgresql://{user}:{password}@/{quote(settings['NAME'], safe='')}?host={host}&port={port}"


def read_password(folder: Path, role: str) -> str:
    """The password kept for one role of the embedded server, empty before the first start."""
    try:
        return (folder / f"{role}.password").read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def _embedded(folder: Path, host: Path, role: str) -> dict[str, Any]:
    return django_database(name=DATABASE, user=role, password=read_password(folder, role), host=str(host), port=PORT)

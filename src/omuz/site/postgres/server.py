"""A database server that can be used now: the settings of its roles, and databases made on it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from omuz.site.postgres import addresses, roles
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.words import _


@dataclass(frozen=True)
class Server:
    """Django database entries of one server: `app` serves, `owner` migrates, `admin` makes databases (or is None)."""

    app: dict[str, Any]
    owner: dict[str, Any]
    admin: dict[str, Any] | None = None
    embedded: bool = False

    def create_database(self, name: str, template: str = "template0") -> "Server":
        """Make a database with the rights of both roles laid out; answers the server pointed at it."""
        roles.ensure_database(self._admin(), name, self.owner["USER"], self.app["USER"], template)
        return self.named(name)

    def drop_database(self, name: str) -> None:
        """Drop a database made by `create_database`."""
        roles.drop_database(self._admin(), name)

    def named(self, name: str) -> "Server":
        """The same server and roles with another database."""
        return replace(self, app={**self.app, "NAME": name}, owner={**self.owner, "NAME": name})

    def environment(self) -> dict[str, str]:
        """What a child process needs in its environment to work on this database."""
        return {
            "DATABASE_URL": addresses.to_url(self.app),
            "OMUZ_OWNER_DATABASE_URL": addresses.to_url(self.owner),
        }

    def use(self) -> "Server":
        """Point Django's `default` and `owner` here; to be called before the first query."""
        for alias, entry in (("default", self.app), ("owner", self.owner)):
            settings.DATABASES.setdefault(alias, {}).update(entry)
        return self

    def _admin(self) -> dict[str, Any]:
        if self.admin is None:
            raise DatabaseTrouble(
                _("Bu adresin rolü veritabanı oluşturamaz; hiçbir şey değişmedi. Yönetici rolünün adresini verin.")
            )
        return self.admin


def named_server() -> Server | None:
    """The operator's own server, where DATABASE_URL names one; nothing is started."""
    if not os.environ.get("DATABASE_URL"):
        return None
    entries = addresses.connection_settings()
    return Server(app=entries["default"], owner=entries["owner"])


def prepare(
    admin_url: str, *, prefix: str, name: str | None = None, password: Callable[[str], tuple[str, bool]]
) -> Server:
    """Make the roles `<prefix>_owner` and `<prefix>_app` and a database on an operator's server.

    `admin_url` names a role that may make roles and databases, and an existing database such as `postgres`.
    `password(role)` answers the password to use and whether it is new. The database is `name` or `prefix`.
    """
    admin = addresses.from_url(admin_url)
    owner_role, app_role = f"{prefix}_owner", f"{prefix}_app"
    entries = {}
    with roles.connected(admin) as connection:
        for role, waits in ((owner_role, roles.OWNING), (app_role, roles.SERVING)):
            secret, new = password(role)
            roles.ensure_role(connection, role, secret, renew=new, waits=waits)
            entries[role] = {**admin, "USER": role, "PASSWORD": secret, "NAME": name or prefix}
    server = Server(app=entries[app_role], owner=entries[owner_role], admin=admin)
    return server.create_database(name or prefix)

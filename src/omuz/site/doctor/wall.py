"""The second wall as the migrations ask for it, held against the wall as it stands in the database."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from omuz.site.backup.tables import Connection, walled
from omuz.site.doctor.findings import Finding, fail, ok
from omuz.site.words import _

_SAID: Final = re.compile(
    r"ALTER TABLE (?P<forced>\w+)\s+FORCE ROW LEVEL SECURITY"
    r"|CREATE POLICY (?P<made>\w+)\s+ON (?P<on>\w+)"
    r"|DROP POLICY (?:IF EXISTS )?(?P<dropped>\w+)\s+ON (?P<off>\w+)"
)
_POLICIES: Final = "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"


@dataclass
class Wall:
    """Tables whose row-level security also binds their owner, and the policies on them."""

    tables: set[str] = field(default_factory=set)
    policies: set[tuple[str, str]] = field(default_factory=set)


def wanted(migrations: Iterable[Any]) -> Wall:
    """The wall these migrations build, in their order."""
    wall = Wall()
    for migration in migrations:
        for statement in _statements(migration.operations):
            for said in _SAID.finditer(statement):
                if said["forced"]:
                    wall.tables.add(said["forced"])
                elif said["made"]:
                    wall.policies.add((said["on"], said["made"]))
                else:
                    wall.policies.discard((said["off"], said["dropped"]))
    return wall


def _statements(operations: Iterable[Any]) -> Iterator[str]:
    from django.db.migrations.operations import RunSQL

    for operation in operations:
        if isinstance(operation, RunSQL):
            told = operation.sql
            for each in [told] if isinstance(told, str) else told:
                yield each if isinstance(each, str) else each[0]


def standing(connection: Connection) -> Wall:
    """The wall as it stands."""
    return Wall(set(walled(connection)), {(table, name) for table, name in connection.execute(_POLICIES)})


def compared(asked: Wall, found: Wall) -> Iterator[Finding]:
    """Each table whose wall is open or lacks a policy, and each policy nobody asked for; or that all is as asked."""
    wrong = False
    for table in sorted(asked.tables - found.tables):
        wrong = True
        yield fail("rows", _("%(table)s tablosunda satır güvenliği zorlanmıyor.") % {"table": table})
    for table, name in sorted(asked.policies - found.policies):
        wrong = True
        yield fail("rows", _("%(table)s tablosunda %(name)s kuralı yok.") % {"table": table, "name": name})
    for table, name in sorted(found.policies - asked.policies):
        wrong = True
        yield fail("rows", _("%(table)s tablosuna %(name)s kuralı sonradan eklenmiş.") % {"table": table, "name": name})
    if not wrong:
        told = {"tables": len(asked.tables), "rules": len(asked.policies)}
        yield ok("rows", _("Satır güvenliği %(tables)d tabloda zorlanıyor, %(rules)d kural yerinde.") % told)

"""The operator's server may be of another version than ours: the tables, the rights and the wall are the same there."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from omuz.site.postgres import binaries, prepare, roles
from omuz.site.postgres.addresses import to_url
from omuz.site.postgres.binaries import Binaries
from tests import databases
from tests.trust.foreign_rows import Planted, laid_down
from tests.trust.standbys import Instance, copied, instances
from tests.trust.test_wall import AYSE, COMMON, COUNTED_BY_ALL, ZEYNEP, met_by, tried
from tests.trust.ways_in import INSERTIONS, READINGS, WRITINGS


def _newer(than: int) -> Binaries | None:
    """The programs of a newer version on this machine, the newest of them; a dump goes to no older one."""
    folders = [*binaries._host_folders(), *binaries._wheel_folders()]
    found = [Binaries(folder, major) for folder in folders if (major := binaries._major(folder))]
    return max((each for each in found if each.major > than),
               key=lambda each: each.major, default=None)  # fmt: skip


@pytest.fixture(scope="module")
def other(database_server: Any) -> Iterator[Instance]:
    """An operator's server of a newer version than the one these tests run on."""
    with roles.connected(database_server._admin()) as here:
        major = here.info.server_version // 10000
    programs = _newer(than=major)
    if programs is None:
        pytest.skip(f"not run: no PostgreSQL newer than {major} beside it")
    with instances(("operators",), programs) as (instance,):
        instance.make()
        instance.start()
        yield instance


@pytest.fixture(scope="module")
def there(django_db_setup: None, database_server: Any, django_db_blocker: Any, other: Instance) -> Planted:
    """The tables at that server, with a row of each centre in every one."""
    with django_db_blocker.unblock():
        template = databases.migrated_template(database_server)
        return laid_down(copied(database_server.named(template), other), template, f"omuz_test_{os.getpid()}")


def test_roles_and_database_are_laid_out_there(other: Instance) -> None:
    server = prepare(to_url(other.admin), prefix="elsewhere", password=lambda role: (f"{role} parola", True))
    with roles.connected(server.app) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False,)


def test_the_wall_stands_in_every_table_there(there: Planted) -> None:
    for ways, but in ((READINGS, COMMON), (WRITINGS, COUNTED_BY_ALL), (INSERTIONS, COUNTED_BY_ALL)):
        number, met = tried(there, ways, number=400, seed=6284, but=but)
        assert (number, met) == (400, [])


def test_what_is_shared_and_what_is_not_is_the_same_there(there: Planted) -> None:
    assert met_by(there, ZEYNEP) == COMMON
    assert len(met_by(there, AYSE)) > len(COMMON)

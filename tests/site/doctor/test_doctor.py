"""The doctor finds what is wrong, says it in one line, and passes nothing it could not look at."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as chosen
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.site.backup.recipients import new_recipient
from omuz.site.doctor import database, findings, machine, wall
from omuz.site.postgres.roles import connected


def states(found) -> dict[str, str]:
    return {each.check: each.state.value for each in found}


@pytest.fixture
def home(tmp_path, settings):
    """An installation's folder as it should be."""
    settings.OMUZ_HOME = tmp_path / "home"
    settings.OMUZ_SHREDS = settings.OMUZ_HOME / "shreds"
    for folder in ("keys", "shreds"):
        (settings.OMUZ_HOME / folder).mkdir(mode=0o700, parents=True)
    settings.OMUZ_HOME.chmod(0o700)
    for name in ("audit.key", "pages.key"):
        (settings.OMUZ_HOME / "keys" / name).write_bytes(bytes(32))
        (settings.OMUZ_HOME / "keys" / name).chmod(0o600)
    return settings.OMUZ_HOME


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "ok"),
        ({"DEBUG": True}, "fail"),
        ({"OMUZ_SECOND_FACTOR": "optional"}, "warn"),
        ({"OMUZ_DEMO": True}, "warn"),
        ({"ALLOWED_HOSTS": ["omuz.example"]}, "fail"),
        ({"ALLOWED_HOSTS": ["omuz.example"], "OMUZ_HTTPS": True}, "ok"),
    ],
)
def test_settings_of_developers_and_open_doors_are_named(settings, changed, state):
    settings.ALLOWED_HOSTS, settings.OMUZ_SECOND_FACTOR = ["localhost"], "required"
    for name, value in changed.items():
        setattr(settings, name, value)
    assert [each.state.value for each in machine.settings()] == [state]


def test_a_key_cut_short_and_a_backup_without_paper_are_named(home):
    assert states(machine.keys()) == {"keys": "ok", "backup-key": "warn"}
    new_recipient(home, beside=False)
    (home / "keys" / "audit.key").write_bytes(b"x")
    assert states(machine.keys()) == {"keys": "fail", "backup-key": "ok"}
    (home / "keys" / "audit.key").unlink()
    assert [each.state.value for each in findings.found_by("keys", machine.keys)] == ["fail"]


@pytest.mark.parametrize("what", [".", "keys", "shreds", "keys/audit.key"])
def test_what_others_can_look_into_is_named(home, what):
    assert states(machine.folders()) == {"folders": "ok"}
    (home / what).chmod(0o755)
    assert [str(home / what) in each.said for each in machine.folders()] == [True]
    assert states(machine.folders()) == {"folders": "fail"}


def test_a_disk_nearly_full_and_one_too_small_for_the_drill_are_named(home, monkeypatch):
    room = SimpleNamespace(free=10_000_000_000)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _place: room)
    assert states(machine.disk()) == {"disk": "ok", "disk-halves": "ok"}
    room.free = 1_000_000_000
    (home / "postgres" / "data").mkdir(parents=True)
    with (home / "postgres" / "data" / "big").open("wb") as file:
        file.truncate(600_000_000)
    assert states(machine.disk()) == {"disk": "warn", "disk-halves": "ok"}
    room.free = 1_000_000
    assert states(machine.disk()) == {"disk": "fail", "disk-halves": "fail"}


def test_a_clock_behind_the_program_is_named(time_machine):
    assert states(machine.clock()) == {"clock": "ok"}
    time_machine.move_to("2001-01-01")
    assert states(machine.clock()) == {"clock": "fail"}


@pytest.fixture
def server(db, database_server):
    return database_server.named(f"omuz_test_{os.getpid()}")


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE contacts_contact NO FORCE ROW LEVEL SECURITY", "contacts_contact"),
        ("ALTER TABLE vault_datakey DISABLE ROW LEVEL SECURITY", "vault_datakey"),
        ("DROP POLICY own_centre ON cases_case", "own_centre"),
        ("CREATE POLICY everybody ON cases_case USING (true)", "everybody"),
    ],
)
def test_every_hole_in_the_second_wall_is_named(server, statement, said):
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    asked = wall.wanted(each for each, _backwards in plan)
    assert len(asked.tables) > 90
    with connected(server.owner) as owner:
        assert [each.state.value for each in wall.compared(asked, wall.standing(owner))] == ["ok"]
        with owner.transaction(force_rollback=True):
            owner.execute(statement)
            wrong = list(wall.compared(asked, wall.standing(owner)))
    assert [each.state.value for each in wrong] == ["fail"]
    assert said in wrong[0].said


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_old_backups_and_forgetting_since_the_last_copy_are_named(time_machine):
    now = timezone.now()
    assert states(database.backups()) == {"backup": "warn", "halves": "warn", "drill": "warn"}
    for event, days in (("backup.taken", 1), ("backup.halves_taken", 9), ("backup.tried", 200), ("case.destroyed", 3)):
        time_machine.move_to(now - timedelta(days=days))
        with recorded(by=SYSTEM, event=event):
            pass
    time_machine.move_to(now)
    assert states(database.backups()) == {"backup": "ok", "halves": "fail", "forgotten": "warn", "drill": "warn"}
    assert states(database.log()) == {"log": "ok"}
    time_machine.move_to(now - timedelta(days=30))
    assert states(database.log())["clock-log"] == "fail"


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_the_command_says_one_line_a_check_and_ends_with_a_number(database_environment, home):
    def omuz(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())", *arguments]
        given = {**database_environment, "OMUZ_HOME": str(home), **more}
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    well = omuz("doctor", "--json")
    told = {each["check"]: each["state"] for each in json.loads(well.stdout)}
    assert (well.returncode, well.stderr) == (0, "")
    assert {"version", "settings", "keys", "folders", "disk", "clock", "database", "role", "rows", "log"} <= set(told)
    ill = omuz("--lang", "en", "doctor", OMUZ_DEBUG="1")
    assert ill.returncode == 1
    assert [line for line in ill.stdout.splitlines() if line.startswith("WRONG ")] != []
    assert chosen.OMUZ_KIND in well.stdout

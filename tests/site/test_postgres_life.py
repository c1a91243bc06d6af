"""The embedded server outlives kills, is shared by everybody who needs it, and is gone when the last one has left."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from omuz.site.postgres import is_running, prepare
from omuz.site.postgres.addresses import to_url
from omuz.site.postgres.tending import tended
from tests.site.embedded import (
    ask,
    copied,
    eventually,
    family,
    kill,
    parent_of,
    postmaster,
    python,
    running,
    start_or_join,
    stopped,
)

HOLD = "with running(home) as server: hold('up')"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """An installation with one written row, stopped, to be copied."""
    home = tmp_path_factory.mktemp("made") / "home"
    with running(home) as server:
        ask(server, "CREATE TABLE kept (word text)", role="owner")
        ask(server, "INSERT INTO kept VALUES ('before')")
    return home


@pytest.fixture
def home(made, tmp_path) -> Path:
    return copied(made, tmp_path / "home")


def answers(server) -> bool:
    try:
        return ask(server, "SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def test_what_was_committed_is_there_after_every_process_was_killed(home):
    with start_or_join(home) as server:
        ask(server, "INSERT INTO kept VALUES ('just now')")
        kill(family(home))
        assert stopped(home)
    with start_or_join(home) as server:
        assert ask(server, "SELECT word FROM kept ORDER BY 1") == [("before",), ("just now",)]


def test_a_killed_server_is_started_again_under_those_who_use_it(home):
    with running(home) as server:
        first = postmaster(home)
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: answers(server))
        assert postmaster(home) != first


def test_a_killed_keeper_takes_the_server_with_it_in_good_order(home):
    with running(home):
        server = postmaster(home)
        os.kill(parent_of(server), signal.SIGKILL)
        assert stopped(home)
    assert "database system is shut down" in (home / "log" / "postgres.log").read_text()


def test_a_killed_keeper_is_begun_anew_under_a_process_that_serves(home):
    with running(home) as server, tended(home):
        first = postmaster(home)
        os.kill(parent_of(first), signal.SIGKILL)
        assert eventually(lambda: answers(server) and postmaster(home) != first)
        assert ask(server, "SELECT word FROM kept") == [("before",)]
    assert stopped(home)


def test_a_killed_user_leaves_no_server_behind(home):
    program = python(HOLD, home)
    assert program.stdout.readline().strip() == "up"
    program.kill()
    program.communicate()
    assert stopped(home)


def test_two_first_starts_at_once_share_one_server(tmp_path):
    home = tmp_path / "home"
    programs = [python(HOLD, home) for _ in range(2)]
    assert [program.stdout.readline().strip() for program in programs] == ["up", "up"]
    assert is_running(home)
    for program in programs:
        program.communicate("go\n", timeout=120)
    assert [program.returncode for program in programs] == [0, 0]
    assert not is_running(home)


def test_whoever_started_it_may_leave_first(home):
    starter = python(HOLD, home)
    assert starter.stdout.readline().strip() == "up"
    with running(home) as server:
        starter.communicate("go\n", timeout=120)
        assert starter.returncode == 0
        assert ask(server, "SELECT word FROM kept") == [("before",)]
    assert not is_running(home)


def test_leaving_and_starting_again_at_once_never_meets_a_stopping_server(home):
    for _ in range(5):
        with running(home) as server:
            assert ask(server, "SELECT 1") == [(1,)]
        assert not is_running(home)


def test_leftovers_of_a_killed_server_do_not_stop_the_next_one(home):
    with running(home):
        noted = (home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()
    stranger = str(os.getpid())  # as after a reboot: the noted number now belongs to a living program of ours
    (home / "postgres" / "data" / "postmaster.pid").write_text("\n".join([stranger, *noted[1:]]) + "\n")
    socket = home / "postgres" / "socket"
    socket.mkdir(exist_ok=True)
    (socket / ".s.PGSQL.5432").touch()
    (socket / ".s.PGSQL.5432.lock").write_text("\n".join([stranger, *noted[1:]]) + "\n")
    with running(home) as server:
        assert ask(server, "SELECT word FROM kept") == [("before",)]


def test_a_half_made_database_is_made_anew(tmp_path):
    draft = tmp_path / "home" / "postgres" / "data.draft"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("15\n")
    with running(tmp_path / "home") as server:
        assert ask(server, "SELECT 1") == [(1,)]
    assert not draft.exists()


def test_with_an_address_given_nothing_is_started(home, tmp_path, monkeypatch):
    with running(home) as theirs:
        monkeypatch.setenv("DATABASE_URL", to_url(theirs.app))
        monkeypatch.setenv("OMUZ_OWNER_DATABASE_URL", to_url(theirs.owner))
        with running(tmp_path / "other") as server:
            assert ask(server, "SELECT current_user") == [("omuz_app",)]
            assert ask(server, "SELECT current_user", role="owner") == [("omuz_owner",)]
        assert not (tmp_path / "other").exists()


def test_an_operators_server_gets_both_roles_and_a_database_from_an_administrator_without_superpowers(home):
    with running(home) as theirs:
        ask(theirs, "CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'x'", role="admin")
        admin_url = to_url({**theirs.admin, "USER": "boss", "PASSWORD": "x"})
        for secret in ("first", "second"):
            server = prepare(admin_url, prefix="izmir", password=lambda role, word=secret: (f"{role}-{word}", True))
            assert ask(server, "SELECT current_user, current_database()") == [("izmir_app", "izmir")]
        ask(server, "CREATE TABLE theirs (a int)", role="owner")
        assert ask(server, "SELECT * FROM theirs") == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, "DROP TABLE theirs")


def test_a_forked_child_that_unwinds_does_not_stop_the_server(home):
    with running(home) as server:
        child = python(
            """
            import os
            with running(home) as server:
                hold('up')
                if os.fork() == 0:
                    sys.exit(0)
                os.wait()
                print(ask(server.app, 'SELECT 1'), flush=True)
            """,
            home,
        )
        assert child.stdout.readline().strip() == "up"
        said, _ = child.communicate("go\n", timeout=120)
        assert said.strip() == "[(1,)]"
        assert answers(server)

"""`omuz serve` brings its database, shares it, refuses what is unsafe, and leaves nothing running."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from omuz.site.postgres import is_running
from omuz.site.postgres.addresses import to_url
from omuz.site.postgres.roles import connected
from tests.site.embedded import stopped

OMUZ = [sys.executable, "-c", "from omuz.site.cli import main; raise SystemExit(main())"]


def omuz(home: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end on the installation under `home`."""
    return subprocess.run(
        [*OMUZ, *arguments], env=_environment(home, environment), capture_output=True, text=True, check=False
    )


@contextmanager
def serving(home: Path, port: int, **environment: str) -> "Iterator[subprocess.Popen[str]]":
    """`omuz serve`, running and having said where the pages are; ended after the block if it was not before."""
    process = subprocess.Popen(
        [*OMUZ, "serve", "--port", str(port)],
        env=_environment(home, environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in said, process.communicate(timeout=60)[1]
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """An installation with its tables."""
    folder = tmp_path_factory.mktemp("serve") / "Danışma Merkezi"
    said = omuz(folder, "migrate")
    assert said.returncode == 0, said.stderr
    return folder


def test_without_tables_it_says_what_to_run_first(tmp_path, port):
    said = omuz(tmp_path / "home", "serve", "--port", str(port))
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "omuz migrate" in said.stderr
    assert not is_running(tmp_path / "home")


def test_two_first_migrations_at_once_both_end_well(tmp_path):
    command = [*OMUZ, "migrate"]
    both = [
        subprocess.Popen(
            command, env=_environment(tmp_path / "home", {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=120)[1].decode() for process in both]
    assert ended == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    assert not is_running(tmp_path / "home")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_shares_its_database_and_stops_it_in_the_end(home, port, ending):
    with serving(home, port) as process:
        assert _status(port) < 500
        beside = omuz(home, "migrate")
        assert beside.returncode == 0, beside.stderr
        assert _status(port) < 500
        assert "gömülü, çalışıyor" in omuz(home, "home").stdout
        process.send_signal(ending)
        error = process.stderr.read()
        assert (process.wait(timeout=60), error) == (0, "")
    assert not is_running(home)


def test_a_killed_serve_leaves_no_database_running(home, port):
    with serving(home, port) as process:
        process.kill()
        process.wait(timeout=60)
        assert stopped(home)


def test_two_on_one_port_are_told_apart_and_the_first_goes_on(home, port):
    with serving(home, port):
        second = omuz(home, "serve", "--port", str(port))
        assert second.returncode == 1
        assert second.stderr.startswith(f"{port} numaralı port kullanımda")
        assert _status(port) < 500


def test_it_does_not_start_under_a_role_that_could_look_past_row_level_security(
    tmp_path, port, django_db_setup, database_server
):
    server = database_server.named(f"omuz_test_{os.getpid()}")
    for unsafe in (server.owner, {**database_server.admin, "NAME": server.app["NAME"]}):
        said = omuz(tmp_path / "home", "serve", "--port", str(port), DATABASE_URL=to_url(unsafe))
        assert (said.returncode, said.stdout) == (1, "")
        assert said.stderr.count("\n") == 1


def test_an_operators_server_is_prepared_migrated_and_served(tmp_path, port, database_server):
    name = f"omuz_test_{secrets.token_hex(3)}"
    prepared = omuz(tmp_path, "database", "prepare", "--admin-url", to_url(database_server.admin), "--name", name)
    assert prepared.returncode == 0, prepared.stderr
    given = dict(line.split("=", 1) for line in prepared.stdout.splitlines() if not line.startswith("#"))
    assert sorted(given) == ["DATABASE_URL", "OMUZ_OWNER_DATABASE_URL"]
    try:
        assert omuz(tmp_path, "migrate", **given).returncode == 0
        with serving(tmp_path, port, DATABASE_URL=given["DATABASE_URL"]):
            assert _status(port) < 500
        assert not (tmp_path / "postgres").exists()
    finally:
        database_server.drop_database(name)
        with connected(database_server.admin) as admin:
            admin.execute(f"DROP ROLE {name}_app, {name}_owner")


def _environment(home: Path, more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "OMUZ_HOME": str(home), **more}


def _status(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code

"""An embedded server comes up wherever Omuz is unpacked, is private, and serves roles that cannot look past rows."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from omuz.site.postgres import DatabaseTrouble, binaries, is_running
from omuz.site.postgres.addresses import from_url, to_url
from tests.site.embedded import ask, copied, of_server, python, running, stopped

NOBODY = 65534
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="not run: needs root to become somebody else")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """An installation whose database was made and stopped, to be copied."""
    home = tmp_path_factory.mktemp("made") / "home"
    with running(home):
        pass
    return home


@pytest.mark.parametrize("source", ["host", "wheel"])
def test_a_first_start_works_with_the_hosts_programs_and_with_the_wheels(tmp_path, monkeypatch, source):
    folders = binaries._host_folders() if source == "host" else binaries._wheel_folders()
    usable = [folder for folder in folders if (binaries._major(folder) or 0) >= binaries.OLDEST]
    if not usable:
        pytest.skip(f"not run: no PostgreSQL of the {source} here")
    monkeypatch.setenv("OMUZ_POSTGRES_BIN", str(usable[0]))
    with running(tmp_path / "home") as server:
        assert ask(server, "SELECT current_setting('server_encoding'), current_setting('data_checksums')") == [
            ("UTF8", "on")
        ]
    assert not is_running(tmp_path / "home")


def test_neither_role_is_superuser_or_bypasses_row_level_security(made, tmp_path):
    with running(copied(made, tmp_path / "home")) as server:
        rows = ask(
            server,
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles"
            " WHERE rolname IN ('omuz_app', 'omuz_owner') ORDER BY 1",
        )
        assert rows == [("omuz_app", *[False] * 5), ("omuz_owner", *[False] * 5)]


def test_the_serving_role_uses_the_owners_tables_and_owns_none(made, tmp_path):
    with running(copied(made, tmp_path / "home")) as server:
        ask(server, "CREATE TABLE kept (word text)", role="owner")
        ask(server, "INSERT INTO kept VALUES ('Şişli')")
        assert ask(server, "SELECT word FROM kept") == [("Şişli",)]
        for forbidden in ("DROP TABLE kept", "TRUNCATE kept", "CREATE TABLE own (a int)", "SET ROLE omuz_owner"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(server, forbidden)


def test_nothing_of_the_server_listens_on_the_network(made, tmp_path):
    home = copied(made, tmp_path / "home")
    with running(home):
        own = set().union(*of_server(home, _open_files))
        network = [line.split() for name in ("tcp", "tcp6") for line in _lines(Path("/proc/net") / name)]
        assert any(handle.startswith("socket:") for handle in own)
        assert not [fields for fields in network if f"socket:[{fields[9]}]" in own]


def test_folders_and_passwords_are_closed_to_other_accounts(made, tmp_path):
    home = copied(made, tmp_path / "home")
    with running(home) as server:
        for path in [home, *home.rglob("*")]:
            assert stat.S_IMODE(path.lstat().st_mode) & 0o077 == 0 or (home / "postgres" / "data") in path.parents, path
        secrets = {entry["PASSWORD"] for entry in (server.app, server.owner, server.admin)}
        assert len(secrets) == 3
        assert all(len(secret) > 30 and secret not in (home / "log" / "postgres.log").read_text() for secret in secrets)


def test_a_wrong_password_is_refused_even_on_the_private_socket(made, tmp_path):
    with running(copied(made, tmp_path / "home")) as server, pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=server.app["HOST"], dbname="omuz", user="omuz_admin", password="guess")


@pytest.mark.parametrize("name", ["Kadın Danışma Merkezi şğıİöçü", 'it\'s, a "quoted" place', "long/" * 30])
def test_any_path_will_do_and_the_socket_stays_short_and_private(made, tmp_path, name):
    home = copied(made, tmp_path / name / "home")
    with running(home) as server:
        socket = Path(server.app["HOST"])
        assert ask(server, "SELECT 1") == [(1,)]
        assert len(os.fsencode(socket / ".s.PGSQL.5432")) <= 103
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert not socket.exists()


def test_a_socket_folder_prepared_by_somebody_else_is_not_used(made, tmp_path):
    home = copied(made, tmp_path / "ç")
    with running(home) as server:
        steady = Path(server.app["HOST"])
    trap = tmp_path / "trap"
    trap.mkdir()
    steady.symlink_to(trap)
    try:
        with running(home) as server:
            assert Path(server.app["HOST"]) != steady
            assert ask(server, "SELECT 1") == [(1,)]
            assert not list(trap.iterdir())
    finally:
        steady.unlink()


def test_it_works_below_a_folder_closed_to_everybody_else(made, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with running(copied(made, closed / "home")) as server:
        assert ask(server, "SELECT 1") == [(1,)]


@root_only
def test_as_root_no_server_process_has_roots_powers(made, tmp_path):
    home = copied(made, tmp_path / "home")
    with running(home):
        own = Path("/proc/self/ns/user").readlink()
        assert all(
            of_server(
                home,
                lambda process: process.stat().st_uid != 0 or (process / "ns" / "user").readlink() != own,
            )
        )


@root_only
def test_as_root_without_user_namespaces_the_server_runs_as_nobody(monkeypatch, open_folder):
    monkeypatch.setattr("omuz.site.postgres.identity.shutil.which", lambda _name: None)
    home = open_folder / "home"
    home.mkdir(mode=0o755)
    with running(home) as server:
        assert ask(server, "SELECT 1") == [(1,)]
        assert set(of_server(home, lambda process: process.stat().st_uid)) == {NOBODY}
    with running(home) as server:
        assert ask(server, "SELECT 1") == [(1,)]


@root_only
def test_as_root_where_no_identity_works_the_sentence_names_the_way_out(monkeypatch, tmp_path):
    monkeypatch.setattr("omuz.site.postgres.identity.shutil.which", lambda _name: None)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(DatabaseTrouble, match="DATABASE_URL"), running(closed / "home"):
        pass
    assert not (closed / "home" / "postgres" / "data").exists()


@root_only
@pytest.mark.parametrize("way", ["another account", "a namespace of its own"])
def test_an_ordinary_account_runs_it_too(open_folder, way):
    """An interpreter below root's own folder is out of reach of another account, hence the second way."""
    if way == "another account":
        os.chown(open_folder, NOBODY, NOBODY)
        prefix, become = [], {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    else:
        prefix, become = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"], {}
    try:
        subprocess.run([*prefix, sys.executable, "-c", "import omuz"], **become, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"not run: this machine does not let us run Python as {way}")
    code = """
        import os
        with running(home) as server:
            print(os.geteuid() != 0, (home / "postgres" / "data").stat().st_uid == os.geteuid())
            print(ask(server.app, "SELECT current_user"))
    """
    program = python(code, open_folder / "home", prefix=prefix, cwd="/", **become)
    said, error = program.communicate(timeout=120)
    assert said.splitlines() == ["True True", "[('omuz_app',)]"], error


def test_a_database_of_another_major_version_is_left_alone_and_named(made, tmp_path):
    home = copied(made, tmp_path / "home")
    (home / "postgres" / "data" / "PG_VERSION").write_text("99\n")
    with pytest.raises(DatabaseTrouble, match="PostgreSQL 99"), running(home):
        pass
    assert (home / "postgres" / "data" / "base").is_dir()


def test_without_any_programs_the_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("OMUZ_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(DatabaseTrouble, match="DATABASE_URL"), running(tmp_path / "home"):
        pass


def test_a_file_where_the_folder_should_be_is_said_plainly(tmp_path):
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(DatabaseTrouble, match="OMUZ_HOME"), running(tmp_path / "home"):
        pass


def test_lost_role_passwords_are_made_anew_and_nothing_is_lost(made, tmp_path):
    home = copied(made, tmp_path / "home")
    with running(home) as server:
        ask(server, "CREATE TABLE kept (word text)", role="owner")
    (home / "postgres" / "omuz_app.password").unlink()
    with running(home) as server:
        assert ask(server, "SELECT count(*) FROM kept") == [(0,)]


def test_a_lost_administrator_password_is_named_and_nothing_changes(made, tmp_path):
    home = copied(made, tmp_path / "home")
    (home / "postgres" / "omuz_admin.password").write_text("something else")
    with pytest.raises(DatabaseTrouble), running(home):
        pass
    assert stopped(home)


def test_a_full_disk_is_one_sentence_and_leaves_no_half_made_database(tmp_path):
    code = "\n".join(
        (
            "try:",
            "    with running(home): print('started')",
            "except DatabaseTrouble as trouble: print(trouble)",
            "print(sorted(path.name for path in (home / 'postgres').iterdir() if path.name.startswith('data')))",
        )
    )
    small = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*small, "true"], check=False).returncode != 0:
        pytest.skip("not run: this machine does not let us mount a small disk")
    script = tmp_path / "start.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom omuz.site.postgres import running, DatabaseTrouble\n"
        "home = Path(sys.argv[1])\n" + code
    )
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = 'mount -t tmpfs -o size=12m none "$1" && exec "$2" "$3" "$1/home"'
    said = subprocess.run(
        [*small, inside, "sh", str(disk), sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert said.stdout.splitlines() == [
        "Disk dolu: veritabanı kurulamadı, geride bir şey kalmadı. Yer açıp yeniden deneyin.",
        "[]",
    ], said.stderr


def test_addresses_survive_any_letter_in_password_and_path():
    entry = from_url("postgresql://rol:p%40r%2Fo%25la@makine:6000/omuz?sslmode=require")
    assert (entry["PASSWORD"], entry["PORT"], entry["OPTIONS"]["sslmode"]) == ("p@r/o%la", "6000", "require")
    entry["HOST"] = "/bir yer/şu,'klasör"
    entry["OPTIONS"].pop("sslmode")
    assert from_url(to_url(entry)) == entry


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://a", "postgresql://a:x/b", "omuz"])
def test_an_address_that_is_none_is_answered_with_an_example(address):
    with pytest.raises(DatabaseTrouble, match="postgresql://rol:parola@"):
        from_url(address)


@pytest.fixture
def open_folder(tmp_path_factory):
    """A folder every account can reach, which pytest's own temporary folder is not."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="omuz-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _open_files(process: Path) -> set[str]:
    files = set()
    for handle in (process / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            files.add(str(handle.readlink()))
    return files


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines()[1:] if path.exists() else []

"""The command line answers with one sentence, in the reader's language, and never with the inside of the program."""

import errno
import importlib
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from omuz.site import faults, words
from omuz.site.cli import COMMANDS, main
from tests.site.embedded import DATABASE_COMMANDS


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Commands run here work on an installation of their own, in Turkish again afterwards."""
    monkeypatch.setenv("OMUZ_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("OMUZ_LANG", raising=False)
    yield
    words.choose("tr")


def said(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_command_explains_itself(capsys, language):
    with pytest.raises(SystemExit) as ended:
        main(["--lang", language, "--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert ("kullanım:" if language == "tr" else "usage:") in text
    for name in DATABASE_COMMANDS:
        assert re.search(rf"^    {name}\b +\S", text, re.MULTILINE), name


def test_help_needs_neither_settings_nor_the_web_framework(tmp_path):
    code = """if True:
        import sys
        from omuz.site.cli import main
        try:
            main(["--help"])
        except SystemExit:
            print("django" in sys.modules)
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert said.stdout.splitlines()[-1] == "False"
    assert list(tmp_path.iterdir()) == []


def test_every_command_module_is_there_to_be_registered():
    assert all(callable(importlib.import_module(name).add) for name in COMMANDS)


def test_a_command_nobody_knows_is_answered_in_turkish(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["uç"])
    assert ended.value.code == 2
    assert "hiçbir şey yapılmadı" in capsys.readouterr().err


def test_a_taken_port_is_one_sentence_with_the_next_step(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = said(capsys, "serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert re.fullmatch(rf"{port} numaralı port kullanımda; .* --port \d+\n", err)
    assert not Path(os.environ["OMUZ_HOME"]).exists()


@pytest.mark.parametrize("port", ["99999", "-1", "99999999999"])
def test_a_port_that_cannot_be_is_one_sentence(capsys, port):
    code, _out, err = said(capsys, "serve", "--port", port)
    assert code == 1
    assert err.count("\n") == 1


def test_home_says_where_things_are_and_shows_no_password(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://omuz_app:çok-gizli@sunucu/omuz")
    code, out, _err = said(capsys, "home")
    assert code == 0
    assert os.environ["OMUZ_HOME"] in out
    assert "sunucu" in out
    assert "gizli" not in out


def test_an_address_that_is_none_is_one_sentence(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sunucu")
    code, _out, err = said(capsys, "home")
    assert code == 1
    assert "postgresql://" in err


def test_migrating_without_the_owners_address_is_refused(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://omuz_app:x@sunucu/omuz")
    monkeypatch.delenv("OMUZ_OWNER_DATABASE_URL", raising=False)
    code, _out, err = said(capsys, "migrate")
    assert code == 1
    assert "OMUZ_OWNER_DATABASE_URL" in err


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "Disk dolu"),
        (errno.EACCES, "izin yok"),
        (errno.ENOENT, "bulunamadı"),
        (errno.EROFS, "yazılamayan"),
    ],
)
def test_what_the_system_says_becomes_a_sentence_naming_the_file(number, word):
    text = faults.sentence(OSError(number, os.strerror(number), "liste.csv"))
    assert word in text
    assert "liste.csv" in text or number == errno.ENOSPC


def test_a_really_full_device_is_said_plainly():
    with pytest.raises(OSError, match="No space left") as full:
        Path("/dev/full").write_text("x", "utf-8")
    assert faults.sentence(full.value).startswith("Disk dolu")


def test_a_locked_table_and_a_missing_one_are_said_plainly(database_server):
    from omuz.site.postgres.roles import connected

    with connected(database_server.admin) as one, connected(database_server.admin) as other:
        one.execute("CREATE TABLE IF NOT EXISTS locked_here (a int)")
        one.execute("BEGIN")
        one.execute("LOCK TABLE locked_here")
        other.execute("SET lock_timeout = '20ms'")
        with pytest.raises(psycopg.Error) as locked:
            other.execute("SELECT * FROM locked_here")
        one.execute("ROLLBACK")
        one.execute("DROP TABLE locked_here")
        with pytest.raises(psycopg.Error) as missing:
            other.execute("SELECT * FROM locked_here")
    assert "kilitli" in faults.sentence(locked.value)
    assert "omuz migrate" in faults.sentence(missing.value)


def test_a_database_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(psycopg.Error) as gone:
        psycopg.connect(host=str(tmp_path), dbname="omuz")
    assert "ulaşılamadı" in faults.sentence(gone.value)


def test_an_unforeseen_fault_is_noted_by_its_place_and_never_by_its_words(tmp_path):
    (tmp_path / "home").mkdir()
    try:
        raise KeyError("Fatma 0532 111 22 33")
    except KeyError as fault:
        text = faults.sentence(fault)
    number = re.search(r"Hata ([0-9A-F]{6})", text)
    log = (tmp_path / "home" / "log" / "errors.log").read_text()
    assert number
    assert number[1] in log
    assert "test_cli.py" in log
    assert "Fatma" not in text + log


def test_every_fault_whose_text_is_shown_exists():
    for name in faults.SENTENCES:
        module, kind = name.rsplit(".", 1)
        assert issubclass(getattr(importlib.import_module(module), kind), Exception)


def test_a_reader_who_closes_the_pipe_hears_no_complaint():
    command = f'"{sys.executable}" -c "from omuz.site.cli import main; raise SystemExit(main())" home | true'
    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert said.stderr == ""

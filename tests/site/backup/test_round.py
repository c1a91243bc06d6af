"""From a living installation to a backup and back: what is there again, what stays gone, what is refused."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from omuz.foundation.vault.sheet import RecoverySheet
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.restoring import source_for
from omuz.site.postgres import is_running
from omuz.site.postgres.addresses import to_url
from tests.site.backup.whole import ANOTHERS, HERS
from tests.site.embedded import eventually

OMUZ = [sys.executable, "-c", "from omuz.site.cli import main; raise SystemExit(main())"]


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "OMUZ_HOME": str(home), "OMUZ_SECOND_FACTOR": "optional", **more}


def omuz(home: Path, *arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end on the installation under `home`."""
    return subprocess.run(
        [*OMUZ, *map(str, arguments)], env=environment(home, **more), capture_output=True, text=True, check=False
    )


def doing(home: Path, what: str, *arguments: str, **more: str) -> "subprocess.Popen[str]":
    """A process of its own doing something of `whole` in the installation under `home`."""
    code = f"from tests.site.backup import whole; whole.{what}()"
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment(home, **more), text=True, **pipes)


def done(home: Path, what: str, *arguments: str, **more: str) -> Any:
    out, err = doing(home, what, *arguments, **more).communicate(timeout=300)
    assert out, err
    return json.loads(out)


@dataclass(frozen=True)
class Story:
    """An installation, its backup of yesterday, the newest halves, the sheet, and where it was restored."""

    folder: Path
    planted: dict[str, Any]
    said: "subprocess.CompletedProcess[str]"
    restored: "subprocess.CompletedProcess[str]"
    worked: int

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def again(self) -> Path:
        return self.folder / "elsewhere" / "home"

    @property
    def backup(self) -> Path:
        return next((self.folder / "days").glob("*.backup"))

    @property
    def sheet(self) -> Path:
        return self.folder / "sheet"


@pytest.fixture(scope="session")  # the tests of one file are not run in one row
def story(tmp_path_factory) -> Story:
    """Backed up while Ayşe works, then a woman is forgotten, then restored from nothing with the newest halves."""
    folder = tmp_path_factory.mktemp("story")
    home, days, halves = folder / "home", folder / "days", folder / "halves"
    for each in (days, halves, folder / "elsewhere"):
        each.mkdir()
    assert omuz(home, "migrate").returncode == 0
    planted = done(home, "plant")
    key = omuz(home, "backup-key")
    (folder / "sheet").write_text(key.stdout)
    working = doing(home, "work")
    assert working.stdout and working.stdout.readline() == "working\n", working.communicate()[1]
    said = omuz(home, "backup", "--to", days, "--halves", halves)
    worked = int(working.communicate("\n", timeout=120)[0])
    assert said.returncode == 0, said.stderr
    forgot = doing(home, "forget", json.dumps(planted)).communicate(timeout=300)
    assert forgot == ("", "")
    assert omuz(home, "backup", "--halves", halves).returncode == 0
    restored = omuz(
        folder / "elsewhere" / "home", "restore", "--from", days, "--halves", halves, "--key", folder / "sheet"
    )
    assert restored.returncode == 0, restored.stderr
    return Story(folder, planted, said, restored, worked)


def test_the_backup_was_restored_and_compared_before_it_was_called_one(story):
    assert "fark yok" in story.said.stdout
    assert "kopukluk yok" in story.said.stdout
    assert story.worked > 0
    assert [path.name for path in (story.folder / "days").iterdir()] == [story.backup.name]
    assert list(story.home.glob("drill-*")) == []
    assert story.backup.stat().st_mode & 0o077 == 0


def test_from_nothing_to_signed_in_and_what_was_forgotten_stays_forgotten(story):
    seen = done(story.again, "look", json.dumps(story.planted))
    hers = {f"{room} {HERS}" for room in ("temaslar", "dosyalar")}
    assert {page: status for page, status in seen["pages"].items() if page not in hers} == {
        "sign-in": 302, "/": 200, "/temaslar/": 200, "/dosyalar/": 200,
        f"temaslar {ANOTHERS}": 200, f"dosyalar {ANOTHERS}": 200,
    }  # fmt: skip
    assert {seen["pages"][page] for page in hers} <= {200, 404}
    assert (seen["hers"], seen["anothers"]) == (False, True)
    assert "1 temas ve 1 dosya yeniden yok edildi" in story.restored.stdout


def test_the_restored_log_is_whole_and_goes_on(story):
    checked = omuz(story.again, "audit", "verify")
    assert checked.returncode == 0, checked.stdout
    assert "konak-1" in checked.stdout
    assert not is_running(story.again)


def test_neither_the_file_nor_what_is_sealed_in_it_tells_what_she_said(story):
    pair = RecoverySheet.parse(story.sheet.read_text()).pair
    raw = story.backup.read_bytes()
    with source_for(story.backup, pair).reader() as reader:
        inside = [(note, b"".join(content())) for note, content in reader.notes()]
    told = b"".join(content for _note, content in inside)
    assert b"Nermin Aksoy" in told  # who works there is operational, and only behind the paper
    for word in (HERS, ANOTHERS):
        assert word.encode() not in raw
        assert word.encode() not in told
    assert b"Nermin" not in raw
    names = {note["table"]: note["rows"] for note, _content in inside if "table" in note}
    assert names["contacts_contact"] >= 3
    assert "django_session" not in names


def test_one_changed_byte_at_a_thousand_places_is_noticed_before_anything_is_made(story, tmp_path):
    pair = RecoverySheet.parse(story.sheet.read_text()).pair
    raw, broken = bytearray(story.backup.read_bytes()), tmp_path / "broken"
    source_for(story.backup, pair).demand_whole()
    silent = []
    for number in range(1000):
        place = number * len(raw) // 1000
        raw[place] ^= 1 << (number % 8)
        broken.write_bytes(raw)
        raw[place] ^= 1 << (number % 8)
        try:
            source_for(broken, pair).demand_whole()
            silent.append(place)
        except BackupTrouble:
            continue
    assert silent == []


def test_a_backup_that_is_killed_leaves_no_backup_and_the_next_one_is_whole(story, tmp_path):
    days = tmp_path / "days"
    days.mkdir()
    command = [*OMUZ, "backup", "--to", str(days)]
    for seconds in (1.5, 4.0):
        killed = subprocess.Popen(command, env=environment(story.home), stdout=subprocess.PIPE, text=True)
        time.sleep(seconds)
        killed.kill()
        assert "Yedek alındı" not in killed.communicate(timeout=120)[0]
        assert list(days.glob("*.backup")) == []
    said = omuz(story.home, "backup", "--to", days)
    assert said.returncode == 0, said.stderr
    assert len(list(days.glob("*.backup"))) == 1
    assert eventually(lambda: not list(story.home.glob("drill-*")))
    assert eventually(lambda: not is_running(story.home))


def test_an_upgrade_takes_a_tried_backup_first_and_an_old_backup_is_brought_forward(story, tmp_path):
    days = tmp_path / "days"
    days.mkdir()
    assert doing(story.home, "step_back").communicate(timeout=300) == ("", "")
    assert "omuz migrate" in omuz(story.home, "backup", "--to", days).stderr
    said = omuz(story.home, "migrate", "--backup", days)
    assert said.returncode == 0, said.stderr
    assert "fark yok" in said.stdout
    again = omuz(story.home, "migrate", "--backup", days)
    assert (again.returncode, again.stdout.count("\n"), len(list(days.iterdir()))) == (0, 1, 1)
    home = tmp_path / "home"
    restored = omuz(home, "restore", "--from", days, "--halves", story.folder / "halves", "--key", story.sheet)
    assert restored.returncode == 0, restored.stderr
    assert omuz(home, "audit", "verify").returncode == 0  # which begins only where every table is as it should be


def test_a_damaged_backup_restores_nothing(story, tmp_path):
    raw = bytearray(story.backup.read_bytes())
    raw[len(raw) // 2] ^= 1
    cut = raw[: len(raw) - 700]
    for number, content in enumerate((raw, cut)):
        broken = tmp_path / f"{number}.backup"
        broken.write_bytes(content)
        said = omuz(
            tmp_path / "home", "restore", "--from", broken, "--halves", story.folder / "halves", "--key", story.sheet
        )
        assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
        assert "bozulmuş ya da yarım" in said.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.backup", "1.backup"]


def test_an_installation_is_not_laid_over_and_keeps_a_way_back(story, tmp_path):
    asked = ("restore", "--from", story.backup, "--halves", story.folder / "halves", "--key", story.sheet)
    home = tmp_path / "home"
    shutil.copytree(story.again, home, ignore=shutil.ignore_patterns("socket", "locks"))
    mark = (home / "keys" / "audit.key").stat().st_ino
    refused = omuz(home, *asked)
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert (home / "keys" / "audit.key").stat().st_ino == mark
    replaced = omuz(home, *asked, "--replace")
    assert replaced.returncode == 0, replaced.stderr
    aside = [path for path in tmp_path.iterdir() if path != home]
    assert [path.name.startswith("home.before-") for path in aside] == [True]
    assert str(aside[0]) in replaced.stdout
    assert (aside[0] / "keys" / "audit.key").stat().st_ino == mark
    back = omuz(home, "restore", "--back")
    assert back.returncode == 0, back.stderr
    assert (home / "keys" / "audit.key").stat().st_ino == mark
    assert omuz(home, "audit", "verify").returncode == 0
    again = omuz(home, "restore", "--back")
    assert again.returncode == 0, again.stderr
    assert (home / "keys" / "audit.key").stat().st_ino != mark


def test_what_cannot_be_done_is_refused_in_one_sentence(story, tmp_path):
    other = tmp_path / "sheet"
    other.write_text(RecoverySheet(secrets.token_bytes(32)).text)
    days, halves = story.folder / "days", story.folder / "halves"
    inside = days / "inside"
    for arguments, word in (
        (("backup",), "--to"),
        (("backup", "--to", tmp_path / "none"), "bir klasör yok"),
        (("backup", "--to", days, "--halves", days), "yan yana"),
        (("backup", "--to", days, "--halves", inside), "bir klasör yok"),
        (("restore", "--from", days, "--key", story.sheet), "--halves"),
        (("restore", "--from", tmp_path, "--halves", halves, "--key", story.sheet), "yedek yok"),
        (("restore", "--halves", halves), "--from"),
        (("restore", "--back"), "Yanda duran bir kurulum yok"),
    ):
        said = omuz(story.home, *arguments)
        assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
        assert word in said.stderr
    wrong = omuz(tmp_path / "home", "restore", "--from", days, "--halves", halves, "--key", other)
    assert (wrong.returncode, "kâğıdı kullanın" in wrong.stderr) == (1, True)
    assert not (tmp_path / "home").exists()


@pytest.mark.django_db(transaction=True)
def test_on_an_operators_server_a_role_that_sees_every_row_is_asked_for(story, tmp_path, database_server):
    """Backup and restore through DATABASE_URL: into a database that is empty, and into no other."""
    name = f"omuz_test_{os.getpid()}"
    given = database_server.named(name).environment()
    home, days = tmp_path / "home", tmp_path / "days"
    days.mkdir()
    assert omuz(home, "backup-key", **given).returncode == 0
    without = omuz(home, "backup", "--to", days, **given)
    assert (without.returncode, "OMUZ_BACKUP_DATABASE_URL" in without.stderr) == (1, True)
    weak = omuz(home, "backup", "--to", days, **given, OMUZ_BACKUP_DATABASE_URL=given["OMUZ_OWNER_DATABASE_URL"])
    assert (weak.returncode, "BYPASSRLS" in weak.stderr) == (1, True)
    assert list(days.iterdir()) == []
    full = omuz(
        tmp_path / "new", "restore", "--from", story.backup, "--halves", story.folder / "halves", "--key", story.sheet,
        **given,
    )  # fmt: skip
    assert (full.returncode, "tablolar var" in full.stderr) == (1, True)
    empty = f"omuz_test_{secrets.token_hex(3)}"
    reader = to_url({**database_server.admin, "NAME": empty})
    try:
        given = database_server.create_database(empty).environment()
        asked = ("restore", "--from", story.backup, "--halves", story.folder / "halves", "--key", story.sheet)
        restored = omuz(tmp_path / "new", *asked, **given)
        assert restored.returncode == 0, restored.stderr
        assert not (tmp_path / "new" / "postgres").exists()
        said = omuz(tmp_path / "new", "backup", "--to", days, **given, OMUZ_BACKUP_DATABASE_URL=reader)
        assert said.returncode == 0, said.stderr
    finally:
        database_server.drop_database(empty)

"""`omuz import contacts` and `omuz export contacts`: one sentence for every fault, a whole file or none."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from omuz.casework.contacts.models import Contact
from omuz.foundation.people.access import acting
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = "Tarih;Kanal;Konu\n02.03.2026;tel;şiddet\n31.02.2026;tel;\n03.03.2026;geldi;=1+1\n"

Omuz = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """The cast, committed, so that another process sees them."""
    from tests.cast import assemble

    return assemble()


@pytest.fixture
def omuz(people: Cast, database_environment: dict[str, str], tmp_path: Path) -> Omuz:
    """Runs the command in an empty folder and gives it a password on standard input."""

    def run(*words: str, password: str = PASSWORD) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())", *words],
            env=database_environment, input=f"{password}\n{password}\n", capture_output=True, text=True, cwd=tmp_path,
            check=False,
        )  # fmt: skip

    return run


def _import(omuz: Omuz, file: Path, *words: str, **options: str) -> "subprocess.CompletedProcess[str]":
    given = ["--map", "basit_cetele", "--centre", "konak-1", "--as", "nermin", *words]
    return omuz("import", "contacts", str(file), *given, **options)


def test_a_file_is_brought_in_and_what_was_not_taken_is_in_a_file_beside(
    people: Cast, omuz: Omuz, tmp_path: Path
) -> None:
    file = tmp_path / "tablo.csv"
    file.write_text(ROWS, encoding="utf-8")
    tried = _import(omuz, file, "--dry-run")
    assert (tried.returncode, sorted(path.name for path in tmp_path.iterdir())) == (0, ["tablo.csv"])
    assert "hiçbir şey yazılmadı" in tried.stdout
    done = _import(omuz, file)
    assert done.returncode == 0, done.stderr
    assert "3 satır: 1 eklendi, 0 zaten vardı, 2 alınmadı." in done.stdout
    refused = (tmp_path / "hatali-satirlar.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in refused[1:]] == ["3", "4"]
    assert "'=1+1" in refused[2]
    assert "0 eklendi, 1 zaten vardı" in _import(omuz, file).stdout
    with acting(people.nermin.person):
        assert Contact.objects.count() == 1
    taken = omuz(
        "export",
        "contacts",
        "--centre",
        "konak-1",
        "--as",
        "nermin",
        "--with",
        "ayse",
        "--why",
        "yedek",
        "--output",
        "x.xlsx",
    )
    assert taken.returncode == 0, taken.stderr
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 2
    again = omuz(
        "export",
        "contacts",
        "--centre",
        "konak-1",
        "--as",
        "nermin",
        "--with",
        "ayse",
        "--why",
        "yedek",
        "--output",
        "x.xlsx",
    )
    assert (again.returncode, "zaten var" in again.stderr) == (1, True)


def test_every_wrong_asking_ends_in_one_sentence_and_changes_nothing(people: Cast, omuz: Omuz, tmp_path: Path) -> None:
    file = tmp_path / "tablo.csv"
    file.write_text(ROWS, encoding="utf-8")
    asked = [
        _import(omuz, tmp_path / "yok.csv"),
        _import(omuz, file, "--map", "linea144"),
        _import(omuz, file, "--map", "yok.toml"),
        _import(omuz, file, "--as", "ayse"),
        _import(omuz, file, "--as", "zeynep"),
        _import(omuz, file, "--as", "kimse"),
        _import(omuz, file, "--centre", "bornova-1"),
        _import(omuz, file, password="yanlış"),
    ]
    for one in asked:
        assert one.returncode != 0, one.args
        assert len(one.stderr.strip().splitlines()) == 1, one.stderr
        assert "Traceback" not in one.stderr
        assert "Beklenmeyen" not in one.stderr, one.stderr
    with acting(people.nermin.person):
        assert not Contact.objects.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tablo.csv"]

"""`omuz survey check`: numbers of an accepted form, sentences about a refused one, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from omuz.site import words
from omuz.site.cli import main
from tests.network.surveys.workbooks import HOUSEHOLD, LISTS, workbook


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch):
    """The command's language ends with the test."""
    monkeypatch.delenv("OMUZ_LANG", raising=False)
    with translation.override("tr"):
        yield
    words.choose("tr")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["survey", "check", *map(str, arguments)])
    return (code, *capsys.readouterr())


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    path = tmp_path / "hane.xlsx"
    path.write_bytes(workbook(survey=HOUSEHOLD, choices=LISTS))
    return path


def test_an_accepted_form_is_told_in_numbers(capsys, accepted: Path) -> None:
    code, out, err = said(capsys, accepted)
    assert code == 0
    assert "Soru sayısı: 8" in out
    assert "Seçmeli soru sayısı: 3" in out
    assert "Dillerin adları: Türkçe (tr), English (en)" in out
    assert "constraint_message" in err  # she forgot its English: accepted, but said


def test_the_numbers_are_machine_readable(capsys, accepted: Path) -> None:
    code, out, _err = said(capsys, accepted, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["accepted"] is True
    assert {name: told[name] for name in ("questions", "selects", "groups", "repeats", "choices", "languages")} == {
        "questions": 8,
        "selects": 3,
        "groups": 0,
        "repeats": 1,
        "choices": 8,
        "languages": 2,
    }


def test_a_refused_form_is_told_by_sheet_row_and_column(capsys, tmp_path: Path) -> None:
    path = tmp_path / "bozuk.xlsx"
    path.write_bytes(workbook(survey=[["type", "name", "label"], ["begin_group", "", "G"], ["end_group", "", ""]]))
    code, out, err = said(capsys, path)
    assert (code, out) == (1, "")
    assert "“survey” sayfası, 2. satır, “name” sütunu" in err
    code, out, _err = said(capsys, path, "--json")
    told = json.loads(out)
    assert code == 1
    assert told["accepted"] is False
    assert (told["errors"][0]["sheet"], told["errors"][0]["row"], told["errors"][0]["column"]) == ("survey", 2, "name")


def test_what_is_not_there_or_no_file_ends_in_a_sentence(capsys, tmp_path: Path) -> None:
    for path in (tmp_path / "yok.xlsx", tmp_path):
        code, out, err = said(capsys, path)
        assert code != 0
        assert out == ""
        assert len(err.strip().splitlines()) == 1


def test_every_published_form_ends_as_its_publisher_says(capsys, shared_data: Path) -> None:
    codes = {path.name: said(capsys, path)[0] for path in sorted((shared_data / "xlsforms").iterdir())}
    assert {name for name, code in codes.items() if code} == {"duplicate_columns.xlsx", "group_name_test.xls"}


def test_the_command_stands_alone_and_speaks_english(shared_data: Path, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "omuz.site.cli", "survey", "check"]
    if not (Path(main.__code__.co_filename).parent / "__main__.py").exists():
        program = [
            sys.executable,
            "-c",
            "import sys; from omuz.site.cli import main; sys.exit(main())",
            "survey",
            "check",
        ]
    environment = {name: text for name, text in os.environ.items() if name != "OMUZ_HOME"}
    path = shared_data / "xlsforms/group_name_test.xls"
    done = subprocess.run(
        [*program, str(path), "--lang", "en"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 1
    assert "sheet “survey”, row 3, column “name”" in done.stderr
    assert "no name" in done.stderr
    assert list(tmp_path.iterdir()) == []

"""`omuz handbook` writes a tagged PDF in the language asked for, and overwrites nothing."""

import os
import subprocess
import sys
from pathlib import Path

OMUZ = "from omuz.site.cli import main; raise SystemExit(main())"


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMUZ_")}
    return subprocess.run(
        [sys.executable, "-c", OMUZ, "handbook", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_one_indicator_is_written_and_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "el-kitabi.pdf"
    done = _run(str(file), "--indicator", "I30", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"%PDF-")
    before = file.read_bytes()
    again = _run(str(file))
    assert again.returncode == 1
    assert "zaten var" in again.stderr
    assert file.read_bytes() == before


def test_an_unknown_indicator_is_one_sentence(tmp_path: Path) -> None:
    done = _run(str(tmp_path / "a.pdf"), "--indicator", "I3O")
    assert done.returncode == 1
    assert "I3O" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.pdf").exists()

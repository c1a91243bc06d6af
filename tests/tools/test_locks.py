"""The locks name no registry, hold a hash for every file, and cover what the project asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_a_lock_carries_hashes_and_no_address(name):
    text = lock(name)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if PINNED.match(entry))
    assert len(PINNED.findall(text)) > 30


@pytest.mark.parametrize(("name", "groups"), [("runtime", ["build"]), ("develop", ["build", "dev"])])
def test_a_lock_holds_everything_the_project_asks_for(name, groups):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in groups:
        asked += project["dependency-groups"][group]
    names = {re.split(r"[\[=<>!~ ]", each, maxsplit=1)[0].lower() for each in asked}
    assert names <= {found[0] for found in PINNED.findall(lock(name))}


def test_the_development_lock_holds_the_runtime_lock_unchanged():
    assert set(PINNED.findall(lock("runtime"))) <= set(PINNED.findall(lock("develop")))

"""What the program is made of: pinned, listed, licensed, built twice alike; no weakness called absent unseen."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trust.promised import Line
from tools import sbom, weaknesses

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("runtime", "develop")
FREE = re.compile(
    r"MIT|BSD|Apache|Python Software Foundation|PSF|ISC|Zlib|LGPL|MPL|Mozilla|0BSD|CC0|GNU Lesser|AGPL|Unlicense", re.I
)
"""Words of licences under which a library may stand beside ours (AGPL-3.0-or-later)."""
BUILT = "import sys, uv_build; print(uv_build.build_wheel(sys.argv[1]))"


def test_every_requirement_is_pinned_with_its_hash(promised: Callable[[Line], None]) -> None:
    entries = [each for name in LOCKS for each in sbom.locked(ROOT / "requirements" / f"{name}.txt")]
    held = sum(bool(each.hashes) and bool(each.version) for each in entries)
    lines = [line for name in LOCKS for line in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()]
    entered = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(entered) == len(entries), "a line of a lock was not understood"
    hashes = sum(len(each.hashes) for each in entries)
    promised(
        Line("S28", "requirements of both locks", len(entries), held, f"{hashes:,} SHA-256 digests", "100 % pinned")
    )
    bill = json.loads(sbom.BILL.read_text(encoding="utf-8"))
    parts = bill["components"]
    licensed = [each for each in parts if FREE.search(_licence(each))]
    kinds = sorted({_licence(each) for each in parts})
    promised(Line("S28", "libraries of the bill of materials with a licence that may stand beside ours", len(parts),
                  len(licensed), f"{len(kinds)} kinds of licence", "all"))  # fmt: skip


def _licence(part: dict[str, list[dict[str, dict[str, str]]]]) -> str:
    return part["licenses"][0]["license"]["name"] if part.get("licenses") else ""


def test_the_bill_of_materials_is_the_lock() -> None:
    entries = sbom.locked()
    assert sbom.BILL.read_text(encoding="utf-8") == sbom.text(sbom.bill(entries, sbom.kept_licences()))
    told = json.loads(sbom.BILL.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert {(each["name"], each["version"]) for each in told["components"]} == {
        (each.name, each.version) for each in entries
    }
    assert all(_licence(each) for each in told["components"])


def test_a_library_that_was_not_looked_up_is_no_safe_one(promised: Callable[[Line], None]) -> None:
    asked = {each.name for each in sbom.locked()}
    fine = {"dependencies": [{"name": name, "version": "1", "vulns": []} for name in sorted(asked)]}
    assert weaknesses.judged(fine, asked) == []
    skipped = {"dependencies": [{"name": name, "skip_reason": "not reached"} for name in sorted(asked)]}
    weak = {"dependencies": [{"name": name, "version": "1", "vulns": [{"id": "X-1"}]} for name in sorted(asked)]}
    tried = [skipped, weak, {}, {"dependencies": fine["dependencies"][1:]}]
    caught = sum(bool(weaknesses.judged(answer, asked)) for answer in tried)
    figure = f"{len(asked)} libraries; skipped, weak, empty and incomplete answers are all failures"
    lacks = "no service of advisories can be reached where this was measured; tools/weaknesses.sh asks where one can be"
    promised(Line("S29", "answers about known weaknesses that must not pass", len(tried), caught, figure,
                  "0 known at release, looked up on the day", unmet=lacks))  # fmt: skip


def _built(folder: Path, name: str, day: str) -> bytes:
    """The wheel made from a fresh copy of the source, whose files carry another time."""
    source = folder / name
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source / file)
    for path in source.rglob("*"):
        os.utime(path, (int(day), int(day)))
    out = folder / f"{name}.out"
    out.mkdir()
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1767225600",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    subprocess.run(
        [sys.executable, "-c", BUILT, str(out)], cwd=source, env=environment, check=True, capture_output=True
    )
    (wheel,) = out.glob("*.whl")
    return wheel.read_bytes()


def test_two_builds_are_the_same_bytes(tmp_path: Path, promised: Callable[[Line], None]) -> None:
    pytest.importorskip("uv_build", reason="not run: the builder is in the development lock")
    made = [_built(tmp_path, name, day) for name, day in (("here", "1700000000"), ("there", "1750000000"))]
    digests = {hashlib.sha256(each).hexdigest() for each in made}
    figure = f"{len(made[0]) // 1024:,} KiB, {len(digests)} digest"
    lacks = "releases are not signed: there is no key of the project yet"
    promised(Line("S30", "wheels built in two folders with files of other times", 2, 2 if len(digests) == 1 else 0,
                  figure, "equal; signed", unmet=lacks))  # fmt: skip
    assert len(digests) == 1

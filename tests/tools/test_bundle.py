"""The bundle for an office without a network: made whole, installed without a fetch, refused where it was changed."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _wheel(folder: Path, name: str) -> Path:
    """A wheel with one module and nothing else, as small as the standard allows."""
    info, path = f"{name}-1.0.dist-info", folder / f"{name}-1.0-py3-none-any.whl"
    parts = {
        f"{name}.py": b"WORD = 'here'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [
        f"{part},sha256={base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).decode().rstrip('=')},{len(raw)}"
        for part, raw in parts.items()
    ]
    parts[f"{info}/RECORD"] = ("\n".join([*rows, f"{info}/RECORD,,"]) + "\n").encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, raw in parts.items():
            archive.writestr(part, raw)
    return path


def _alone(**more: str) -> dict[str, str]:
    """An environment in which pip has no index and no proxy would lead it anywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "OMUZ_", "UV_"))}
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    kept.pop("PYTHONPATH", None)
    return {**kept, **nowhere, "PYTHON": sys.executable, **more}


def _run(*command: object, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(list(map(str, command)), env=_alone(**more), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real script with the project's own wheel, and one tiny wheel in the place of the locked ones."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "here").mkdir()
    tiny = _wheel(folder / "here", "kucuk")
    lock = folder / "lock.txt"
    lock.write_text(f"kucuk==1.0 \\\n    --hash=sha256:{hashlib.sha256(tiny.read_bytes()).hexdigest()}\n")
    given = {"OMUZ_BUNDLE_LOCK": str(lock), "OMUZ_BUNDLE_WHEELS": str(folder / "here")}
    made = _run("bash", ROOT / "tools" / "bundle.sh", folder / "omuz-bundle", **given)
    assert made.returncode == 0, made.stderr
    return folder / "omuz-bundle"


def test_it_holds_the_program_what_it_needs_and_no_address(bundle: Path) -> None:
    names = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    assert {"install.sh", "README.md", "requirements.txt", "omuz.txt", "SHA256SUMS", "made-for.txt"} <= names
    assert {"beside/docs/operations.md", "beside/docs/windows.md", "beside/deploy/systemd/omuz.service"} <= names
    assert any(name.startswith("share/omuz/catalogues/lists/") for name in names)
    assert [name for name in names if name.startswith("wheels/omuz-")]
    for name in ("requirements.txt", "omuz.txt", "install.sh"):
        assert "http" not in (bundle / name).read_text()
    assert (bundle.parent / "omuz-bundle.tar.gz").stat().st_size > 0


def test_it_installs_without_a_network_and_keeps_the_program_before(bundle: Path, tmp_path: Path) -> None:
    where = tmp_path / "opt" / "omuz"
    said = _run("bash", bundle / "install.sh", where)
    assert said.returncode == 0, said.stderr
    python = where / ".venv" / "bin" / "python"
    told = _run(python, "-c", "import kucuk, omuz, sys; print(kucuk.WORD, omuz.__file__, sys.prefix)").stdout.split()
    assert told[0] == "here"
    assert str(where / ".venv") in told[1]
    assert told[2] == str(where / ".venv")
    assert (where / ".venv" / "bin" / "omuz").read_text().startswith(f"#!{where}/.venv/bin/python")
    assert (where / ".venv" / "share" / "omuz" / "catalogues" / "lists").is_dir()
    again = _run("bash", bundle / "install.sh", where)
    assert again.returncode == 0, again.stderr
    assert len(list(where.parent.glob("omuz.before-*"))) == 1


@pytest.mark.parametrize("broken", ["wheel", "text"])
def test_a_changed_file_installs_nothing(bundle: Path, tmp_path: Path, broken: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    file = next((copy / "wheels").glob("omuz-*")) if broken == "wheel" else copy / "requirements.txt"
    file.write_bytes(file.read_bytes() + b"\n")
    said = _run("bash", copy / "install.sh", tmp_path / "omuz")
    assert said.returncode == 1
    assert "nothing was installed" in said.stderr
    assert not (tmp_path / "omuz").exists()


def test_what_is_there_already_is_not_touched(bundle: Path) -> None:
    said = _run("bash", ROOT / "tools" / "bundle.sh", bundle)
    assert said.returncode == 1
    assert "was not touched" in said.stderr

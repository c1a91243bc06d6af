"""Writes a release folder whole or not at all: beside its place first, then under its name in one step."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_folder(output: Path, files: Mapping[str, bytes]) -> None:
    """The folder with these files. Raises FileExistsError when something stands there; leaves nothing half done."""
    output = output.absolute()
    output.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        for name, content in sorted(files.items()):
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        beside.chmod(0o755)
        if output.exists():
            raise FileExistsError(output)
        beside.rename(output)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

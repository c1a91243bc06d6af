"""The whole program as `omuz serve` runs it, on the database of the tests, with browsers of the cast signed in."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.bench.served import OMUZ, Served, family_of, serving


@contextmanager
def omuz(home: Path, database: Mapping[str, str], *, workers: int = 1, **more: str) -> Iterator[Served]:
    """`omuz serve` with the keys of the tests' installation in a folder of its own; ended after the block."""
    home.mkdir(exist_ok=True)
    shutil.copytree(Path(settings.OMUZ_HOME) / "keys", home / "keys", dirs_exist_ok=True)
    apart = {name: value for name, value in database.items() if name.endswith("DATABASE_URL")}
    environment = {**apart, "OMUZ_HOME": str(home), "OMUZ_SHREDS": str(settings.OMUZ_SHREDS)}
    argv = [*OMUZ, "serve", "--port", "0", "--workers", str(workers)]
    with serving(argv, home, **environment, OMUZ_SECOND_FACTOR="optional", **more) as served:
        yield served


def processes(served: Served) -> list[int]:
    """The process that watches and the web processes below it."""
    return sorted(family_of(served.process))

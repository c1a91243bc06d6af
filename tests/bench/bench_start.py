"""P10: first and second start until a page answers, memory of the idle installation, size and time of an install."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.installation import LISTED, ROOT, SIZES, planted
from tests.bench.rows import Amount, Row, Taken, taken
from tests.bench.served import OMUZ, Browser, cookies_of, database_family, family_of, memory_of, serving

STARTS = 3


def measure() -> Iterator[Row]:
    """Stopped database to answered sign-in page; then memory of every process, before and after a list was opened."""
    made = planted()
    cookies = cookies_of(made.leads[LISTED])
    with made.asleep():
        walls, processors, idle, opened, number_of, coldest = [], [], 0.0, 0.0, 0, 0.0
        for number in range(STARTS + 1):
            began = time.perf_counter()
            with serving([*OMUZ, "serve", "--port", "0"], made.home) as served:
                browser = Browser(served.port)
                assert b"csrfmiddlewaretoken" in browser.get("/giris/").body
                wall = time.perf_counter() - began
                browser.close()
                everybody = sorted({*family_of(served.process), *database_family(made.home)})
                coldest = coldest or wall
                if number:  # the first start gathers the static files
                    walls.append(wall)
                    processors.append(served.processor())
                if number == STARTS:
                    idle, number_of = memory_of(everybody), len(everybody)
                    reader = Browser(served.port, cookies)
                    assert reader.get("/temaslar/?d=t").status == 200
                    opened = memory_of(sorted({*family_of(served.process), *database_family(made.home)}))
                    reader.close()
        bare, cold = taken(_bare, 3), _from_nothing(made.home.parent)
    yield from _installed()
    start = Taken(median(walls), median(processors))
    yield Row(
        "P10 second start to the first page", start, "the framework imported and set up", bare, "≤ 5 s", "form drawn"
    )
    yield Row("P10 first start, files gathered", Amount(coldest, "s"), "the second", Amount(start.wall, "s"), "told")
    yield Row(
        "P10 cold start: an empty folder, database and tables made, first page", Amount(cold, "s"),
        "the second start", Amount(start.wall, "s"), "told", "`omuz migrate`, then `omuz serve`",
    )  # fmt: skip
    shared = f"{number_of} processes, what they share counted once"
    yield Row("P10 memory of the idle installation", Amount(idle, "MB"), "", None, "≤ 350 MB", shared)
    yield Row(
        f"P10 with {SIZES[LISTED]:,} contacts opened by one",
        Amount(opened, "MB"),
        "idle",
        Amount(idle, "MB"),
        "–",
        "the same",
    )


def _from_nothing(above: Path) -> float:
    """Seconds from an empty folder to an answered page; the program itself is installed already."""
    with tempfile.TemporaryDirectory(dir=above) as name:
        home, began = Path(name), time.perf_counter()
        environment = {**os.environ, "OMUZ_HOME": name}
        subprocess.run([*OMUZ, "migrate"], env=environment, cwd=ROOT, check=True, capture_output=True)
        with serving([*OMUZ, "serve", "--port", "0"], home, OMUZ_HOME=name) as served:
            browser = Browser(served.port)
            answer = browser.get("/giris/")
            assert answer.status == 200, answer.status
            seconds = time.perf_counter() - began
            browser.close()
    return seconds


def _installed() -> Iterator[Row]:
    """A fresh environment with exactly the locked packages, hashes demanded; asks the package index once."""
    bar = "≤ 700 MB"
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "venv", name], check=True)
        bare = _megabytes(Path(name))
        wanted = ["--no-deps", "--require-hashes", "-r", str(ROOT / "requirements" / "runtime.txt")]
        pip = [f"{name}/bin/python", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        done = subprocess.run([*pip, *wanted], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-600:]
        subprocess.run([f"{name}/bin/python", "-c", "import django, psycopg, gunicorn, duckdb"], check=True)
        seconds, size = time.perf_counter() - began, _megabytes(Path(name))
    size += _megabytes(ROOT / "src") + _megabytes(ROOT / "catalogues")
    yield Row("P10 size of the installed program", Amount(size, "MB"), "an empty environment", Amount(bare, "MB"), bar)
    yield Row(
        "P10 install from the locked list", Amount(seconds, "s"), "", None, "told", "the index's own speed included"
    )


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _bare() -> None:
    code = "import django; from django.conf import settings; settings.configure(INSTALLED_APPS=['django.contrib.auth',"
    code += (
        "'django.contrib.contenttypes','django.contrib.sessions']); django.setup(); import django.contrib.auth.views"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

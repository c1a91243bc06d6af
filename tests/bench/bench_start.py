"""P10: a second start until the first page answers, and what the idle installation holds in memory."""

import sys
import time
from collections.abc import Iterator
from statistics import median

from tests.bench.installation import LISTED, planted
from tests.bench.rows import Amount, Row, Taken, taken
from tests.bench.served import OMUZ, Browser, cookies_of, database_family, family_of, memory_of, serving

STARTS = 3


def measure() -> Iterator[Row]:
    """Stopped database to answered sign-in page; then memory of every process, before and after a list was opened."""
    made = planted()
    cookies = cookies_of(made.leads[LISTED])
    with made.asleep():
        walls, processors, idle, opened, number_of = [], [], 0.0, 0.0, 0
        for number in range(STARTS + 1):
            began = time.perf_counter()
            with serving([*OMUZ, "serve", "--port", "0"], made.home) as served:
                browser = Browser(served.port)
                assert b"csrfmiddlewaretoken" in browser.get("/giris/").body
                wall = time.perf_counter() - began
                browser.close()
                everybody = sorted({*family_of(served.process), *database_family(made.home)})
                if number:  # the first start gathers the static files
                    walls.append(wall)
                    processors.append(served.processor())
                if number == STARTS:
                    idle, number_of = memory_of(everybody), len(everybody)
                    reader = Browser(served.port, cookies)
                    assert reader.get("/temaslar/?d=t").status == 200
                    opened = memory_of(sorted({*family_of(served.process), *database_family(made.home)}))
                    reader.close()
    bare = taken(_bare, 3)
    start = Taken(median(walls), median(processors))
    yield Row(
        "P10 second start to the first page", start, "the framework imported and set up", bare, "≤ 5 s", "form drawn"
    )
    yield Row(
        "P10 memory of the idle installation",
        Amount(idle, "MB"),
        "",
        None,
        "≤ 350 MB",
        f"{number_of} processes, what they share counted once",
    )
    yield Row(
        "P10 with 5,000 contacts opened by one", Amount(opened, "MB"), "idle", Amount(idle, "MB"), "–", "the same"
    )


def _bare() -> None:
    import subprocess

    code = "import django; from django.conf import settings; settings.configure(INSTALLED_APPS=['django.contrib.auth',"
    code += (
        "'django.contrib.contenttypes','django.contrib.sessions']); django.setup(); import django.contrib.auth.views"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

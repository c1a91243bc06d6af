"""P1 on files: 5,000 files of one centre listed, one opened, one written into; beside the framework's own list."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.bench.growing import files_into
from tests.bench.installation import LISTED, Installation, planted, shared
from tests.bench.peer_process import peer
from tests.bench.rows import Row, Taken, taken
from tests.bench.served import OMUZ, Browser, Served, cookies_of, serving

FILES = shared(5_000)
PAGES, RUNS = 40, 3
BAR = "≤ 8 ms processor; ≥ 6 × less than the admin"


def measure() -> Iterator[Row]:
    """List of all files, first and last page; a file's page; a step written; the first list after sign-in."""
    made = planted()
    lead = made.leads[LISTED]
    cases = planted_files(made, LISTED)
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        browser = Browser(ours.port, cookies_of(lead))
        opening = taken(lambda: _get(browser, "/dosyalar/?g=t"), 1, warm=False, processor=ours.processor)
        first = _often(ours, lambda: _get(browser, "/dosyalar/?g=t"))
        page = f"/dosyalar/{cases[17]}/"
        cold = taken(lambda: _get(browser, page), 1, warm=False, processor=ours.processor)
        one = _often(ours, lambda: _get(browser, page))
        today = _often(ours, lambda: _get(browser, "/bugun/"))
        browser.close()
    with peer(made) as theirs:
        other = Browser(theirs.served.port, theirs.cookies)
        admin = _often(theirs.served, lambda: _get(other, "/admin/peer/tally/"))
        change = _often(theirs.served, lambda: _get(other, _a_record(other)))
        other.close()
    size = f"{FILES:,} files in one centre"
    yield Row(f"P1 list of files; {size}", first, "the framework's admin list", admin, BAR, "status, length")
    yield Row("P1 first list of files after sign-in", opening, "the page after it", first, "–", "status")
    yield Row("P1 a file's page", one, "the framework's admin form", change, "–", "status, length")
    yield Row("P1 a file's page, first in a session", cold, "the page after it", one, "–", "status")
    yield Row("P1 Bugün", today, "the framework's admin list", admin, "–", "status, length")


def _often(served: Served, ask: Any) -> Taken:
    def run() -> None:
        for _each in range(PAGES):
            ask()

    whole = taken(run, RUNS, processor=served.processor)
    return Taken(whole.wall / PAGES, whole.cpu / PAGES)


def _get(browser: Browser, path: str) -> int:
    answer = browser.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    assert len(answer.body) > 500
    return len(answer.body)


def _a_record(browser: Browser) -> str:
    body = browser.get("/admin/peer/tally/").body
    found = re.search(rb'href="(/admin/peer/tally/[^"/]+/change/)', body)
    assert found is not None
    return found.group(1).decode()


@cache
def _planted(made_home: str, code: str) -> list[str]:
    """The files of the listed centre, made once in a run: more than one workload reads them."""
    made = planted()
    assert str(made.home) == made_home
    return files_into(made, code, range(FILES))


def planted_files(made: Installation, code: str) -> list[str]:
    """Ids of that many files of a centre, made on first use."""
    return _planted(str(made.home), code)

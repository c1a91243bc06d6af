"""P1: the list of a centre's contacts, signed in, through the served process; beside the framework's own list."""

import re
from collections.abc import Iterator

from tests.bench.installation import EMPTY, LISTED, SIZES, Installation, planted
from tests.bench.peer_process import peer
from tests.bench.rows import Row, Taken, taken
from tests.bench.served import OMUZ, Browser, Served, cookies_of, database_processor, serving

PAGES = 60
"""Requests of one run."""
RUNS = 3
ROWS = 30
ALL = "/temaslar/?d=t"
MONTH = "/temaslar/?d=a"
BAR = "≤ 8 ms processor; ≥ 6 × less than the admin"


def measure() -> Iterator[Row]:
    """First page, last page, one month, beside the admin's first and last page, a lean page and a static file."""
    made = planted()
    lead = made.leads[LISTED]
    after = _before_last_page(made)
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        browser = Browser(ours.port, cookies_of(lead))
        opening = taken(lambda: _asked(browser, ALL, ROWS), 1, warm=False, processor=ours.processor)
        first, last = _page(ours, browser, ALL, ROWS), _page(ours, browser, f"{ALL}&s={after}", ROWS)
        month = _page(ours, browser, MONTH, None)
        sheet = re.search(rb'href="(/static/[^"]+\.css)"', browser.get(ALL).body)
        assert sheet is not None
        static = _page(ours, browser, sheet.group(1).decode(), None)
        database = _database_share(made, browser)
        browser.close()
    with peer(made) as theirs:
        other = Browser(theirs.served.port, theirs.cookies)
        admin = _page(theirs.served, other, "/admin/peer/tally/", ROWS)
        admin_last = _page(theirs.served, other, f"/admin/peer/tally/?p={SIZES[LISTED] // ROWS}", ROWS)
        lean = _page(theirs.served, other, "/lean/", None)
        other.close()
    sizes = f"{SIZES[LISTED]:,} of {sum(SIZES.values()):,} contacts, {len(SIZES) + len(EMPTY)} centres"
    besides = f"{ROWS} rows, length; the database's own processes {database * 1000:.1f} ms besides"
    yield Row(f"P1 list, first page; {sizes}", first, "the framework's admin", admin, BAR, besides)
    yield Row("P1 list, last page", last, "the admin's last page", admin_last, "as the first", f"{ROWS} rows, length")
    yield Row("P1 list of a month", month, "lean page behind a session", lean, "–", "status, length")
    yield Row("P1 first list after sign-in, all opened", opening, "the page after it", first, "–", f"{ROWS} rows")
    yield Row("P1 a static file of ours", static, "lean page behind a session", lean, "–", "status, length")


def _asked(browser: Browser, path: str, rows: int | None) -> int:
    """Ask for a page and hold it against what it must be; its length."""
    answer = browser.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    if rows is not None:
        found = len(re.findall(rb"<tr", answer.body.split(b"<tbody>", 1)[1].split(b"</tbody>", 1)[0]))
        assert found == rows, f"{path}: {found} rows"
    return len(answer.body)


def _page(served: Served, browser: Browser, path: str, rows: int | None) -> Taken:
    """Seconds of one page, medians of runs of many; every answer has the same length but for what a mask changes."""
    length = _asked(browser, path, rows)

    def run() -> None:
        for _ in range(PAGES):
            assert abs(_asked(browser, path, rows) - length) < 64

    return taken(run, RUNS, processor=served.processor, each=PAGES)


def _before_last_page(made: Installation) -> str:
    """The id of the contact after which the last thirty of the list stand."""
    from omuz.casework.contacts.queries.index import opened_tally
    from omuz.foundation.people.access import acting

    lead = made.leads[LISTED]
    with acting(lead.person):
        tally = opened_tally(lead.person, vault=lead.vault, centre_id=made.centres[LISTED].id)
    return str(tally.oldest_first()[ROWS].id)


def _database_share(made: Installation, browser: Browser) -> float:
    """Processor seconds the database's own processes spend on one page."""
    before = database_processor(made.home)
    for _ in range(PAGES):
        _asked(browser, ALL, ROWS)
    return (database_processor(made.home) - before) / PAGES

"""P3: a contact recorded through the served page: sealed, in the chain, on the disk; one writer and fifty."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.bench.installation import LISTED, SIZES, Installation, planted
from tests.bench.peer_process import peer
from tests.bench.rows import Amount, Row, Taken, percentile, taken
from tests.bench.served import (
    OMUZ,
    Browser,
    Served,
    Together,
    cookies_of,
    database_processor,
    serving,
    together,
)

if TYPE_CHECKING:
    from tests.cast import Member

WRITERS = 50
ALONE, EACH = 60, 6
"""Acts of the one writer in a run, and of each of the fifty."""
SAID = {
    "clock": "10:05", "minutes": "15", "channel": "phone", "for_whom": "herself", "kind": "violence",
    "done": ["listened_informed", "appointment"], "heard_from": "internet", "district": "konak",
    "hidden_number": "no", "anonymous": "no", "violence_types": ["psychological"], "age_band": "not_asked",
    "note": "Haklarını sordu; adım adım anlatıldı.", "version": "0",
}  # fmt: skip
Act = Callable[[], object]


def measure() -> Iterator[Row]:
    """Ours alone, fifty in one centre, fifty across five, with one web process and two; admin and commits beside."""
    made = planted()
    commit, commits = _commits(made)
    with peer(made) as theirs:
        browsers = [Browser(theirs.served.port, theirs.cookies) for _ in range(WRITERS)]
        admin = _alone(theirs.served, partial(_added, browsers[0]), made)[0]
        admins = _crowd([partial(_added, browser) for browser in browsers])
    here = _browsers(made, [LISTED] * 5)
    across = _browsers(made, [code for code in SIZES if code != LISTED][:5])
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        one, note = _alone(ours, partial(_recorded, _at(here, ours)[0]), made)
        yield Row("P3 record a contact, one writer", one, "the framework's admin add", admin, "≤ 12 ms p50", note)
        yield Row("P3 the same", one, "one row inserted and committed", commit, "–", "")
        yield _fifty("in one centre", ours, made, _at(here, ours), "the framework's admin add", admins)
        yield _fifty("across five centres", ours, made, _at(across, ours), "rows committed by 50", commits)
    with serving([*OMUZ, "serve", "--port", "0", "--workers", "2"], made.home) as ours:
        yield _fifty("in one centre, two web processes", ours, made, _at(here, ours), "rows committed by 50", commits)


def _browsers(made: Installation, codes: list[str]) -> list[dict[str, str]]:
    """Fifty signed-in browsers of ten workers of each centre named; a centre named twice has them twice."""
    who: Iterator[Member] = iter([worker for code in codes for worker in made.workers[code]])
    return [cookies_of(member) for member in islice(who, WRITERS)]


def _at(cookies: list[dict[str, str]], served: Served) -> list[Browser]:
    return [Browser(served.port, dict(each)) for each in cookies]


def _recorded(browser: Browser) -> None:
    """Post one contact as the page does; a redirect says that it was recorded."""
    told = {**SAID, "on": time.strftime("%d.%m.%Y", time.localtime(time.time() - 86_400))}
    answer = browser.post("/temaslar/yeni/", {**told, "contact": str(uuid4()), "page": uuid4().hex})
    assert (answer.status, answer.headers.get("location")) == (302, "/temaslar/bugun/"), answer.status


def _added(browser: Browser) -> None:
    told = {"centre": "1", "code": "T-1", "at_0": "2026-01-02", "at_1": "10:05", "worker": "1", "note": SAID["note"]}
    coded = {"channel": "phone", "kind": "violence", "for_whom": "herself"}
    answer = browser.post("/admin/peer/tally/add/", {**told, **coded})
    assert (answer.status, answer.headers.get("location")) == (302, "/admin/peer/tally/"), answer.status


def _alone(served: Served, act: Act, made: Installation) -> tuple[Taken, str]:
    """One writer: seconds of one act, and what the note says about them."""
    each: list[float] = []
    before = database_processor(made.home)

    def run() -> None:
        for _ in range(ALONE):
            began = time.perf_counter()
            act()
            each.append(time.perf_counter() - began)

    figure = taken(run, 3, processor=served.processor, each=ALONE)
    database = (database_processor(made.home) - before) / len(each) * 1000
    middle, late = percentile(each, 0.5) * 1000, percentile(each, 0.95) * 1000
    return figure, f"302; p50 {middle:.1f} ms, p95 {late:.1f} ms; database {database:.1f} ms of processor besides"


def _crowd(acts: list[Act]) -> Together:
    """Fifty at once, after each has come once."""
    together([[act] for act in acts])
    return together([[act] * EACH for act in acts])


def _rate(crowd: Together) -> Amount:
    return Amount(crowd.rate, "/s")


def _fifty(where: str, served: Served, made: Installation, browsers: list[Browser], peers: str, them: Together) -> Row:
    """Fifty writers, with what the processors of web and database had to do with it."""
    together([[partial(_recorded, browser)] for browser in browsers])
    web, database = served.processor(), database_processor(made.home)
    crowd = together([[partial(_recorded, browser)] * EACH for browser in browsers])
    web, database = served.processor() - web, database_processor(made.home) - database
    note = (
        f"{len(crowd.each)} recorded; p50 {percentile(crowd.each, 0.5) * 1000:,.0f} ms; of {crowd.seconds:.1f} s"
        f" web {web:.1f} s, database {database:.1f} s of processor"
    )
    for browser in browsers:
        browser.close()
    return Row(f"P3 50 writers {where}", _rate(crowd), peers, _rate(them), "≥ 100/s", note)


def _commits(made: Installation) -> tuple[Taken, Together]:
    """The floor: one small row inserted and committed, by one connection and by fifty less what the server keeps."""
    import psycopg

    server = made.server.create_database("bench_floor")
    entry: dict[str, Any] = server.owner
    told = {"host": entry["HOST"], "port": entry["PORT"], "user": entry["USER"], "password": entry["PASSWORD"]}
    lines = [psycopg.connect(dbname="bench_floor", autocommit=True, **told) for _ in range(8)]
    lines[0].execute("CREATE TABLE floor (id uuid PRIMARY KEY, body bytea)")

    def insert(line: Any) -> None:
        line.execute("INSERT INTO floor VALUES (%s, %s)", [uuid4(), bytes(1000)])

    def run() -> None:
        for _ in range(ALONE):
            insert(lines[0])

    one = taken(run, processor=lambda: database_processor(made.home), each=ALONE)
    fifty = together([[partial(insert, line)] * EACH for line in islice(cycle(lines), WRITERS)])
    for line in lines:
        line.close()
    made.server.drop_database("bench_floor")
    return one, fifty

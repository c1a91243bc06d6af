"""P9: a mix of people at work, thinking five seconds between two acts; 50 to 500 of them, the admin beside us."""

import os
from collections.abc import Iterator, Sequence

from tests.bench import acts
from tests.bench.crowd import Kind, Told, crowd
from tests.bench.installation import SIZES, Installation, planted
from tests.bench.peer_process import peer
from tests.bench.rows import Amount, Row
from tests.bench.served import OMUZ, Browser, Served, cookies_of, serving

PEOPLE = tuple(int(each) for each in os.environ.get("BENCH_PEOPLE", "50 100 200 500").split())
SECONDS, THINK = float(os.environ.get("BENCH_SECONDS", "20")), 5.0
BAR = "p95 ≤ 150 ms at 200, ≤ 400 ms at 500; 0 errors"
KNEE = 3.0
"""Where p95 has become that many times what it was with the fewest people, the machine is full."""
ROWS = 30


def measure() -> Iterator[Row]:
    """p95 of ours and of the admin with as many people, and where each of them begins to be full."""
    made = planted()
    cookies = [cookies_of(worker) for code in SIZES for worker in (made.leads[code], *made.workers[code])]
    mixes = [_mix(made, code) for code in SIZES for _ in range(1 + len(made.workers[code]))]
    workers = str(min(2, os.cpu_count() or 1))
    told: dict[int, tuple[Told, float]] = {}
    with serving([*OMUZ, "serve", "--port", "0", "--workers", workers], made.home) as ours:
        _warm(ours, cookies)
        for people in PEOPLE:
            at = [Browser(ours.port, dict(cookies[each % len(cookies)])) for each in range(people)]
            told[people] = _measured(ours, at, [mixes[each % len(mixes)] for each in range(people)])
    theirs: dict[int, tuple[Told, float]] = {}
    with peer(made, int(workers)) as other:
        records = [f"/admin/peer/tally/{number}/change/" for number in range(1, 400)]
        for people in PEOPLE:
            at = [Browser(other.served.port, dict(other.cookies)) for _ in range(people)]
            theirs[people] = _measured(other.served, at, [acts.admins(records, ROWS)] * people)
    for people in PEOPLE:
        (mine, processor), (admin, admins) = told[people], theirs[people]
        yield Row(
            f"P9 {people} people, p95", Amount(mine.p(0.95) * 1000, "ms"),
            "the framework's admin", Amount(admin.p(0.95) * 1000, "ms"), BAR,
            f"{_said(mine, processor)}; admin: {_said(admin, admins)}",
        )  # fmt: skip
    yield Row(
        "P9 the knee", Amount(_knee(told), "people"), "the framework's admin", Amount(_knee(theirs), "people"), "told",
        f"the most people of {', '.join(map(str, PEOPLE))} with p95 under {KNEE:g} × that of the fewest and no error",
    )  # fmt: skip


def _mix(made: Installation, code: str) -> list[Kind]:
    """What somebody of this centre does, over contacts of hers."""
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.people.access import acting

    with acting(made.leads[code].person):
        known = list(Contact.objects.filter(centre_id=made.centres[code].id).values_list("id", "code")[:400])
    return acts.ours([str(each) for each, _code in known], [told for _id, told in known], ROWS)


def _warm(ours: Served, cookies: Sequence[dict[str, str]]) -> None:
    """Everybody has opened her list and her figures once: the first opening of a session is another figure (P1)."""
    for each in cookies:
        browser = Browser(ours.port, dict(each))
        assert browser.get("/temaslar/?d=t").status == browser.get("/sayilar/gostergeler/").status == 200
        browser.close()


def _measured(served: Served, browsers: Sequence[Browser], mixes: Sequence[list[Kind]]) -> tuple[Told, float]:
    before = served.processor()
    told = crowd(browsers, mixes, seconds=SECONDS, think=THINK, seed=6284, least=1)
    wrong = [(each.kind, each.status) for each in told.wrong]
    assert len(wrong) <= len(told.done) / 2, f"most acts went wrong: {wrong[:5]}"
    return told, served.processor() - before


def _said(told: Told, processor: float) -> str:
    later = sum(each.later for each in told.done)
    return (
        f"{len(told.done)} acts, {len(told.wrong)} errors, {later} told to come back, "
        f"p50 {told.p(0.5) * 1000:,.0f} ms, {processor / len(told.done) * 1000:.0f} ms of processor an act"
    )


def _knee(told: dict[int, tuple[Told, float]]) -> float:
    """The most people who still found it quick."""
    least = told[min(told)][0].p(0.95)
    quick = [n for n, (each, _) in told.items() if each.p(0.95) <= KNEE * least and not each.wrong]
    return float(max(quick, default=0))

"""P9: a mix of people at work, thinking five seconds between two acts; 50 to 500 of them, the admin beside us.

After the numbers of people that are asked for, both sides are tried with numbers between the last that was quick and
the first that was not, until it is known where p95 passes its bar: the knee.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench import acts
from tests.bench.crowd import Kind, Told, crowd
from tests.bench.installation import SHARE, SIZES, Installation, planted
from tests.bench.knee import LIMIT, Knee, searched
from tests.bench.peer_process import peer
from tests.bench.rows import Amount, Row, own_processor
from tests.bench.served import OMUZ, Browser, Served, cookies_of, database_processor, serving

PEOPLE = tuple(int(each) for each in os.environ.get("BENCH_PEOPLE", "50 100 200 500").split())
SECONDS, THINK = float(os.environ.get("BENCH_SECONDS", "40" if SHARE == 1 else "4")), 5.0
"""Seconds of one number of people; six numbers and both sides take about nine minutes."""
BARS = {200: "p95 ≤ 150 ms; 0 errors", 500: "p95 ≤ 400 ms; 0 errors"}
ROWS = 30


@dataclass(frozen=True)
class Step:
    """One number of people at work, and the processor seconds each side took meanwhile."""

    told: Told
    serving: float
    database: float
    asking: float

    def __str__(self) -> str:
        acts_done, later = len(self.told.done), sum(each.later for each in self.told.done)
        each = [f"{spent / acts_done * 1000:.0f}" for spent in (self.serving, self.database, self.asking)]
        wrong = Counter(f"{each.kind} {each.status}" for each in self.told.wrong)
        kinds = f" ({', '.join(f'{what} × {often}' for what, often in wrong.most_common())})" if wrong else ""
        return (
            f"{acts_done:,} acts in {self.told.seconds:.0f} s, {len(self.told.wrong)} errors{kinds}, {later:,} told to "
            f"come back, p50 {self.told.p(0.5) * 1000:,.0f} ms; an act {each[0]} ms of processor, {each[1]} in the "
            f"database, {each[2]} in the browsers"
        )


def measure() -> Iterator[Row]:
    """p95 of ours and of the admin with as many people, and where each of them begins to be full."""
    made = planted()
    workers = min(2, os.cpu_count() or 1)
    before = _contacts(made)
    mine, my_knee = _ours(made, workers)
    saved = sum(done.kind == "save" and done.right for step in mine.values() for done in step.told.done)
    assert _contacts(made) - before >= saved, "contacts were confirmed that are not there"
    theirs, their_knee = _admins(made, workers)
    for people in sorted({*mine} & {*theirs}):
        one, other = mine[people], theirs[people]
        yield Row(
            f"P9 {people} people, p95", Amount(one.told.p(0.95) * 1000, "ms"),
            "the framework's admin", Amount(other.told.p(0.95) * 1000, "ms"), BARS.get(people, "told"),
            f"{one}; admin: {other}",
        )  # fmt: skip
    yield Row(
        f"P9 the knee: people at whom p95 passes {LIMIT * 1000:.0f} ms", Amount(my_knee.people, "people"),
        "the framework's admin", Amount(their_knee.people, "people"), "told",
        f"ours {my_knee}; admin {their_knee}; who is told to come back counts as not served in time; "
        f"{saved:,} contacts saved, each of them there afterwards",
    )  # fmt: skip


def _ours(made: Installation, workers: int) -> tuple[dict[int, Step], Knee]:
    cookies = [cookies_of(worker) for code in SIZES for worker in (made.leads[code], *made.workers[code])]
    mixes = [_mix(made, code) for code in SIZES for _ in range(1 + len(made.workers[code]))]
    with serving([*OMUZ, "serve", "--port", "0", "--workers", str(workers)], made.home) as ours:
        _warm(ours, cookies)

        def with_people(people: int) -> Step:
            at = [Browser(ours.port, dict(cookies[each % len(cookies)])) for each in range(people)]
            return _measured(made, ours, at, [mixes[each % len(mixes)] for each in range(people)])

        return _steps(with_people)


def _admins(made: Installation, workers: int) -> tuple[dict[int, Step], Knee]:
    with peer(made, workers) as other:
        records = [f"/admin/peer/tally/{number}/change/" for number in range(1, 400)]
        mix = acts.admins(records, ROWS)

        def with_people(people: int) -> Step:
            at = [Browser(other.served.port, dict(other.cookies)) for _ in range(people)]
            return _measured(made, other.served, at, [mix] * people)

        return _steps(with_people)


def _steps(with_people: Callable[[int], Step]) -> tuple[dict[int, Step], Knee]:
    """Every number that is asked for, then those between which the knee lies."""
    steps: dict[int, Step] = {}

    def p95(people: int) -> float:
        steps[people] = with_people(people)
        return steps[people].told.in_time(0.95)

    return steps, searched(PEOPLE, p95)


def _contacts(made: Installation) -> int:
    """Contacts of every centre where people work."""
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.people.access import acting

    total = 0
    for code in SIZES:
        with acting(made.leads[code].person):
            total += Contact.objects.filter(centre_id=made.centres[code].id).count()
    return total


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


def _measured(made: Installation, served: Served, browsers: Sequence[Browser], mixes: Sequence[list[Kind]]) -> Step:
    before = served.processor(), database_processor(made.home), own_processor()
    told = crowd(browsers, mixes, seconds=SECONDS, think=THINK, seed=6284, least=1)
    after = served.processor(), database_processor(made.home), own_processor()
    wrong = [(each.kind, each.status) for each in told.wrong]
    noted = made.home / "log" / "errors.log"
    if any(status == 500 for _kind, status in wrong) and noted.exists():  # the server's own word for a fault
        sys.stderr.write(f"{noted.read_text('utf-8', errors='replace')[-2_000:]}\n")  # places in the code, no content
    assert len(wrong) <= len(told.done) / 2, f"most acts went wrong: {wrong[:5]}"
    return Step(told, *(late - early for early, late in zip(before, after, strict=True)))

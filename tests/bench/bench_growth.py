"""How the cost of a page grows: with the contacts of another centre, and with those of the reader's own."""

import math
from collections.abc import Iterator
from itertools import pairwise

from tests.bench.bench_files import planted_files
from tests.bench.installation import LISTED, Installation, contacts_into, planted
from tests.bench.rows import Amount, Row, Taken, taken
from tests.bench.served import OMUZ, Browser, Served, cookies_of, serving

STEPS = (1_000, 5_000, 20_000)
"""Further contacts in each of the two centres that had none: in the installation beside the reader's centre."""
PAGES, RUNS = 20, 3
BAR = "flat in what others have (exponent ≤ 0.1)"
ELSEWHERE, HERE = "giris-1", "giris-2"


def measure() -> Iterator[Row]:
    """The same list read while another centre grows, then while the reader's own centre grows."""
    made = planted()
    planted_files(made, LISTED)
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        other = list(_grown(made, ours, into=ELSEWHERE, reader=LISTED))
        own = list(_grown(made, ours, into=HERE, reader=HERE))
    yield _row("P1 list of contacts while another centre grows", other, BAR)
    yield _row("P1 list of contacts while its own centre grows", own, "≤ n^0.5")


def _grown(made: Installation, ours: Served, *, into: str, reader: str) -> Iterator[tuple[int, Taken]]:
    """Contacts of the growing centre, and what one page costs then, after the first opening."""
    there, total = made.centres[into], 0
    for step in STEPS:
        contacts_into(made.leads[into], there.id, step - total, f"{into}-{step}")
        total = step
        browser = Browser(ours.port, cookies_of(made.leads[reader]))
        assert browser.get("/temaslar/?d=t").status == 200

        def run(asking: Browser = browser) -> None:
            for _ in range(PAGES):
                assert asking.get("/temaslar/?d=t").status == 200

        yield total, taken(run, RUNS, processor=ours.processor, each=PAGES)
        browser.close()


def exponent(points: list[tuple[int, Taken]]) -> float:
    """How the processor time grows with the number: 0 not at all, 1 in step with it; between the ends."""
    (few, little), (many, much) = points[0], points[-1]
    return math.log(max(much.cpu, 1e-9) / max(little.cpu, 1e-9)) / math.log(many / few)


def _row(work: str, points: list[tuple[int, Taken]], bar: str) -> Row:
    steps = ", ".join(f"{number:,}: {each}" for number, each in points)
    worst = max(after.cpu / before.cpu for (_, before), (_, after) in pairwise(points))
    note = f"{steps}; worst step {worst:.2f} ×"
    return Row(f"{work}: exponent", Amount(exponent(points), "n^"), "no growth at all", None, bar, note)

"""How the cost of a page grows: with what others have, with what the reader's own centre has, with the network.

Contacts and files of another centre and of the reader's own, centres of the network from 22 to 1,500 with the
returns of each: the same pages read at every step, and the exponent between the first and the last.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.bench.bench_files import FILES, planted_files
from tests.bench.growing import centre_of, centres_beside, coordinator, files_into, returns_of
from tests.bench.installation import LISTED, Installation, contacts_into, planted, shared
from tests.bench.rows import EXPONENT, Amount, Row, Taken, taken
from tests.bench.served import OMUZ, Browser, Served, cookies_of, serving

if TYPE_CHECKING:
    from tests.cast import Member

CONTACTS = tuple(shared(number, number // 50) for number in (1_000, 5_000, 20_000))
OWN_FILES = CONTACTS
OTHERS_FILES = tuple(shared(number, number // 50) for number in (1_000, 20_000, 100_000))
CENTRES = tuple(shared(number, number // 11) for number in (22, 200, 1_500))
QUARTERS = 2
"""Of how many quarters the network has a return of each centre."""
PAGES, RUNS = 10, 3
FLAT = "flat in what others have (exponent ≤ 0.1)"
OWN = "≤ n^0.5"
LIST, FILE_LIST, TODAY = "/temaslar/?d=t", "/dosyalar/?g=t", "/bugun/"
NETWORK = {"overview": "/sayilar/genel/", "who sent": "/sayilar/gelen/", "directory": "/merkezler/"}
Points = list[tuple[int, Taken]]


def measure() -> Iterator[Row]:
    """Everything that grows, one after the other, read through one served process."""
    made = planted()
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as ours:
        yield from _contacts(made, ours)
        yield from _files(made, ours)
        yield from _network(made, ours)


def _contacts(made: Installation, ours: Served) -> Iterator[Row]:
    for code, title, bar in (("cogalan", "another centre", FLAT), ("buyuyen", "its own centre", OWN)):
        lead = centre_of(made, code)
        reader = made.leads[LISTED] if bar == FLAT else lead
        points, had = [], 0
        for number in CONTACTS:
            contacts_into(lead, made.centres[code].id, number - had, f"{code}-{number}")
            had = number
            points.append((number, _read(ours, reader, LIST)))
        yield row(f"P1 list of contacts while {title} grows", points, bar, "contacts")


def _files(made: Installation, ours: Served) -> Iterator[Row]:
    one = f"/dosyalar/{planted_files(made, LISTED)[17]}/"
    centre_of(made, "dolan")
    for code, reader, steps, pages, bar in (
        ("dolan", LISTED, OTHERS_FILES, {"list of files": FILE_LIST, "a file's page": one, "Bugün": TODAY}, FLAT),
        ("buyuyen", "buyuyen", OWN_FILES, {"list of files": FILE_LIST, "Bugün": TODAY}, OWN),
    ):
        told: dict[str, Points] = {name: [] for name in pages}
        had = 0
        for number in steps:
            files_into(made, code, range(had, number))
            had = number
            for name, path in pages.items():
                told[name].append((number, _read(ours, made.leads[reader], path)))
        where = f"another centre grows, {FILES:,} in hers" if bar == FLAT else "its own centre grows"
        for name, points in told.items():
            yield row(f"P1 {name} while {where}", points, bar, "files")


def _network(made: Installation, ours: Served) -> Iterator[Row]:
    """Pages of the network, and of one centre in it, while centres join and send what they counted."""
    reader, documents = coordinator(), returns_of(made, LISTED, QUARTERS)
    told: dict[str, Points] = {name: [] for name in (*NETWORK, "first overview", "list of contacts")}
    # What a process does once in its life is no growth: a first centre and a first look come before the figures.
    centres_beside(range(1), documents)
    _once(ours, reader, NETWORK["overview"])
    had = 1
    for number in CENTRES:
        centres_beside(range(had, number), documents)
        had = number
        told["first overview"].append((number, _once(ours, reader, NETWORK["overview"])))
        for name, path in NETWORK.items():
            told[name].append((number, _read(ours, reader, path, pages=2)))
        told["list of contacts"].append((number, _read(ours, made.leads[LISTED], LIST)))
    for name, points in told.items():
        bar = FLAT if name == "list of contacts" else "≤ n^1.05"
        said = {"first overview": "network’s overview, first after a return came", "list of contacts": name}
        yield row(
            f"P4c {said.get(name, f'network’s {name}')} while centres join, {QUARTERS} returns each", points, bar,
            "centres",
        )  # fmt: skip


def _asked(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    assert len(answer.body) > 2_000, f"{path}: {len(answer.body)} bytes"
    assert b"</html>" in answer.body, f"{path}: not a whole page"


def _read(ours: Served, reader: "Member", path: str, pages: int = PAGES) -> Taken:
    """What one page costs in a session that has opened it before."""
    browser = Browser(ours.port, cookies_of(reader))
    _asked(browser, path)

    def run() -> None:
        for _ in range(pages):
            _asked(browser, path)

    try:
        return taken(run, RUNS, processor=ours.processor, each=pages)
    finally:
        browser.close()


def _once(ours: Served, reader: "Member", path: str) -> Taken:
    """What the page costs once, with nothing kept of what just came."""
    browser = Browser(ours.port, cookies_of(reader))
    try:
        return taken(lambda: _asked(browser, path), 1, warm=False, processor=ours.processor)
    finally:
        browser.close()


def exponent(points: Sequence[tuple[int, Taken]]) -> float:
    """How the processor time grows with the number: 0 not at all, 1 in step with it; between the ends."""
    (few, little), (many, much) = points[0], points[-1]
    return math.log(max(much.cpu, 1e-9) / max(little.cpu, 1e-9)) / math.log(many / few)


def row(work: str, points: Sequence[tuple[int, Taken]], bar: str, unit: str) -> Row:
    """The exponent, with what the page cost at every step."""
    steps = "; ".join(f"{number:,} {unit}: {each}" for number, each in points)
    worst = max(after.cpu / before.cpu for (_, before), (_, after) in pairwise(points))
    note = f"{steps}; worst step {worst:.2f} ×"
    return Row(f"{work}: exponent", Amount(exponent(points), EXPONENT), "no growth at all", None, bar, note)

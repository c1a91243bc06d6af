"""What it costs that memory is overwritten when it is let go of: the words of the unit for a server, on pages."""

import re
from collections.abc import Callable, Iterator, Mapping

from tests.bench import acts
from tests.bench.installation import LISTED, ROOT, Installation, planted
from tests.bench.rows import Amount, Row, Taken, taken
from tests.bench.served import OMUZ, Browser, cookies_of, family_of, memory_of, serving

UNIT = ROOT / "deploy" / "systemd" / "omuz.service"
SAID = re.compile(r"^Environment=(PYTHONMALLOC|GLIBC_TUNABLES)=(\S+)$", re.MULTILINE)
PAGES, RUNS = 20, 5
LIST, FIGURES = "/temaslar/?d=t", "/sayilar/gostergeler/"
BAR = "told: 358 of 1,000 read words stay in memory without, none with"


def measure() -> Iterator[Row]:
    """A list, the figures of a centre and a saved contact: served with the words of the unit, and without."""
    made, words = planted(), dict(SAID.findall(UNIT.read_text(encoding="utf-8")))
    assert set(words) == {"PYTHONMALLOC", "GLIBC_TUNABLES"}, "the unit says nothing of memory any more"
    with_words, held_with = _served(made, words)
    without, held = _served(made, {})
    for name, mine in with_words.items():
        yield Row(f"P1 {name}, memory overwritten", mine, "memory left as it is", without[name], BAR, "status, length")
    yield Row(
        "P10 memory of the web process, overwritten", Amount(held_with, "MB"), "left as it is", Amount(held, "MB"),
        "told", f"after {PAGES * RUNS} of each page",
    )  # fmt: skip


def _served(made: Installation, words: Mapping[str, str]) -> tuple[dict[str, Taken], float]:
    """What each page costs a server that was started with these words, and what it holds afterwards in megabytes."""
    with serving([*OMUZ, "serve", "--port", "0"], made.home, **words) as ours:
        browser = Browser(ours.port, cookies_of(made.leads[LISTED]))

        def asked(path: str) -> None:
            answer = browser.get(path)
            assert answer.status == 200, f"{path}: {answer.status}"
            assert len(answer.body) > 2_000, f"{path}: {len(answer.body)} bytes"

        def saved() -> None:
            assert acts.recorded(browser).status == 302

        work = {
            "list of contacts": lambda: asked(LIST),
            "figures of a centre": lambda: asked(FIGURES),
            "a contact saved": saved,
        }
        told = {}
        for name, act in work.items():

            def often(act: Callable[[], None] = act) -> None:
                for _ in range(PAGES):
                    act()

            told[name] = taken(often, RUNS, processor=ours.processor, each=PAGES)
        held = memory_of(family_of(ours.process))
        browser.close()
    return told, held

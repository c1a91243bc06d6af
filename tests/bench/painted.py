"""When a page is first seen: Chromium with every script forbidden, nothing kept from before, this machine only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from tests.browser.chromium import found

PAINT = "performance.getEntriesByName('first-contentful-paint').map(each => each.startTime)"
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE = 10_000
"""Milliseconds after which a page that shows nothing counts as one that never will."""


@dataclass(frozen=True)
class Painted:
    """The median of first paints in milliseconds, and how many other hosts the page asked for."""

    milliseconds: float
    others: int


@contextmanager
def browser() -> Iterator[Any]:
    """The machine's own Chromium, for the while of the block."""
    from playwright.sync_api import sync_playwright

    arguments = [ONLY_HERE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found(), args=arguments)
        yield started
        started.close()


def painted(chromium: Any, address: str, runs: int) -> Painted:
    """Open the page so many times, each as somebody who was never here; asserts status, text, and that it is seen."""
    times, others = [], set()
    for _ in range(runs):
        context = chromium.new_context(java_script_enabled=False)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("request", lambda asked: others.add(urlsplit(asked.url).netloc))
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        assert page.locator("body").inner_text().strip(), f"{address}: nothing to read without script"
        times.append(_paint(page))
        context.close()
    return Painted(median(times), len(others - {urlsplit(address).netloc}))


def _paint(page: Any) -> float:
    """Milliseconds from the asking to the first words or pictures; the driver may ask where the page may not."""
    for _ in range(200):
        told = page.evaluate(PAINT)
        if told:
            return float(told[0])
        page.wait_for_timeout(PATIENCE / 200)
    raise AssertionError("nothing was painted")

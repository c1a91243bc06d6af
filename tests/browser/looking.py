"""One look at a page as a stranger would take it: its title, its width, its weight, and every barrier axe finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.browser.walk import Page

SIZES = {"office": (1366, 768), "zoomed to 200 %": (683, 384), "telephone": (390, 844)}
FIRST_VISIT, NEXT_VISIT = 150_000, 30_000
"""Bytes over the line, compressed, with headers."""
LONGEST_WAIT = 300
"""Hundredths of a second after which a request that never says it has ended is no longer waited for."""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_DEAD_LINKS = """[...document.querySelectorAll("a")].filter(each => !each.getAttribute("href") && !each.hidden)
    .map(each => each.outerHTML)"""
_SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => true)"
_OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a page: `about` is title, link, barrier, width or weight."""

    about: str
    page: str
    told: str


class Look:
    """Looks at pages in one browser window; finds what is wrong and says where."""

    def __init__(self, window: Any, violations: Callable[..., list[str]]) -> None:
        self.window = window
        self.violations = violations
        self.line = window.context.new_cdp_session(window)
        self.line.send("Network.enable")
        self.bytes = 0
        self.under_way: set[str] = set()
        self.line.on("Network.requestWillBeSent", lambda told: self.under_way.add(told["requestId"]))
        self.line.on("Network.loadingFinished", self._arrived)
        self.line.on("Network.loadingFailed", lambda told: self.under_way.discard(told["requestId"]))

    def _arrived(self, told: dict[str, Any]) -> None:
        self.bytes += int(told["encodedDataLength"])
        self.under_way.discard(told["requestId"])

    def weight_of(self, path: str) -> int:
        """Bytes that come over the line for one visit, fonts and pictures included."""
        self.bytes = 0
        self.under_way.clear()
        self.window.goto(path)
        self.window.evaluate("document.fonts.ready.then(() => true)")
        for _wait in range(LONGEST_WAIT):
            if not self.under_way:
                break
            self.window.wait_for_timeout(10)
        return self.bytes

    def weigh(self, page: Page) -> Iterator[Finding]:
        """The page from an empty cache, and again."""
        self.line.send("Network.clearBrowserCache")
        for visit, limit in (("first", FIRST_VISIT), ("next", NEXT_VISIT)):
            weight = self.weight_of(page.path)
            if weight > limit:
                yield Finding("weight", page.name, f"{visit} visit {weight}")

    def read(self, page: Page, *, wholly: bool) -> Iterator[Finding]:
        """The page that is open now: title, dead links, barriers, width at every size.

        `wholly` looks at what is folded too, and at both themes: neither differs between two languages.
        """
        window = self.window
        if window.title() != "Belge":
            yield Finding("title", page.name, window.title())
        for dead in window.evaluate(_DEAD_LINKS):
            yield Finding("link", page.name, dead)
        yield from self._barriers(page, "light")
        if wholly and window.evaluate("document.querySelectorAll('main details:not([open])').length"):
            window.evaluate(_OPEN_ALL)
            yield from self._barriers(page, "light, everything unfolded")
        if wholly:
            window.emulate_media(color_scheme="dark")
            window.evaluate(_SETTLED)
            yield from self._barriers(page, "dark", "color-contrast", "link-in-text-block")
            window.emulate_media(color_scheme="light")
        yield from self._widths(page)

    def _barriers(self, page: Page, how: str, *only: str) -> Iterator[Finding]:
        for found in self.violations(self.window, *only):
            yield Finding("barrier", page.name, f"{how}: {found}")

    def _widths(self, page: Page) -> Iterator[Finding]:
        for size, (width, height) in SIZES.items():
            self.window.set_viewport_size({"width": width, "height": height})
            over = self.window.evaluate(_WIDER)
            if over > 0:
                yield Finding("width", page.name, f"{size}: {over} px over the side")
        width, height = SIZES["office"]
        self.window.set_viewport_size({"width": width, "height": height})

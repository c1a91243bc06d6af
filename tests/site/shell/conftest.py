"""A real browser, signed in as one of the cast."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[2] / "browser/vendor/axe.min.js"


@pytest.fixture
def open_as(chromium: Any, live_server: Any, cast: Any) -> Iterator[Callable[..., Any]]:
    """Open a page as a person: `open_as(cast.ayse, "/galeri/", theme="dark", width=390)`.

    What the browser's console complains about fails the test, a broken policy included.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(who: Any, path: str, *, theme: str = "light", width: int = 1366, height: int = 768, **more: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, color_scheme=theme, viewport={"width": width, "height": height}, **more
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        for cookie in who.client().cookies.values():
            kept = {"name": cookie.key, "value": cookie.value, "url": live_server.url}
            context.add_cookies([{**kept, "httpOnly": bool(cookie["httponly"])}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        # A request held back by a test is let go before its page is gone, or it would be reported in the next test.
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert complaints == []


@pytest.fixture
def violations() -> Callable[[Any], list[str]]:
    """What axe finds on a page, one line each."""

    def found(page: Any) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{each['id']}: {node['html'][:120]}" for each in result["violations"] for node in each["nodes"]]

    return found

"""Pages of the served demonstration, opened as its people; what the browser or the server complains about fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import Site, demonstration

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
PATIENCE = 20_000
"""Milliseconds waited for something to appear; two busy cores are slow, not broken."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything here drives a real browser."""
    item.add_marker(pytest.mark.browser)


PICTURED = "2026-11-25T10:12+03:00"
"""The morning of the pictures: a Wednesday on which somebody may be called at once."""


@dataclass
class Heard:
    """What browser and server said while a story ran."""

    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, *texts: str) -> None:
        """A story that cuts the line or is turned away makes the console say so."""
        self.expected += texts

    def unexpected(self) -> list[str]:
        return [each for each in self.complaints if not any(text in each for text in self.expected)]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The demonstration network, served for the whole session."""
    at = PICTURED if request.config.getoption("--rewrite-pictures") else ""
    with demonstration(tmp_path_factory.mktemp("demo"), at) as served:
        yield served


@pytest.fixture
def heard(site: Site) -> Iterator[Heard]:
    """Fails the story on console errors, broken policies, page errors, server errors and requests to elsewhere."""
    before = site.complaints.stat().st_size
    heard = Heard()
    yield heard
    with site.complaints.open(encoding="utf-8", errors="replace") as file:
        file.seek(before)
        assert file.read() == ""
    assert heard.elsewhere == []
    assert heard.unexpected() == []


def sign_in(page: Any, site: Site, who: str, password: str = "") -> None:
    """Through the door as she goes, up to whatever comes next."""
    page.goto("/giris/")
    form = page.locator("form").filter(has=page.locator("[name=password]:visible"))
    form.locator("[name=login]").fill(who)
    form.locator("[name=password]").fill(password or site.password)
    form.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/giris/"))


@pytest.fixture(scope="session")
def kept_states() -> dict[str, Any]:
    """Cookies of those who have signed in already; a story that ends its session asks for a fresh one."""
    return {}


@pytest.fixture
def context_for(chromium: Any, site: Site, heard: Heard, kept_states: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """A browser of her own for `who` (empty: nobody), signed in; `fresh=True` for a session the story may end.

    What is not named here goes to the driver: viewport, color_scheme, java_script_enabled; `address` for another name.
    """
    opened: list[Any] = []

    def made(state: Any = None, **options: Any) -> Any:
        address = options.pop("address", site.address)
        options = {"viewport": {"width": 1366, "height": 768}, "locale": "tr-TR", **options}
        context = chromium.new_context(base_url=address, storage_state=state, **options)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda asked: _note_request(heard, address, asked.url))
        context.on("console", lambda told: heard.complaints.append(told.text) if told.type == "error" else None)
        context.on("weberror", lambda error: heard.complaints.append(str(error.error)))
        opened.append(context)
        return context

    def context_for(who: str = "", *, fresh: bool = False, **options: Any) -> Any:
        if not who:
            return made(**options)
        if fresh or who not in kept_states:
            door = made()
            sign_in(door.new_page(), site, who)
            state = door.storage_state()
            if fresh:
                return made(state, **options)
            kept_states[who] = state
        return made(kept_states[who], **options)

    yield context_for
    for context in opened:
        context.close()


def _note_request(heard: Heard, address: str, url: str) -> None:
    if not url.startswith((f"{address}/", "data:", "blob:")):
        heard.elsewhere.append(url)


@pytest.fixture
def open_as(context_for: Callable[..., Any]) -> Callable[..., Any]:
    """A page as a person sees it: `open_as("ayse", "/temaslar/yeni/", color_scheme="dark")`."""

    def opened(who: str, path: str = "/", **options: Any) -> Any:
        page = context_for(who, **options).new_page()
        page.goto(path)
        return page

    return opened


@pytest.fixture
def violations() -> Callable[..., list[str]]:
    """What axe finds on a page, one line each; `only` narrows it to some of its rules."""

    def found(page: Any, *only: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        rules = {"runOnly": list(only)} if only else {}
        result = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **rules})
        return [f"{each['id']}: {node['html'][:160]}" for each in result["violations"] for node in each["nodes"]]

    return found


@pytest.fixture
def looked_at(violations: Any) -> Any:
    """A page as everybody must be able to use it: no barrier, a neutral title, nothing over the side."""

    def look(page: Any) -> None:
        assert violations(page) == [], page.url
        assert page.title() == "Belge"
        for width, height in ((390, 844), (683, 384), (1366, 768)):
            page.set_viewport_size({"width": width, "height": height})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, (page.url, width)

    return look


def kept(page: Any, text: str = "Kaydedildi") -> None:
    """Wait until the page says that what was typed is with the server."""
    page.locator(".saving").filter(has_text=re.compile(text)).wait_for()

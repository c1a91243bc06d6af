"""Pages of the program in real Chromium without a socket: what the browser asks for, the program itself answers.

What the browser gets is what a test client gets, headers and all, inside the transaction of the test.
"""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import Any
from urllib.parse import urlsplit

from tests.trust.markup import ASKED_ON_THE_PAGE, NAME, TYPED_ON_THE_PAGE

AT = "http://localhost"
PATIENCE = 20_000
"""Milliseconds for one page; busy cores are slow, not broken."""
_REFUSED = ("Refused to", "violates the following Content Security Policy", "Content-Security-Policy")


class Glass:
    """One window: `ask(path)` answers what the page itself asks for; `policy` leaves the program's policy in force."""

    def __init__(self, chromium: Any, ask: Callable[[str], Any], *, policy: bool) -> None:
        self.ask, self.said, self.kept = ask, list[str](), dict[str, dict[str, Any]]()
        self.shown: tuple[str, Any] = ("", None)
        self.around = copy_context()
        self.context = chromium.new_context(base_url=AT, bypass_csp=not policy, service_workers="block")
        self.context.set_default_timeout(PATIENCE)
        self.context.expose_binding(NAME, lambda _source, *_told: self.said.append("a script ran"))
        self.context.on("console", self._heard)
        self.context.on("dialog", self._asked)
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()

    def close(self) -> None:
        """The window is shut."""
        self.context.close()

    def look(self, path: str, answer: Any, typed: Sequence[str] = ()) -> list[str]:
        """Open a page whose answer is there already; what came of words of ours in it, and of such typed into it."""
        self.said.clear()
        self.shown, self.around = (path, answer), copy_context()
        self.page.goto(path, wait_until="load")
        if typed:
            self.page.evaluate(TYPED_ON_THE_PAGE, list(typed))
        return [*self.page.evaluate(ASKED_ON_THE_PAGE, NAME), *self.said]

    def text(self) -> str:
        """What somebody reads on the page that is open, and what stands in its fields."""
        return str(self.page.evaluate("document.documentElement.outerHTML"))

    def _heard(self, told: Any) -> None:
        if any(word in told.text for word in _REFUSED):
            self.said.append(f"the policy had to refuse: {told.text[:200]}")

    def _asked(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.said.append(f"a dialog: {dialog.message[:100]}")
        dialog.accept()

    def _answer(self, route: Any, request: Any) -> None:
        split = urlsplit(request.url)
        path = f"{split.path}?{split.query}" if split.query else split.path
        if f"{split.scheme}://{split.netloc}" != AT:
            self.said.append(f"asked for {request.url[:100]}")
            route.abort()
        elif request.method != "GET":
            route.fulfill(status=204)
        elif request.is_navigation_request() and self.shown[1] is not None:
            answer, self.shown = self.shown[1], (path, None)
            route.fulfill(**_told(answer))
        else:
            route.fulfill(**self._part(path))

    def _part(self, path: str) -> dict[str, Any]:
        """What a page asks for besides itself; files of the program once for all pages."""
        if not path.startswith("/static/"):
            # The driver calls from a context of its own, in which Django would open another connection.
            return _told(self.around.copy().run(self.ask, path))
        if path not in self.kept:
            self.kept[path] = _static(path)
        return self.kept[path]


def _told(answer: Any) -> dict[str, Any]:
    headers = {name: value for name, value in answer.headers.items() if name.lower() != "location"}
    return {"status": answer.status_code, "headers": headers, "body": answer.getvalue()}


def _static(path: str) -> dict[str, Any]:
    from mimetypes import guess_type
    from pathlib import Path

    from django.contrib.staticfiles import finders

    found = finders.find(urlsplit(path).path.removeprefix("/static/"))
    if not isinstance(found, str):
        return {"status": 404, "body": b""}
    kind = {".mjs": "text/javascript", ".woff2": "font/woff2"}.get(Path(found).suffix) or guess_type(found)[0]
    return {
        "status": 200,
        "headers": {"content-type": kind or "application/octet-stream"},
        "body": Path(found).read_bytes(),
    }

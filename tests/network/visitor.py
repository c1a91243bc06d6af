"""Somebody at a served installation with nothing but addresses and forms, as a browser without scripts has them."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from secrets import token_hex
from typing import Any

from lxml import html

Given = str | Sequence[str]


@dataclass
class Visitor:
    """One browser: its cookies, and the page it stands on."""

    origin: str
    status: int = 0
    address: str = ""
    body: bytes = b""
    headers: Any = None
    _cookies: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def open(self, path: str) -> "Visitor":
        """Go to a path of this installation."""
        return self._go(_asking(urllib.parse.urljoin(self.origin, path)))

    def send(self, action: str, *, file: tuple[str, bytes] | None = None, **given: Given) -> "Visitor":
        """Send the form of this page whose address ends with `action`, with what it holds and what is given.

        A field the form does not have is added: scripts add rows, buttons add their name. `file` goes as `file`.
        """
        return self.send_all(action, given, {"file": file} if file else {})

    def send_all(
        self, action: str, given: Mapping[str, Given], files: Mapping[str, tuple[str, bytes]] | None = None
    ) -> "Visitor":
        """The same for fields whose names are no words."""
        form = self._form(action, given)
        # A line break right after the tag of a text area belongs to the page, not to the text.
        values = [(name, value.removeprefix("\n")) for name, value in form.form_values() if name not in given]
        for name, told in given.items():
            values += [(name, one) for one in ([told] if isinstance(told, str) else told)]
        edge = token_hex(16)
        request = _asking(
            urllib.parse.urljoin(self.address, form.get("action") or self.address),
            data=_parts(values, files or {}, edge),
            headers={
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "Origin": self.origin.rstrip("/"),
                "Referer": self.address,
            },
        )
        return self._go(request)

    def __str__(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def path(self) -> str:
        """The path it stands on."""
        return urllib.parse.urlsplit(self.address).path

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(self._page().text_content().split())

    def links(self, pattern: str) -> list[str]:
        """Addresses linked to from this page that fit a pattern, each once, in order."""
        found = (link.get("href") or "" for link in self._page().iter("a"))
        return list(dict.fromkeys(each for each in found if re.search(pattern, each)))

    def actions(self) -> list[str]:
        """Where the forms of this page lead."""
        return [form.get("action") or self.path for form in self._page().forms]

    def fields(self, action: str) -> dict[str, Any]:
        """What the form holds now, by field."""
        return dict(self._form(action).fields)

    def chosen(self, action: str, name: str, label: str) -> str:
        """The value of the choice of a form whose words hold `label`."""
        form = self._form(action)
        for option in form.xpath(f".//select[@name='{name}']/option"):
            if label in option.text_content():
                return str(option.get("value"))
        for box in form.xpath(f".//input[@name='{name}']"):
            if label in (box.getparent().text_content() or ""):
                return str(box.get("value"))
        raise AssertionError(f"{name}: no choice “{label}” on {self.path}")

    def _page(self) -> Any:
        page: Any = html.document_fromstring(self.body.decode("utf-8", "replace"))
        for spare in page.xpath("//template"):
            spare.drop_tree()  # what scripts may add is no part of the page
        return page

    def _form(self, action: str, given: Collection[str] = ()) -> Any:
        """The form that leads there; of several the one with the most of the given fields."""
        here = self.path
        fitting = [
            form
            for form in self._page().forms
            if form.get("method", "get").lower() == "post"
            and (urllib.parse.urlsplit(form.get("action") or here).path or here).endswith(action)
        ]
        assert fitting, f"no form {action} on {here} ({self.status}): {self.actions()} {self.text[:600]}"
        return max(fitting, key=lambda form: len(set(given) & {*form.fields, *_buttons(form)}))

    def _go(self, request: urllib.request.Request) -> "Visitor":
        try:
            answer: HTTPResponse | urllib.error.HTTPError = self._opener.open(request, timeout=120)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.body, self.status, self.headers = answer.read(), int(answer.status or 0), answer.headers
            self.address = answer.url or request.full_url
        return self


def _buttons(form: Any) -> list[str]:
    return [str(each.get("name")) for each in form.iter("button")]


def _asking(address: str, **more: Any) -> urllib.request.Request:
    assert address.startswith("http://127.0.0.1:"), address
    return urllib.request.Request(address, **more)  # noqa: S310  # the address was looked at a line above


def _parts(values: list[tuple[str, str]], files: Mapping[str, tuple[str, bytes]], edge: str) -> bytes:
    lines = b""
    for name, value in values:
        lines += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (file_name, content) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        lines += head.encode() + content + b"\r\n"
    return lines + f"--{edge}--\r\n".encode()

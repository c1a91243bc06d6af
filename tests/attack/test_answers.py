"""Every answer, wanted or not: the same headers, no inline script or style, a neutral title, no word of hers."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.attack.conftest import FORM, House, every_address, paths

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.I
)
TITLE = re.compile(r"<title>([^<]*)</title>")
MONTH = re.compile(r"\w+ \d{4}")
NAMED = re.compile(r'filename="([^"]*)"')


FOR_EVERYBODY = frozenset({"open-data:catalogue", "open-data:file", "figures:picture"})
"""Released figures that may be kept and shown anywhere; nothing of a session is in them."""


def _judge(answer: Any, asked: object, *, for_everybody: bool = False) -> None:
    headers = answer.headers
    open_ = for_everybody and answer.status_code == 200
    policy = headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, asked
    assert "unsafe" not in policy and "form-action 'self'" in policy and "base-uri 'none'" in policy, asked
    if not open_:
        assert headers.get("Cache-Control") == "no-store", asked
        assert "Access-Control-Allow-Origin" not in headers, asked
    assert not (open_ and answer.cookies), asked
    assert headers.get("X-Content-Type-Options") == "nosniff", asked
    assert headers.get("X-Frame-Options") == "DENY", asked
    assert headers.get("Referrer-Policy") in {"same-origin", "no-referrer"}, asked
    assert headers.get("Cross-Origin-Opener-Policy") == "same-origin", asked
    assert headers.get("Cross-Origin-Resource-Policy") == ("cross-origin" if open_ else "same-origin"), asked
    assert "Server" not in headers and "X-Powered-By" not in headers, asked
    if headers.get("Content-Type", "").startswith("text/html"):
        text = answer.content.decode()
        assert not INLINE.search(text), (asked, INLINE.search(text))
        titles = {title.strip() for title in TITLE.findall(text.split("<body")[0])}
        # Whoever leaves the public page in a hurry lands on a leaf of a calendar: its month is its title.
        of_a_calendar = reverse("leaflet:calendar") in str(asked) and all(MONTH.fullmatch(title) for title in titles)
        assert of_a_calendar or titles <= {"Belge", "Document"}, (asked, titles)
    for name in NAMED.findall(headers.get("Content-Disposition", "")):
        assert re.fullmatch(r"(belge|document)-[\d-]+\.\w+", name), (asked, name)


def test_every_answer_to_everybody_carries_the_headers_and_nothing_inline(full: House) -> None:
    nobody = Client(raise_request_exception=False)
    people = {
        name: full[name].client(raise_request_exception=False) for name in ("ayse", "nermin", "elif_", "derya", "can")
    }
    for address in every_address():
        free = address.name in FOR_EVERYBODY
        for path in [*paths(address, full.of_konak), *paths(address, full.absent)]:
            _judge(nobody.get(path), path, for_everybody=free)
            for name, client in people.items():
                _judge(client.get(path), (name, path), for_everybody=free)
    # Posts come after: some of them end a session or change what the addresses name.
    for address in every_address():
        if address.name not in {"sign-out", "sign-out-everywhere", "lock", "begin-again", "leave", "renew"}:
            for path in paths(address, full.of_konak):
                _judge(people["nermin"].post(path, FORM), ("post", path))


def test_refusals_of_the_frame_itself_carry_them_too(house: House, settings: Any) -> None:
    strict = house["ayse"].client(enforce_csrf_checks=True, raise_request_exception=False)
    _judge(strict.post("/temaslar/yeni/", FORM), "form expired")
    _judge(strict.get("/yok/"), "absent")
    _judge(strict.get("/temaslar"), "without its slash")
    _judge(strict.get("/giris/", headers={"Host": "kotu.example"}), "host")
    _judge(strict.post("/giris/", {f"f{number}": "x" for number in range(600)}), "too many fields")
    settings.ROOT_URLCONF = "tests.attack.broken_addresses"
    _judge(strict.get("/kirik/"), "broken")

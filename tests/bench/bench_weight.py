"""P13: bytes of a first and of a later visit, everything a page asks for counted, own address only; first paint."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.bench import painted
from tests.bench.installation import LISTED, planted
from tests.bench.rows import Amount, Row
from tests.bench.served import OMUZ, Answer, Browser, Served, cookies_of, serving

ASKED = re.compile(
    rb"""<(?:link|script|img|source|use)\b[^>]*?\b(?:href|src)="([^"#]+)|@import\s+"([^"]+)|url\(["']?([^"')#]+)"""
    rb"""|\bimport\b[^"';]*["']([./][^"']+)""",
)
LINKED = re.compile(rb"""<link\b(?=[^>]*\brel="(?:stylesheet|preload|modulepreload|icon|manifest)")[^>]*>""")
PAGES = (("sign-in page", "/giris/", False), ("new contact page", "/temaslar/yeni/", True))
PUBLIC = (("the leaflet for everybody", "/bilgi/tr/"), ("open data for everybody", "/acik-veri/"))
ALIKE_AT_ANY_SHARE = True
"""No page here shows a record, so nothing depends on how many there are."""
NOTHING = "/saglik/"
"""The least this server says: one word, no style."""
PAINTS = 7


def measure() -> Iterator[Row]:
    """What a browser fetches is followed through style sheets and imports; public pages are seen without script."""
    made = planted()
    with serving([*OMUZ, "serve", "--port", "0"], made.home) as served:
        for name, path, signed_in in PAGES:
            browser = Browser(served.port, cookies_of(made.leads[LISTED]) if signed_in else {}, accepts="br, gzip")
            page = browser.get(path)
            assert page.status == 200
            files = _files(browser, path)
            browser.close()
            plain = _plain_size(served.port, path, browser.cookies, files)
            first = page.wire + sum(answer.wire for answer in files.values())
            later = page.wire + sum(answer.wire for answer in files.values() if not _kept(answer))
            note = f"{len(files)} files, page itself {page.wire / 1000:.1f} kB ({page.headers.get('content-encoding')})"
            yield Row(
                f"P13 {name}, first visit", Amount(first / 1000, "kB"), "uncompressed", Amount(plain / 1000, "kB"),
                "≤ 150 kB", note,
            )  # fmt: skip
            yield Row(
                f"P13 {name}, later visit", Amount(later / 1000, "kB"), "first visit", Amount(first / 1000, "kB"),
                "≤ 30 kB", "own host only",
            )  # fmt: skip
        yield from _public(served)


def _public(served: Served) -> Iterator[Row]:
    with painted.browser() as chromium:
        least = painted.painted(chromium, f"http://127.0.0.1:{served.port}{NOTHING}", PAINTS)
        for name, path in PUBLIC:
            visitor = Browser(served.port, {}, accepts="br, gzip")
            page = visitor.get(path)
            assert page.status == 200, f"{path}: {page.status}"
            files = _files(visitor, path)
            visitor.close()
            plain = _plain_size(served.port, path, {}, files)
            first = page.wire + sum(answer.wire for answer in files.values())
            yield Row(
                f"P13 {name}, first visit", Amount(first / 1000, "kB"), "uncompressed", Amount(plain / 1000, "kB"),
                "< 60 kB, own host only", f"{len(files)} files, page itself {page.wire / 1000:.1f} kB",
            )  # fmt: skip
            seen = painted.painted(chromium, f"http://127.0.0.1:{served.port}{path}", PAINTS)
            assert seen.others == 0, f"{path} asks {seen.others} other hosts"
            yield Row(
                f"P13 {name}, first paint without script", Amount(seen.milliseconds, "ms"),
                "one word without style", Amount(least.milliseconds, "ms"), "painted without script",
                f"median of {PAINTS} in Chromium with scripts forbidden; words are there; 0 other hosts asked",
            )  # fmt: skip


def _files(browser: Browser, path: str) -> dict[str, Answer]:
    """Every file the page asks for, and what those ask for."""
    plain = Browser(browser.port, browser.cookies)
    found: dict[str, Answer] = {}
    ahead = _asked_by(plain.get(path).body, path, page=True)
    while ahead:
        address = ahead.pop()
        if address in found:
            continue
        found[address] = browser.get(address)
        assert found[address].status == 200, address
        if address.endswith((".css", ".js")):
            ahead += _asked_by(plain.get(address).body, address, page=False)
    plain.close()
    return found


def _asked_by(body: bytes, path: str, *, page: bool) -> list[str]:
    found = []
    for match in ASKED.finditer(body):
        text = next(group for group in match.groups() if group).decode()
        if page and match.group().startswith(b"<link") and not LINKED.match(body, match.start()):
            continue
        if text.startswith("data:"):
            continue
        address = urljoin(f"http://own{path}", text)
        assert urlsplit(address).netloc == "own", address
        found.append(urlsplit(address).path)
    return found


def _kept(answer: Answer) -> bool:
    """Whether a browser keeps it without asking again."""
    return "immutable" in answer.headers.get("cache-control", "")


def _plain_size(port: int, path: str, cookies: dict[str, str], files: dict[str, Answer]) -> int:
    browser = Browser(port, cookies)
    total = sum(browser.get(address).wire for address in [path, *files])
    browser.close()
    return total

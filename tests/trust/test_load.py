"""More people than the machine can serve, hours of work, slow and hostile senders: nothing breaks.

R11, R12 and S35 of the list. Times are told and never judged here: on a machine with other work they say little.
"""

import contextlib
import http.client
import random
import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from omuz.casework.contacts.models import Contact
from omuz.foundation.people.access import acting
from tests.bench import acts
from tests.bench.crowd import Told, crowd
from tests.bench.served import FORM_MARK, Browser, Served, cookies_of, memory_of
from tests.trust import patterns
from tests.trust.promised import Line
from tests.trust.served_omuz import omuz, processes

CONTACTS = 30
THREADS, WAITING = 8, 4
"""Of one web process here: with a short queue three times what it takes is a crowd the test can afford."""
RATED = THREADS + WAITING
_LONG = 0.05
"""The share from which on hours, not moments, are shared."""
HALF = b"POST /giris/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\nlogin="
HEAD = b"GET /giris/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def test_three_times_what_it_takes_hours_of_it_and_slow_lines_beside(
    transactional_db, cast, database_environment, tmp_path: Path, times, share, seed, promised
):
    browsers = [cookies_of(member) for member in (cast.ayse, cast.nermin)]
    with omuz(tmp_path / "home", database_environment, OMUZ_WAITING=str(WAITING)) as served:
        first = Browser(served.port, dict(browsers[0]))
        assert all(acts.recorded(first).status == 302 for _ in range(CONTACTS))
        with acting(cast.nermin.person):
            made = [(str(each), code) for each, code in Contact.objects.values_list("id", "code")]
        kinds = acts.ours([each for each, _code in made], [code for _each, code in made], CONTACTS)
        first.close()
        before_all = processes(served)

        def work(people: int, seconds: float, think: float = 0.0, least: int = 0) -> Told:
            at = [Browser(served.port, dict(browsers[number % 2])) for number in range(people)]
            return crowd(at, [kinds] * people, seconds=seconds, think=think, seed=seed, least=least)

        before = work(THREADS, times(30, 1), least=3)
        over = work(3 * RATED, times(600, 3), least=2)
        after = work(THREADS, times(30, 1), least=3)
        promised(_overload(before, over, after, same=processes(served) == before_all))
        promised(_slow(served, partial(work, THREADS, times(30, 1), least=3), times(10_000, 200)))
        saved = sum(each.kind == "save" and each.right for told in (before, over, after) for each in told.done)
        promised(_soak(served, work, times(28_800) if share >= _LONG else 2, share))
        with acting(cast.nermin.person):
            kept = Contact.objects.count()
    assert kept >= CONTACTS + saved


def _overload(before: Told, over: Told, after: Told, *, same: bool) -> Line:
    """Every act of the crowd ended well or was told to come back; afterwards none was."""
    told = (*over.done, *after.done)
    broken = len(over.wrong) + len(after.wrong) + sum(each.later for each in after.done) + (not same)
    refused = sum(each.later for each in over.done)
    figure = (
        f"{len(over.done) - refused:,} answered, {refused:,} told to come back; p95 before "
        f"{before.p(0.95) * 1000:,.0f}, during {over.p(0.95) * 1000:,.0f}, "
        f"after {after.p(0.95) * 1000:,.0f} ms; {over.seconds:,.0f} s"
    )
    what = f"{3 * RATED} at once where {RATED} find a place, without a pause; then {THREADS}"
    return Line(
        "R12", what, len(told), len(told) - broken, figure, "no crash; 200, 302 or 503 with a time; then as before"
    )


def _soak(served: Served, work: Callable[..., Told], seconds: int, share: float) -> Line:
    """The mix without end, thinking as people do in a full run; memory and p95 of its first and last quarter."""
    think = 5.0 if share >= 1 else 0.0
    people = 70 if think else THREADS
    held = memory_of(processes(served))
    told = work(people, seconds, think, 2)
    grown = memory_of(processes(served)) / held - 1
    quarter = max(each.at for each in told.done) / 4
    halves = [[each.seconds for each in told.done if place * quarter <= each.at] for place in (0, 3)]
    drift = sorted(halves[1])[int(0.95 * (len(halves[1]) - 1))] / told.p(0.95) - 1
    wrong = len(told.wrong) + sum(each.later for each in told.done)
    figure = f"{people} people, {told.seconds:,.0f} s; memory {grown:+.0%}, p95 of the last quarter {drift:+.0%}"
    short = "" if share >= 1 else f"{seconds:,} s of the 8 h; memory and drift mean little over so short a time"
    bar = "8 h, 70 people: 0 errors; memory ≤ 5 %, p95 drift ≤ 10 %"
    return Line("R11", "acts of the mix", len(told.done), len(told.done) - wrong, figure, bar, unmet=short)


def _slow(served: Served, work: Callable[[], Told], number: int) -> Line:
    """Lines that say nothing, half a head or half a body stay open while people work: each of them is answered."""
    alone = work()
    with contextlib.ExitStack() as open_lines:
        for place in range(number):
            with contextlib.suppress(OSError):
                line = open_lines.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=60))
                line.sendall((b"", HALF, HEAD)[place % 3])
        beside = work()
    wrong = len(beside.wrong) + sum(each.later for each in beside.done)
    ratio = beside.p(0.95) / alone.p(0.95)
    short = "" if number >= 10_000 else f"{number:,} lines instead of 10,000"
    figure = f"p95 of the others {ratio:.2f} × without them"
    what = f"acts beside {number:,} silent lines, half heads and half bodies"
    return Line("S35", what, len(beside.done), len(beside.done) - wrong, figure, "p95 of others ≤ 2 ×", unmet=short)


def test_a_session_goes_on_in_another_process(transactional_db, cast, database_environment, tmp_path: Path, promised):
    home = tmp_path / "home"
    with omuz(home, database_environment) as one, omuz(home, database_environment) as other:
        status, cookies = _signed_in(one.port, cast.ayse)
        there, here = Browser(one.port, dict(cookies)), Browser(other.port, dict(cookies))
        opened, recorded = there.get("/temaslar/?d=t"), acts.recorded(here)
        listed, seen = here.get("/temaslar/?d=t"), there.get("/temaslar/?d=t")
        left, gone = there.post("/cikis/", {}), here.get("/temaslar/?d=t")
        for browser in (there, here):
            browser.close()
    held = [
        status == 302,
        opened.status == 200,
        recorded.status == 302 and recorded.headers["location"] == "/temaslar/bugun/",
        listed.status == seen.status == 200 and len(_ids(listed.body)) == 1 and _ids(listed.body) == _ids(seen.body),
        left.status == 302 and gone.status == 302 and gone.headers["location"].startswith("/giris/"),
    ]
    figure = "signed in at one, recorded at the other, read at both; signed out at one, gone at the other"
    promised(Line("P9", "steps over two web processes", len(held), sum(held), figure, "all"))


def _ids(body: bytes) -> set[bytes]:
    """Ids of contacts a list leads to."""
    return set(re.findall(rb'href="/temaslar/([0-9a-f-]{36})/', body))


def _signed_in(port: int, member: Any) -> tuple[int, dict[str, str]]:
    """The sign-in page filled in as she does; its status and every cookie it set."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    fields = {"login": member.staff.username, "password": member.password, "csrfmiddlewaretoken": FORM_MARK}
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"omuz_form={FORM_MARK}"}
    line.request("POST", "/giris/", urlencode(fields), kind)
    reply = line.getresponse()
    reply.read()
    cookies = {}
    for each in reply.headers.get_all("Set-Cookie") or ():
        name, _is, value = each.partition(";")[0].partition("=")
        cookies[name] = value
    line.close()
    # The mark of forms is renewed by signing in; any mark is one when cookie and form agree.
    return reply.status, {**cookies, "omuz_form": FORM_MARK}


def test_what_is_deep_or_huge_ends_in_one_answer(
    transactional_db, cast, database_environment, tmp_path: Path, times, seed, promised
):
    chance = random.Random(seed)
    with omuz(tmp_path / "home", database_environment) as served:
        cookies = cookies_of(cast.ayse)
        made = [make(chance) for _ in range(times(200, 2)) for make in HUGE]
        with ThreadPoolExecutor(THREADS) as pool:
            told = list(pool.map(partial(_sent, served.port, cookies), made))
        afterwards = Browser(served.port, cookies)
        alive = afterwards.get("/temaslar/?d=t").status == 200
        afterwards.close()
        complaints = (tmp_path / "home" / "log" / "errors.log").exists()
    held = sum(status in (200, 302, 400, 403, 404, 413, 422, 431) for status in told)
    figure = f"answers {sorted(set(told))}; nothing noted as unforeseen" if not complaints else "faults were noted"
    assert alive
    assert not complaints
    promised(Line("S35", "deep JSON, huge and many fields, long addresses", len(told), held, figure, "one answer each"))


Made = tuple[str, dict[str, str]]
HUGE: tuple[Callable[[random.Random], Made], ...] = (
    lambda chance: ("/temaslar/yeni/", {**acts.SAID, "note": "a" * chance.randrange(300_000, 900_000)}),
    lambda chance: ("/temaslar/yeni/", {f"f{n}": "1" for n in range(chance.randrange(3_000, 4_900))}),
    lambda _chance: ("/temaslar/yeni/", {"safe": "[" * 100_000, "note": '{"a":' * 100_000}),
    lambda chance: ("/temaslar/bul/", {"q": "T-" * chance.randrange(100_000, 400_000)}),
    lambda chance: ("/giris/", {"login": "ü" * chance.randrange(50_000, 150_000), "password": "[" * 200_000}),
    lambda chance: ("/temaslar/bul/", {"q": "a" * chance.randrange(1_000_001, 3_000_000)}),
)


def _sent(port: int, cookies: dict[str, str], made: Made) -> int:
    browser = Browser(port, dict(cookies))
    try:
        return browser.post(*made).status
    except OSError:  # turned away while still sending: nothing was taken
        return 413
    finally:
        browser.close()


def test_no_pattern_of_ours_takes_more_than_the_square_of_a_text(times, promised):
    found = patterns.patterns()
    told = {place: patterns.growth(pattern, times(20_480, 320)) for place, pattern in found.items()}
    worse = sorted(place for place, grown in told.items() if grown > patterns.WORST)
    square = sum(grown > patterns.LINEAR for grown in told.values())
    figure = (
        f"{len(found) - square} linear, {square} with the square of the text{': ' if worse else ''}{' '.join(worse)}"
    )
    promised(
        Line("S35", "regular expressions", len(found), len(found) - len(worse), figure, "none worse than the square")
    )
    assert len(found) > 150

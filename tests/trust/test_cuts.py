"""R2: the line breaks while a return is handed over, at any byte there or back: it is received once or not at all."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.bench.served import Browser, cookies_of
from tests.network.returns import invented
from tests.network.returns.conftest import House
from tests.trust.cutting import Cut, Line, line_to
from tests.trust.malformed import EDGE, multipart
from tests.trust.pages import forms_in
from tests.trust.promised import Line as Promise
from tests.trust.promised import first
from tests.trust.served_omuz import omuz

FULL = {"key": 500, "file": 200, "button": 8}
BAR = "once or not at all; again adds nothing"
AGAIN = "iki kez sayılmaz"
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Handing:
    """A served network, the line to it, and one centre with a signed return of which every version can be made."""

    house: House
    document: Any
    public: bytes
    line: Line
    port: int
    chance: Random
    version: int = 1

    def next_file(self) -> bytes:
        """The same return as its next version, signed with the centre's key."""
        from omuz.network.returns.rules.document import to_sign, write_file

        self.version += 1
        text = replace(self.document, version=self.version).text()
        return write_file(text, self._key().sign(to_sign(text)), self.public)

    def _key(self) -> Any:
        return self.house.cast.nermin.vault.centre(self.house.cast.konak.id)

    def break_line(self, request: int, most: int = 6) -> None:
        """The next few connections are cut at bytes by chance; from another address of this machine."""
        cuts = []
        for _cut in range(self.chance.randint(1, most)):
            there = self.chance.random() < 0.5
            cuts.append(Cut(there=self.chance.randrange(request)) if there else Cut(back=self.chance.randrange(400)))
        self.line.cut(cuts, f"127.{self.chance.randint(1, 200)}.{self.chance.randint(1, 200)}.7")

    def mend_line(self) -> None:
        """Nothing is cut any more."""
        self.line.cut([])

    def kept(self, version: int | None = None) -> tuple[int, int]:
        """How often a version was received, and how often that stands in the log."""
        from omuz.foundation.audit.chain import INSTALLATION
        from omuz.foundation.audit.models import AuditEvent
        from omuz.foundation.people.access import acting
        from omuz.foundation.tenancy.context import see_as
        from omuz.network.returns.models import ReceivedReturn

        version, quarter = version or self.version, str(self.document.quarter)
        cast = self.house.cast
        with acting(cast.elif_.person):
            see_as({cast.konak.id, INSTALLATION}, network=True)
            rows = ReceivedReturn.objects.filter(version=version, quarter=quarter).count()
            about = f"return:{self.document.centre}/{quarter}/{version}"
            return rows, AuditEvent.objects.filter(event="return.received", about=about).count()


@contextmanager
def _handing(cast: Any, settings: Any, folder: Path, database: dict[str, str], seed: int) -> Iterator[Handing]:
    """Konak has counted the quarter that is over and given its first file to the network by hand."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.crypto import fingerprint
    from omuz.network.returns import actions
    from omuz.network.returns.rules.document import read_file
    from omuz.network.returns.rules.quarters import Quarter

    settings.FACT_SOURCES = {"contact": "tests.network.returns.invented"}
    settings.OMUZ_KIND = "centre"
    house, quarter = House(cast, cast.zeynep), Quarter.of(timezone.localdate()).before
    house.record(cast.konak, invented.contacts(120, str(quarter), district="konak"))
    with acting(cast.nermin.person):
        raw = actions.signed_file(house.send(cast.nermin, str(quarter)))
    with acting(cast.elif_.person):
        actions.receive_return(by=cast.elif_.person, raw=raw, fingerprint=fingerprint(read_file(raw).key))
    try:
        with omuz(folder / "home", database) as served, line_to(served.port) as line:
            sealed = read_file(raw)
            yield Handing(house, sealed.document, sealed.key, line, served.port, Random(seed))
    finally:
        invented.ROWS.clear()


@pytest.fixture
def handing(
    cast: Any, settings: Any, tmp_path: Path, database_environment: dict[str, str], seed: int
) -> Iterator[Handing]:
    with _handing(cast, settings, tmp_path, database_environment, seed) as made:
        yield made


def test_a_return_sent_over_a_breaking_line_is_received_once(
    handing: Handing, times: Callable[..., int], promised: Callable[[Promise], None]
) -> None:
    from omuz.network.returns.actions import NotPosted, post_return

    broken, told_off, tried = [], 0, times(FULL["key"], least=8)
    address = f"http://127.0.0.1:{handing.line.port}"
    for _turn in range(tried):
        raw, said = handing.next_file(), ""
        handing.break_line(len(raw) + 300)
        try:
            post_return(raw, address, pause=lambda _seconds: None, timeout=20)
        except NotPosted as failed:
            said, told_off = str(failed), told_off + 1
        halfway = handing.kept()
        handing.mend_line()
        again = post_return(raw, address, pause=lambda _seconds: None, timeout=20)
        right = halfway in {(0, 0), (1, 1)} and handing.kept() == (1, 1) and again.version == handing.version
        if not right or (said and AGAIN not in said):
            broken.append(f"version {handing.version}: {halfway}, then {handing.kept()}; {said!r}")
    figure = f"{handing.line.carried:,} connections, {told_off} gave up and said that it is not counted twice"
    promised(Promise("R2", "returns sent by key over a line that breaks there or back", tried, tried - len(broken),
                     figure + first(broken), BAR))  # fmt: skip
    assert told_off or tried < 8, "no line broke often enough to be told"


def test_a_file_brought_over_a_breaking_line_is_received_once(
    handing: Handing, times: Callable[..., int], promised: Callable[[Promise], None]
) -> None:
    from omuz.foundation.people.access import acting

    with acting(handing.house.cast.elif_.person):
        cookies = cookies_of(handing.house.cast.elif_)
    cookies |= dict.fromkeys(("omuz_form", "csrftoken"), "m" * 32)
    broken, without, tried = [], 0, times(FULL["file"], least=4)
    reader = Browser(handing.port, dict(cookies))
    for _turn in range(tried):
        body = multipart(
            [("csrfmiddlewaretoken", "m" * 32), ("fingerprint", ""), ("file", ("b.csv", handing.next_file()))]
        )
        handing.break_line(len(body) + 400, most=1)
        without += _pressed(handing.line.port, cookies, body) is None
        halfway = handing.kept()
        handing.mend_line()
        status = _pressed(handing.line.port, cookies, body)
        page = reader.get(reverse("returns:received")).body.decode()
        one = "bildirimi alındı" in page or "zaten buradaydı; hiçbir şey değişmedi" in page
        if halfway not in {(0, 0), (1, 1)} or handing.kept() != (1, 1) or status != 302 or not one:
            broken.append(f"version {handing.version}: {halfway}, {status}, {handing.kept()}, told {one}")
    reader.close()
    promised(Promise("R2", "files of returns brought over a line that breaks there or back", tried,
                     tried - len(broken), f"{without} times no answer came{first(broken)}", BAR))  # fmt: skip


def _pressed(port: int, cookies: dict[str, str], body: bytes) -> int | None:
    """The status of one post, None where no whole answer came."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
    }
    try:
        line.request("POST", reverse("returns:receive"), body=body, headers=headers)
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    else:
        return answer.status
    finally:
        line.close()


def test_the_button_that_sends_a_return_pressed_over_a_breaking_line_sends_once(
    handing: Handing, times: Callable[..., int], promised: Callable[[Promise], None]
) -> None:
    """In one installation the network receives in the same transaction: sent and received, or neither."""
    from omuz.foundation.people.access import acting

    nermin, quarter, broken, without = handing.house.cast.nermin, handing.document.quarter, [], 0
    with acting(nermin.person):
        cookies = cookies_of(nermin)
    tried = times(FULL["button"], least=2)
    for _turn in range(tried):
        quarter = quarter.before
        handing.house.record(handing.house.cast.konak, invented.contacts(120, str(quarter), district="konak"))
        row = handing.house.prepare(nermin, str(quarter))
        browser = Browser(handing.port, dict(cookies))
        page = browser.get(reverse("returns:return", args=[row.pk])).body.decode()
        (form,) = [each for each in forms_in(page, "/") if each.action == reverse("returns:send", args=[row.pk])]
        handing.break_line(1_500, most=2)
        browser.port, fields = handing.line.port, dict(form.fields)
        browser.close()
        try:
            browser.post(form.action, fields)
        except (OSError, http.client.HTTPException):
            without += 1
        browser.close()
        handing.mend_line()
        status = browser.post(form.action, fields).status
        browser.close()
        found = _sent(handing, row)
        if found != (True, 1, 1) or status != 302:
            broken.append(f"{quarter}: {status}, {found}")
    promised(Promise("R2", "the button that sends a return, over a line that breaks there or back", tried,
                     tried - len(broken), f"{without} times no answer came{first(broken)}", BAR))  # fmt: skip


def _sent(handing: Handing, row: Any) -> tuple[bool, int, int]:
    """Whether it is sent, how often the network has it, how often the log says that it was sent."""
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.people.access import acting
    from omuz.network.returns.models import ReceivedReturn

    cast = handing.house.cast
    with acting(cast.nermin.person):
        row.refresh_from_db()
        about = f"return:{row.document.centre}/{row.quarter}/{row.version}"
        events = AuditEvent.objects.filter(event="return.sent", about=about).count()
    with acting(cast.elif_.person):
        received = ReceivedReturn.objects.filter(quarter=row.quarter).count()
    return row.state == row.State.SENT, received, events

"""A small served installation under load whose processes are killed; run by itself: `python -m tests.trust.killing`.

Prints one JSON object: what was confirmed to a browser, what is there afterwards, how long each kind of kill held up.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.bench.installation import ROOT, scratch_home
from tests.bench.served import OMUZ, Browser, cookies_of, database_family, family_of

if TYPE_CHECKING:
    from tests.cast import Member

WRITERS = 3
KINDS = ("worker", "backend", "database", "keeper", "web")
"""A process that serves pages; one connection of the database; the database's own process; the process that looks after
it; all that serves pages, with the database."""
STARTED_WITHIN = 60.0
PRESSED_AGAIN = 0.02


@dataclass
class Told:
    """What the browsers saw: contacts confirmed to them, the moments of confirmed saves, and odd answers."""

    confirmed: list[str] = field(default_factory=list)
    moments: list[tuple[float, float]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Serving:
    """The served process and its port; begun again on the same port where it was killed, as a supervisor does."""

    home: Path
    port: int = 0
    process: "subprocess.Popen[str] | None" = None

    def begin(self) -> None:
        """Start it and wait until it says that it serves; asks again while what was killed holds the port."""
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline:
            argv = [*OMUZ, "serve", "--port", str(self.port), "--workers", "2"]
            with (self.home / "complaints.txt").open("ab") as errors:
                self.process = subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True)
            for line in self.process.stdout or ():
                if "http://127.0.0.1:" in line:
                    self.port = int(line.split("http://127.0.0.1:")[1].split("/")[0])
                    return
            self.process.wait()
            time.sleep(PRESSED_AGAIN)
        raise AssertionError((self.home / "complaints.txt").read_text(errors="replace")[-800:])

    def end(self) -> None:
        """Stop it in good order."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


def tried(kills: int, seed: int) -> dict[str, Any]:
    """Plant, serve, write and kill; what was confirmed and what is there."""
    with scratch_home() as home:
        lead, workers = _planted(home)
        cookies = [cookies_of(worker) for worker in workers]
        _left()
        served, told = Serving(home), Told()
        served.begin()
        try:
            waits = _loaded(served, told, cookies, kills, random.Random(seed))
        finally:
            told.over.set()
            served.end()
        return {"waits": waits, "odd": told.odd[:5], **_found(home, told, lead)}


_held = contextlib.ExitStack()


def _planted(home: Path) -> tuple["Member", list["Member"]]:
    """One centre with its coordinator and three counsellors."""
    import django

    django.setup()
    from django.conf import settings

    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import accounts, places
    from omuz.foundation.people.rules import Role
    from omuz.site.cli import migrate
    from omuz.site.postgres import running
    from tests import cast

    _held.enter_context(running(home)).use()
    migrate.tables()
    settings.OMUZ_KEY_COST = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
    owner = places.found_organisation(by=SYSTEM, kind="district", name="Belediye (deneme)")
    centre = places.found_centre(by=SYSTEM, organisation=owner, code="deneme", name="Deneme", district="konak")
    here = accounts.Place(centre=centre)
    lead = cast.member("lead", "Koordinatör", Role.CENTRE_COORDINATOR, here)
    workers = [cast.member(f"worker-{place}", "Danışman", Role.COUNSELLOR, here) for place in range(WRITERS)]
    cast.make_key(lead, centre, [lead, *workers])
    return lead, workers


def _left() -> None:
    from django.db import connections

    connections.close_all()
    _held.close()


def _loaded(
    served: Serving, told: Told, cookies: list[dict[str, str]], kills: int, chance: random.Random
) -> dict[str, list[float]]:
    """Writers at work while processes are killed; kind → seconds until the first save begun after it was confirmed."""
    threads = [threading.Thread(target=_write, args=(served, told, each)) for each in cookies]
    for thread in threads:
        thread.start()
    waits: dict[str, list[float]] = {kind: [] for kind in KINDS}
    try:
        _confirmed_after(told, time.perf_counter())
        for place in range(kills):
            time.sleep(chance.uniform(0.1, 1.2))
            kind = KINDS[place % len(KINDS)]
            began = time.perf_counter()
            _kill(served, kind, chance)
            waits[kind].append(_confirmed_after(told, began, f"{kind}: {_log(served.home)}") - began)
    finally:
        told.over.set()
        for thread in threads:
            thread.join()
    return waits


def _log(home: Path) -> str:
    return (home / "log" / "postgres.log").read_text(errors="replace")[-600:]


def _confirmed_after(told: Told, moment: float, after: str = "") -> float:
    """When the first save that was begun after `moment` was confirmed."""
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        ends = [ended for began, ended in list(told.moments) if began >= moment]
        if ends:
            return min(ends)
        time.sleep(0.005)
    raise AssertionError(f"nothing was saved any more after {after}: {told.odd[-3:]}")


def _kill(served: Serving, kind: str, chance: random.Random) -> None:
    """End processes as a power switch does."""
    assert served.process is not None
    web = family_of(served.process.pid)
    if kind == "web":
        for process in web:
            _end(process)
        served.process.communicate()
        served.begin()
        return
    try:
        database = database_family(served.home)
    except (OSError, ValueError):
        database = []
    if kind == "worker":
        _end(chance.choice([each for each in web[1:] if each not in database and not _keeps(each)] or web[1:]))
    elif kind == "keeper":
        for each in web[1:]:
            if _keeps(each):
                _end(each)
    elif database:
        _end(database[0] if kind == "database" else chance.choice(database[1:] or database))


def _keeps(process: int) -> bool:
    """Whether it is the parent of the database."""
    try:
        return b"keeper.py" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _end(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _write(served: Serving, told: Told, cookies: dict[str, str]) -> None:
    """Record contacts until told to stop; what gave no answer is sent again, as people press again."""
    browser = Browser(served.port, dict(cookies))
    contact = str(uuid4())
    while not told.over.is_set():
        browser.port, began = served.port, time.perf_counter()
        try:
            answer = _sent(browser, contact)
        except OSError:
            browser.close()
            time.sleep(PRESSED_AGAIN)
            continue
        except Exception as fault:  # noqa: BLE001  # half an answer of a killed process, told as it is
            told.odd.append(type(fault).__name__)
            browser.close()
            continue
        if answer == "/temaslar/bugun/":
            told.confirmed.append(contact)
            told.moments.append((began, time.perf_counter()))
            contact = str(uuid4())
        else:
            told.odd.append(answer)
            # A save that was kept and not confirmed is met again by its own number; the next one is another.
            contact = str(uuid4()) if answer.startswith("409") else contact
            time.sleep(PRESSED_AGAIN)


def _sent(browser: Browser, contact: str) -> str:
    from tests.bench.bench_save import SAID

    day = time.strftime("%d.%m.%Y", time.localtime(time.time() - 86_400))
    fields = {**SAID, "on": day, "contact": contact, "page": uuid4().hex}
    answer = browser.post("/temaslar/yeni/", fields)
    return answer.headers.get("location", "") if answer.status == 302 else f"{answer.status}"


def _found(home: Path, told: Told, lead: "Member") -> dict[str, Any]:
    """What is there afterwards: every confirmed contact whole, with its event; the chains unbroken."""
    from omuz.casework.contacts.models import Contact
    from omuz.casework.contacts.queries.records import contact_of
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.audit.verify import chains, verified
    from omuz.foundation.people.access import acting
    from omuz.site.postgres import running

    with running(home) as server:
        server.use()
        with acting(lead.person):
            codes = {str(key): code for key, code in Contact.objects.values_list("id", "code")}
            there = {str(each): each for each in Contact.objects.values_list("id", flat=True)}
            lost = [each for each in told.confirmed if each not in there]
            halves = []
            for key in there.values():
                try:
                    _opened(contact_of(lead.person, key), lead)
                except Exception as fault:  # noqa: BLE001  # whatever does not open is a half written record
                    halves.append(f"{type(fault).__name__}: {fault}")
            events = set(AuditEvent.objects.filter(event="contact.recorded").values_list("about", flat=True))
            silent = [each for each in there if f"contact:{codes[each]}" not in events]
        breaks = [str(wrong) for chain in chains() for wrong in verified(chain).breaks]
        _left()
    return {
        "confirmed": len(told.confirmed), "there": len(there), "lost": lost[:5], "halves": halves[:5],
        "silent": silent[:5], "breaks": breaks[:5],
        "bad": len(lost) + len(halves) + len(silent) + len(breaks),
    }  # fmt: skip


def _opened(contact: Any, lead: "Member") -> None:
    from omuz.casework.contacts.actions.versions import said_of

    assert said_of(contact, contact.key(lead.vault)).answers.channel == "phone"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tried(int(sys.argv[1]), int(sys.argv[2]))))

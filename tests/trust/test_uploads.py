"""Files made to hurt, through every door for files: refused or taken whole, little memory, nothing on the disk."""

import io
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.attack import conftest as attack
from tests.network.surveys import conftest as surveys
from tests.trust import hurting
from tests.trust.doors import DOORS, ROOT, Door, real_files, sent
from tests.trust.measured import MEGABYTE, Taken, taken
from tests.trust.promised import Line
from tests.trust.worlds import Fault, Ledger, World

clock, house, asked = attack.clock, attack.house, surveys.house

FULL = 5_000
MOST = 64 * MEGABYTE
_OURS = re.compile(r"/log/errors\.log$|/shreds/|^/proc/|^\d+$")
"""Where the program itself writes: the place of a fault, the half of a key of what was taken, its own peak."""


class Tries:
    """What came of every file sent in one world."""

    def __init__(self, world: World, people: Collection[str] = ("ayse", "nermin", "elif_")) -> None:
        for name in people:
            world.client(name)
        self.world, self.ledger, self.fault = world, Ledger(world), Fault()
        self.answers: Counter[int] = Counter()
        self.broken: list[str] = []
        self.most, self.tried, self.acts = 0, 0, 0

    def send(self, what: str, ask: Callable[[], Any]) -> None:
        """Ask, weigh the answer, what it wrote, what it took; take it back."""
        self.tried += 1
        with self.world.taken_back():
            with taken() as took:
                answer = ask()
                content = answer.getvalue()
            changed, acts = self.ledger.changed()
        self.answers[answer.status_code] += 1
        self.most, self.acts = max(self.most, took.memory), self.acts + bool(changed)
        if what.endswith("→ surveys:upload"):
            # The converter of XLSForm lays the questionnaire down while it converts, and removes it: no woman's word.
            folder = tempfile.gettempdir()
            took.written = [each for each in took.written if not each.startswith(folder) or Path(each).is_file()]
        faults = list(_faults(answer.status_code, content, took))
        faults += [self.fault.told] if answer.status_code >= 500 else []
        if changed and (acts < 1 or (answer.status_code >= 400 and answer.status_code != 422)):
            faults.append(f"changed {sorted(changed)} with {acts} acts at {answer.status_code}")
        if faults:
            self.broken.append(f"{what}: {', '.join(faults)}")

    def line(self, what: str) -> Line:
        """The outcome."""
        said = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        figure = f"answers {said}; at most {self.most / MEGABYTE:.0f} MB; {self.acts} were fit and taken whole"
        bar = "≥ 5,000: 0 × 5xx, 0 stored unsafely, ≤ 64 MB each"
        return Line("S7", what, self.tried, self.tried - len(self.broken), figure, bar)


def _faults(status: int, content: bytes, took: Taken) -> Any:
    if status >= 500:
        yield f"answered {status}"
    if b"Traceback (most recent" in content or b"root:x:" in content:
        yield "told too much"
    if b"<script>alert(1)" in content:
        yield "the file's script stands on the page"
    if took.memory > MOST:
        yield f"{took.memory // MEGABYTE} MB"
    yield from (f"wrote {path}" for path in took.written if not _OURS.search(path))


def _ask(tries: Tries, door: Door, body: tuple[bytes, str]) -> Callable[[], Any]:
    client = tries.world.client(door.who)
    return lambda: client.generic("POST", reverse(door.name), body[0], content_type=body[1])


def test_no_file_breaks_a_door_or_stays_behind(
    house: Any, times: Callable[..., int], seed: int, share: float, promised: Callable[[Line], None]
) -> None:
    chance, tries, seeds = Random(seed), Tries(World("centre", house)), real_files(house)
    made_by_hand = [made for made in hurting.by_hand() if share >= 1 or len(made.content) < 500_000]
    pairs = [(door, made) for made in made_by_hand for door in DOORS]
    if share < 1:
        pairs = chance.sample(pairs, min(len(pairs), times(len(pairs) * 2)))
    for door, made in pairs:
        tries.send(f"{made.what} → {door.name}", _ask(tries, door, sent(chance, door, made)))
    for turn in range(times(FULL)):
        door, made = DOORS[turn % len(DOORS)], hurting.mutated(chance, seeds)
        tries.send(f"{made.what} {turn} → {door.name}", _ask(tries, door, sent(chance, door, made)))
    promised(tries.line(f"malformed files at {len(DOORS)} doors"))
    assert not tries.broken, "\n".join(tries.broken[:30])


def test_no_file_breaks_the_doors_for_devices_and_for_keys(
    asked: Any, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.surveys.actions import make_device
    from tests.network.surveys.test_openrosa import filled, signed

    person = asked.cast.ayse.person
    with acting(person):
        made = make_device(by=person, centre_id=asked.cast.konak.id, name="Tablet")
    chance, tries = Random(seed), Tries(World("network", asked), ())
    device, key = signed(made.device.code, made.token), Client(raise_request_exception=False)
    device.raise_request_exception = False
    door = Door("surveys:device-submission", "", part="xml_submission_file")
    seeds = {"filled": filled(asked), "form": bytes(asked.version.xform, "utf-8")}
    by_hand = [each for each in hurting.by_hand() if len(each.content) < 5_000_000]
    for turn in range(times(1_000, least=20)):
        file = hurting.mutated(chance, seeds) if turn % 3 else chance.choice(by_hand)
        content, kind = sent(chance, door, file)
        for client, path in ((device, reverse(door.name)), (key, reverse("returns:by-key"))):
            told = (content, kind) if client is device else (file.content, "application/octet-stream")
            tries.send(f"{file.what} → {path}", lambda one=client, at=path, sent=told: one.generic("POST", at, *sent))
    promised(tries.line("malformed bodies at the doors for devices and keys"))
    assert not tries.broken, "\n".join(tries.broken[:30])


class Endless(io.RawIOBase):
    """A stream of one gigabyte that is never there as a whole, and notes how much of it was asked for."""

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.left, self.given = head, size, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.head[:size] if self.head else b"1;2;3\n" * (min(size, self.left, 65_536) // 6)
        self.head = self.head[len(piece) :]
        self.left, self.given = self.left - len(piece), self.given + len(piece)
        return piece


GIGABYTE = 2**30


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_gigabyte_is_refused_without_being_held(
    house: Any, door: Door, share: float, promised: Callable[[Line], None]
) -> None:
    size = GIGABYTE if share >= 1 else 40_000_000
    tries, chance = Tries(World("centre", house), [door.who]), Random(1)
    body, kind = sent(chance, door, hurting.Made("a gigabyte", "belge.csv", b""))
    stream = Endless(body.removesuffix(b"\r\n--omuzkenar--\r\n"), size)
    client = tries.world.client(door.who)
    told = {"wsgi.input": stream, "CONTENT_LENGTH": str(size), "CONTENT_TYPE": kind, "PATH_INFO": reverse(door.name)}
    tries.send(f"a gigabyte → {door.name}", lambda: client.request(REQUEST_METHOD="POST", **told))
    promised(tries.line(f"{size // 1_000_000:,} MB streamed to {door.name}"))
    assert tries.acts == 0
    assert not tries.broken, "\n".join(tries.broken[:30])


def test_no_door_for_files_is_left_out() -> None:
    takers = {
        path.relative_to(ROOT / "src" / "omuz").as_posix(): path.read_text(encoding="utf-8").count("request.FILES")
        for path in Path(ROOT / "src" / "omuz").rglob("*.py")
    }
    assert {path: count for path, count in takers.items() if count} == {
        "casework/contacts/views/intake.py": 1,
        "casework/referrals/views/book.py": 2,
        "casework/referrals/views/inbox.py": 1,
        "network/coordination/views/templates.py": 1,
        "network/directory/views/files.py": 1,
        "network/handbook/views/external.py": 1,
        "network/returns/views/network.py": 1,
        "network/returns/views/sheets.py": 1,
        "network/surveys/views/openrosa.py": 2,
        "network/surveys/views/questionnaires.py": 1,
        "site/shell/views.py": 1,
    }, "a new door for files stands in doors.DOORS, then here"

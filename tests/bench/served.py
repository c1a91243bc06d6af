"""A served process on this machine's own address: started, asked by browsers without a screen, metered, ended."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.bench.installation import ROOT

if TYPE_CHECKING:
    from tests.cast import Member

OMUZ = [sys.executable, "-c", "from omuz.site.cli import main; raise SystemExit(main())"]
FORM_MARK = "m" * 32
"""The double-submit mark of a form: any text of this length is one, when cookie and form agree."""
STARTED_WITHIN, STOPPED_WITHIN = 300.0, 60.0


@dataclass(frozen=True)
class Served:
    """One served process: its port and its process number."""

    port: int
    process: int

    def processor(self) -> float:
        """Processor seconds so far of this process and everything below it."""
        return processor_of(family_of(self.process))


@dataclass
class Answer:
    """What came back: status, headers as sent, body as sent, and the bytes of both over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    wire: int


@dataclass
class Browser:
    """One kept connection with its cookies; follows nothing by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    accepts: str = ""
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> Answer:
        """Send a form with its mark."""
        self.cookies.setdefault("omuz_form", FORM_MARK)
        self.cookies.setdefault("csrftoken", FORM_MARK)
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": FORM_MARK}, doseq=True))

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.accepts:
            headers["Accept-Encoding"] = self.accepts
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            reply = self._reply(method, path, body, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            self.close()  # the server hangs up on a line that was quiet for a while, as it does on a browser
            reply = self._reply(method, path, body, headers)
        read, told = reply.read(), reply.getheaders()
        head = len(f"HTTP/1.1 {reply.status} {reply.reason}\r\n\r\n") + sum(len(f"{n}: {v}\r\n") for n, v in told)
        return Answer(reply.status, {name.lower(): value for name, value in told}, read, head + len(read))

    def _reply(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        self._line.request(method, path, body=body, headers=headers)
        return self._line.getresponse()


@contextmanager
def serving(argv: Sequence[str], folder: Path, **environment: str) -> Iterator[Served]:
    """Start `argv`, wait until it prints its address, and end it by its own process number."""
    complaints = folder / "complaints.txt"
    with complaints.open("wb") as errors:
        process = subprocess.Popen(
            argv, env={**os.environ, **environment}, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        yield Served(_printed_port(process, complaints), process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    assert complaints.read_text(errors="replace") == "", complaints.read_text(errors="replace")


def _printed_port(process: "subprocess.Popen[str]", complaints: Path) -> int:
    limit = threading.Timer(STARTED_WITHIN, process.kill)
    limit.start()
    try:
        for line in process.stdout or ():
            told = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if told:
                return int(told.group(1))
    finally:
        limit.cancel()
    raise AssertionError(f"nothing served: {complaints.read_text(errors='replace')[-600:]}")


def family_of(process: int) -> list[int]:
    """A process and everything below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, ahead = [], [process]
    while ahead:
        found.append(ahead.pop())
        ahead += parents.get(found[-1], [])
    return found


def database_family(home: Path) -> list[int]:
    """The embedded server's own process and everything below it."""
    return family_of(int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0]))


def database_processor(home: Path) -> float:
    """Processor seconds so far of the embedded server's own processes, those that ended included."""
    return processor_of(database_family(home))


def processor_of(processes: Sequence[int]) -> float:
    """Processor seconds of these processes and of the children they have waited for."""
    ticks = 0
    for process in processes:
        try:
            told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += sum(int(told[place]) for place in (11, 12, 13, 14))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(processes: Sequence[int]) -> float:
    """Resident megabytes of these processes, what they share counted once (proportional set size)."""
    total = 0
    for process in processes:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE).group(1))  # type: ignore[union-attr]  # always told
    return total / 1024


@dataclass
class Together:
    """What many browsers at once came to: seconds for all, and the seconds of each act."""

    seconds: float
    each: list[float]

    @property
    def rate(self) -> float:
        return len(self.each) / self.seconds


def together(works: Sequence[Sequence[Callable[[], object]]]) -> Together:
    """Do each list of acts in a thread of its own, all beginning at once; what one of them raises is raised here."""
    gate = threading.Barrier(len(works) + 1)
    each: list[float] = []
    faults: list[BaseException] = []

    def one(acts: Sequence[Callable[[], object]]) -> None:
        gate.wait()
        try:
            for act in acts:
                began = time.perf_counter()
                act()
                each.append(time.perf_counter() - began)
        except BaseException as fault:  # noqa: BLE001  # raised in the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=one, args=(acts,)) for acts in works]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return Together(time.perf_counter() - began, each)


def cookies_of(member: "Member") -> dict[str, str]:
    """A browser in which she is signed in and her vault is open."""
    return {name: morsel.value for name, morsel in member.client().cookies.items()}

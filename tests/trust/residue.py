"""A served installation of the test database, looked into from outside: its memory, the files it opens to write."""

import http.client
import re
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

OMUZ = "from omuz.site.cli import main; raise SystemExit(main())"
WATCHED = """
import os, sys
_told = os.open(sys.argv.pop(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
def _watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] is not None:
        if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            os.write(_told, os.fsencode(args[0]) + b"\\n")
    elif event == "socket.connect":
        os.write(_told, b"connect " + repr(args[1]).encode() + b"\\n")
sys.addaudithook(_watch)
"""
"""Run before the program: each file it opens for writing and each address it calls is noted, whoever opens it."""
PIECE = 4 << 20
_OVERLAP = 64


@dataclass
class Served:
    """One running `omuz serve` with a single worker, where it lays temporary files, and what it opened."""

    process: "subprocess.Popen[str]"
    address: str
    temporary: Path
    opened: Path

    @property
    def workers(self) -> list[int]:
        """The processes that answer; the others only watch over them."""
        return [child for child in _children(self.process.pid) if _serves(child)]

    @property
    def calls(self) -> list[str]:
        """Every address a socket was connected to, as the program gave it."""
        told = self.opened.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line.removeprefix("connect ") for line in told if line.startswith("connect ")]

    @property
    def written(self) -> list[str]:
        """Every file that was opened for writing."""
        told = self.opened.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in told if not line.startswith("connect ")]


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in told]


def _serves(pid: int) -> bool:
    return b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def served(environment: dict[str, str], folder: Path, **more: str) -> Iterator[Served]:
    """Serve the database `environment` leads to, on a free port, until the block ends; `more` are its variables."""
    temporary, opened = folder / "tmp", folder / "opened.txt"
    temporary.mkdir(parents=True)
    given = {**environment, "TMPDIR": str(temporary), "OMUZ_SECOND_FACTOR": "optional", **more}
    command = [sys.executable, "-c", WATCHED + OMUZ, "serve", "--port", "0", str(opened)]
    with (folder / "complaints.txt").open("w+") as complaints:
        process = subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=complaints, text=True)
        try:
            said = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://[\d.]+:\d+", said)
            assert found, f"{said}{Path(complaints.name).read_text(encoding='utf-8')}"
            site = Served(process, found.group(), temporary, opened)
            Browser(site.address).get("/saglik/")  # answered by a worker, so there is one
            yield site
        finally:
            process.terminate()
            process.communicate()


class Browser:
    """What somebody does at a computer of her own: cookies are kept, forms carry their token."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, SimpleCookie()

    def get(self, path: str) -> str:
        """The page at a path, whatever its status."""
        return self._asked("GET", path, {})

    def post(self, path: str, on: str, **fields: str) -> str:
        """Send a form with the token of the page `on`; the answer is told without following it."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(on))
        return self._asked("POST", path, {**fields, "csrfmiddlewaretoken": token.group(1) if token else ""})

    def _asked(self, method: str, path: str, fields: dict[str, str]) -> str:
        line = http.client.HTTPConnection(self.address.removeprefix("http://"))
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in self.jar.items())
        headers = {"Cookie": kept, "Origin": self.address, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, urllib.parse.urlencode(fields) if fields else None, headers)
        answer = line.getresponse()
        told = answer.read().decode("utf-8", "replace")
        for given in answer.headers.get_all("Set-Cookie", []):
            self.jar.load(given)
        line.close()
        return told


def readable(pid: int) -> bool:
    """Whether this machine lets us look into that process."""
    try:
        with Path(f"/proc/{pid}/mem").open("rb"):
            return True
    except OSError:
        return False


def in_memory(pid: int, mark: str) -> tuple[set[str], int]:
    """Which words `mark` plus digits stand in a process's own memory, as bytes or wide letters; and how often."""
    narrow = re.compile(re.escape(mark.encode()) + rb"(\d{4})")
    wide = re.compile(re.escape(mark.encode("utf-16-le")) + rb"((?:\d\x00){4})")
    quad = re.compile(re.escape(mark.encode("utf-32-le")) + rb"((?:\d\x00\x00\x00){4})")
    found: set[str] = set()
    times = 0
    for piece in _pieces(pid):
        for pattern in (narrow, wide, quad):
            told = [match.replace(b"\x00", b"").decode() for match in pattern.findall(piece)]
            found |= set(told)
            times += len(told)
    return found, times


def holds(pid: int, secret: str) -> bool:
    """Whether a secret stands anywhere in a process's own memory."""
    ways = [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-32-le")]
    return any(way in piece for piece in _pieces(pid) for way in ways)


def _pieces(pid: int) -> Iterator[bytes]:
    """The writable memory of a process, in pieces that overlap a little."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            where, rights = line.split()[:2]
            if not rights.startswith("rw") or "[v" in line:
                continue
            start, end = (int(number, 16) for number in where.split("-"))
            for at in range(start, end, PIECE - _OVERLAP):
                try:
                    memory.seek(at)
                    yield memory.read(min(PIECE, end - at))
                except OSError:
                    break


def reaches(pid: int) -> list[str]:
    """The far ends of every internet socket a process has open now, as the kernel names them; loopback left out."""
    held = {str(each.readlink())[8:-1] for each in _sockets(pid)}
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            parts = line.split()
            far, inode = parts[2], parts[9]
            if inode in held and not far.startswith(("0100007F", "00000000")):
                found.append(f"{table} {far}")
    return found


def _sockets(pid: int) -> Iterator[Path]:
    for each in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if str(each.readlink()).startswith("socket:["):
                yield each
        except FileNotFoundError:
            continue


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def variables_of_the_unit() -> dict[str, str]:
    """What the unit for a server gives the program beside its home: the words about memory."""
    unit = Path(__file__).resolve().parents[2] / "deploy" / "systemd" / "omuz.service"
    told = re.findall(r"^Environment=(PYTHONMALLOC|GLIBC_TUNABLES)=(\S+)$", unit.read_text(encoding="utf-8"), re.M)
    return dict(told)

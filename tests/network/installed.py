"""An installation of its own as an operator makes it: the real commands, its own folder and database, served."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.network.visitor import Visitor
from tests.site.test_serve import OMUZ, _environment

PASSWORD = "yedi kırlangıç sabaha karşı"
_LINK = re.compile(r"http://[^\s<\"]+/davet/[A-Za-z0-9_-]+/")


@dataclass
class Installation:
    """One served installation, and the browsers of the people who came in."""

    home: Path
    kind: str
    origin: str
    people: dict[str, Visitor] = field(default_factory=dict)

    def command(self, *arguments: str) -> str:
        """What a command of this installation says; it must end well."""
        return ended(self.home, self.kind, [*OMUZ, *arguments])

    def comes_in(self, name: str, link: str) -> Visitor:
        """Somebody opens her one-time link, chooses a password and signs in."""
        visitor = Visitor(self.origin).open(link)
        visitor.send(visitor.path, password=PASSWORD, again=PASSWORD)
        assert visitor.status == 200, visitor.text
        visitor.open("/giris/").send("/giris/", login=name, password=PASSWORD)
        assert visitor.status == 200, visitor.text
        self.people[name] = visitor
        return visitor

    def invited_by(self, host: Visitor, username: str, full_name: str, role: str, place: str) -> Visitor:
        """`host` invites somebody on her page; the link is handed over."""
        host.open("/ekip/davet/")
        where = host.chosen("/ekip/davet/", "place", place)
        host.send("/ekip/davet/", full_name=full_name, username=username, role=role, place=where)
        return self.comes_in(username, links_in(str(host))[0])


def links_in(told: str) -> list[str]:
    """One-time links in a text."""
    return list(dict.fromkeys(_LINK.findall(told)))


def ended(home: Path, kind: str, command: list[str]) -> str:
    """Run a command on an installation; what it printed. It must end with 0 and complain of nothing."""
    done = subprocess.run(command, env=environment(home, kind), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def environment(home: Path, kind: str) -> dict[str, str]:
    """What an operator would write into the settings of the service."""
    return _environment(home, {"OMUZ_KIND": kind, "OMUZ_SECOND_FACTOR": "optional"})


@contextmanager
def installation(home: Path, kind: str, *begin: str) -> Iterator[Installation]:
    """Migrate, begin with the first people, serve; the first people come in by the links the command printed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    made = Installation(home, kind, f"http://127.0.0.1:{port}/")
    made.command("migrate")
    told = made.command("people", "begin", *begin, "--address", made.origin)
    process = subprocess.Popen(
        [*OMUZ, "serve", "--port", str(port)],
        env=environment(home, kind), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert made.origin in process.stdout.readline()
        for line in told.splitlines():
            for link in links_in(line):
                made.comes_in(line.partition("(")[2].partition(")")[0], link)
        yield made
    finally:
        process.terminate()
        process.communicate(timeout=60)


def inside(made: Installation, program: str) -> Any:
    """What a program says that runs beside the server, on the same database; one line of JSON."""
    import json

    return json.loads(ended(made.home, made.kind, [sys.executable, "-c", program]).splitlines()[-1])

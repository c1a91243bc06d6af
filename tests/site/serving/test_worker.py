"""The web server with a site of its own: nobody waits for somebody slow, and who cannot be served is told at once."""

import json
import select
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.bench.served import serving

GET = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
HELD = b"GET /held/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
THREADS = 8


class Site:
    """The served site: ask it raw bytes; hold its threads by sending HELD and taking the other end at `door`."""

    def __init__(self, port: int, door: socket.socket, leaving: ExitStack) -> None:
        self.port, self.door, self.leaving = port, door, leaving

    def line(self, sent: bytes = b"") -> socket.socket:
        """A line over which `sent` was sent; closed at the end of the test."""
        line = self.leaving.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=60))
        line.sendall(sent)
        return line

    def ask(self, sent: bytes) -> bytes:
        """Everything that comes back until the server closes the line."""
        return rest(self.line(sent))

    def taken(self) -> socket.socket:
        """The other end of the next thread that holds; closing it lets the thread go on."""
        return self.leaving.enter_context(self.door.accept()[0])


def rest(line: socket.socket) -> bytes:
    """Everything the server still sends, until it closes."""
    told = b""
    while piece := line.recv(65_536):
        told += piece
    return told


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Starts the site with the patience given."""
    with ExitStack() as leaving:

        def start(**patience: float) -> Site:
            door = leaving.enter_context(socket.socket(socket.AF_UNIX))
            door.bind(str(tmp_path / "door"))
            door.listen(64)
            door.settimeout(60)
            argv = [sys.executable, "-m", "tests.site.serving.plain_site", str(tmp_path / "door"), json.dumps(patience)]
            return Site(leaving.enter_context(serving(argv, tmp_path, OMUZ_LANG="tr")).port, door, leaving)

        yield start


def test_lines_that_say_nothing_or_half_a_request_take_nobodys_turn(site):
    served = site()
    for number in range(300):
        served.line(b"" if number % 2 else b"GET / HTTP/1.1\r\nHos")
    slow = [
        served.line(b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 9\r\n\r\nab")
        for _ in range(100)
    ]
    assert served.ask(GET).startswith(b"HTTP/1.1 200 OK")
    slow[0].sendall(b"cdefghi")
    assert rest(slow[0]).endswith(b"\r\n\r\n9")


def test_who_is_slow_is_told_so_and_let_go(site):
    served = site(head=0.2, body=0.2, slowest=1e9)
    assert served.ask(b"") == b""
    assert served.ask(b"GET / HT").startswith(b"HTTP/1.1 408 ")
    told = served.ask(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab")
    assert told.startswith(b"HTTP/1.1 408 ")
    assert told.count(b"<p ") == 2


def test_behind_too_many_a_reader_is_told_to_come_back_and_a_writer_still_waits(site):
    served = site(waiting=2, waited=600)
    held = [served.line(HELD) for _ in range(THREADS)]
    ends = [served.taken() for _ in held]
    queued = [served.line(HELD) for _ in range(3)]
    # Which of the three came first is not known from outside; how many of them find a place is.
    one = select.select(queued, [], [], 60)[0][0]
    for told in (rest(one), served.ask(GET)):
        assert told.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: " in told
        assert told.count(b"<p ") == 2
    writer = served.line(b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab")
    for end in ends:
        end.close()
    for _ in range(2):
        served.taken().close()
    assert rest(writer).startswith(b"HTTP/1.1 200 OK")
    assert all(rest(line).startswith(b"HTTP/1.1 200 OK") for line in held)
    assert served.ask(GET).startswith(b"HTTP/1.1 200 OK")


def test_a_request_that_waited_too_long_is_not_begun(site):
    served = site(waited=0.0)
    told = served.ask(b"GET / HTTP/1.1\r\nHost: a\r\nX-Omuz-Background: 1\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 503 ")
    assert "sentence" in json.loads(told.split(b"\r\n\r\n", 1)[1])


def test_two_requests_in_one_piece_are_answered_one_after_the_other(site):
    served = site()
    told = served.ask(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + GET)
    assert told.count(b"HTTP/1.1 200 OK") == 2


def test_a_reader_who_does_not_take_the_answer_loses_it_and_nobody_else_does(site):
    served = site(sending=0.2)
    for _ in range(2 * THREADS):
        served.line(b"GET /large/ HTTP/1.1\r\nHost: a\r\n\r\n")
    assert served.ask(GET).startswith(b"HTTP/1.1 200 OK")


def test_the_line_silent_longest_makes_place_for_a_new_one(site):
    served = site(lines=64, head=600)
    silent = [served.line() for _ in range(65)]
    assert silent[0].recv(1) == b""
    assert served.ask(GET).startswith(b"HTTP/1.1 200 OK")
    silent[64].sendall(GET)
    assert rest(silent[64]).startswith(b"HTTP/1.1 200 OK")


def test_what_is_no_request_is_told_so_without_its_words(site):
    served = site()
    told = served.ask(b"GET / HTTP/1.1\r\nDeniz Kaya: 1\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 400 ")
    assert b"Deniz" not in told
    told = served.ask(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 413 ")

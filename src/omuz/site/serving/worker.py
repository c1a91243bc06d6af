"""A web process that waits for slow senders beside its threads, and turns people away in time instead of hanging.

The threads only ever get whole requests, so a thousand idle or slow lines cost memory and nobody's turn. A request that
would wait behind too many others is answered at once with 503 and the time after which to try again.
"""

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn import http  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.http.errors import NoMoreData, ParseException  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]  # gunicorn ships no types

from omuz.site.serving import refusals
from omuz.site.serving.incoming import Incoming, TurnedAway
from omuz.site.serving.patience import Patience

ACCEPTS = 64
"""Lines taken from the door in one turn of the loop."""
PIECE = 65_536
"""Bytes read from a line at once."""
LINGER_SECONDS = 2.0
"""How long the last answer of a line may take to be read before the line is cut."""


class Line(TConn):  # type: ignore[misc]  # gunicorn ships no types
    """One connection: what has come over it, until when it may stay as it is, and whether it is being closed."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.parser, self.initialized, self.data_ready = http.get_parser(cfg, sock, client), True, True
        self.incoming = Incoming()
        self.until = self.handed = 0.0
        self.held = 0
        self.leaving = False


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Reads requests in the loop of its main thread; a thread of the pool runs `handle` and touches nothing else."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.patience: Patience = self.app.patience
        self.largest: Callable[[str], int] = self.app.largest
        self.lines: dict[Line, None] = {}
        """Every line that is not with a thread, the one silent longest first."""
        self.busy = self.held = 0
        """Requests with the threads or waiting for one; bytes of requests held in memory."""
        self.looked = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take what stands at the door; where the room is full, the line silent longest makes place."""
        for _each in range(ACCEPTS):
            try:
                sock, address = listener.accept()
            except OSError:  # nobody else stands there, somebody left again, or the system is out of lines
                return
            sock.setblocking(False)
            # Head and body of an answer are two pieces; the second must not wait until the first was confirmed.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.nr_conns += 1
            line = Line(self.cfg, sock, address, listener.getsockname())
            self._listen(line, self.patience.head)
            if len(self.lines) > self.patience.lines:
                self._drop(next(iter(self.lines)))

    def _listen(self, line: Line, seconds: float, ahead: bytes = b"") -> None:
        """Wait for a request beside the threads, beginning with what already came behind the last one."""
        line.incoming, line.until = Incoming(), time.monotonic() + seconds
        self.lines[line] = None
        self.poller.register(line.sock, selectors.EVENT_READ, partial(self._heard, line))
        if ahead:
            self._feed(line, ahead)

    def _heard(self, line: Line, _sock: Any) -> None:
        try:
            data = line.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(line)
        elif not line.leaving:
            self._feed(line, data)

    def _feed(self, line: Line, data: bytes) -> None:
        """Add what has come; hand the request on once it is whole, turn it away as soon as it cannot become one."""
        incoming, first = line.incoming, not line.incoming.bytes
        line.held += len(data)
        self.held += len(data)
        try:
            had_head = incoming.whole is not None
            whole = incoming.take(data, self.largest)
            if self.held > self.patience.bytes:
                raise TurnedAway(HTTPStatus.SERVICE_UNAVAILABLE)
        except TurnedAway as turned:
            self._turn_away(line, turned.status)
            return
        now = time.monotonic()
        if whole:
            self._hand(line, now)
        elif incoming.whole is not None and not had_head:
            line.until = now + self.patience.body + incoming.length / self.patience.slowest
            if incoming.awaited:
                with contextlib.suppress(OSError):
                    line.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        elif incoming.whole is None and first:
            line.until = now + self.patience.head

    def _hand(self, line: Line, now: float) -> None:
        """Give a whole request to the threads, unless too many wait already; writing may wait where reading may not."""
        most = self.cfg.threads + self.patience.waiting * (2 if line.incoming.saving else 1)
        if self.busy >= most:
            self._turn_away(line, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._forget(line)
        line.parser.unreader.unread(line.incoming.request())
        line.handed = now
        self.busy += 1
        self.enqueue_req(line)

    def handle(self, line: Line) -> bool:
        """Answer one whole request in a thread of the pool; whether the line stays open for another."""
        request = None
        # For a whole answer, not for each piece of it: a reader of one byte a second is cut off as well.
        line.sock.settimeout(self.patience.sending)
        try:
            if time.monotonic() - line.handed > self.patience.waited:
                line.sock.sendall(refusals.answer(HTTPStatus.SERVICE_UNAVAILABLE, line.incoming.background))
                return False
            request = next(line.parser)
            return bool(request and self.handle_request(request, line) and line.parser.finish_body())
        except (NoMoreData, StopIteration, OSError):
            return False  # the reader has gone, or did not take the answer in time
        except ParseException:
            # Never into a log: what cannot be read may hold what somebody typed.
            with contextlib.suppress(OSError):
                line.sock.sendall(refusals.answer(HTTPStatus.BAD_REQUEST, line.incoming.background))
            return False
        except Exception as fault:  # noqa: BLE001  # the process goes on whatever one request was
            self.handle_error(request, line.sock, line.client, fault)
            return False

    def finish_request(self, line: Line, fs: "Future[bool]") -> None:
        """Back in the loop: wait for the next request of this line, or close it when its last answer was read."""
        self.busy -= 1
        ahead = line.incoming.behind()
        self.held -= line.held
        line.held = 0
        try:
            line.sock.setblocking(False)
            if not fs.cancelled() and fs.exception() is None and fs.result():
                self._listen(line, self.patience.kept if self.alive else LINGER_SECONDS, ahead)
            else:
                self._linger(line)
        except OSError:
            self._drop(line)

    def _turn_away(self, line: Line, status: HTTPStatus) -> None:
        self._forget(line)
        with contextlib.suppress(OSError):  # a short answer fits into the line's own buffer, or nobody reads it
            line.sock.send(refusals.answer(status, line.incoming.background))
        self._linger(line)

    def _linger(self, line: Line) -> None:
        """Say that this was all, and close when the other side has; closing at once would cut off the answer."""
        try:
            line.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(line)
            return
        line.leaving, line.until = True, time.monotonic() + LINGER_SECONDS
        self.lines[line] = None
        self.poller.register(line.sock, selectors.EVENT_READ, partial(self._heard, line))

    def _forget(self, line: Line) -> None:
        if line in self.lines:
            del self.lines[line]
            with contextlib.suppress(OSError, KeyError, ValueError):
                self.poller.unregister(line.sock)

    def _drop(self, line: Line) -> None:
        self._forget(line)
        self.held -= line.held
        self.nr_conns -= 1
        line.close()

    def murder_keepalived(self, force: bool = False) -> None:
        """Close what was silent for too long, or everything; who was in the middle of a request is told so."""
        now = time.monotonic()
        if not force and now - self.looked < 0.5:  # noqa: PLR2004  # often enough for limits of seconds
            return
        self.looked = now
        for line in [each for each in self.lines if force or each.until <= now]:
            if force or line.leaving or not line.incoming.bytes:
                self._drop(line)
            else:
                self._turn_away(line, HTTPStatus.REQUEST_TIMEOUT)

    def _cap_keepalive(self, deadline: float) -> None:
        """Stopping: nobody is waited for longer than until `deadline`."""
        for line in self.lines:
            line.until = min(line.until, deadline)

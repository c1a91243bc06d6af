"""A line between two programs of this machine that breaks at a chosen byte, on the way there or on the way back."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

_PIECE = 65_536


@dataclass(frozen=True)
class Cut:
    """How many bytes pass in each direction before both ends are let go; None: all of them."""

    there: int | None = None
    back: int | None = None


class Line:
    """Listens, and carries each connection to the port behind it; cuts them in turn, the ones after the last pass.

    It goes there from an address of its own, so that a door that counts requests by address takes it for one centre.
    """

    def __init__(self, port: int, own: str) -> None:
        self.behind, self.own, self.carried = port, own, 0
        self.cuts: list[Cut] = []
        self.open = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.open.getsockname()[1])
        self.thread = threading.Thread(target=self._carry_all)
        self.thread.start()

    def cut(self, cuts: Sequence[Cut], own: str = "") -> None:
        """The next connections are cut like this."""
        self.cuts, self.own = list(cuts), own or self.own

    def close(self) -> None:
        """No connection any more."""
        self.open.shutdown(socket.SHUT_RDWR)
        self.open.close()
        self.thread.join()

    def _carry_all(self) -> None:
        while True:
            try:
                near, _address = self.open.accept()
            except OSError:
                return
            cut = self.cuts.pop(0) if self.cuts else Cut()
            with near, contextlib.suppress(OSError):
                self._carry(near, cut)

    def _carry(self, near: socket.socket, cut: Cut) -> None:
        """One request there, one answer back."""
        self.carried += 1
        far = socket.create_connection(("127.0.0.1", self.behind), timeout=60, source_address=(self.own, 0))
        with far:
            back = threading.Thread(target=_pass, args=(far, near, cut.back))
            back.start()
            _pass(near, far, cut.there)
            back.join()


def _pass(source: socket.socket, into: socket.socket, most: int | None) -> None:
    """Carry bytes until the source ends or `most` have passed; then neither end hears any more."""
    left = most
    with contextlib.suppress(OSError):
        while left is None or left > 0:
            piece = source.recv(_PIECE if left is None else min(_PIECE, left))
            if not piece:
                break
            into.sendall(piece)
            left = None if left is None else left - len(piece)
    for end in (source, into):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(port: int, own: str = "127.0.0.2") -> Iterator[Line]:
    """A line to a port of this machine; closed after the block."""
    made = Line(port, own)
    try:
        yield made
    finally:
        made.close()

"""How much of a request has come: whole, still on its way, or to be turned away before anybody works on it."""

from collections.abc import Callable
from http import HTTPStatus

from omuz.site.serving.patience import FORM_BYTES

HEAD_BYTES = 32_000
"""Request line and headers together; a browser of ours sends under two thousand."""
_END = b"\r\n\r\n"
_MOST_DIGITS = 12


class TurnedAway(Exception):
    """This request will not be answered by a page; `status` says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Incoming:
    """One request as its bytes arrive. It is not looked into further than to know where it ends."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.whole: int | None = None
        """Bytes of head and body together; None until the head has come."""
        self.length = 0
        """Bytes of the body, once the head has come."""
        self.saving = self.background = self.awaited = False
        """Whether it brings something somebody wrote; a script of ours asked; a word is awaited before the body."""

    def take(self, data: bytes, largest: Callable[[str], int]) -> bool:
        """Add what has arrived; True once the request is whole. Raises TurnedAway for one that is too large or odd.

        `largest` tells the most bytes a body may have at a path; it is asked only for more than a form has.
        """
        looked = max(0, len(self.bytes) - len(_END) + 1)
        self.bytes += data
        if self.whole is None:
            end = self.bytes.find(_END, looked, HEAD_BYTES)
            if end < 0:
                if len(self.bytes) >= HEAD_BYTES:
                    raise TurnedAway(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                return False
            self._read_head(bytes(self.bytes[:end]), largest)
            self.whole = end + len(_END) + self.length
        return len(self.bytes) >= self.whole

    def request(self) -> bytes:
        """The whole request and nothing behind it."""
        return bytes(self.bytes[: self.whole])

    def behind(self) -> bytes:
        """What already came of the next request."""
        return bytes(self.bytes[self.whole :]) if self.whole is not None else b""

    def _read_head(self, head: bytes, largest: Callable[[str], int]) -> None:
        line, *fields = head.split(b"\r\n")
        words, lengths = line.split(b" "), []
        for each in fields:
            name, _colon, value = each.partition(b":")
            match name.strip().lower():
                case b"content-length":
                    lengths.append(value.strip())
                case b"transfer-encoding":
                    # Nobody could say how long it will be; browsers and survey devices always can.
                    raise TurnedAway(HTTPStatus.LENGTH_REQUIRED)
                case b"x-omuz-background":
                    self.background = True
                case b"expect":
                    self.awaited = True
        self.saving = words[0] == b"POST"
        self.length = _number(lengths)
        if self.length > FORM_BYTES:
            path = words[1].partition(b"?")[0].decode("latin-1") if len(words) > 1 else ""
            if self.length > largest(path):
                raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _number(lengths: list[bytes]) -> int:
    """The one length that was said, 0 where none was; two of them, or something else than digits, is no request."""
    if not lengths:
        return 0
    if len(lengths) > 1 or not lengths[0].isdigit() or len(lengths[0]) > _MOST_DIGITS:
        raise TurnedAway(HTTPStatus.BAD_REQUEST)
    return int(lengths[0])

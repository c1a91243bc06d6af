"""Bodies no form of ours sends: one value odd, all of them, too much, too little, another kind, cut short."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_plus, urlencode

from tests.attack.test_odd_input import ODD

FORM_TYPE = "application/x-www-form-urlencoded"
EDGE = "omuzkenar"
Fields = list[tuple[str, str]]
MARKS = "\u202e\u202d\u2066\u2069\u200f\u061c\u200b\ufeff\u00ad"
_RANGES = ((0, 31), (32, 126), (0x80, 0x17F), (0x300, 0x36F), (0x600, 0x6FF), (0x2000, 0x206F), (0xFE00, 0xFFFF),
           (0x1F300, 0x1FAFF), (0xE0000, 0xE007F))  # fmt: skip


@dataclass(frozen=True)
class Body:
    """What is sent: bytes and the kind they claim to be."""

    kind: str
    content: bytes
    content_type: str


def text(chance: Random, longest: int = 60) -> str:
    """Letters of many scripts, controls, marks of direction; no half of a pair (those are sent as bytes)."""
    low, high = chance.choice(_RANGES)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(0, longest)))


def value(chance: Random) -> str:
    """One odd value, from the list or by chance."""
    return chance.choice(ODD) if chance.random() < 0.6 else text(chance)


def one_odd(chance: Random, fields: Fields) -> bytes:
    place = chance.randrange(len(fields))
    return _urlencoded([(name, value(chance) if at == place else told) for at, (name, told) in enumerate(fields)])


def all_odd(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([(name, value(chance)) for name, _told in fields])


def some_left_out(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([each for each in fields if chance.random() < 0.5])


def odd_names(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([*fields, *((value(chance), value(chance)) for _ in range(5))])


def zeros(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([(name, f"{told}\x00{value(chance)}") for name, told in fields])


def half_pairs(chance: Random, fields: Fields) -> bytes:
    """Lone halves of a pair, overlong and cut letters, as bytes nothing may decode."""
    broken = chance.choice(["%ED%A0%80", "%ED%B0%80", "%C0%AF", "%FF%FE", "%F0%9F", "%u0041", "%", "%zz"])
    return b"&".join(f"{quote_plus(name)}={broken}".encode() for name, _told in fields)


def marked(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([(name, chance.choice(MARKS) + told + chance.choice(MARKS) * 3) for name, told in fields])


def megabyte(chance: Random, fields: Fields) -> bytes:
    """One field of nearly all a page takes, or of more than that."""
    size = chance.choice([900_000, 990_000, 1_000_001, 1_200_000])
    place = chance.randrange(len(fields))
    letter = chance.choice("x[0 \n=")
    return b"&".join(
        quote_plus(name).encode() + b"=" + (quote_plus(letter).encode() * size)[:size] if at == place
        else urlencode({name: told}).encode() for at, (name, told) in enumerate(fields)
    )  # fmt: skip


def thousands(chance: Random, fields: Fields) -> bytes:
    many = chance.choice([1_000, 4_900, 5_200])
    return _urlencoded([*fields, *((f"{chance.choice(fields)[0]}-{turn}", "x") for turn in range(many))])


def repeated(chance: Random, fields: Fields) -> bytes:
    return _urlencoded([(name, told if turn % 2 else value(chance)) for name, told in fields for turn in range(5)])


def _urlencoded(fields: Fields) -> bytes:
    return urlencode(fields, errors="surrogatepass").encode()


_PLAIN: tuple[Callable[[Random, Fields], bytes], ...] = (
    one_odd, all_odd, some_left_out, odd_names, zeros, half_pairs, marked, repeated, one_odd, megabyte, thousands,
)  # fmt: skip


_KINDS = (
    "application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary=", "a/b; charset=x",
    f"{FORM_TYPE}; charset=utf-16", f"{FORM_TYPE}; charset=yok", f"{FORM_TYPE}; charset=idna", "\x7f",
    "text/html;" * 200,
)  # fmt: skip


def _wrong_kind(chance: Random, fields: Fields) -> Body:
    kind = chance.choice(_KINDS)
    content = json.dumps(dict(fields)).encode() if "json" in kind else _urlencoded(fields)
    return Body("wrong kind", content, kind)


def multipart(parts: list[tuple[str, str | tuple[str, bytes]]]) -> bytes:
    """Fields, and files as (name, bytes), as a browser sends them together."""
    out = b""
    for name, told in parts:
        said = f'Content-Disposition: form-data; name="{name}"'.encode("utf-8", "surrogatepass")
        content = told.encode("utf-8", "surrogatepass") if isinstance(told, str) else told[1]
        if isinstance(told, tuple):
            said += f'; filename="{told[0]}"\r\nContent-Type: application/octet-stream'.encode("utf-8", "surrogatepass")
        out += f"--{EDGE}\r\n".encode() + said + b"\r\n\r\n" + content + b"\r\n"
    return out + f"--{EDGE}--\r\n".encode()


def _cut(chance: Random, fields: Fields) -> Body:
    """Multipart that stops anywhere, or says base64 and is not."""
    whole = multipart([*fields, (chance.choice(fields)[0], ("x.csv", b"a;b\n"))])
    if chance.random() < 0.2:
        whole = whole.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
    return Body("cut multipart", whole[: chance.randrange(len(whole))], f"multipart/form-data; boundary={EDGE}")


def _file_for_text(chance: Random, fields: Fields) -> Body:
    parts: list[tuple[str, Any]] = [
        (name, (value(chance)[:80].replace("\r", "").replace("\n", ""), told.encode("utf-8", "replace")))
        if chance.random() < 0.5 else (name, told) for name, told in fields
    ]  # fmt: skip
    return Body("file for text", multipart(parts), f"multipart/form-data; boundary={EDGE}")


def body(chance: Random, fields: Fields, turn: int) -> Body:
    """The malformed body of a turn: all kinds one after another, the values by chance."""
    fields = fields or [("x", "")]
    others = (_wrong_kind, _cut, _file_for_text)
    turn %= len(_PLAIN) + len(others)
    if turn < len(_PLAIN):
        made = _PLAIN[turn]
        return Body(made.__name__, made(chance, fields), FORM_TYPE)
    return others[turn - len(_PLAIN)](chance, fields)

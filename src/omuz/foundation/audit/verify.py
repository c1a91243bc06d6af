"""Walks the chains of the log and names every link that was changed, removed, reordered, inserted or cut off."""

import hmac
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain as joined
from itertools import pairwise
from json.encoder import encode_basestring
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections, transaction

from omuz.foundation.audit.chain import START, mark_of, seal_of
from omuz.foundation.audit.models import AuditEvent, AuditHead

_NEAR = 200
"""How far from its place a moved row is looked for."""
_AT_ONCE = 10_000
"""Rows of the log fetched at once."""


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold: the chain, the position, the row where there is one, and what is wrong."""

    chain: UUID
    seq: int
    row: UUID | None
    what: str
    """changed, removed, reordered, inserted, cut (links missing at the end), or head (the note of the end is wrong)."""


@dataclass(frozen=True)
class Verified:
    """One chain: how many links it has, where it ends, and its breaks."""

    chain: UUID
    count: int
    seq: int
    seal: bytes
    breaks: tuple[Break, ...]


class _Link(NamedTuple):
    """One row as the database tells it: what a seal covers as text, but for the place."""

    id: str
    seq: int
    at: str
    staff_id: str | None
    username: str
    role: str
    event: str
    about: str
    why: str
    before: bytes
    seal: bytes


_LINKS = (
    "SELECT id::text, seq, at::text, staff_id::text, username, role, event, about, why, before, seal"
    " FROM audit_auditevent WHERE chain = %s ORDER BY audit_auditevent.seq, audit_auditevent.at"
)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00")


@dataclass(frozen=True)
class _Seals:
    """The seals of one chain, computed anew from what the columns hold and never taken from anywhere else."""

    chain: UUID

    def of(self, link: _Link, seq: int) -> bytes:
        """The seal the row would have at the place `seq`."""
        return seal_of(link.before or b"", (link.id, self.chain, seq, _moment(link.at), *link[3:9]))

    def holds(self, link: _Link) -> bool:
        """Whether the row is what was sealed."""
        return hmac.compare_digest(self.of(link, link.seq), link.seal or b"")

    def moved(self, link: _Link) -> bool:
        """Whether the row is genuine, but for the place it says it stands at."""
        near = (link.seq + far for each in range(1, _NEAR + 1) for far in (-each, each))
        return any(self.of(link, seq) == link.seal for seq in near if seq > 0)

    def whole(self, rows: Sequence[tuple[Any, ...]], first: int, before: bytes, expected: int) -> int:
        """How many rows from `first` on hold and follow each other; `seal_of` spelled out, because there are millions.

        It accepts only what `holds` accepts too: whatever is not plainly right ends it, and is looked at there.
        """
        keyed = hmac.new(settings.OMUZ_AUDIT_KEY, digestmod="sha256").copy
        chain, written = self.chain, encode_basestring
        for number in range(first, len(rows)):
            one, seq, at, staff, username, role, event, about, why, row_before, seal = rows[number]
            if seq != expected or row_before != before or at[-3:] != "+00":
                return number - first
            parts = f".{at[20:-3]:0<6}" if at[19] == "." else ""
            mine = keyed()
            mine.update(
                before
                + f'["{one}","{chain}",{seq},"{at[:10]}T{at[11:19]}{parts}+00:00","{staff or ""}",{written(username)},'
                f"{written(role)},{written(event)},{written(about)},{written(why)}]".encode()
            )
            if mine.digest() != seal:
                return number - first
            before, expected = seal, expected + 1
        return len(rows) - first


def _moment(at: str) -> str:
    """A time as seals tell it, from the database's text in UTC; one that no act can have had stays what it is."""
    found = _TIME.fullmatch(at)
    if found is None:
        return at
    parts = f".{found[3]:0<6}" if found[3] else ""
    return f"{found[1]}T{found[2]}{parts}+00:00"


class _Walk:
    """A walk along one chain: what stands before the next link, the place it should have, what was wrong so far."""

    def __init__(self, chain: UUID, end: bytes | None) -> None:
        self.chain, self.end, self.seals = chain, end, _Seals(chain)
        self.before, self.expected, self.count = START, 1, 0
        self.found: list[Break] = []

    def take(self, rows: Sequence[tuple[Any, ...]], after: Sequence[tuple[Any, ...]]) -> None:
        """Go along `rows`; `after` are the rows that follow them, none at the end."""
        place, self.count = 0, self.count + len(rows)
        while place < len(rows):
            held = self.seals.whole(rows, place, self.before, self.expected)
            place += held
            if held:
                self.before, self.expected = rows[place - 1][-1], self.expected + held
            if place < len(rows):
                following = rows[place + 1 : place + 2] or after[:1]
                self._settle(_Link(*rows[place]), following[0][-2] if following else None)
                place += 1

    def _settle(self, link: _Link, next_before: bytes | None) -> None:
        """Say what is wrong with a link that does not follow the one before it, and go on behind it."""
        if link.seq > self.expected:
            self.found.append(Break(self.chain, self.expected, None, "removed"))
            self.before = link.before
        if next_before is None:
            next_before = link.seal if self.end is None else self.end
        holds = self.seals.holds(link)
        if holds and link.before == self.before:
            self.before = link.seal
        else:
            wrong = self._wrong(link, holds, next_before)
            self.found.append(Break(self.chain, link.seq, UUID(link.id), wrong))
            self.before = next_before
        self.expected = link.seq + 1

    def _wrong(self, link: _Link, holds: bool, next_before: bytes) -> str:
        """What is wrong with a link that does not hold: an inserted one is passed over by the link after it."""
        if holds or self.seals.moved(link):
            return "reordered"
        return "inserted" if next_before == self.before else "changed"


def verified(chain: UUID, *, using: str = "owner") -> Verified:
    """Walk one chain from its first link to its end; `using` names a connection that may read it all."""
    with _one_moment(using):
        head = AuditHead.objects.using(using).filter(chain=chain).first()
        walk = _Walk(chain, bytes(head.seal) if head else None)
        for rows, after in pairwise(joined(_links(chain, using), [()])):
            walk.take(rows, after)
    inserted = sum(each.what == "inserted" for each in walk.found)
    breaks = (*walk.found, *_end(chain, head, walk.before, walk.expected - inserted))
    return Verified(chain, walk.count, walk.expected - 1, walk.before, breaks)


@contextmanager
def _one_moment(using: str) -> Iterator[None]:
    """All of a chain as it stands at one moment while people go on working; times told as `_moment` reads them."""
    connection = connections[using]
    within = connection.in_atomic_block
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if not within:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'")
        yield


def _links(chain: UUID, using: str) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a chain in their order, many at a time, in the columns of `_Link`."""
    connection = connections[using]
    with connection.wrap_database_errors, psycopg.ServerCursor(connection.connection, "links") as cursor:
        cursor.execute(_LINKS, [chain], binary=True)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows


def _end(chain: UUID, head: AuditHead | None, before: bytes, expected: int) -> Iterator[Break]:
    last = expected - 1
    if head is None:
        yield Break(chain, last, None, "head")
    elif not hmac.compare_digest(mark_of(chain, head.seq, bytes(head.seal)), bytes(head.mark)):
        yield Break(chain, head.seq, None, "head")
    elif head.seq > last:
        yield Break(chain, expected, None, "cut")
    elif head.seq < last or bytes(head.seal) != before:
        yield Break(chain, head.seq, None, "head")


def chains(*, using: str = "owner") -> list[UUID]:
    """Every chain that has a head or a link, so that a removed head hides nothing."""
    heads = AuditHead.objects.using(using).values_list("chain", flat=True)
    linked = AuditEvent.objects.using(using).order_by("chain").values_list("chain", flat=True).distinct()
    return sorted({*heads, *linked})


def kept(chain: UUID, seq: int, seal: bytes, *, using: str = "owner") -> bool:
    """Whether a chain still has the link that was noted outside the database: position and seal."""
    if seq == 0:
        return True
    return AuditEvent.objects.using(using).filter(chain=chain, seq=seq, seal=seal).exists()

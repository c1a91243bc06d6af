"""Walks the chains of the log and names every link that was changed, removed, reordered, inserted or cut off."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain as one_after_another
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from omuz.foundation.audit.chain import START, TOLD, mark_of, seal_of
from omuz.foundation.audit.models import AuditEvent, AuditHead

_NEAR = 200
"""How far from its place a moved row is looked for."""


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
    told: tuple[Any, ...]
    before: bytes
    seal: bytes

    @property
    def row(self) -> UUID:
        found: UUID = self.told[0]
        return found

    @property
    def seq(self) -> int:
        return int(self.told[2])

    @property
    def holds(self) -> bool:
        return hmac.compare_digest(seal_of(self.before, self.told), self.seal)

    @property
    def moved(self) -> bool:
        """Whether the row is genuine, but for the place it says it stands at."""
        places = (seq for seq in range(max(1, self.seq - _NEAR), self.seq + _NEAR + 1) if seq != self.seq)
        return any(seal_of(self.before, (*self.told[:2], seq, *self.told[3:])) == self.seal for seq in places)


def verified(chain: UUID, *, using: str = "owner") -> Verified:
    """Walk one chain from its first link to its end; `using` names a connection that may read it all."""
    found: list[Break] = []
    before, expected, count = START, 1, 0
    head = AuditHead.objects.using(using).filter(chain=chain).first()
    for link, following in pairwise(one_after_another(_links(chain, using), [None])):
        assert link is not None  # noqa: S101  # only the last of the pairs is None
        count += 1
        if link.seq > expected:
            found.append(Break(chain, expected, None, "removed"))
            before = link.before
        next_before = following.before if following else bytes(head.seal) if head else link.seal
        if link.holds and link.before == before:
            before = link.seal
        else:
            found.append(Break(chain, link.seq, link.row, _wrong(link, before, next_before)))
            before = next_before
        expected = link.seq + 1
    inserted = sum(each.what == "inserted" for each in found)
    found += _end(chain, head, before, expected - inserted)
    return Verified(chain, count, expected - 1, before, tuple(found))


def _links(chain: UUID, using: str) -> Iterator[_Link | None]:
    rows = AuditEvent.objects.using(using).filter(chain=chain).order_by("seq", "at")
    for row in rows.values_list(*TOLD, "before", "seal").iterator(chunk_size=5000):
        yield _Link(tuple(row[:-2]), bytes(row[-2]), bytes(row[-1]))


def _wrong(link: _Link, before: bytes, next_before: bytes) -> str:
    """What is wrong with a link that does not hold: an inserted one is passed over by the link after it."""
    if link.holds or link.moved:
        return "reordered"
    return "inserted" if next_before == before else "changed"


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

"""Appends events to the chain of a centre, each sealed over the one before it."""

import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.guard import NestedRecord, Record, current
from omuz.foundation.audit.models import AuditEvent, AuditHead
from omuz.foundation.tenancy.context import append_to

INSTALLATION = UUID(int=0)
"""The chain of acts that belong to no centre."""

NOBODY = UUID(int=1)
"""The chain of acts nobody did by name: in another one the acts before and after would tell when."""

START = bytes(32)
"""What stands before the first link."""

TOLD = ("id", "chain", "seq", "at", "staff_id", "username", "role", "event", "about", "why")
"""Columns a seal covers, in this order for ever."""


_EVENT = (*TOLD, "before", "seal")
_LINK = (
    "WITH moved AS (UPDATE audit_audithead SET seq = %s, seal = %s, mark = %s, acts = %s WHERE chain = %s)"  # noqa: S608  # column names of our own
    f" INSERT INTO audit_auditevent ({', '.join(_EVENT)}) VALUES ({', '.join(['%s'] * len(_EVENT))})"
)
"""Appends an event and moves the end of its chain."""

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal_of(before: bytes, told: Sequence[Any]) -> bytes:
    """The seal of one link: keyed over the link before it and everything the row tells, in the order of `TOLD`."""
    return hmac.digest(settings.OMUZ_AUDIT_KEY, before + _written([_plain(each) for each in told]).encode(), "sha256")


def mark_of(chain: UUID, seq: int, seal: bytes) -> bytes:
    """Proves that the program itself said where a chain ends; whoever shortens a chain cannot write it."""
    return hmac.digest(settings.OMUZ_AUDIT_KEY, b"head" + chain.bytes + seq.to_bytes(8, "big") + seal, "sha256")


def _plain(each: Any) -> Any:
    if isinstance(each, str | int):
        return each
    return each.isoformat() if isinstance(each, datetime) else str(each or "")


def acts_in(chain: UUID) -> int:
    """How many acts changed something in this chain so far; 0 where the chain is not open to this transaction."""
    return AuditHead.objects.filter(chain=chain).values_list("acts", flat=True).first() or 0


def _append(record: Record, *, changed: bool = True) -> None:
    chain = record.centre or INSTALLATION
    append_to(chain)
    head = _head(chain)
    before, seq = bytes(head.seal), head.seq + 1
    event = AuditEvent(
        chain=chain,
        seq=seq,
        at=_utc(record.at or timezone.now()),
        staff_id=record.by.staff_id,
        username=record.by.username,
        role=record.by.role_in(record.centre),
        event=record.event,
        about=record.about[:120],
        why=record.why[:200],
        before=before,
    )
    event.seal = seal_of(before, [getattr(event, name) for name in TOLD])
    told = [getattr(event, name) for name in _EVENT]
    with connection.cursor() as cursor:
        # One statement, because everybody else of the centre waits until the new end is written.
        cursor.execute(_LINK, [seq, event.seal, mark_of(chain, seq, event.seal), head.acts + changed, chain, *told])


def _head(chain: UUID) -> AuditHead:
    """The end of a chain, held until this transaction ends, so that two acts never share a place."""
    head = AuditHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        AuditHead.objects.bulk_create([AuditHead(chain=chain, seal=START, mark=b"")], ignore_conflicts=True)
        head = AuditHead.objects.select_for_update().get(chain=chain)
    return head


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_fixed_timezone(0))


@contextmanager
def recorded(
    *, by: Actor, event: str, centre: UUID | None = None, about: str = "", why: str = "", at: datetime | None = None
) -> Iterator[Record]:
    """Open a transaction for one act and close it with exactly one audit event.

    `event` is `noun.verb_past`, `about` is `kind:code` and never content. `at` stands instead of the moment where
    nobody may learn it, and is given for acts in the chain NOBODY only. Raises NestedRecord when an act is
    already being recorded. When the block raises, neither the act nor the event is kept.
    """
    if current.get() is not None:
        raise NestedRecord(f"{event} inside {current.get()}")
    record = Record(by=by, event=event, centre=centre, about=about, why=why, at=at)
    with transaction.atomic():
        token = current.set(record)
        try:
            yield record
        finally:
            current.reset(token)
        _append(record)


def looked(*, by: Actor, event: str, centre: UUID | None = None, about: str = "", why: str = "") -> None:
    """Write the one event of a read of a person-level page. Raises NestedRecord inside an act."""
    if current.get() is not None:
        raise NestedRecord(f"{event} inside {current.get()}")
    # No savepoint: nothing is written but this, and when it fails the page it stands for is not shown.
    with transaction.atomic(savepoint=False):
        _append(Record(by=by, event=event, centre=centre, about=about, why=why), changed=False)

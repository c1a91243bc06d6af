"""Bringing in the contacts a centre already has: all of a file or nothing, every row accounted for, never twice."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.contacts.actions.versions import new_code
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import EARLIEST_YEAR, NOBODY_SAID, Answers
from omuz.casework.contacts.rules.record import NOTE_MAX, State
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.mappings import Mapped, Problem, Refused
from omuz.foundation.people.access import Person
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedCentre, OpenedVault

BATCH = 1000
"""Rows written at once; memory does not grow with the file."""


class SomebodyElseImports(Exception):
    """The same rows were brought in at the same moment by another run; nothing of this one was kept."""


@dataclass
class Count:
    """How far a run has come: rows read, and what became of each; `read` is the sum of the other three."""

    read: int = 0
    added: int = 0
    known: int = 0
    refused: int = 0


@dataclass
class Listener:
    """Whoever follows a run: told after each batch, handed each refused row. Raising stops the run without a trace."""

    told: Callable[[Count], None] = field(default=lambda _count: None)
    refused: Callable[[Refused], None] = field(default=lambda _row: None)


def import_contacts(
    *,
    by: Person,
    vault: OpenedVault,
    centre_id: UUID,
    rows: Iterable[Mapped | Refused],
    source: str,
    listener: Listener | None = None,
    dry_run: bool = False,
) -> Count:
    """Record every row that has a day and knows its codes; rows of the centre must be open in the transaction.

    One transaction and one audit event for the whole run, none where `dry_run`. `source` is the code of the mapping.
    A row the centre already has is counted as known: identical rows of one file are each kept, the same file again
    adds nothing. Raises Refused and Http404 as `Person.require`, NotGranted, SomebodyElseImports.
    """
    by.require("contacts.import", centre_id)
    follower, count = listener or Listener(), Count()
    centre = vault.centre(centre_id)
    if dry_run:
        _run(by, centre, rows, count, follower, _note_only)
        return count
    try:
        with recorded(by=by, event="contacts.imported", centre=centre_id, why=source) as record:
            _run(by, centre, rows, count, follower, _write)
            record.about = f"rows:{count.added}"
    except IntegrityError as clash:
        raise SomebodyElseImports(
            _("Aynı satırlar bu sırada başka bir yerden içe aktarıldı; bundan hiçbir şey kalmadı. Yeniden deneyin.")
        ) from clash
    return count


@dataclass(frozen=True, slots=True)
class _Row:
    answers: Answers
    note: str
    mark: bytes


Writer = Callable[[Person, OpenedCentre, list[_Row]], None]


def _run(
    by: Person, centre: OpenedCentre, rows: Iterable[Mapped | Refused], count: Count, follower: Listener, write: Writer
) -> None:
    ready = _ready(centre, rows, count, follower)
    while batch := list(islice(ready, BATCH)):
        marks = [row.mark for row in batch]
        found = Contact.objects.filter(centre_id=centre.centre_id, import_mark__in=marks)
        known = {bytes(mark) for mark in found.values_list("import_mark", flat=True)}
        fresh = [row for row in batch if row.mark not in known]
        count.known += len(batch) - len(fresh)
        write(by, centre, fresh)
        count.added += len(fresh)
        follower.told(count)
    follower.told(count)


def _ready(centre: OpenedCentre, rows: Iterable[Mapped | Refused], count: Count, follower: Listener) -> Iterator[_Row]:
    """Rows fit to be written, each with its mark; the others go to the follower."""
    alike: Counter[bytes] = Counter()
    today = timezone.localdate()
    for row in rows:
        count.read += 1
        fit = row if isinstance(row, Refused) else _unfit(row, today) or row
        if isinstance(fit, Refused):
            count.refused += 1
            follower.refused(fit)
            continue
        same = centre.mark(_canonical(fit))
        alike[same] += 1
        yield _Row(_answers(fit), fit.note, centre.mark(same + alike[same].to_bytes(4, "big")))


def _unfit(row: Mapped, today: date) -> Refused | None:
    """Why a row in our codes can still not be a contact, or None."""
    day, problem = row.occurred_on, None
    if day is None:
        problem = Problem("", "", _("Gün yok."), _("Tarihi yazın; eşlemede tarih sütununu gösterin."))
    elif day > today:
        problem = Problem("", day.isoformat(), _("Bu gün henüz gelmedi."), _("Tarihi düzeltin."))
    elif day.year < EARLIEST_YEAR:
        problem = Problem("", day.isoformat(), _("Bu gün çok eski."), _("Yılı düzeltin."))
    elif len(row.note) > NOTE_MAX:
        problem = Problem("", f"{row.note[:40]}…", _("Not çok uzun."), _("Notu 2.000 harfin altına indirin."))
    return Refused(row.line, (problem,)) if problem else None


def _canonical(row: Mapped) -> bytes:
    """What makes a row this row, whatever file, order of columns or mapping it came through."""
    said = {
        name: sorted(value) if isinstance(value, tuple) else value
        for name, value in row.answers.items()
        if value not in ("not_asked", NOBODY_SAID)
    }
    told = [row.occurred_on.isoformat() if row.occurred_on else "", said, row.note]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _answers(row: Mapped) -> Answers:
    moment = datetime.combine(row.occurred_on or date.min, time(), tzinfo=timezone.get_default_timezone())
    coded: dict[str, Any] = dict(row.answers)
    return Answers(at=moment, timed=False, **coded)


def _note_only(_by: Person, _centre: OpenedCentre, _rows: list[_Row]) -> None:
    """A dry run writes nothing."""


_KEY_FIELDS = ("id", "centre_id", "generation", "wrapped")
_FIELDS = (
    "id", "centre_id", "code", "worker_id", "state", "revision", "changed_at", "changed_by", "import_mark", "data_key",
    "answers", "words", "identity",
)  # fmt: skip


def _write(by: Person, centre: OpenedCentre, rows: list[_Row]) -> None:
    now, table = timezone.now(), Contact._meta.db_table
    keys: list[tuple[Any, ...]] = []
    contacts: list[tuple[Any, ...]] = []
    for row, code in zip(rows, _codes(centre.centre_id, len(rows)), strict=True):
        key_id, wrapped, key = centre.new_wrapped_key()
        contact_id = uuid4()
        sealed = (
            key.seal(row.answers.to_payload(), table=table, record=contact_id, field="answers"),
            key.seal(row.note, table=table, record=contact_id, field="words"),
            key.seal({}, table=table, record=contact_id, field="identity"),
        )
        keys.append((key_id, centre.centre_id, centre.generation, wrapped))
        plain = (contact_id, centre.centre_id, code, by.staff_id, State.RECORDED.value, 1, now, by.staff_id)
        contacts.append((*plain, row.mark, key_id, *sealed))
    DataKey.objects.insert_many(_KEY_FIELDS, keys)
    Contact.objects.insert_many(_FIELDS, contacts)


def _codes(centre_id: UUID, number: int) -> list[str]:
    """That many codes no contact of the centre has."""
    free: set[str] = set()
    while len(free) < number:
        free |= {new_code() for _each in range(number - len(free))}
        taken = Contact.objects.filter(centre_id=centre_id, code__in=free)
        free -= set(taken.values_list("code", flat=True))
    return list(free)

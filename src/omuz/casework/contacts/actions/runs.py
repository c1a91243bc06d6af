"""An import followed from a page: read and weighed first, written when she says so, stopped when she says so.

The file stays in the memory of this process; what the page must see of it travels sealed through the shared cache,
so that any process can answer. Nothing is written before the order, and a cancelled run leaves nothing.
"""

import io
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections
from django.utils import translation
from django.utils.translation import gettext as _

from omuz.casework.contacts.actions.imports import Count, Listener, SomebodyElseImports, import_contacts
from omuz.foundation.catalogue.errors import CatalogueError, UnreadableFile
from omuz.foundation.catalogue.mappings import Mapped, Mapping, Problem, Refused
from omuz.foundation.people.access import Person, acting
from omuz.foundation.vault.opened import OpenedVault

PREVIEW = 20
"""Rows shown before anything is written."""
MOST_REFUSED = 20_000
"""With more refused rows than this the mapping does not fit the file, and the run ends before it writes."""
WAITS_SECONDS = 600
_KEPT_SECONDS = 3600
_STEP_SECONDS = 0.4
_TABLE = "contacts_run"


class Stage(StrEnum):
    """Where a run stands."""

    READING = "reading"
    WAITING = "waiting"
    WRITING = "writing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


OVER = frozenset({Stage.DONE, Stage.CANCELLED, Stage.FAILED})


class Cancelled(Exception):
    """She stopped the run, or did not answer in time."""


class TooManyRefused(Exception):
    """Nearly nothing of the file can be taken."""


@dataclass
class Run:
    """One import under way in this process."""

    person: Person
    vault: OpenedVault
    centre_id: UUID
    content: bytes
    mapping: str
    language: str
    id: UUID = field(default_factory=uuid4)
    stage: Stage = Stage.READING
    count: Count = field(default_factory=Count)
    total: int = 0
    sealed: dict[str, Any] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def publish(self) -> None:
        """Lay what the page may see into the shared cache."""
        told = {
            "staff": self.person.staff_id.hex,
            "centre": self.centre_id.hex,
            "stage": self.stage.value,
            "count": asdict(self.count),
            "total": self.total,
            "sealed": self.sealed,
        }
        cache.set(_state_key(self.id), told, _KEPT_SECONDS)

    def seal(self, payload: dict[str, Any]) -> None:
        """Seal what comes from the file, so that the cache holds no answer in the open."""
        key_id, wrapped, key = self.vault.centre(self.centre_id).new_wrapped_key()
        blob = key.seal(payload, table=_TABLE, record=self.id, field="rows")
        self.sealed = {"key": key_id.hex, "wrapped": wrapped, "blob": blob}


def _state_key(run_id: UUID) -> str:
    return f"contacts-run-{run_id.hex}"


def _order_key(run_id: UUID) -> str:
    return f"contacts-run-order-{run_id.hex}"


_under_way: dict[UUID, tuple[Run, threading.Thread]] = {}
_guard = threading.Lock()


def begin_run(*, person: Person, vault: OpenedVault, centre_id: UUID, content: bytes, mapping: str) -> UUID:
    """Start reading a file in the background; a file of hers that still waits for her word is let go.

    Raises Refused or Http404 as `Person.require`.
    """
    person.require("contacts.import", centre_id)
    run = Run(person, vault, centre_id, content, mapping, translation.get_language() or "tr")
    run.publish()
    thread = threading.Thread(target=_work, args=(run,), name="omuz-import", daemon=True)
    with _guard:
        for other, _thread in _under_way.values():
            if other.person.staff_id == person.staff_id and other.stage is Stage.WAITING:
                other.stop.set()
        _under_way[run.id] = (run, thread)
    thread.start()
    return run.id


def end_runs(seconds: float = 10) -> None:
    """Stop every run of this process and wait until each has let go; nothing unfinished is kept."""
    with _guard:
        runs = list(_under_way.values())
    for run, _thread in runs:
        run.stop.set()
    for _run, thread in runs:
        thread.join(seconds)


def order(*, person: Person, run_id: UUID, what: str) -> None:
    """Tell a run of hers to `go` on with writing or to `cancel`; silently nothing for anything else."""
    if what in {"go", "cancel"} and state_of(person, run_id) is not None:
        cache.set(_order_key(run_id), what, _KEPT_SECONDS)


def state_of(person: Person, run_id: UUID) -> dict[str, Any] | None:
    """Where a run of hers stands; None when there is none of that id, or when it is somebody else's."""
    told: dict[str, Any] | None = cache.get(_state_key(run_id))
    if told is None or told["staff"] != person.staff_id.hex:
        return None
    if told["stage"] == Stage.WAITING and (said := cache.get(_order_key(run_id))):
        # The run itself hears the order a moment later.
        told |= (
            {"stage": Stage.WRITING.value, "count": asdict(Count())}
            if said == "go"
            else {"stage": Stage.CANCELLED.value}
        )
    return told


def opened_rows(state: dict[str, Any], *, vault: OpenedVault, run_id: UUID) -> dict[str, Any]:
    """The preview, the refused rows and the last sentence of a run; empty while there are none."""
    sealed = state["sealed"]
    if not sealed:
        return {"preview": [], "refused": [], "sentence": ""}
    key = vault.centre(UUID(state["centre"])).data_key(UUID(sealed["key"]), sealed["wrapped"])
    opened: dict[str, Any] = key.open(sealed["blob"], table=_TABLE, record=run_id, field="rows")
    return opened


def refused_rows(opened: dict[str, Any]) -> list[Refused]:
    """The refused rows as they came."""
    return [Refused(line, tuple(Problem(*each) for each in problems)) for line, problems in opened["refused"]]


def _work(run: Run) -> None:
    """The life of one run; ends its own database connection."""
    follower = threading.Thread(target=_follow, args=(run,), name="omuz-import-follower", daemon=True)
    try:
        with translation.override(run.language):
            follower.start()
            _weigh(run)
            _wait(run)
            _write(run)
    except Cancelled:
        run.stage = Stage.CANCELLED
    except (CatalogueError, UnreadableFile, SomebodyElseImports, TooManyRefused, PermissionDenied) as fault:
        _failed(run, str(fault))
    except Exception:  # noqa: BLE001  # the last door of a thread: whatever it was, nothing was kept and she is told
        _failed(run, "")
    finally:
        run.content = b""
        follower.join()
        connections.close_all()
        with _guard:
            _under_way.pop(run.id, None)


def _failed(run: Run, sentence: str) -> None:
    """End a run; the sentence is sealed too, for it may name what stands in the file."""
    try:
        run.seal({"preview": [], "refused": [], "sentence": sentence})
    except PermissionDenied:
        run.sealed = {}
    run.stage = Stage.FAILED


def _follow(run: Run) -> None:
    """Publish where the run stands and listen for her order, on a connection outside the run's transaction."""
    try:
        while True:
            over = run.stage in OVER
            _tell(run)
            if over:
                return
            time.sleep(_STEP_SECONDS)
    finally:
        connections.close_all()


def _tell(run: Run) -> None:
    """One round: hear whether to stop, say how far it is; a database that is away for a moment stops nothing."""
    try:
        if run.stage in {Stage.READING, Stage.WRITING} and cache.get(_order_key(run.id)) == "cancel":
            run.stop.set()
        run.publish()
    except DatabaseError:
        connections.close_all()


def _weigh(run: Run) -> None:
    """A dry run over the whole file; what she is to see of it is sealed for her."""
    preview: list[Mapped] = []
    refused: list[Refused] = []

    def keep(row: Refused) -> None:
        refused.append(row)
        if len(refused) > MOST_REFUSED:
            raise TooManyRefused(
                _("20.000’den çok satır alınamıyor: bu eşleme bu dosyaya uymuyor. Hiçbir şey eklenmedi.")
            )

    _import(run, Listener(told=lambda count: _step(run, count), refused=keep), preview=preview, dry_run=True)
    run.total = run.count.read
    run.seal(
        {
            "preview": [[row.line, str(row.occurred_on), dict(row.answers), row.note] for row in preview],
            "refused": [
                [row.line, [[each.column, each.value, each.what, each.todo] for each in row.problems]]
                for row in refused
            ],
            "sentence": "",
        }
    )


def _wait(run: Run) -> None:
    run.stage = Stage.WAITING
    until = time.monotonic() + WAITS_SECONDS
    while time.monotonic() < until and not run.stop.is_set():
        told = cache.get(_order_key(run.id))
        if told == "go":
            return
        if told == "cancel":
            break
        time.sleep(_STEP_SECONDS)
    raise Cancelled


def _write(run: Run) -> None:
    run.stage, run.count = Stage.WRITING, Count()
    _import(run, Listener(told=lambda count: _step(run, count)), preview=[], dry_run=False)
    run.stage = Stage.DONE


def _step(run: Run, count: Count) -> None:
    run.count = count
    if run.stop.is_set():
        raise Cancelled


def _import(run: Run, listener: Listener, *, preview: list[Mapped], dry_run: bool) -> None:
    mapping = Mapping.named(run.mapping)
    with acting(run.person):
        run.count = import_contacts(
            by=run.person,
            vault=run.vault,
            centre_id=run.centre_id,
            rows=_watched(iter(mapping.read(io.BytesIO(run.content))), preview),
            source=mapping.code,
            listener=listener,
            dry_run=dry_run,
        )


def _watched(rows: Iterator[Mapped | Refused], preview: list[Mapped]) -> Iterator[Mapped | Refused]:
    """All rows, the first of them remembered for the preview."""
    first = list(islice(rows, PREVIEW))
    preview += [row for row in first if isinstance(row, Mapped)]
    yield from first
    yield from rows

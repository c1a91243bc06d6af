"""Renewal: a centre's key gets a new generation while people work, and the old one goes when nothing needs it.

Three steps (decision 0033). `begin` makes the new generation and wraps it for everybody who holds the old one. `go_on`
wraps data keys anew, some thousand at a time, once everybody who began before has ended. When none is left of the old
generation, it is destroyed. Every step ends in the database: whoever is killed in between leaves a renewal that any
holder takes up again. Rows of the centre must be open in the transaction.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.tenancy.bulk import rewrite_batches
from omuz.foundation.tenancy.neighbours import at_work_since_before
from omuz.foundation.vault import crypto
from omuz.foundation.vault.actions import centre_key_row, letterbox_row
from omuz.foundation.vault.keys import VaultRefused, grants_for
from omuz.foundation.vault.models import HERS, CentreKey, CentreKeyGrant, CentreLetterbox, DataKey, HolderKind, StaffKey
from omuz.foundation.vault.opened import CentreSecrets, OpenedCentre, OpenedVault
from omuz.foundation.vault.sheet import RecoverySheet

AT_ONCE = 5_000
"""Data keys wrapped anew in one statement."""
ONE_PRESS = 25_000
"""Data keys wrapped anew in one step of the page: about a second."""
RENEW_EVERY = timedelta(days=365)
"""The age at which a centre's key is worth renewing, even when nobody has left."""
TRY_SHEET_EVERY = timedelta(days=183)
"""How often somebody types the printed sheet in to see that it still opens."""
_PATIENCE = 2.0
"""Seconds one step waits for requests that began before the new key was there."""
_BROKEN_AT_MOST = 1_000
_UNDER_WAY = 2
"""Generations of a key that are there while it is renewed, at the least."""
_TABLE = DataKey._meta.db_table
_COLUMNS = (("id", "uuid"), ("generation", "smallint"), ("wrapped", "bytea"))


@dataclass(frozen=True)
class Progress:
    """How far the renewal of a centre's key has come."""

    generation: int
    """The newest generation; 0 where the centre has no key."""
    going_on: bool
    """Whether an older generation is still there."""
    left: int
    """Data keys still wrapped under an older generation."""
    total: int
    waiting: bool = False
    """Nothing was done: somebody who began before the new key was made is still at work."""
    broken: int = 0
    """Data keys that did not open under any generation; they keep the old one from going."""

    @property
    def percent(self) -> int:
        """Whole percent of data keys that are wrapped under the newest generation."""
        return 100 if not self.total else 100 * (self.total - self.left) // self.total


def progress_of(centre_id: UUID, *, waiting: bool = False, broken: int = 0) -> Progress:
    """What the rows of the centre tell; needs no key."""
    generations = _generations(centre_id)
    newest = generations[-1] if generations else 0
    told = DataKey.objects.filter(centre_id=centre_id).aggregate(
        left=Count("id", filter=Q(generation__lt=newest)), total=Count("id")
    )
    left, total = told["left"], told["total"]
    return Progress(newest, len(generations) >= _UNDER_WAY, left, total, waiting, broken)


def _generations(centre_id: UUID) -> list[int]:
    """The generations of a centre's key that are there, oldest first; more than one while a renewal goes on."""
    return sorted(CentreKey.objects.filter(centre_id=centre_id).values_list("generation", flat=True))


def begin(*, by: Actor, vault: OpenedVault, centre_id: UUID, new_sheet: bool = False) -> RecoverySheet | None:
    """Make the next generation of a centre's key, wrapped for every holder of the present one.

    The printed sheet goes on opening, unless `new_sheet` makes another one, which is returned and stored nowhere;
    the sheet before opens nothing from then on. Raises NotGranted when `vault` lacks the key, VaultRefused when a
    renewal is under way or the vault is behind.
    """
    held = vault.centre(centre_id)
    with recorded(by=by, event="vault.rotated", centre=centre_id, about=f"centre:{centre_id}"):
        _demand_nothing_under_way(centre_id, held.generation)
        secrets = _next(held)
        generation = max(secrets.keys)
        centre_key_row(secrets).save(force_insert=True)
        box = letterbox_row(secrets)
        CentreLetterbox.objects.filter(centre=centre_id).update(public=box.public)
        sheet = _replaced_sheet(secrets, by) if new_sheet else None
        holders = _given_on(secrets, generation)
        StaffKey.objects.filter(staff_id__in=holders).update(renewals=F("renewals") + 1)
    return sheet


def _demand_nothing_under_way(centre_id: UUID, generation: int) -> None:
    rows = CentreKey.objects.select_for_update().filter(centre_id=centre_id)
    if sorted(row.generation for row in rows) != [generation]:
        raise VaultRefused(_("Bu merkezin anahtarı zaten yenileniyor; yenisine başlanmadı. Sürmekte olanı bitirin."))


def _next(held: OpenedCentre) -> CentreSecrets:
    """What the holders will hold: the signing key and the mark secret stay, the letterbox before is kept to read."""
    old = held.secrets
    keys = {**old.keys, held.generation + 1: crypto.new_key()}
    before = tuple(pair.private for pair in held.letterboxes())
    return replace(old, keys=keys, letterboxes=before)


def _replaced_sheet(secrets: CentreSecrets, by: Actor) -> RecoverySheet:
    """A fresh sheet in the place of every one there was; it opens the old generation too, while that is there."""
    sheet = RecoverySheet(crypto.new_pair().private)
    rows = CentreKeyGrant.objects.filter(centre_id=secrets.centre_id, holder_kind=HolderKind.RECOVERY)
    rows.delete()
    CentreKeyGrant.objects.bulk_create(
        grants_for(
            secrets,
            kind=HolderKind.RECOVERY,
            holder_id=crypto.new_holder_id(),
            public=sheet.pair.public,
            granted_by=by.staff_id,
        )
    )
    return sheet


def _given_on(secrets: CentreSecrets, generation: int) -> set[UUID]:
    """Wrap one generation for whoever holds an older one and not yet this; returns the staff among them.

    A grant to a key pair that was replaced since is left behind: it opens nothing any more. Since when somebody holds
    the key, and by whom, stays as it was.
    """
    rows = CentreKeyGrant.objects.filter(centre_id=secrets.centre_id).order_by("-generation")
    there = {(each.holder_kind, each.holder_id) for each in rows if each.generation == generation}
    staff = {each.staff_id: each for each in StaffKey.objects.filter(staff_id__in=[each.holder_id for each in rows])}
    wanted: dict[tuple[str, UUID], tuple[bytes, CentreKeyGrant]] = {}
    for each in rows:
        if each.holder_kind == HolderKind.RECOVERY:
            wanted.setdefault((each.holder_kind, each.holder_id), (bytes(each.public), each))
        elif each.holder_kind == HolderKind.STAFF and each.holder_id in staff:
            own = staff[each.holder_id]
            if bytes(own.public) == bytes(each.public):
                wanted.setdefault((HolderKind.STAFF, own.staff_id), (bytes(own.public), each))
                if own.session_public:
                    wanted.setdefault((HolderKind.SESSION, own.staff_id), (bytes(own.session_public), each))
    fresh: list[CentreKeyGrant] = []
    for (kind, holder_id), (public, before) in wanted.items():
        if (kind, holder_id) in there:
            continue
        told: dict[str, Any] = {"kind": kind, "holder_id": holder_id, "public": public}
        for row in grants_for(secrets, granted_by=before.granted_by, only=generation, **told):
            row.granted_at = before.granted_at
            fresh.append(row)
    CentreKeyGrant.objects.bulk_create(fresh)
    return {each.holder_id for each in fresh if each.holder_kind in HERS}


def go_on(*, by: Actor, vault: OpenedVault, centre_id: UUID, most: int) -> Progress:
    """Wrap at most `most` data keys anew, and destroy the old generation when none is left; returns how far it came.

    Raises NotGranted when `vault` lacks the key. Does nothing where no renewal is under way.
    """
    held, generations = vault.centre(centre_id), _generations(centre_id)
    if len(generations) < _UNDER_WAY or held.generation != generations[-1]:
        return progress_of(centre_id)
    if not _everybody_before_has_ended(centre_id, held.generation):
        return progress_of(centre_id, waiting=True)
    done, broken = 0, set[UUID]()
    while done < most and len(broken) < _BROKEN_AT_MOST:
        taken = _wrap_some(held, most - done, broken)
        done += taken
        if not taken:
            break
    now = progress_of(centre_id, broken=len(broken))
    if now.left:
        return now
    return _destroyed_before(by, held) or progress_of(centre_id)


def _everybody_before_has_ended(centre_id: UUID, generation: int) -> bool:
    """Whether every transaction is over that may have looked at keys before the new generation was there to be seen."""
    # The moment is noted by the first who sees the generation, by the database's own clock. It is a note of the work
    # and no act, so it does not ask for an event.
    row: QuerySet[CentreKey] = QuerySet(CentreKey).filter(centre_id=centre_id, generation=generation)
    row.filter(waited_from=None).update(waited_from=Now())
    moment, until = row.values_list("waited_from", flat=True).get(), time.monotonic() + _PATIENCE
    while moment is not None and at_work_since_before(moment):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _wrap_some(held: OpenedCentre, most: int, broken: set[UUID]) -> int:
    """Wrap up to `most` data keys anew; adds those that do not open to `broken`. Returns how many it looked at.

    Not an act of its own and no content: the event was written when the renewal began.
    """
    with transaction.atomic():
        older = DataKey.objects.filter(centre_id=held.centre_id, generation__lt=held.generation)
        # A data key that somebody holds at this moment is left for the next round. They are looked for once a step:
        # each search passes over all that was done before.
        free = older.exclude(id__in=broken).select_for_update(skip_locked=True, no_key=True)
        rows = list(free.values_list("id", "wrapped")[:most])
        rewrite_batches(_TABLE, _COLUMNS, _wrapped_anew(held, rows, broken))
    return len(rows)


def _wrapped_anew(
    held: OpenedCentre, rows: Sequence[tuple[UUID, bytes]], broken: set[UUID]
) -> Iterator[list[tuple[UUID, int, bytes]]]:
    """Some thousand rows at a time as they are written back; those that do not open are added to `broken`."""
    again = held.rewrapped(rows)
    while some := list(islice(again, AT_ONCE)):
        yield [(each, held.generation, wrapped) for each, wrapped in some if wrapped is not None]
        broken.update(each for each, wrapped in some if wrapped is None)


def _destroyed_before(by: Actor, held: OpenedCentre) -> Progress | None:
    """Destroy every generation but the newest; None when it is done, else how far it is from that.

    The database refuses while a data key names an older one, also one that somebody is writing at this moment.
    """
    centre_id, newest = held.centre_id, held.generation
    try:
        with recorded(by=by, event="vault.old_key_destroyed", centre=centre_id, about=f"centre:{centre_id}"):
            late = _given_on(held.secrets, newest)
            StaffKey.objects.filter(staff_id__in=late).update(renewals=F("renewals") + 1)
            CentreKeyGrant.objects.filter(centre_id=centre_id, generation__lt=newest).delete()
            CentreKey.objects.filter(centre_id=centre_id, generation__lt=newest).delete()
    except IntegrityError:
        return progress_of(centre_id)
    return None

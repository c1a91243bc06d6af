"""Opens and wraps the stored keys: the step between a row and an opened vault; writes nothing."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.vault import crypto
from omuz.foundation.vault.crypto import Cost, Pair, SealBroken
from omuz.foundation.vault.models import CentreKey, CentreKeyGrant, HolderKind, StaffKey
from omuz.foundation.vault.opened import CentreSecrets, OpenedVault, VaultClosed, session_pair_of


class VaultRefused(PermissionDenied):
    """A key was not made, handed on or recovered; the message says why, fit for the reader."""


class PasswordDoesNotOpen(VaultClosed):
    """This password does not open the private half of her key, or the stored halves do not belong together."""

    def __init__(self, *, why: str) -> None:
        super().__init__(_("Bu parola kayıtların anahtarını açmadı; hiçbir şey okunmadı. Yeniden deneyin."), why=why)


def staff_key(staff_id: UUID) -> StaffKey:
    """Her key row; raises VaultRefused when she has none yet."""
    row = StaffKey.objects.filter(staff_id=staff_id).first()
    if row is None:
        raise VaultRefused(
            _("Bu kişinin henüz anahtarı yok: önce davetini açıp parolasını belirlemesi gerekir. Hiçbir şey değişmedi.")
        )
    found: StaffKey = row
    return found


def sealed_pair(staff_id: UUID, pair: Pair, password: str) -> StaffKey:
    """An unsaved row with the private half sealed under `password` at the cost of the settings."""
    cost, salt = Cost(**settings.OMUZ_KEY_COST), os.urandom(crypto.SALT_BYTES)
    key = crypto.stretched(password, salt, cost)
    return StaffKey(
        staff_id=staff_id,
        public=pair.public,
        private_sealed=crypto.seal_bytes(key, pair.private, crypto.bound_to("staff", staff_id)),
        salt=salt,
        time_cost=cost.time_cost,
        memory_cost=cost.memory_cost,
        parallelism=cost.parallelism,
        session_public=session_pair_of(_own_secret(staff_id, pair)).public,
    )


def _own_secret(staff_id: UUID, pair: Pair) -> bytes:
    return crypto.derive(pair.private, crypto.bound_to("own", staff_id))


def opened_pair(row: StaffKey, password: str) -> Pair:
    """Her pair; raises PasswordDoesNotOpen, also when the stored public half is not hers."""
    key = crypto.stretched(password, bytes(row.salt), row.cost)
    try:
        private = crypto.open_bytes(key, row.private_sealed, crypto.bound_to("staff", row.staff_id))
    except SealBroken as broken:
        raise PasswordDoesNotOpen(why="the password does not open the private half") from broken
    pair = crypto.pair_of(private)
    if pair.public != bytes(row.public):
        raise PasswordDoesNotOpen(why="the stored public half does not belong to the private half")
    return pair


def open_with_password(staff_id: UUID, password: str) -> OpenedVault:
    """Every centre's key that is granted to her and visible in this transaction.

    Raises PasswordDoesNotOpen; VaultRefused when she has no key pair. Without a grant the vault opens empty.
    Costs one Argon2id run.
    """
    row = staff_key(staff_id)
    pair = opened_pair(row, password)
    grants = CentreKeyGrant.objects.filter(holder_kind=HolderKind.STAFF, holder_id=staff_id, public=pair.public)
    found = secrets_by(pair, list(grants))
    own = _own_secret(staff_id, pair)
    return OpenedVault(staff_id, found.opened, epoch=row.epoch, renewals=row.renewals, damaged=found.damaged, own=own)


def caught_up(vault: OpenedVault, renewals: int) -> OpenedVault:
    """The vault of a session with the generations made since it was opened, as far as their rows are open here.

    Raises VaultClosed where a centre has a newer key that this session was not given: her password opens it.
    """
    pair = vault.session_pair
    grants = CentreKeyGrant.objects.filter(holder_kind=HolderKind.SESSION, holder_id=vault.staff_id, public=pair.public)
    found = secrets_by(pair, list(grants))
    keys = CentreKey.objects.filter(centre_id__in=list(vault.centres)).order_by()
    newest = dict(keys.values_list("centre_id").annotate(Max("generation")))
    seen = vault.centres <= set(newest)
    fresh = vault.with_renewed(found.opened, found.damaged, renewals if seen else vault.renewals)
    for centre_id, generation in newest.items():
        if fresh.newest(centre_id) < generation:
            raise VaultClosed(why="a key was renewed and this session was not given it")
    return fresh


@dataclass(frozen=True)
class Found:
    """What a key pair opened, and the centres whose rows were granted to it but do not open any more."""

    opened: tuple[CentreSecrets, ...]
    damaged: frozenset[UUID]


def secrets_by(pair: Pair, grants: Sequence[CentreKeyGrant]) -> Found:
    """Open each centre's secrets with `pair`; a centre whose rows were tampered with is named, not skipped."""
    by_centre: dict[UUID, list[CentreKeyGrant]] = defaultdict(list)
    for each in grants:
        by_centre[each.centre_id].append(each)
    rows = {(row.centre_id, row.generation): row for row in CentreKey.objects.filter(centre_id__in=list(by_centre))}
    opened, damaged = [], set()
    for centre_id, own in by_centre.items():
        try:
            opened.append(_secrets(pair, own, rows))
        except (SealBroken, KeyError):
            damaged.add(centre_id)
    return Found(tuple(opened), frozenset(damaged))


def _secrets(pair: Pair, grants: Iterable[CentreKeyGrant], rows: dict[tuple[UUID, int], CentreKey]) -> CentreSecrets:
    keys = {each.generation: crypto.unwrap(pair, each.wrapped, _grant_place(each)) for each in grants}
    centre_id = next(iter(grants)).centre_id
    newest = max(keys)
    row = rows[centre_id, newest]
    signing = crypto.open_bytes(keys[newest], row.signing_sealed, crypto.bound_to("signing", centre_id, newest))
    mark = crypto.open_bytes(keys[newest], row.mark_sealed, crypto.bound_to("mark", centre_id, newest))
    if crypto.verify_key_of(signing) != bytes(row.verify_public):
        raise SealBroken("the public signing key was exchanged")
    return CentreSecrets(centre_id, keys, signing, mark, _letterboxes(keys[newest], row))


def _letterboxes(key: bytes, row: CentreKey) -> tuple[bytes, ...]:
    """The private halves of earlier letterboxes; a key that was never renewed may have none stored."""
    if not row.letters_sealed:
        return ()
    told = crypto.open_bytes(key, row.letters_sealed, crypto.bound_to("letterboxes", row.centre_id, row.generation))
    return tuple(told[start : start + crypto.KEY_BYTES] for start in range(0, len(told), crypto.KEY_BYTES))


def grants_for(
    secrets: CentreSecrets, *, kind: str, holder_id: UUID, public: bytes, granted_by: UUID | None, only: int = 0
) -> list[CentreKeyGrant]:
    """Unsaved grants of every living generation of a centre's key to one holder, or of the generation `only`."""
    rows = []
    for generation, key in secrets.keys.items():
        if only not in (0, generation):
            continue
        row = CentreKeyGrant(
            centre_id=secrets.centre_id,
            generation=generation,
            holder_kind=kind,
            holder_id=holder_id,
            public=public,
            granted_by=granted_by,
            granted_at=timezone.now(),
        )
        row.wrapped = crypto.wrap_for(public, key, _grant_place(row))
        rows.append(row)
    return rows


def _grant_place(row: CentreKeyGrant) -> bytes:
    return crypto.bound_to("grant", row.centre_id, str(row.holder_kind), row.holder_id, row.generation)

"""What is done with keys: made, granted, withdrawn, recovered, moved to a new password; each one audit event.

Who may is asked by the page. Rows of the centre must be open in the transaction (`acting`, `page`, `see_as`).
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.vault import crypto, index
from omuz.foundation.vault.keys import (
    VaultRefused,
    grants_for,
    open_with_password,
    opened_pair,
    sealed_pair,
    secrets_by,
    staff_key,
)
from omuz.foundation.vault.models import HERS, CentreKey, CentreKeyGrant, CentreLetterbox, HolderKind, StaffKey
from omuz.foundation.vault.opened import CentreSecrets, OpenedCentre, OpenedVault
from omuz.foundation.vault.sheet import RecoverySheet

__all__ = [
    "change_password",
    "close_everywhere",
    "create_centre_key",
    "create_staff_key",
    "grant",
    "open_with_password",
    "recover",
    "replace_staff_key",
    "withdraw",
]


_UNDER_PASSWORD = "private_sealed salt time_cost memory_cost parallelism session_public".split()


def create_staff_key(*, by: Actor, staff_id: UUID, password: str) -> None:
    """Give a member of staff her key pair when she chooses her first password; raises VaultRefused if she has one."""
    if StaffKey.objects.filter(staff_id=staff_id).exists():
        raise VaultRefused(_("Bu hesabın anahtarı zaten var; hiçbir şey değiştirilmedi."))
    row = sealed_pair(staff_id, crypto.new_pair(), password)
    with recorded(by=by, event="vault.staff_key_made", about=f"staff:{staff_id}"):
        row.save(force_insert=True)


def replace_staff_key(*, by: Actor, staff_id: UUID, password: str) -> None:
    """After a forgotten password: a fresh pair, to which a second holder (or the recovery sheet) grants again.

    What the old pair opened is not handed over by this; every grant that is visible to the caller is removed.
    """
    row = sealed_pair(staff_id, crypto.new_pair(), password)
    with recorded(by=by, event="vault.staff_key_replaced", about=f"staff:{staff_id}"):
        old = StaffKey.objects.select_for_update().filter(staff_id=staff_id).first()
        row.epoch, row.renewals = (old.epoch + 1, old.renewals) if old else (0, 0)
        CentreKeyGrant.objects.filter(holder_kind__in=HERS, holder_id=staff_id).delete()
        row.save()
    index.evict_staff(staff_id)


def change_password(*, by: Actor, staff_id: UUID, old: str, new: str) -> None:
    """Seal her private half under the new password; raises keys.PasswordDoesNotOpen for a wrong old one.

    Open sessions stay open; the old password opens nothing from now on.
    """
    row = staff_key(staff_id)
    fresh = sealed_pair(staff_id, opened_pair(row, old), new)
    with recorded(by=by, event="vault.password_changed", about=f"staff:{staff_id}"):
        # Not the epoch: a grant withdrawn at this very moment must keep its effect.
        # Not how often a key was renewed either, for the same reason.
        fresh.save(update_fields=_UNDER_PASSWORD)


def create_centre_key(*, by: Actor, centre_id: UUID, holder_ids: Sequence[UUID]) -> RecoverySheet:
    """Make a centre's key, wrap it for its first holders, and return the recovery sheet, which is stored nowhere.

    Raises VaultRefused when the centre has a key, when nobody would hold it, or when a holder has no key pair.
    """
    if not holder_ids:
        raise VaultRefused(_("Merkezin anahtarını tutacak en az bir kişi gerekir; anahtar oluşturulmadı."))
    holders = [staff_key(staff_id) for staff_id in dict.fromkeys(holder_ids)]
    sheet = RecoverySheet(crypto.new_pair().private)
    secrets = CentreSecrets(centre_id, {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key())
    try:
        with recorded(by=by, event="vault.key_made", centre=centre_id, about=f"centre:{centre_id}"):
            centre_key_row(secrets).save(force_insert=True)
            letterbox_row(secrets).save(force_insert=True)
            for holder in holders:
                _keep_grants(secrets, HolderKind.STAFF, holder.staff_id, bytes(holder.public), by)
            _keep_grants(secrets, HolderKind.RECOVERY, crypto.new_holder_id(), sheet.pair.public, by)
    except IntegrityError as twice:
        raise VaultRefused(_("Bu merkezin anahtarı zaten var; hiçbir şey değiştirilmedi.")) from twice
    return sheet


def grant(*, by: Actor, vault: OpenedVault, centre_id: UUID, staff_id: UUID) -> None:
    """Hand the centre's key to a member of staff, again if her pair was replaced.

    Raises NotGranted when `vault` lacks the key itself, VaultRefused when she has no key pair yet.
    """
    secrets = vault.centre(centre_id).secrets
    public = bytes(staff_key(staff_id).public)
    with recorded(by=by, event="vault.granted", centre=centre_id, about=f"staff:{staff_id}"):
        _keep_grants(secrets, HolderKind.STAFF, staff_id, public, by)


def withdraw(*, by: Actor, centre_id: UUID, staff_id: UUID) -> None:
    """Take the centre's key back from a leaver; keys kept open in her sessions close with her next request."""
    with recorded(by=by, event="vault.withdrawn", centre=centre_id, about=f"staff:{staff_id}"):
        CentreKeyGrant.objects.filter(centre_id=centre_id, holder_kind__in=HERS, holder_id=staff_id).delete()
        StaffKey.objects.filter(staff_id=staff_id).update(epoch=F("epoch") + 1)
    index.evict_staff(staff_id)


def close_everywhere(*, by: Actor, staff_id: UUID) -> None:
    """Deactivation: whatever she has open closes with its next request, in every process, whoever acts."""
    with recorded(by=by, event="vault.closed_everywhere", about=f"staff:{staff_id}"):
        CentreKeyGrant.objects.filter(holder_kind__in=HERS, holder_id=staff_id).delete()
        StaffKey.objects.filter(staff_id=staff_id).update(epoch=F("epoch") + 1)
    index.evict_staff(staff_id)


def recover(*, by: Actor, centre_id: UUID, sheet: RecoverySheet, staff_id: UUID) -> None:
    """Hand the centre's key to a member of staff with the printed sheet, when no holder can.

    Raises VaultRefused with a sentence when the sheet is another centre's or an old one.
    """
    found = _by_sheet(centre_id, sheet)
    public = bytes(staff_key(staff_id).public)
    with recorded(by=by, event="vault.recovered", centre=centre_id, about=f"staff:{staff_id}"):
        _keep_grants(found, HolderKind.STAFF, staff_id, public, by)


def try_sheet(*, by: Actor, centre_id: UUID, sheet: RecoverySheet) -> None:
    """The drill: whether the printed sheet still opens the centre's key; hands it to nobody, and changes nothing.

    Raises VaultRefused with a sentence when it does not; the log keeps that too.
    """
    about = f"centre:{centre_id}"
    try:
        _by_sheet(centre_id, sheet)
    except VaultRefused:
        with recorded(by=by, event="recovery_sheet.did_not_open", centre=centre_id, about=about):
            pass
        raise
    with recorded(by=by, event="recovery_sheet.tried", centre=centre_id, about=about):
        pass


def _by_sheet(centre_id: UUID, sheet: RecoverySheet) -> CentreSecrets:
    pair = sheet.pair
    rows = CentreKeyGrant.objects.filter(centre_id=centre_id, holder_kind=HolderKind.RECOVERY, public=pair.public)
    found = secrets_by(pair, list(rows)).opened
    if not found:
        raise VaultRefused(
            _("Bu kurtarma kâğıdı bu merkezin güncel kâğıdı değil. Hiçbir şey değiştirilmedi; kâğıdın tarihine bakın.")
        )
    return found[0]


def centre_key_row(secrets: CentreSecrets) -> CentreKey:
    """The unsaved row of the newest generation: everything a holder holds, sealed under that generation's key."""
    generation = max(secrets.keys)
    key, centre_id = secrets.keys[generation], secrets.centre_id
    return CentreKey(
        centre_id=centre_id,
        generation=generation,
        verify_public=crypto.verify_key_of(secrets.signing_key),
        signing_sealed=crypto.seal_bytes(key, secrets.signing_key, crypto.bound_to("signing", centre_id, generation)),
        mark_sealed=crypto.seal_bytes(key, secrets.mark_secret, crypto.bound_to("mark", centre_id, generation)),
        letters_sealed=crypto.seal_bytes(
            key, b"".join(secrets.letterboxes), crypto.bound_to("letterboxes", centre_id, generation)
        ),
        made_at=timezone.now(),
    )


def letterbox_row(secrets: CentreSecrets) -> CentreLetterbox:
    """The unsaved row by which everybody may write to the centre."""
    return CentreLetterbox(
        centre=secrets.centre_id,
        public=OpenedCentre(secrets).letterbox.public,
        verify_public=crypto.verify_key_of(secrets.signing_key),
    )


def _keep_grants(secrets: CentreSecrets, kind: str, holder_id: UUID, public: bytes, by: Actor) -> None:
    CentreKeyGrant.objects.filter(centre_id=secrets.centre_id, holder_kind=kind, holder_id=holder_id).delete()
    CentreKeyGrant.objects.bulk_create(
        grants_for(secrets, kind=kind, holder_id=holder_id, public=public, granted_by=by.staff_id)
    )

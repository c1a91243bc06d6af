"""Who holds a centre's key, and with which public key its signature is checked; sees only rows already open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from omuz.foundation.vault.models import CentreKey, CentreKeyGrant, CentreLetterbox, HolderKind, StaffKey


@dataclass(frozen=True)
class Holder:
    """A member of staff who holds a centre's key; `current` is False when her pair was replaced since."""

    staff_id: UUID
    granted_by: UUID | None
    granted_at: datetime
    current: bool


def holders(centre_id: UUID) -> list[Holder]:
    """The staff who hold the key of one centre, by the day of the grant."""
    grants = CentreKeyGrant.objects.filter(centre_id=centre_id, holder_kind=HolderKind.STAFF).order_by(
        "granted_at", "holder_id", "-generation"
    )
    newest: dict[UUID, CentreKeyGrant] = {}
    for grant in grants:
        newest.setdefault(grant.holder_id, grant)
    publics = dict(StaffKey.objects.filter(staff_id__in=list(newest)).values_list("staff_id", "public"))
    return [
        Holder(
            staff_id=grant.holder_id,
            granted_by=grant.granted_by,
            granted_at=grant.granted_at,
            current=bytes(grant.public) == bytes(publics.get(grant.holder_id, b"")),
        )
        for grant in newest.values()
    ]


def has_centre_key(centre_id: UUID) -> bool:
    """Whether the centre's key was made; False as well when its rows are not open in this transaction."""
    return bool(CentreKey.objects.filter(centre_id=centre_id).exists())


def with_staff_key(staff_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these members of staff have a key pair to grant to."""
    return frozenset(StaffKey.objects.filter(staff_id__in=list(staff_ids)).values_list("staff_id", flat=True))


def verify_key(centre_id: UUID) -> bytes | None:
    """The newest public signing key (32 bytes) of a centre, or None when none is visible."""
    row = CentreKey.objects.filter(centre_id=centre_id).order_by("-generation").first()
    return bytes(row.verify_public) if row else None


def fingerprints(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The public key of each member of staff as digits two people can read to each other; absent without a key."""
    return {row.staff_id: row.fingerprint for row in StaffKey.objects.filter(staff_id__in=list(staff_ids))}


def letterbox_of(centre_id: UUID) -> CentreLetterbox | None:
    """Where to write to a centre of this installation; None while it has no key."""
    row: CentreLetterbox | None = CentreLetterbox.objects.filter(centre=centre_id).first()
    return row

"""Who holds a centre's key, and with which public key its signature is checked; sees only rows already open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from omuz.foundation.vault.models import CentreKey, CentreKeyGrant, CentreLetterbox, DataKey, HolderKind, StaffKey


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


@dataclass(frozen=True)
class Generation:
    """One generation of a centre's key: when it was made, and how many data keys are wrapped under it."""

    number: int
    made_at: datetime
    data_keys: int


def generations(centre_id: UUID) -> list[Generation]:
    """The generations of a centre's key that are there, newest first; more than one while it is being renewed."""
    rows = DataKey.objects.filter(centre_id=centre_id).order_by().values_list("generation").annotate(Count("id"))
    under = dict(rows)
    keys = CentreKey.objects.filter(centre_id=centre_id).order_by("-generation")
    return [Generation(key.generation, key.made_at, under.get(key.generation, 0)) for key in keys]


def sheet_since(centre_id: UUID) -> datetime | None:
    """Since when the printed sheet of today is the one that opens the centre's key; None where none is."""
    rows = CentreKeyGrant.objects.filter(centre_id=centre_id, holder_kind=HolderKind.RECOVERY)
    found: datetime | None = rows.order_by("-granted_at").values_list("granted_at", flat=True).first()
    return found


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

"""Keys, every one of them stored wrapped: of staff, of centres, of records."""

import uuid
from collections.abc import Collection
from enum import StrEnum

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.crypto import Cost, fingerprint


class StaffKey(RecordedModel):
    """The key pair of a member of staff.

    It belongs to no centre, so row-level security does not close it: a public half, and a private half sealed
    under her password. Whoever reads the row has to guess the password at the cost stored beside it, and then
    still needs a grant, which row-level security does close.
    """

    staff_id = models.UUIDField(primary_key=True)
    public = models.BinaryField(max_length=32)
    private_sealed = models.BinaryField(max_length=80)
    salt = models.BinaryField(max_length=16)
    time_cost = models.PositiveIntegerField()
    memory_cost = models.PositiveIntegerField()
    parallelism = models.PositiveIntegerField()
    # Raised when a grant is withdrawn: keys kept open in her sessions close at once.
    epoch = models.PositiveIntegerField(default=0)
    # The public half her open sessions know the private half of, so that a renewed key reaches her while she works.
    session_public = models.BinaryField(max_length=32, null=True)
    # How often a key she holds was renewed: her sessions look for the new one when this has moved.
    renewals = models.PositiveIntegerField(default=0, db_default=0)

    class Privacy:
        operational: Collection[str] = (
            "staff_id public private_sealed salt time_cost memory_cost parallelism epoch session_public renewals"
        ).split()

    @property
    def cost(self) -> Cost:
        return Cost(self.time_cost, self.memory_cost, self.parallelism)

    @property
    def fingerprint(self) -> str:
        return fingerprint(bytes(self.public))


class CentreKey(RecordedModel):
    """What is known of a centre's key without the key: generation, public signing key, and secrets sealed under it.

    More than one row a centre: its key is being renewed. A data key names its generation, and the database refuses
    to let a generation go while a data key needs it, and to take a data key of a generation that is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    generation = models.PositiveSmallIntegerField(default=1)
    verify_public = models.BinaryField(max_length=32)
    signing_sealed = models.BinaryField(max_length=80)
    mark_sealed = models.BinaryField(max_length=80)
    # The private halves of earlier letterboxes, so that letters written to them open after their generation is gone.
    letters_sealed = models.BinaryField(default=b"", db_default=b"")
    made_at = models.DateTimeField()
    # The moment by which whoever began before this generation was made must have ended; null until somebody waits.
    waited_from = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id generation verify_public signing_sealed mark_sealed letters_sealed made_at waited_from"
        ).split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "generation"], name="vault_centrekey_generation")]


class HolderKind(StrEnum):
    """Who can hold a centre's key."""

    STAFF = "staff"
    SESSION = "session"
    """The same member of staff, with what her open session knows instead of her password."""
    RECOVERY = "recovery"


HERS = (HolderKind.STAFF, HolderKind.SESSION)
"""Grants that go when hers are taken back."""


class CentreKeyGrant(RecordedModel):
    """A centre's key wrapped for one holder: a member of staff, or the printed recovery sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    generation = models.PositiveSmallIntegerField(default=1)
    holder_kind = models.CharField(max_length=8)
    holder_id = models.UUIDField()
    # The public half it was wrapped for: the sheet's is kept nowhere else, and a replaced staff key shows here.
    public = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(max_length=128)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id generation holder_kind holder_id public wrapped granted_by granted_at".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "holder_kind", "holder_id", "generation"], name="vault_grant_once"
            )
        ]


class DataKey(RecordedModel):
    """The key of one woman's file, or of one contact without a file, wrapped under the centre's key.

    Its other half is a shred outside the database (`shreds`): `forgetting.forget` deletes the row and overwrites the
    shred, so that what it sealed opens nowhere any more, not even from a backup of the database that was taken before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    generation = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField(max_length=80)

    class Privacy:
        operational: Collection[str] = "id centre_id generation wrapped".split()

    class Meta:
        indexes = [models.Index(fields=["centre_id", "generation"], name="vault_datakey_generation")]


class ShredOrder(models.Model):
    """A shred that has to be overwritten: written with the act that forgets, gone once the disk has obeyed.

    It names a place in a file and nothing else, and belongs to no centre's rows, so that a restart can finish it.
    """

    book = models.UUIDField()
    place = models.BigIntegerField()

    class Privacy:
        operational: Collection[str] = "id book place".split()


class CentreLetterbox(RecordedModel):
    """What everybody may know of a centre: where to write to it, and by what its signature is known."""

    centre = models.UUIDField(primary_key=True)
    public = models.BinaryField(max_length=32)
    verify_public = models.BinaryField(max_length=32)

    class Privacy:
        operational: Collection[str] = "centre public verify_public".split()

    @property
    def fingerprint(self) -> str:
        """Both public keys as groups of digits that two people can read to each other."""
        return fingerprint(bytes(self.public) + bytes(self.verify_public))

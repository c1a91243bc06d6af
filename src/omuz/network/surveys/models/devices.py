"""Field devices that may fetch and send the forms of one centre."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel


class Device(RecordedModel):
    """A telephone or tablet bound to one centre; of its token only the digest is kept.

    `code` is what the device signs in as: the code of its centre, a dot and a random word.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    digest = models.BinaryField(max_length=32)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id centre_id code name digest made_by made_at revoked_at revoked_by".split()

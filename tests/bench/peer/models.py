"""A contact as it would stand in plain columns."""

from django.conf import settings
from django.db import models

CHANNELS = [(code, code.title()) for code in ("phone", "face_to_face", "email", "message")]
KINDS = [(code, code.title()) for code in ("violence", "legal", "psychological", "economic", "other")]
WHOM = [(code, code.title()) for code in ("herself", "relative", "friend", "institution")]


class Tally(models.Model):
    """One contact of one centre."""

    centre = models.IntegerField()
    code = models.CharField(max_length=12)
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=CHANNELS)
    kind = models.CharField(max_length=20, choices=KINDS)
    for_whom = models.CharField(max_length=20, choices=WHOM)
    note = models.TextField(blank=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=["centre", "-at", "-id"], name="peer_centre_at")]

    def __str__(self) -> str:
        return self.code

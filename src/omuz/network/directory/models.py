"""Who is there and how to reach them: public knowledge of the network, dated, without an address of a secret place."""

import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.people.models import Organisation
from omuz.network.directory.rules.places import SHELTERS

_KEPT = "id centre_id verified_on verified_by revision changed_at changed_by"
_REACHED = "phone email website hours languages access how_to_reach address confidential"


def _codes() -> Any:
    return ArrayField(models.CharField(max_length=50), default=list, blank=True)


class Kept(RecordedModel):
    """An entry with its version; `centre_id` is the centre it belongs to, empty where it is the network's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    FACTS: Collection[str] = ()

    class Meta:
        abstract = True


class Reachable(Kept):
    """An entry people write, telephone and go to."""

    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=120, blank=True)
    website = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    languages = _codes()
    access = _codes()
    how_to_reach = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Municipality(Kept):
    """What the network knows of a municipality beyond its name."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="municipality")
    district = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=200, blank=True)
    family_places = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)

    FACTS = tuple("district phone website family_places note".split())

    class Privacy:
        operational: Collection[str] = f"{_KEPT} organisation district phone website family_places note".split()


class Directorate(Kept):
    """A unit of a municipality, named as that municipality names it; never a fixed list."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="directorates")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=60, blank=True)
    duty = models.CharField(max_length=300, blank=True)
    closed = models.BooleanField(default=False)

    FACTS = tuple("name phone duty closed".split())

    class Privacy:
        operational: Collection[str] = f"{_KEPT} organisation name phone duty closed".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="directory_directorate_once")]


class PublicPart(Reachable):
    """What anybody may know of a centre."""

    appointment = models.CharField(max_length=200, blank=True)
    example = models.BooleanField(default=False)

    FACTS = (*_REACHED.split(), "appointment", "example")

    class Privacy:
        operational: Collection[str] = f"{_KEPT} {_REACHED} appointment example".split()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id"], name="directory_public_once"),
            models.CheckConstraint(
                name="directory_public_secret",
                condition=models.Q(confidential=False) | models.Q(address="", how_to_reach=""),
            ),
        ]


class InternalPart(Kept):
    """What the centre's own team and the network coordinator know of it: lines and arrangements, nobody's name."""

    direct_line = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=120, blank=True)
    crisis_way = models.CharField(max_length=300, blank=True)
    interpreting = models.CharField(max_length=300, blank=True)
    staff = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=400, blank=True)

    FACTS = tuple("direct_line email crisis_way interpreting staff note".split())

    class Privacy:
        operational: Collection[str] = f"{_KEPT} direct_line email crisis_way interpreting staff note".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id"], name="directory_internal_once")]


class Partner(Reachable):
    """An institution women are told of or accompanied to; a shelter has no address."""

    kind = models.CharField(max_length=50)
    name = models.CharField(max_length=160)
    district = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=400, blank=True)
    closed = models.BooleanField(default=False)
    example = models.BooleanField(default=False)

    FACTS = ("kind", "name", "district", *_REACHED.split(), "note", "closed", "example")

    class Privacy:
        operational: Collection[str] = f"{_KEPT} {_REACHED} kind name district note closed example".split()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "district"], name="directory_partner_once"),
            models.CheckConstraint(
                name="directory_partner_secret",
                condition=models.Q(confidential=False) | models.Q(address="", how_to_reach="", district=""),
            ),
            models.CheckConstraint(
                name="directory_shelter_secret",
                condition=~models.Q(kind__in=sorted(SHELTERS)) | models.Q(confidential=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Service(Kept):
    """What a centre or an institution does for women: when, in which languages, for whom, at what cost."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="services")
    kind = models.CharField(max_length=50)
    name = models.CharField(max_length=120)
    hours = models.CharField(max_length=200, blank=True)
    languages = _codes()
    eligibility = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=20, blank=True)
    how_to_apply = models.CharField(max_length=300, blank=True)
    closed = models.BooleanField(default=False)

    FACTS = tuple("kind name hours languages eligibility cost how_to_apply closed".split())

    class Privacy:
        operational: Collection[str] = (
            f"{_KEPT} partner kind name hours languages eligibility cost how_to_apply closed".split()
        )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_service_of_one",
                condition=models.Q(centre_id__isnull=True, partner__isnull=False)
                | models.Q(centre_id__isnull=False, partner__isnull=True),
            )
        ]


class ContactPost(Kept):
    """Whom colleagues ask: a post with its office line, never a person's name or own number."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="posts")
    directorate = models.ForeignKey(Directorate, on_delete=models.CASCADE, null=True, blank=True, related_name="posts")
    post = models.CharField(max_length=120)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=200, blank=True)
    closed = models.BooleanField(default=False)

    FACTS = tuple("post phone email about closed".split())

    class Privacy:
        operational: Collection[str] = f"{_KEPT} partner directorate post phone email about closed".split()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_post_of_one",
                condition=models.Q(partner__isnull=False, directorate__isnull=True)
                | models.Q(partner__isnull=True, directorate__isnull=False),
            )
        ]


class Said(RecordedModel):
    """One fact as it was said: what, from which day on, when and by whom; never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True, blank=True)
    subject = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    holds_from = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.UUIDField(null=True)

    class Meta:
        abstract = True


_SAID = "id centre_id subject subject_id name value holds_from said_at said_by"


class FactVersion(Said):
    """A fact of the shared directory as it was said."""

    class Privacy:
        operational: Collection[str] = _SAID.split()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "name", "-holds_from"], name="directory_fact_as_at")]


class InternalFactVersion(Said):
    """A fact of a centre's internal part as it was said."""

    class Privacy:
        operational: Collection[str] = _SAID.split()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "name", "-holds_from"], name="directory_internal_as_at")]

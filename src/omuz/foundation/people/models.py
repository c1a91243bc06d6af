"""Organisations, centres, staff and posts: operational facts only, nothing about any woman who asks for support."""

import uuid
from collections.abc import Collection
from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from omuz.foundation.audit.models import RecordedModel, RecordedQuerySet


class Organisation(RecordedModel):
    """A legal owner of centres: a municipality or an association."""

    class Kind(models.TextChoices):
        METROPOLITAN = "metropolitan", _("büyükşehir belediyesi")
        DISTRICT = "district", _("ilçe belediyesi")
        NGO = "ngo", _("kadın örgütü")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=160)

    class Privacy:
        operational: Collection[str] = "id kind name".split()

    def __str__(self) -> str:
        return self.name


class Centre(RecordedModel):
    """A women's counselling centre; `placeholder` until a person has confirmed its public details."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="centres")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    district = models.CharField(max_length=40, blank=True)
    placeholder = models.BooleanField(default=False)

    class Privacy:
        operational: Collection[str] = "id organisation code name district placeholder".split()

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"].from_queryset(RecordedQuerySet)):  # type: ignore[misc]  # django-stubs cannot type a generated base
    """Finds staff by sign-in name, letter case aside."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        found: Staff = self.get(username__iexact=username)
        return found


class Staff(AbstractBaseUser, RecordedModel):
    """A person with an account. Leaving makes her inactive; her row stays for the log."""

    class Profession(models.TextChoices):
        NONE = "", _("belirtilmedi")
        SOCIAL_WORKER = "social_worker", _("sosyal hizmet uzmanı / sosyal çalışmacı")
        PSYCHOLOGIST = "psychologist", _("psikolog")
        LAWYER = "lawyer", _("avukat")
        SOCIOLOGIST = "sociologist", _("sosyolog")
        OTHER = "other", _("diğer meslek elemanı")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    profession = models.CharField(max_length=20, choices=Profession.choices, blank=True)
    language = models.CharField(max_length=5, default="tr")
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    # The framework would write the moment of each sign-in on its own; the audit chain keeps it instead.
    last_login = None

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Privacy:
        operational: Collection[str] = (
            "id password username full_name profession language is_active session_epoch".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="people_staff_username_any_case")]

    def __str__(self) -> str:
        return self.full_name


class Post(RecordedModel):
    """A role somebody holds from a day on: at a centre, at an organisation, or for the network (neither)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = "id staff role centre organisation starts_on ends_on".split()


class Invitation(RecordedModel):
    """A one-time door for a newcomer; only the digest of its word is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="invitations")
    digest = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="invited")
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id staff digest expires_at used_at made_by made_at".split()


class Session(AbstractBaseSession):
    """One signed-in browser; lock and last sign of life are columns, so that two requests at once undo neither."""

    staff_id = models.UUIDField(null=True, db_index=True)
    epoch = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    locked = models.BooleanField(default=False)
    device = models.CharField(max_length=40, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "session_key session_data expire_date staff_id epoch opened_at seen_at locked device".split()
        )

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        # By its name in the settings: the store knows this table, and not the other way round.
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store

"""Who may: the signed-in person, her posts, and the sentence she reads when the answer is no."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import INSTALLATION
from omuz.foundation.people.models import Post, Staff
from omuz.foundation.people.rules import NEEDS_TRAINING, NETWORK_EDITORS, ROLES, Role, Rows, allowed
from omuz.foundation.people.sessions import SessionStore
from omuz.foundation.tenancy.context import see_as


class Refused(PermissionDenied):
    """She is in the right centre but may not do this; the message is fit for her."""


class Untrained(Refused):
    """Her post allows it, but this installation asks for trainings first that she has not validly taken."""

    def __init__(self, sentence: str, courses: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.courses = courses


@dataclass(frozen=True)
class Held:
    """A post held today."""

    role: Role
    centre_id: UUID | None
    centre_code: str
    centre_name: str
    organisation_id: UUID | None


@dataclass(frozen=True)
class Person:
    """A member of staff with the posts she holds today."""

    staff_id: UUID
    username: str
    full_name: str
    profession: str
    posts: tuple[Held, ...]
    lacking: tuple[str, ...] = ()
    """Titles of the trainings this installation asks for and she has not validly taken; then no record opens."""

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def centres(self) -> frozenset[UUID]:
        """Centres whose person-level rows her posts open."""
        return frozenset(
            post.centre_id for post in self.posts if post.centre_id and ROLES[post.role].rows is Rows.CENTRE
        )

    @property
    def organisations(self) -> frozenset[UUID]:
        """Organisations whose released totals her posts open."""
        return frozenset(
            post.organisation_id
            for post in self.posts
            if post.organisation_id and ROLES[post.role].rows is Rows.ORGANISATION
        )

    @property
    def desks(self) -> frozenset[UUID]:
        """Centres whose appointment slots she may see: those she receives visitors for."""
        return frozenset(post.centre_id for post in self.posts if post.centre_id and post.role is Role.RECEPTION)

    @property
    def logs(self) -> frozenset[UUID]:
        """Chains of the log she may read: her centres'; the installation's own for whoever runs it."""
        return self.centres | ({INSTALLATION} if self.may("installation.run") else set())

    @property
    def sees_network(self) -> bool:
        return any(ROLES[post.role].rows is Rows.NETWORK for post in self.posts)

    @property
    def edits_network(self) -> bool:
        """Whether she may write what the whole network shares: directory, questionnaires, standards."""
        return any(post.role in NETWORK_EDITORS for post in self.posts)

    def may(self, permission: str, centre_id: UUID | None = None) -> bool:
        """Whether one of her posts allows it; with `centre_id`, whether one held at that centre does.

        What opens a woman's records is closed to her while she lacks a training this installation asks for.
        """
        return not self._untrained(permission) and self._posted(permission, centre_id)

    def _untrained(self, permission: str) -> bool:
        return bool(self.lacking) and permission in NEEDS_TRAINING

    def _posted(self, permission: str, centre_id: UUID | None) -> bool:
        return any(
            allowed(post.role, permission)
            for post in self.posts
            if centre_id is None or post.centre_id in (None, centre_id)
        )

    def require(self, permission: str, centre_id: UUID | None = None) -> None:
        """Raise Http404 outside her centres, Refused inside them, unless she may."""
        if self.may(permission, centre_id):
            return
        if self._untrained(permission) and self._posted(permission, centre_id):
            raise Untrained(
                _(
                    "Kayıtları açmak için geçerli eğitim gerekiyor: %(courses)s. Başka yerde aldıysanız merkez"
                    " koordinatörünüz Eğitim sayfasında yazar; almadıysanız takvime bakın."
                )
                % {"courses": ", ".join(self.lacking)},
                self.lacking,
            )
        if centre_id is not None and all(post.centre_id != centre_id for post in self.posts):
            raise Http404
        raise Refused(_("Bu işi yapmak için görev tanımınızda yetki yok. Merkez koordinatörünüze sorun."))

    def centres_where(self, permission: str) -> tuple[Held, ...]:
        """Her posts at centres that carry `permission`, by centre name."""
        if self._untrained(permission):
            return ()
        held = [post for post in self.posts if post.centre_id and allowed(post.role, permission)]
        return tuple(sorted(held, key=lambda post: post.centre_name))

    def role_in(self, centre_id: UUID | None) -> str:
        roles = [post.role for post in self.posts if centre_id is None or post.centre_id == centre_id]
        return ",".join(sorted(set(roles or [post.role for post in self.posts])))[:40]


def person_for(staff: Staff, today: date | None = None) -> Person:
    """The person behind an account with the posts she holds on `today` (the local date when absent)."""
    day = today or timezone.localdate()
    posts = (
        Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), staff=staff, starts_on__lte=day)
        .select_related("centre")
        .order_by("starts_on", "id")
    )
    return Person(
        staff_id=staff.id,
        username=staff.username,
        full_name=staff.full_name,
        profession=staff.profession,
        posts=tuple(
            Held(
                role=Role(post.role),
                centre_id=post.centre_id,
                centre_code=post.centre.code if post.centre else "",
                centre_name=post.centre.name if post.centre else "",
                organisation_id=post.organisation_id or (post.centre.organisation_id if post.centre else None),
            )
            for post in posts
        ),
        lacking=_lacking(staff, day),
    )


def _lacking(staff: Staff, day: date) -> tuple[str, ...]:
    """The trainings asked for here that she lacks; this floor knows no training, so the settings name who tells."""
    if not settings.OMUZ_TRAINING_REQUIRED:
        return ()
    told: tuple[str, ...] = import_string(settings.TRAINING_SOURCE)(staff.id, settings.OMUZ_TRAINING_REQUIRED, day)
    return told


class NobodyByThatName(LookupError):
    """No active account has that sign-in name."""


def person_of(username: str) -> Person:
    """The active person with this sign-in name, for the command line; raises NobodyByThatName."""
    staff = Staff.objects.filter(username__iexact=username, is_active=True).first()
    if staff is None:
        raise NobodyByThatName(_("“%(name)s” adıyla açık bir hesap yok.") % {"name": username})
    return person_for(staff)


def own_chain(person: Person) -> UUID | None:
    """The centre in whose log her own comings and goings stand: that of her first post at a centre, if any."""
    return next((post.centre_id for post in person.posts if post.centre_id), None)


def open_rows(person: Person) -> None:
    """Open, for this transaction, exactly the rows her posts open; the installation's own log to who runs it."""
    see_as(
        person.logs,
        organisations=person.organisations,
        network=person.sees_network,
        staff=person.staff_id,
        desks=person.desks,
        editor=person.edits_network,
    )


class SeatedRequest(HttpRequest):
    """A request behind our session and person middleware."""

    session: SessionStore
    person: Person | None
    locked: bool
    enrolling: bool


@contextmanager
def acting(person: Person) -> Iterator[None]:
    """A transaction in which `person` acts outside a request: command line, tests."""
    with transaction.atomic():
        open_rows(person)
        yield

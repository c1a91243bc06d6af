"""Reads about people: who works where, in what post, with which key; names of colleagues, never of a woman."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from omuz.foundation.people.access import Person, person_for
from omuz.foundation.people.actions.accounts import living, within_reach
from omuz.foundation.people.actions.doors import session_mark
from omuz.foundation.people.models import Centre, Invitation, Organisation, Post, Session, Staff
from omuz.foundation.people.rules import ROLES, Role, Rows, allowed
from omuz.foundation.people.sessions import SessionStore
from omuz.foundation.vault.queries import fingerprints, holders, with_staff_key


def keys_are_held() -> bool:
    """Whether this installation seals anything: a network alone keeps no woman's record, so nobody holds a key."""
    return bool(settings.OMUZ_KIND != "network")


class KeyState(StrEnum):
    """How a colleague stands to the centre's key."""

    HOLDS = "holds"
    WAITING = "waiting"
    NOT_YET = "not_yet"
    NO_NEED = "no_need"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Colleague:
    """One line of the people page: an account, what she does there, her key, her second step, how she was let in."""

    staff: Staff
    posts: tuple[Post, ...]
    key: KeyState
    fingerprint: str
    second_factor: bool
    invitation: Invitation | None
    within_reach: bool

    @property
    def waits_for_acceptance(self) -> bool:
        return self.invitation is not None and self.invitation.used_at is None

    @property
    def link_is_over(self) -> bool:
        return self.waits_for_acceptance and self.invitation is not None and self.invitation.expires_at < timezone.now()


def person_by_id(staff_id: UUID) -> Person:
    """The person behind an account; raises Staff.DoesNotExist."""
    return person_for(Staff.objects.get(pk=staff_id))


def managed_centres(person: Person) -> "QuerySet[Centre]":
    """Centres whose staff she looks after: all of them for whoever runs the installation."""
    every = Centre.objects.select_related("organisation").order_by("name")
    if person.may("installation.run"):
        return every
    return every.filter(pk__in=[post.centre_id for post in person.centres_where("people.manage") if post.centre_id])


def managed_centre(person: Person, code: str) -> Centre:
    """One of those centres by its code; raises Http404 for any other."""
    found = managed_centres(person).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def centre_where(person: Person, permission: str, code: str) -> Centre:
    """A centre where one of her posts carries `permission`; raises Http404 for any other, existing or not."""
    held = [post.centre_id for post in person.centres_where(permission) if post.centre_code == code]
    found: Centre | None = Centre.objects.filter(pk__in=[each for each in held if each]).first()
    if found is None:
        raise Http404
    return found


def team(person: Person, centre: Centre) -> list[Colleague]:
    """Who works at a centre today, by name; the key's state is unknown to whoever sees no row of the centre."""
    return _colleagues(person, _current(Post.objects.filter(centre=centre)), centre.id)


def people_without_centre(person: Person) -> list[Colleague]:
    """Whoever holds a post at no centre and is looked after by `person`: the network's, an organisation's, IT's own."""
    lines = _colleagues(person, _current(Post.objects.filter(centre__isnull=True)), None)
    return [line for line in lines if line.within_reach]


def _current(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    today = timezone.localdate()
    return posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), staff__is_active=True).select_related(
        "staff", "centre", "organisation"
    )


def _colleagues(person: Person, posts: Iterable[Post], centre_id: UUID | None) -> list[Colleague]:
    held: dict[UUID, list[Post]] = defaultdict(list)
    for post in posts:
        held[post.staff_id].append(post)
    holding = {holder.staff_id for holder in holders(centre_id) if holder.current} if centre_id else set()
    paired = fingerprints(held)
    proven = set(
        Authenticator.objects.filter(user_id__in=list(held))
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    newest = {row.staff_id: row for row in Invitation.objects.filter(staff_id__in=list(held)).order_by("made_at")}
    sees_keys = centre_id in person.centres
    return [
        Colleague(
            staff=own[0].staff,
            posts=tuple(own),
            key=_key_state(own, holds=staff_id in holding, paired=staff_id in paired, seen=sees_keys),
            fingerprint=paired.get(staff_id, ""),
            second_factor=staff_id in proven,
            invitation=newest.get(staff_id),
            within_reach=within_reach(person, own),
        )
        for staff_id, own in held.items()
    ]


def _key_state(posts: Iterable[Post], *, holds: bool, paired: bool, seen: bool) -> KeyState:
    if not keys_are_held() or not any(ROLES[Role(post.role)].holds_key for post in posts):
        return KeyState.NO_NEED
    if not seen:
        return KeyState.UNKNOWN
    if holds:
        return KeyState.HOLDS
    return KeyState.WAITING if paired else KeyState.NOT_YET


def colleague(person: Person, staff_id: UUID) -> Staff:
    """An account she looks after; raises Http404 for any other, existing or not."""
    found: Staff | None = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if found is None or not within_reach(person, living(found)):
        raise Http404
    return found


def organisations(person: Person) -> "QuerySet[Organisation]":
    """Every organisation with its centres, for whoever runs the installation; none for others."""
    if not person.may("installation.run"):
        return Organisation.objects.none()
    return Organisation.objects.prefetch_related("centres").order_by("name")


def possible_holders(centre_id: UUID) -> list[Staff]:
    """Who at a centre could hold its key now: a post that opens its rows, and a key pair of her own."""
    roles = [role for role, rule in ROLES.items() if rule.holds_key and rule.rows is Rows.CENTRE]
    posts = _current(Post.objects.filter(centre_id=centre_id, role__in=roles))
    staff = {post.staff_id: post.staff for post in posts}
    return [staff[staff_id] for staff_id in with_staff_key(staff)]


@dataclass(frozen=True)
class OpenSession:
    """One of her own signed-in browsers."""

    mark: str
    device: str
    opened_at: datetime | None
    seen_at: datetime | None
    locked: bool
    this_one: bool


def own_sessions(person: Person, store: SessionStore) -> list[OpenSession]:
    """Her signed-in browsers, the last used first."""
    rows = Session.objects.filter(staff_id=person.staff_id, expire_date__gt=timezone.now()).order_by("-seen_at")
    return [
        OpenSession(
            session_mark(row.session_key), row.device, row.opened_at, row.seen_at, row.locked,
            row.session_key == store.session_key,
        )
        for row in rows
    ]  # fmt: skip


def names(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names of colleagues by account, those who left included."""
    return dict(Staff.objects.filter(pk__in=list(staff_ids)).values_list("pk", "full_name"))


def who_may(permission: str, centre_id: UUID) -> frozenset[UUID]:
    """Accounts whose posts at a centre carry a permission today."""
    rows = _current(Post.objects.filter(centre_id=centre_id)).values_list("staff_id", "role")
    return frozenset(staff_id for staff_id, role in rows if allowed(role, permission))

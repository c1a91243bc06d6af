"""Accounts: invitation, acceptance, renewal after a forgotten password, posts, leaving, a new password."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused, acting, own_chain, person_for
from omuz.foundation.people.actions.doors import end_all
from omuz.foundation.people.models import Centre, Invitation, Organisation, Post, Session, Staff
from omuz.foundation.people.rules import APPOINTS, INVITATION_HOURS, ROLES, Role, held_at, must_carry_second_factor
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault.models import CentreKeyGrant, StaffKey


class InvitationGone(Exception):
    """The link was used, is older than 72 hours, or never was one."""


@dataclass(frozen=True)
class Place:
    """Where a post is held: at a centre, at an organisation, or (neither) for the network."""

    centre: Centre | None = None
    organisation: Organisation | None = None

    @property
    def chain(self) -> UUID | None:
        return self.centre.id if self.centre else None


@dataclass(frozen=True)
class Invited:
    """A new account and the word of its one-time link, which is kept nowhere."""

    staff: Staff
    word: str


def may_appoint(person: Person, role: Role, place: Place) -> bool:
    """Whether `person` may give `role` at `place`."""
    return any(
        role in APPOINTS.get(post.role, frozenset())
        and (post.role is not Role.CENTRE_COORDINATOR or post.centre_id == place.chain)
        for post in person.posts
    )


def within_reach(person: Person, posts: Iterable[Post]) -> bool:
    """Whether `person` looks after the account that holds `posts`: by one of them, or as IT for any."""
    if Role.IT_ADMINISTRATOR in person.roles:
        return True
    return any(may_appoint(person, Role(post.role), Place(post.centre, post.organisation)) for post in posts)


def living(staff: Staff, today: date | None = None) -> "QuerySet[Post]":
    """The posts of an account that have not ended."""
    day = today or timezone.localdate()
    return Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), staff=staff).select_related(
        "centre", "organisation"
    )


def invite(
    *, by: Person, username: str, full_name: str, role: Role, place: Place, profession: str = "", language: str = "tr"
) -> Invited:
    """Make an account with one post and its one-time link; raises Refused when she may not give that post."""
    _demand_appointment(by, role, place)
    return open_account(
        by=by, username=username, full_name=full_name, role=role, place=place, profession=profession, language=language
    )


def open_account(
    *, by: Actor, username: str, full_name: str, role: Role, place: Place, profession: str = "", language: str = "tr"
) -> Invited:
    """As `invite`, without asking whether `by` may: for setting an installation up from the command line."""
    staff = Staff(username=username.strip(), full_name=full_name.strip(), profession=profession, language=language)
    staff.set_unusable_password()
    with recorded(by=by, event="staff.invited", centre=place.chain, about=f"staff:{staff.id}", why=str(role)):
        staff.save(force_insert=True)
        _new_post(staff, role, place).save(force_insert=True)
        return Invited(staff, _new_word(staff, by))


def _demand_appointment(by: Person, role: Role, place: Place) -> None:
    if may_appoint(by, role, place):
        return
    if place.centre and all(post.centre_id != place.centre.id for post in by.posts):
        raise Http404
    raise Refused(_("Bu görevi vermek sizin yetkinizde değil; hiçbir şey değiştirilmedi."))


def _demand_reach(by: Person, staff: Staff) -> None:
    if not within_reach(by, living(staff)):
        raise Http404


def _demand_whole_reach(by: Person, staff: Staff) -> None:
    """Raise Refused unless `by` could give every post of the account: whoever holds its link holds all of them."""
    if not all(may_appoint(by, Role(post.role), Place(post.centre, post.organisation)) for post in living(staff)):
        raise Refused(
            _("Bu kişinin sizin veremeyeceğiniz bir görevi de var; davetini bilgi işlem yeniler. Hiçbir şey değişmedi.")
        )


def _new_post(staff: Staff, role: Role, place: Place) -> Post:
    if not held_at(role, at_centre=place.centre is not None, at_organisation=place.organisation is not None):
        raise Refused(_("Bu görevin yeri eksik ya da fazla: merkez görevi merkezde, müdürlük kurumda tutulur."))
    return Post(
        staff=staff, role=role, centre=place.centre, organisation=place.organisation, starts_on=timezone.localdate()
    )


def _new_word(staff: Staff, by: Actor) -> str:
    word = secrets.token_urlsafe(24)
    now = timezone.now()
    Invitation.objects.filter(staff=staff, used_at__isnull=True).update(used_at=now)
    Invitation(
        staff=staff,
        digest=_digest(word),
        expires_at=now + timedelta(hours=INVITATION_HOURS),
        made_by_id=by.staff_id,
        made_at=now,
    ).save(force_insert=True)
    return word


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode()).digest()


def open_invitation(word: str) -> Invitation:
    """The living invitation behind a link; raises InvitationGone."""
    found: Invitation | None = (
        Invitation.objects.filter(
            digest=_digest(word), used_at__isnull=True, expires_at__gt=timezone.now(), staff__is_active=True
        )
        .select_related("staff")
        .first()
    )
    if found is None:
        raise InvitationGone
    return found


def accept(*, word: str, password: str) -> Staff:
    """The newcomer chooses her password, and with it her own key pair; the link opens nothing afterwards.

    Raises InvitationGone. Somebody who comes back after a renewal gets a fresh pair: her old one opens nothing.
    """
    staff = open_invitation(word).staff
    person = person_for(staff)
    with acting(person):
        with recorded(by=person, event="invitation.accepted", centre=own_chain(person), about=f"staff:{staff.id}"):
            taken = Invitation.objects.filter(digest=_digest(word), used_at__isnull=True).update(used_at=timezone.now())
            if not taken:
                raise InvitationGone
            staff.set_password(password)
            staff.save(update_fields=["password"])
        make_pair = (
            vault.replace_staff_key if StaffKey.objects.filter(staff_id=staff.id).exists() else vault.create_staff_key
        )
        make_pair(by=person, staff_id=staff.id, password=password)
    return staff


def renew(*, by: Actor, staff: Staff, forget_second_factor: bool = False) -> str:
    """After a forgotten password: end her sessions, close her keys, return the word of a new one-time link.

    `forget_second_factor` also removes her second factors, for a lost telephone. Raises Http404 out of reach of a
    person, Refused where the account holds a post she could not give. The installation itself (`SYSTEM`, the
    command line) reaches every account, and opens no key either.
    """
    if isinstance(by, Person):
        _demand_reach(by, staff)
        _demand_whole_reach(by, staff)
    with transaction.atomic():
        with recorded(by=by, event="staff.renewed", centre=_chain_for(by, staff), about=f"staff:{staff.id}") as record:
            staff.set_unusable_password()
            staff.save(update_fields=["password"])
            if forget_second_factor:
                Authenticator.objects.filter(user=staff).delete()
                record.why = "second_factor"
            end_all(staff)
            word = _new_word(staff, by)
        vault.close_everywhere(by=by, staff_id=staff.id)
    return word


def give_post(*, by: Person, staff: Staff, role: Role, place: Place) -> Post:
    """Give an existing account another post; it opens no key, and ends her sessions so that she comes in anew."""
    _demand_appointment(by, role, place)
    post = _new_post(staff, role, place)
    with recorded(by=by, event="post.given", centre=place.chain, about=f"staff:{staff.id}", why=str(role)):
        post.save(force_insert=True)
        end_all(staff)
    return post


def leave(*, by: Person, staff: Staff, why: str = "") -> bool:
    """End every post of hers that `by` looks after, take back the keys, end her sessions at once.

    The account closes when no post is left; returns whether it did. Raises Http404 out of reach, Refused for herself.
    """
    _demand_reach(by, staff)
    if staff.id == by.staff_id:
        raise Refused(_("Kendi hesabınızı kapatamazsınız; bunu başka bir yetkili yapar. Hiçbir şey değiştirilmedi."))
    ending = [post for post in living(staff) if may_appoint(by, Role(post.role), Place(post.centre, post.organisation))]
    held = [post.centre_id for post in ending if post.centre_id]
    with transaction.atomic():
        with recorded(by=by, event="staff.left", centre=_chain_for(by, staff), about=f"staff:{staff.id}", why=why):
            Post.objects.filter(pk__in=[post.pk for post in ending]).update(
                ends_on=timezone.localdate() - timedelta(days=1)
            )
            closed = not living(staff).exists()
            if closed:
                staff.is_active = False
                staff.save(update_fields=["is_active"])
                Invitation.objects.filter(staff=staff, used_at__isnull=True).update(used_at=timezone.now())
            end_all(staff)
        _take_back(by, staff, held, closed=closed)
    return closed


def _take_back(by: Person, staff: Staff, centre_ids: list[UUID], *, closed: bool) -> None:
    if closed:
        vault.close_everywhere(by=by, staff_id=staff.id)
        return
    for centre_id in centre_ids:
        if CentreKeyGrant.objects.filter(centre_id=centre_id, holder_id=staff.id).exists():
            vault.withdraw(by=by, centre_id=centre_id, staff_id=staff.id)


def _chain_for(by: Actor, staff: Staff) -> UUID | None:
    """The log in which colleagues should find an act on this account: her centre's, else that of the actor."""
    theirs = [post.centre_id for post in living(staff) if post.centre_id]
    if not isinstance(by, Person):
        return theirs[0] if theirs else None
    return next((centre for centre in theirs if centre in by.centres), theirs[0] if theirs else own_chain(by))


def change_password(*, by: Person, staff: Staff, old: str, new: str, keep_session: str | None = None) -> None:
    """A new password of her own; her key is sealed under it, every other session of hers ends.

    Raises vault.keys.PasswordDoesNotOpen when `old` is not the password her key is sealed under.
    """
    with transaction.atomic():
        if StaffKey.objects.filter(staff_id=staff.id).exists():
            vault.change_password(by=by, staff_id=staff.id, old=old, new=new)
        with recorded(by=by, event="password.changed", centre=own_chain(by), about=f"staff:{staff.id}"):
            staff.set_password(new)
            staff.save(update_fields=["password"])
            Session.objects.filter(staff_id=staff.id).exclude(session_key=keep_session).delete()


def may_drop_factor(factor: Authenticator) -> bool:
    """Whether a second factor may go: not the last one of somebody whose post demands it."""
    person = person_for(Staff.objects.get(pk=factor.user_id))
    if not must_carry_second_factor(person.roles, settings.OMUZ_SECOND_FACTOR):
        return True
    others = Authenticator.objects.filter(user_id=factor.user_id).exclude(pk=factor.pk)
    return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def demand_holder(staff: Staff, centre: Centre) -> None:
    """Raise Refused unless one of her posts at `centre` may hold its key."""
    if not any(post.centre_id == centre.id and ROLES[Role(post.role)].holds_key for post in living(staff)):
        raise Refused(_("Bu kişinin bu merkezde anahtar gerektiren bir görevi yok; anahtar verilmedi."))

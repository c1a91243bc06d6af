"""Invitations, renewals, posts and leaving: who may, what it opens, and what it never opens."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.guard import UnrecordedWrite
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.actions.accounts import Place
from omuz.foundation.people.models import Invitation, Post, Staff
from omuz.foundation.people.queries import KeyState, team
from omuz.foundation.people.rules import Role
from omuz.foundation.vault.models import CentreKeyGrant, StaffKey
from tests.cast import PASSWORD, Cast, Member
from tests.foundation.people.steps import add_app

FRESH = "sekiz leylek akşam üstü"


def _invite(by: Member, role: Role, place: Place, username: str = "selin") -> accounts.Invited:
    with acting(by.person):
        return accounts.invite(by=by.person, username=username, full_name="Selin Ak", role=role, place=place)


def _link(page: Any) -> str:
    found = re.search(r'value="http://testserver(/davet/[^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_a_newcomer_comes_in_by_her_link_and_waits_for_the_key(cast: Cast) -> None:
    coordinator, newcomer = cast.nermin.client(), Client()
    form = {"full_name": "Selin Ak", "username": "selin", "role": "counsellor", "place": "centre:konak-1"}
    link = _link(coordinator.post(reverse("invite"), form))
    assert "Selin Ak" in newcomer.get(link).content.decode()
    assert "selin adıyla girin" in newcomer.post(link, {"password": FRESH, "again": FRESH}).content.decode()
    assert newcomer.post(reverse("sign-in"), {"login": "selin", "password": FRESH}).status_code == 302
    assert "anahtar bekliyor" in coordinator.get(reverse("people")).content.decode()
    selin = Member(Staff.objects.get(username="selin"), FRESH)
    assert selin.vault.centres == frozenset()
    coordinator.post(reverse("grant", args=["konak-1", selin.staff.pk]))
    assert Member(selin.staff, FRESH).vault.centres == {cast.konak.id}


def test_the_word_of_the_link_is_kept_nowhere(cast: Cast) -> None:
    invited = _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.konak))
    row = Invitation.objects.get(staff=invited.staff)
    assert invited.word.encode() not in bytes(row.digest)
    with acting(cast.nermin.person):
        assert not AuditEvent.objects.filter(about__contains=invited.word).exists()


def test_a_link_opens_once(cast: Cast) -> None:
    invited = _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.konak))
    accounts.accept(word=invited.word, password=FRESH)
    with pytest.raises(accounts.InvitationGone):
        accounts.accept(word=invited.word, password="başka bir uzun parola")
    assert Client().get(reverse("invitation", args=[invited.word])).status_code == 410


def test_a_link_is_over_after_three_days(cast: Cast, time_machine: Any) -> None:
    invited = _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.konak))
    time_machine.move_to(timezone.now() + timedelta(hours=72, minutes=1))
    assert Client().get(reverse("invitation", args=[invited.word])).status_code == 410


def test_a_link_that_never_was_says_the_same(cast: Cast) -> None:
    page = Client().get(reverse("invitation", args=["hic-olmadi"]))
    assert page.status_code == 410
    assert "artık açılmıyor" in page.content.decode()


def test_an_invited_account_signs_in_by_no_password_before_it_is_accepted(cast: Cast) -> None:
    _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.konak))
    for password in ("", "!", PASSWORD):
        assert Client().post(reverse("sign-in"), {"login": "selin", "password": password}).status_code == 200


def test_a_coordinator_gives_posts_of_her_own_centre_only(cast: Cast) -> None:
    for role in (Role.RECEPTION, Role.COUNSELLOR, Role.CENTRE_COORDINATOR):
        assert accounts.may_appoint(cast.nermin.person, role, Place(centre=cast.konak))
    with pytest.raises(Http404):
        _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.bornova))
    for role in (Role.NETWORK_COORDINATOR, Role.IT_ADMINISTRATOR, Role.STANDARDS_EDITOR):
        with pytest.raises(Refused):
            _invite(cast.nermin, role, Place())


def test_a_counsellor_a_director_and_the_network_invite_nobody_into_a_centre(cast: Cast) -> None:
    for member in (cast.ayse, cast.derya, cast.elif_):
        with pytest.raises((Refused, Http404)):
            _invite(member, Role.COUNSELLOR, Place(centre=cast.konak))
    assert not Staff.objects.filter(username="selin").exists()


def test_the_network_invites_its_own_people(cast: Cast) -> None:
    assert _invite(cast.elif_, Role.STANDARDS_EDITOR, Place()).staff.username == "selin"


def test_a_post_is_held_where_it_belongs(cast: Cast) -> None:
    for role, place in (
        (Role.COUNSELLOR, Place()),
        (Role.DIRECTOR, Place(centre=cast.konak)),
        (Role.NETWORK_COORDINATOR, Place(organisation=cast.town)),
    ):
        with pytest.raises(Refused):
            _invite(cast.can, role, place)


def test_it_makes_accounts_that_open_no_key_and_stand_before_the_coordinators_eyes(cast: Cast) -> None:
    invited = _invite(cast.can, Role.COUNSELLOR, Place(centre=cast.konak))
    accounts.accept(word=invited.word, password=FRESH)
    assert Member(invited.staff, FRESH).vault.centres == frozenset()
    page = cast.nermin.client().get(reverse("people")).content.decode()
    assert "Davet eden: Can Öztürk" in page
    with acting(cast.nermin.person):
        [line] = [each for each in team(cast.nermin.person, cast.konak) if each.staff == invited.staff]
        [event] = AuditEvent.objects.filter(event="staff.invited", staff_id=cast.can.staff.pk)
    assert line.key is KeyState.WAITING
    assert event.chain == cast.konak.id


def test_it_that_gives_itself_a_post_at_a_centre_is_seen_there_and_opens_nothing(cast: Cast) -> None:
    client = cast.can.client()
    client.post(reverse("give-post", args=[cast.can.staff.pk]), {"role": "counsellor", "place": "centre:konak-1"})
    assert cast.konak.id in cast.can.person.centres
    assert Member(cast.can.staff).vault.centres == frozenset()
    with acting(cast.nermin.person):
        [event] = AuditEvent.objects.filter(event="post.given")
        [line] = [each for each in team(cast.nermin.person, cast.konak) if each.staff == cast.can.staff]
    assert event.staff_id == cast.can.staff.pk
    assert line.key is KeyState.WAITING


def test_it_can_grant_no_key_even_with_a_post_at_the_centre(cast: Cast) -> None:
    with acting(cast.can.person):
        accounts.give_post(
            by=cast.can.person, staff=cast.can.staff, role=Role.CENTRE_COORDINATOR, place=Place(centre=cast.konak)
        )
    client = Member(Staff.objects.get(username="can")).client()
    answer = client.post(reverse("grant", args=["konak-1", cast.can.staff.pk]))
    assert answer.status_code == 403
    assert Member(cast.can.staff).vault.centres == frozenset()


def test_without_a_post_no_page_of_keys_opens_for_it(cast: Cast) -> None:
    client = cast.can.client()
    assert client.get(reverse("keys")).status_code == 403
    assert client.post(reverse("grant", args=["konak-1", cast.ayse.staff.pk])).status_code == 403
    assert client.post(reverse("make-key", args=["konak-1"])).status_code == 403


def test_a_key_goes_only_to_somebody_with_a_post_there_that_needs_it(cast: Cast) -> None:
    reception = _invite(cast.nermin, Role.RECEPTION, Place(centre=cast.konak))
    accounts.accept(word=reception.word, password=FRESH)
    client = cast.nermin.client()
    assert client.post(reverse("grant", args=["konak-1", reception.staff.pk])).status_code == 403
    assert client.post(reverse("grant", args=["konak-1", cast.zeynep.staff.pk])).status_code == 404
    assert client.post(reverse("grant", args=["bornova-1", cast.zeynep.staff.pk])).status_code == 404
    with acting(cast.nermin.person):
        assert CentreKeyGrant.objects.filter(holder_kind="staff").count() == 2


def test_a_forgotten_password_costs_the_key_until_a_holder_grants_again(cast: Cast) -> None:
    live, coordinator = cast.ayse.client(), cast.nermin.client()
    link = _link(coordinator.post(reverse("renew", args=[cast.ayse.staff.pk])))
    assert live.get(reverse("profile"))["Location"].startswith(reverse("sign-in"))
    assert Client().post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}).status_code == 200
    old = bytes(StaffKey.objects.get(staff_id=cast.ayse.staff.pk).public)
    Client().post(link, {"password": FRESH, "again": FRESH})
    assert bytes(StaffKey.objects.get(staff_id=cast.ayse.staff.pk).public) != old
    assert Member(cast.ayse.staff, FRESH).vault.centres == frozenset()
    coordinator.post(reverse("grant", args=["konak-1", cast.ayse.staff.pk]))
    assert Member(cast.ayse.staff, FRESH).vault.centres == {cast.konak.id}


def test_a_renewal_by_it_opens_no_record_to_it(cast: Cast) -> None:
    link = _link(cast.can.client().post(reverse("renew", args=[cast.ayse.staff.pk])))
    Client().post(link, {"password": FRESH, "again": FRESH})
    assert Member(cast.ayse.staff, FRESH).vault.centres == frozenset()
    assert "Davet eden: Can Öztürk" in cast.nermin.client().get(reverse("people")).content.decode()


def test_a_lost_telephone_is_forgotten_with_the_renewal_only_when_asked(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    with acting(cast.nermin.person):
        accounts.renew(by=cast.nermin.person, staff=cast.ayse.staff)
        assert Authenticator.objects.filter(user=cast.ayse.staff).exists()
        accounts.renew(by=cast.nermin.person, staff=cast.ayse.staff, forget_second_factor=True)
    assert not Authenticator.objects.filter(user=cast.ayse.staff).exists()


def test_a_newer_link_closes_the_older_one(cast: Cast) -> None:
    first = _invite(cast.nermin, Role.COUNSELLOR, Place(centre=cast.konak))
    with acting(cast.nermin.person):
        word = accounts.renew(by=cast.nermin.person, staff=first.staff)
    with pytest.raises(accounts.InvitationGone):
        accounts.open_invitation(first.word)
    assert accounts.open_invitation(word).staff == first.staff


def test_a_colleague_of_another_centre_is_not_there(cast: Cast) -> None:
    client = cast.nermin.client()
    for name in ("person", "give-post", "leave"):
        assert client.get(reverse(name, args=[cast.zeynep.staff.pk])).status_code == 404, name
    for name in ("renew", "leave"):
        assert client.post(reverse(name, args=[cast.zeynep.staff.pk])).status_code == 404, name
    assert "Zeynep" not in client.get(reverse("people")).content.decode()


def test_leaving_ends_posts_account_and_key_and_keeps_her_name(cast: Cast) -> None:
    page = cast.nermin.client().post(reverse("leave", args=[cast.ayse.staff.pk]), {"why": "left"})
    assert "artık giremez" in page.content.decode()
    staff = Staff.objects.get(pk=cast.ayse.staff.pk)
    assert not staff.is_active
    assert staff.full_name == "Ayşe Demir"
    assert cast.ayse.person.posts == ()
    with acting(cast.nermin.person):
        assert not CentreKeyGrant.objects.filter(holder_id=staff.pk).exists()
        assert [each.staff for each in team(cast.nermin.person, cast.konak)] == [cast.nermin.staff]


def test_leaving_one_centre_keeps_the_post_at_another(cast: Cast) -> None:
    with acting(cast.can.person):
        accounts.give_post(
            by=cast.can.person, staff=cast.zeynep.staff, role=Role.COUNSELLOR, place=Place(centre=cast.konak)
        )
    cast.nermin.client().post(reverse("leave", args=[cast.zeynep.staff.pk]), {"why": "left"})
    assert Staff.objects.get(pk=cast.zeynep.staff.pk).is_active
    assert cast.zeynep.person.centres == {cast.bornova.id}
    assert Member(cast.zeynep.staff).vault.centres == {cast.bornova.id}


def test_nobody_closes_her_own_account(cast: Cast) -> None:
    assert cast.nermin.client().post(reverse("leave", args=[cast.nermin.staff.pk]), {"why": "left"}).status_code == 403
    assert Staff.objects.get(pk=cast.nermin.staff.pk).is_active


def test_a_taken_name_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    form = {"full_name": "Selin Ak", "username": "zeynep", "role": "counsellor", "place": "centre:konak-1"}
    page = cast.nermin.client().post(reverse("invite"), form).content.decode()
    assert "alınmış" in page
    assert 'value="Selin Ak"' in page


def test_an_account_cannot_be_written_outside_a_recorded_act(cast: Cast) -> None:
    with pytest.raises(UnrecordedWrite):
        cast.ayse.staff.save()
    with pytest.raises(UnrecordedWrite):
        Post.objects.update(role="it_administrator")


@pytest.mark.parametrize("name", ["people", "invite"])
def test_only_who_looks_after_people_opens_the_people_pages(cast: Cast, name: str) -> None:
    answers = {
        member.staff.username: member.client().get(reverse(name)).status_code
        for member in (cast.ayse, cast.nermin, cast.zeynep, cast.elif_, cast.derya, cast.can)
    }
    assert answers == {"ayse": 403, "nermin": 200, "zeynep": 403, "elif": 200, "derya": 403, "can": 200}


def test_only_it_opens_organisations_and_centres(cast: Cast) -> None:
    assert cast.nermin.client().get(reverse("places")).status_code == 403
    client = cast.can.client()
    client.post(reverse("found-organisation"), {"name": "Buca Belediyesi", "kind": "district"})
    page = client.get(reverse("places"))
    [town] = [each for each in page.context["organisations"] if each.name == "Buca Belediyesi"]
    client.post(reverse("found-centre"), {"organisation": town.pk, "name": "Buca KDM", "code": "buca-1"})
    assert "buca-1" in client.get(reverse("places")).content.decode()
    twice = client.post(reverse("found-centre"), {"organisation": town.pk, "name": "Öteki", "code": "buca-1"})
    assert "başka bir merkezin" in twice.content.decode()

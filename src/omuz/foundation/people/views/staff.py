"""Colleagues: who works where, who is invited, renewed, given a post or a key, and who leaves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from omuz.foundation.people.actions import accounts
from omuz.foundation.people.forms import Appointment, Leaving, Newcomer, NewPassword
from omuz.foundation.people.pages import SignedInRequest, freshly_proven, page, pressed, public_page
from omuz.foundation.people.queries import (
    Colleague,
    colleague,
    managed_centre,
    managed_centres,
    people_without_centre,
    team,
)
from omuz.foundation.people.rules import INVITATION_HOURS, Role
from omuz.foundation.people.words import KEY_WORDS, ROLE_SENTENCES, ROLE_TITLES
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault.session import vault_of


@page("people.manage")
def people(request: SignedInRequest) -> HttpResponseBase:
    """Everybody she looks after, by centre."""
    person = request.person
    groups = [(centre, [_line(each) for each in team(person, centre)]) for centre in managed_centres(person)]
    others = [_line(each) for each in people_without_centre(person)]
    roles = [(ROLE_TITLES[role], ROLE_SENTENCES[role]) for role in Role]
    told = {"groups": groups, "others": others, "roles": roles, "grants": person.may("vault.grant")}
    return render(request, "people/people.html", told)


def _line(each: Colleague) -> dict[str, object]:
    posts = [(ROLE_TITLES[Role(post.role)], post.organisation) for post in each.posts]
    return {"colleague": each, "posts": posts, "key": KEY_WORDS[each.key]}


@page("people.manage")
def invite(request: SignedInRequest) -> HttpResponseBase:
    """A new account with one post; the one-time link is shown once."""
    form = Newcomer(request.POST or None, person=request.person, initial={"place": request.GET.get("yer", "")})
    if request.method != "POST" or not form.is_valid():
        roles = [(ROLE_TITLES[role], ROLE_SENTENCES[role]) for role in Role]
        return render(request, "people/invite.html", {"form": form, "roles": roles})
    told = form.cleaned_data
    invited = accounts.invite(
        by=request.person, username=told["username"], full_name=told["full_name"], role=told["role"],
        place=told["at"], profession=told["profession"],
    )  # fmt: skip
    return _shown_once(request, invited.staff.full_name, invited.staff.username, invited.word)


def _shown_once(request: HttpRequest, full_name: str, username: str, word: str) -> HttpResponseBase:
    link = request.build_absolute_uri(reverse("invitation", args=[word]))
    told = {"full_name": full_name, "username": username, "link": link, "hours": INVITATION_HOURS}
    return render(request, "people/invited.html", told)


@page("people.manage")
def person(request: SignedInRequest, staff_id: UUID) -> HttpResponseBase:
    """One colleague: posts, renewal, another post, leaving."""
    staff = colleague(request.person, staff_id)
    posts = [(post, ROLE_TITLES[Role(post.role)]) for post in accounts.living(staff)]
    told = {"staff": staff, "posts": posts, "own": staff.pk == request.person.staff_id}
    return render(request, "people/person.html", told)


@page("people.manage")
def give_post(request: SignedInRequest, staff_id: UUID) -> HttpResponseBase:
    """Another post for somebody who already has an account; it opens no key by itself."""
    staff = colleague(request.person, staff_id)
    form = Appointment(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        accounts.give_post(
            by=request.person, staff=staff, role=form.cleaned_data["role"], place=form.cleaned_data["at"]
        )
        return redirect("person", staff.pk)
    return render(request, "people/give_post.html", {"staff": staff, "form": form})


@page("people.manage")
@pressed("person", "staff_id")
@freshly_proven
def renew(request: SignedInRequest, staff_id: UUID) -> HttpResponseBase:
    """A forgotten password: the old key goes, a new one-time link is shown once."""
    staff = colleague(request.person, staff_id)
    word = accounts.renew(by=request.person, staff=staff, forget_second_factor="second_factor" in request.POST)
    return _shown_once(request, staff.full_name, staff.username, word)


@page("people.manage")
def leave(request: SignedInRequest, staff_id: UUID) -> HttpResponseBase:
    """Her posts end, her sessions end, her keys go; says so before it does so."""
    staff = colleague(request.person, staff_id)
    form = Leaving(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/leave.html", {"staff": staff, "form": form})
    closed = accounts.leave(by=request.person, staff=staff, why=form.cleaned_data["why"])
    return render(request, "people/left.html", {"staff": staff, "closed": closed})


@page("vault.grant")
@pressed("people")
def grant(request: SignedInRequest, code: str, staff_id: UUID) -> HttpResponseBase:
    """Hand the centre's key to a colleague with a post there."""
    centre = managed_centre(request.person, code)
    request.person.require("vault.grant", centre.id)
    staff = colleague(request.person, staff_id)
    accounts.demand_holder(staff, centre)
    vault.grant(by=request.person, vault=vault_of(request), centre_id=centre.id, staff_id=staff.pk)
    return redirect("people")


@public_page
def invitation(request: HttpRequest, word: str) -> HttpResponseBase:
    """The newcomer's door: she chooses her password; the link opens nothing afterwards."""
    try:
        staff = accounts.open_invitation(word).staff
        form = NewPassword(request.POST or None, staff=staff)
        if request.method == "POST" and form.is_valid():
            accounts.accept(word=word, password=form.cleaned_data["password"])
            return render(request, "people/welcome.html", {"staff": staff})
    except accounts.InvitationGone:
        return render(request, "people/invitation_gone.html", status=410)
    return render(request, "people/invitation.html", {"staff": staff, "form": form})

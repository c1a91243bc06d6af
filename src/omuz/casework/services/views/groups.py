"""A group session: written once for everybody who came, put right once; its page is for the team alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.contacts.views.places import place_of
from omuz.casework.services import actions
from omuz.casework.services.forms.sessions import CorrectionForm, GroupForm, initial_of
from omuz.casework.services.models import GroupSession
from omuz.casework.services.queries.groups import Group, attendances, group_of
from omuz.casework.services.queries.shown import earlier_session, given_words, version_steps
from omuz.casework.services.rules.sessions import CorrectionReason
from omuz.casework.services.views.places import at, names
from omuz.casework.services.views.sessions import team_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A group session for all who came."""
    place = place_of(request, "cases.write")
    given = {**team_of(request, place.centre_id), "centre_id": place.centre_id}
    vault_of(request).centre(place.centre_id)  # without the key nothing typed could be kept
    form = GroupForm(request.POST if request.method == "POST" else None, **given)
    if request.method != "POST" or not form.is_valid():
        context = {"place": place, "form": form}
        return render(request, "services/group_form.html", context, status=422 if form.is_bound else 200)
    told = {"case_ids": form.cleaned_data["codes"], "given": form.given(), "note": form.cleaned_data["note"]}
    group = actions.record_group(by=request.person, vault=vault_of(request), centre_id=place.centre_id, **told)
    messages.success(request, _("Grup çalışması herkesin dosyasına yazıldı; dosyalar birbirini göstermez."))
    return redirect(at("group", group.id))


@page("cases.read")
def one(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """One group session: how many came, and by code only those whose file she may see."""
    row, group = group_of(request.person, group_id, vault=vault_of(request))
    codes = _codes(request, row)
    people = {group.made_by, *(UUID(each["by"]) for each in group.versions)}
    known = names(people | ({group.given.worker} if group.given.worker else set()))
    context = {
        "group": group,
        "told": given_words(group.given, known),
        "codes": sorted(codes.values()),
        "unseen": max(0, group.persons - len(codes)),
        "steps": version_steps(group.versions, known, earlier_session),
        "may_write": request.person.may("cases.write", row.centre_id),
    }
    return _looked(request, row, "services/group.html", context)


def _codes(request: SignedInRequest, row: GroupSession) -> dict[UUID, str]:
    here = attendances(request.person, vault=vault_of(request), group=row)
    return {case_id: session.case.code for case_id, session in here.items()}


def _looked(
    request: SignedInRequest, row: GroupSession, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    drawn = render(request, template, context, status=status)
    looked(by=request.person, event="service.group_read", centre=row.centre_id)
    return drawn


@page("cases.write")
def correct(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """Put a group session right for everybody who was there."""
    row, group = group_of(request.person, group_id, vault=vault_of(request))
    request.person.require("cases.write", row.centre_id)
    codes = _codes(request, row)
    given: dict[str, Any] = {
        **team_of(request, row.centre_id),
        "centre_id": row.centre_id,
        "unseen": group.persons - len(codes),
        "initial": {**initial_of(group.given, group.note), "codes": " ".join(sorted(codes.values()))},
    }
    if request.method != "POST":
        form, reason = GroupForm(**given), CorrectionForm(initial={"version": group.revision})
        return _correcting(request, row, group, form, reason)
    form, reason = GroupForm(request.POST, **given), CorrectionForm(request.POST)
    if not (form.is_valid() & reason.is_valid()):
        return _correcting(request, row, group, form, reason, status=422)
    return _corrected(request, row, group, form, reason)


def _correcting(
    request: SignedInRequest,
    row: GroupSession,
    group: Group,
    form: GroupForm,
    reason: CorrectionForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"group": group, "form": form, "reason": reason, **more}
    return _looked(request, row, "services/group_form.html", context, status=status)


def _corrected(
    request: SignedInRequest, row: GroupSession, group: Group, form: GroupForm, reason: CorrectionForm
) -> HttpResponseBase:
    told = {"revision": reason.cleaned_data["version"], "reason": CorrectionReason(reason.cleaned_data["reason"])}
    given = {"case_ids": form.cleaned_data["codes"], "given": form.given(), "note": form.cleaned_data["note"], **told}
    try:
        actions.correct_group(by=request.person, vault=vault_of(request), group_id=row.id, **given)
    except Conflict:
        again = CorrectionForm({"version": group.revision, "reason": reason.cleaned_data["reason"]})
        theirs = given_words(group.given, names({group.given.worker} if group.given.worker else set()))
        return _correcting(request, row, group, form, again, status=409, theirs=theirs)
    messages.success(request, _("Düzeltildi; herkesin dosyasında böyle görünür."))
    return redirect(at("group", row.id))

"""Pages of whoever runs the yearly round: open it, follow it, count every question, tell the centres."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Refused
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.profiles import actions
from omuz.network.profiles.forms import YearForm, default_days
from omuz.network.profiles.queries.figures import exact_part, in_words, newest_figures
from omuz.network.profiles.queries.profiles import followed, profile_round, signed_of
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.rules.counting import exact
from omuz.network.profiles.rules.secrecy import KEPT_BACK
from omuz.network.surveys import actions as surveys


@page("profiles.manage")
def new(request: SignedInRequest) -> HttpResponseBase:
    """Open this year's round."""
    form = YearForm(request.POST or None, initial=default_days(timezone.localdate()))
    if form.is_bound and form.is_valid():
        try:
            made = actions.open_year(by=request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Profil turu açıldı; bütün merkezler davet edildi."))
            return redirect("profiles:round", made.id)
    return render(request, "profiles/new.html", {"form": form}, status=422 if form.is_bound else 200)


@page("profiles.manage")
def one(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """A round: every centre with its standing, its sections and its signature."""
    asked = profile_round(round_id)
    context = {"asked": asked, "told": followed(asked), "figures": newest_figures(asked)}
    return render(request, "profiles/round.html", context)


@page("profiles.manage")
@require_POST
def remind(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Put the round in front of every centre that has not sent."""
    count = surveys.remind(by=request.person, asked=profile_round(round_id))
    messages.success(request, _("%(count)s merkeze hatırlatıldı.") % {"count": count})
    return redirect("profiles:round", round_id)


@page("profiles.manage")
@require_POST
def close(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Close the round, or open it again."""
    closing = request.POST.get("what") != "open"
    surveys.close_round(by=request.person, asked=profile_round(round_id), closed=closing)
    messages.success(request, _("Tur kapandı; yazılanlar duruyor.") if closing else _("Tur yeniden açık."))
    return redirect("profiles:round", round_id)


@page("profiles.manage")
@require_POST
def publish(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Tell the centres the figures of the round."""
    try:
        actions.publish_figures(by=request.person, asked=profile_round(round_id))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Ağın sayıları merkezlere açıldı. Küçük sayılar gizlendi."))
    return redirect("profiles:round", round_id)


@page("profiles.manage")
def questions(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Every question of one section, counted over the signed profiles."""
    asked = profile_round(round_id)
    parts = sheet(asked.version).parts
    wanted = request.GET.get("b", "")
    part = next((each for each in parts if each.key == wanted), parts[0])
    signed, invited = signed_of(asked), asked.invitations.count()
    context: dict[str, Any] = {
        "asked": asked, "parts": parts, "part": part, "invited": invited, "signed": len(signed),
        "lines": exact_part(part, signed.values(), invited),
    }  # fmt: skip
    return render(request, "profiles/questions.html", context)


@page("profiles.manage")
def question(request: SignedInRequest, round_id: UUID, name: str) -> HttpResponseBase:
    """One question: the counts, what each centre answered, and which centres are missing."""
    asked = profile_round(round_id)
    one_asked = sheet(asked.version).by_name.get(name)
    if one_asked is None:
        raise Http404
    signed = signed_of(asked)
    invited = list(asked.invitations.values_list("centre_id", flat=True))
    centres = Centre.objects.filter(id__in=invited).order_by("name")
    said = [(each, signed[each.id].values.get(name) if each.id in signed else None) for each in centres]
    profiles = [row.values for row in signed.values()]
    context = {
        "asked": asked, "question": one_asked, "line": in_words(one_asked, exact(one_asked, profiles), len(invited)),
        "said": [
            (each, one_asked.in_words(text) if text else "", each.id not in signed, text == KEPT_BACK)
            for each, text in said
        ],
    }  # fmt: skip
    return render(request, "profiles/question.html", context)

"""Municipalities and associations that run centres, with their directorates as they name them."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.directory.forms import DirectorateForm, MunicipalityForm, PostForm
from omuz.network.directory.models import ContactPost, Directorate
from omuz.network.directory.queries.entries import directorate_of, posts_of, town_hall, town_halls
from omuz.network.directory.views.shown import Edited, day_of, edit, facts_of, history, shown_facts


@page("directory.read")
def municipalities(request: SignedInRequest) -> HttpResponseBase:
    """Everyone who runs centres."""
    return render(request, "directory/municipalities.html", {"halls": town_halls()})


@page("directory.read")
def municipality(request: SignedInRequest, organisation_id: UUID) -> HttpResponseBase:
    """One of them: its facts, its directorates with whom to ask, its centres."""
    day = day_of(request)
    hall = town_hall(organisation_id, day)
    context = {
        "hall": hall,
        "day": day,
        "today": timezone.localdate(),
        "facts": shown_facts(hall.facts, day),
        "units": [(unit, facts_of(unit), posts_of(unit, day)) for unit in hall.directorates],
        "history": history(hall.facts),
        "may_edit": request.person.may("directory.edit"),
    }
    return render(request, "directory/municipality.html", context)


def _edited(organisation_id: UUID, name: str, heading: str) -> Edited:
    return Edited(heading, reverse("directory:municipality", args=[organisation_id]), name, _("Kaydedildi."))


@page("directory.edit")
def change(request: SignedInRequest, organisation_id: UUID) -> HttpResponseBase:
    """Write what is known of it."""
    hall = town_hall(organisation_id)
    where = _edited(organisation_id, hall.organisation.name, _("Belediye bilgileri"))
    return edit(request, hall.facts, MunicipalityForm, where)


@page("directory.edit")
def new_directorate(request: SignedInRequest, organisation_id: UUID) -> HttpResponseBase:
    """A directorate under its own name."""
    hall = town_hall(organisation_id)
    where = _edited(organisation_id, hall.organisation.name, _("Müdürlük ekle"))
    return edit(request, Directorate(organisation=hall.organisation), DirectorateForm, where)


@page("directory.edit")
def directorate(request: SignedInRequest, directorate_id: UUID) -> HttpResponseBase:
    """Correct a directorate."""
    row = directorate_of(directorate_id)
    return edit(request, row, DirectorateForm, _edited(row.organisation_id, row.organisation.name, row.name))


@page("directory.edit")
def new_post(request: SignedInRequest, directorate_id: UUID) -> HttpResponseBase:
    """Whom colleagues ask in a directorate."""
    row = directorate_of(directorate_id)
    where = _edited(row.organisation_id, row.organisation.name, _("İrtibat ekle"))
    return edit(request, ContactPost(directorate=row), PostForm, where)

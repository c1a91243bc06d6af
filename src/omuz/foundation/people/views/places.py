"""Organisations and centres of this installation, for whoever runs it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from omuz.foundation.people.actions import places as acts
from omuz.foundation.people.forms import NewCentre, NewOrganisation
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.queries import organisations


@page("installation.run")
def places(request: SignedInRequest) -> HttpResponseBase:
    """Every organisation with its centres."""
    return render(request, "people/places.html", {"organisations": organisations(request.person)})


@page("installation.run")
def found_organisation(request: SignedInRequest) -> HttpResponseBase:
    """A new legal owner of centres."""
    form = NewOrganisation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.found_organisation(by=request.person, **form.cleaned_data)
        return redirect("places")
    return render(request, "people/found_organisation.html", {"form": form})


@page("installation.run")
def found_centre(request: SignedInRequest) -> HttpResponseBase:
    """A new centre, without a key: that is for its coordinator."""
    form = NewCentre(request.POST or None, initial={"organisation": request.GET.get("kurum", "")})
    if request.method == "POST" and form.is_valid():
        acts.found_centre(by=request.person, **form.cleaned_data)
        return redirect("places")
    return render(request, "people/found_centre.html", {"form": form})

"""Data protection of a centre: its figures of a year, and the register of breaches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.cases.views.places import posted
from omuz.casework.contacts.views.places import place_of
from omuz.casework.rights.actions.breaches import complete_breach, write_breach
from omuz.casework.rights.forms.breaches import BreachForm
from omuz.casework.rights.queries.breaches import OpenedBreach, breach_of, breaches_in, health, health_years
from omuz.casework.rights.rules.breaches import HOURS
from omuz.casework.rights.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of
from omuz.insight.charts.figure import figure


@page("figures.centre")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """Disposals in time, days to an answer, breaches of a year; the breaches one by one."""
    place, vault = place_of(request, "figures.centre"), vault_of(request)
    years = health_years(request.person, vault=vault, centre_id=place.centre_id)
    year = request.GET.get("yil", "")
    year = year if year in years else years[0]
    tables = health(request.person, vault=vault, centre_id=place.centre_id, year=year)
    found = breaches_in(request.person, vault=vault, centre_id=place.centre_id)
    context = {
        "place": place,
        "years": years,
        "year": year,
        "figures": [figure(table).for_page() for table in tables],
        "lines": [_in_words(each) for each in found],
        "hours": HOURS,
        "leads": request.person.may("rights.destroy", place.centre_id),
    }
    drawn = render(request, "rights/breaches.html", context)
    looked(by=request.person, event="rights.breaches_read", centre=place.centre_id, about="list:breaches")
    return drawn


def _in_words(each: OpenedBreach) -> dict[str, Any]:
    return {
        "breach": each,
        "kind": label_of("data_breach_kind", each.answers["kind"]),
        "women": label_of("data_breach_women", each.answers["women"]),
        "standing": each.standing(timezone.now()).value,
    }


@page("cases.write")
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write a breach down."""
    place = place_of(request, "cases.write")
    now = timezone.localtime()
    form = BreachForm(posted(request), initial={"found_on": now.date(), "found_hour": now.time()})
    if request.method == "POST" and form.is_valid():
        write_breach(by=request.person, vault=vault_of(request), centre_id=place.centre_id, told=form.told())
        messages.success(request, _("Yazıldı. Kurula bildirim için %(hours)d saat işliyor.") % {"hours": HOURS})
        return redirect(at("breaches"))
    return _form(request, {"form": form, "place": place})


@page("cases.write")
def one(request: SignedInRequest, breach_id: UUID) -> HttpResponseBase:
    """Complete what is known of a breach."""
    vault = vault_of(request)
    found = breach_of(request.person, breach_id, vault=vault)
    form = BreachForm(posted(request), initial=_start(found))
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"] or 0
            complete_breach(by=request.person, vault=vault, row=found.row, told=form.told(), revision=revision)
            return redirect(at("breaches"))
        except Conflict:
            form.add_error(None, _("Siz yazarken bir başkası bu kaydı değiştirdi. Yazdıklarınız aşağıda duruyor; "
                                   "sayfayı yeni sekmede açıp karşılaştırın."))  # fmt: skip
    return _form(request, {"form": form, "breach": found})


def _form(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "rights/breach.html", context, status=422 if context["form"].errors else 200)


def _start(found: OpenedBreach) -> dict[str, Any]:
    seen = timezone.localtime(found.row.found_at)
    told = timezone.localtime(found.row.authority_told_at) if found.row.authority_told_at else None
    return {
        "found_on": seen.date(), "found_hour": seen.time(), **found.words, "kind": found.answers["kind"],
        "women": found.answers["women"], "revision": found.row.revision,
        **({"told_on": told.date(), "told_hour": told.time()} if told else {}),
    }  # fmt: skip

"""Activities of her centre, those of the network, one activity, and both as a workbook."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, asked_centre, page
from omuz.foundation.people.replies import UNPROCESSABLE
from omuz.foundation.people.seen import edited
from omuz.insight.charts.figure import figure
from omuz.insight.papers.handing import handed_out
from omuz.network.outreach import actions
from omuz.network.outreach.forms import ActivityForm
from omuz.network.outreach.models import Activity
from omuz.network.outreach.queries.activities import activity_of, by_centre, by_kind, of_centre, of_network, years
from omuz.network.outreach.queries.figures import activities_table, reached_table
from omuz.network.outreach.rules import NotKept, sums


def _told(request: SignedInRequest) -> dict[str, Any]:
    """Centre (or None), year and years, and the activities they name."""
    place, known = asked_centre(request, "outreach.write"), years(request.person, timezone.localdate())
    wanted = request.GET.get("yil", "")
    year = int(wanted) if wanted.isdigit() and int(wanted) in known else known[0]
    rows = of_centre(request.person, place.centre_id, year) if place and place.centre_id else None
    if rows is None:
        rows = of_network(request.person, year)
    return {"place": place, "year": year, "years": known, "rows": rows}


@page("outreach.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """What her centre did in a year, or what all of them did."""
    told = _told(request)
    context = {
        **told,
        "held": request.person.centres_where("outreach.write"),
        "sums": sums(told["rows"]),
        "kinds": by_kind(told["rows"]),
        "lines": [(row, label_of("outreach_kind", row.kind), label_of("outreach_place", row.place))
                  for row in told["rows"]],
    }  # fmt: skip
    if told["place"] is None:
        context |= {"centres": by_centre(told["rows"]), "figures": _figures(request, told["year"])}
    return render(request, "outreach/overview.html", context)


def _figures(request: SignedInRequest, year: int) -> list[dict[str, Any]]:
    """I62 by kind, and I62K by whether the number was estimated, which its title asks."""
    done, reached = activities_table(request.person, year), reached_table(request.person, year)
    drawn = [figure(done).for_page()] if done else []
    if reached:
        drawn.append(figure(reached).for_page() | {"title": _("Ulaşılan kişi: sayı tahmin mi?")})
    return drawn


@page("outreach.read")
def as_table(request: SignedInRequest) -> HttpResponseBase:
    """The same activities as a workbook."""
    told = _told(request)
    return handed_out(as_workbook([Sheet("Belge", _book(told["rows"]))]), "xlsx")


def _book(rows: Sequence[Activity]) -> list[list[Cell]]:
    names = dict(Centre.objects.values_list("id", "name"))
    head: list[Cell] = [_("Gün"), _("Merkez"), _("Faaliyetin türü"), _("Nasıl bir yerde"), _("Ne yapıldı"),
                        _("Mahalle ya da yerin adı"), _("Ulaşılan kişi"), _("Tahmin"), _("Not")]  # fmt: skip
    return [head, *(_line(row, names.get(row.centre_id, "")) for row in rows)]


def _line(row: Activity, centre: str) -> list[Cell]:
    guess = "" if row.reached is None else _("evet") if row.estimated else _("hayır")
    return [row.on, centre, label_of("outreach_kind", row.kind), label_of("outreach_place", row.place), row.what,
            row.where, row.reached, guess, row.note]  # fmt: skip


@page("outreach.write")
def activity(request: SignedInRequest, activity_id: UUID | None = None) -> HttpResponseBase:
    """Write an activity down, or mend one."""
    row = activity_of(request.person, activity_id) if activity_id else None
    place = asked_centre(request, "outreach.write")
    if place is None or place.centre_id is None:
        raise Http404
    start = {name: getattr(row, name) for name in actions.FIELDS} if row else {"on": timezone.localdate()}
    form = ActivityForm(request.POST or None, initial=start)
    form = edited(form) if row else form
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write(
                by=request.person,
                centre_id=place.centre_id,
                told=form.cleaned_data,
                today=timezone.localdate(),
                row=row,
            )
            return redirect(f"{reverse('outreach:overview')}?yil={kept.on.year}")
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row, "place": place}
    return render(request, "outreach/activity.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("outreach.write")
@require_POST
def removed(request: SignedInRequest, activity_id: UUID) -> HttpResponseBase:
    """Take an activity off."""
    actions.remove(by=request.person, row=activity_of(request.person, activity_id))
    return redirect("outreach:overview")

"""Figures of others: read by everybody who is signed in, entered by the network's coordinator."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.external import external_sheet
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import alone, edited
from omuz.insight.papers.handing import handed_out
from omuz.network.handbook.actions import enter, withdraw
from omuz.network.handbook.documents.tables import as_csv, as_xlsx, entries_in, external_rows
from omuz.network.handbook.forms import SEPARATOR, ExternalForm, SheetForm
from omuz.network.handbook.queries.external import Block, blocks, entries_by_place, lines_of
from omuz.network.handbook.rules.external import NotAFigure, contradictions


def _year() -> int:
    return timezone.localdate().year


@page(None)
def external(request: SignedInRequest) -> HttpResponseBase:
    """Every year and area somebody entered, with source; what contradicts itself is said."""
    told = blocks()
    entered = [line.entry for block in told for line in block.lines if line.entry]
    context = {
        "sheet": external_sheet(),
        "blocks": told,
        "faults": contradictions(entered),
        "enters": request.person.may("external.enter"),
    }
    return render(request, "handbook/external.html", context)


@page(None)
def external_file(_request: SignedInRequest, kind: str) -> HttpResponseBase:
    """The sheet as a file, empty lines of the last year included, so that it can be filled and brought back."""
    makers = {"csv": as_csv, "xlsx": as_xlsx}
    if kind not in makers:
        raise Http404
    told = blocks()
    if not any((block.year, block.area) == (_year() - 1, "turkiye") for block in told):
        told.append(
            Block(_year() - 1, "turkiye", lines_of(external_sheet(), entries_by_place(), _year() - 1, "turkiye"))
        )
    return handed_out(makers[kind](external_rows(told)), kind)


@page("external.enter")
def external_new(request: SignedInRequest) -> HttpResponseBase:
    """Type in one figure."""
    form = _external_form(request)
    if form.is_bound and form.is_valid():
        try:
            new = enter(by=request.person, entries=[form.entry])
        except NotAFigure as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Sayı kaydedildi.") if new else _("Bu sayı zaten böyle kayıtlıydı."))
            return redirect("handbook:external")
    context = {"form": form, "file_form": SheetForm(), "sheet": external_sheet()}
    return render(request, "handbook/external_new.html", context, status=422 if form.errors else 200)


def _external_form(request: SignedInRequest) -> ExternalForm:
    """The form beside what is written of the figure, year and area she chose; whoever writes waits for another."""
    if request.method == "POST":
        alone({}, "handbook:external")
    asked = _asked(request.POST if request.method == "POST" else request.GET)
    return edited(ExternalForm(request.POST or None, this_year=_year(), initial=asked), of=("place", "year", "area"))


def _asked(sent: QueryDict) -> dict[str, Any]:
    """What the form stands beside: the entry of the place that was named, in the address or in the form."""
    told = {name: sent.get(name, "")[:60] for name in ("place", "year", "area")}
    known = {entry.place: entry for entry in entries_by_place().values()}
    code, _sign, part = told["place"].partition(SEPARATOR)
    year = int(told["year"]) if told["year"].isdecimal() else _year() - 1
    entry = known.get((code, part, year, told["area"]))
    now = {"value": entry.value, "source": entry.source, "note": entry.note} if entry else {}
    return {"place": told["place"], "year": year, "area": told["area"] or "turkiye", **now}


@page("external.enter")
@require_POST
def external_bring(request: SignedInRequest) -> HttpResponseBase:
    """Take a filled sheet: every line, or none."""
    form = SheetForm(request.POST, request.FILES)
    refused: list[str] = []
    if form.is_valid():
        try:
            entries, refused = entries_in(form.cleaned_data["file"], _year())
            if not refused:
                new = enter(by=request.person, entries=entries)
                told = ngettext("%(n)s sayı kaydedildi.", "%(n)s sayı kaydedildi.", new) % {"n": new}
                messages.success(request, told)
                return redirect("handbook:external")
        except (UnreadableFile, NotAFigure) as fault:
            form.add_error("file", str(fault))
    context = {
        "form": ExternalForm(this_year=_year()),
        "file_form": form,
        "refused": refused,
        "sheet": external_sheet(),
    }
    return render(request, "handbook/external_new.html", context, status=422)


@page("external.enter")
@require_POST
def external_withdraw(request: SignedInRequest) -> HttpResponseBase:
    """Take one entry back."""
    code, _sign, part = request.POST.get("place", "").partition(SEPARATOR)
    year = request.POST.get("year", "")
    try:
        place = (code, part, int(year) if year.isdecimal() else 0, request.POST.get("area", ""))
        withdraw(by=request.person, place=place)
        messages.success(request, _("Sayı geri alındı; eski kayıt günlükte duruyor."))
    except NotAFigure as fault:
        messages.error(request, str(fault))
    return redirect("handbook:external")

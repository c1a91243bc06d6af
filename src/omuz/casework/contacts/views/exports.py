"""Pages of the door through which contacts leave as a file: asked for, approved by another, taken once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.contacts.actions.exports import (
    CannotExport,
    answer_export,
    ask_export,
    file_name,
    take_export,
)
from omuz.casework.contacts.forms.intake import ExportForm, export_words
from omuz.casework.contacts.queries.exporting import export_of, own_exports
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.rules.exporting import ExportState
from omuz.casework.contacts.views.intake import download
from omuz.casework.contacts.views.places import at, place_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("contacts.export")
def take(request: SignedInRequest) -> HttpResponseBase:
    """Ask for the contacts of a centre as a workbook, with a reason; what she asked for and may take."""
    place = place_of(request, "contacts.export")
    form = ExportForm(request.POST) if request.method == "POST" else ExportForm()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        ask_export(by=request.person, centre_id=place.centre_id, why=told["why"], notes=told["notes"])
        messages.success(
            request,
            _("İsteğiniz yazıldı. Bir çalışma arkadaşınız 24 saat içinde onaylarsa dosyayı buradan bir kez alırsınız."),
        )
        return redirect(at("export", place=place))
    context = {"form": form, "place": place, "asked": own_exports(request.person, place.centre_id, timezone.now())}
    return render(request, "contacts/export.html", context, status=422 if form.is_bound else 200)


@page("contacts.export")
@require_POST
def file(request: SignedInRequest, export_id: UUID) -> HttpResponseBase:
    """The approved file, once."""
    try:
        book = take_export(by=request.person, vault=vault_of(request), export_id=export_id)
    except CannotExport as refused:
        messages.warning(request, export_words(refused.problem))
        return redirect(at("export"))
    return download(book, WORKBOOK, file_name(timezone.localdate()))


@page("contacts.read")
def answer(request: SignedInRequest, export_id: UUID) -> HttpResponseBase:
    """A colleague asks for the contacts as a file: the second person reads why, and approves or refuses."""
    row = export_of(request.person, export_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            done = answer_export(by=request.person, export_id=export_id, approve="onayla" in request.POST)
        except CannotExport as refused:
            messages.warning(request, export_words(refused.problem))
            return redirect(at("export-answer", export_id))
        approved = done.state == ExportState.APPROVED
        told = _("Onayladınız; isteyen dosyayı bir kez alabilir.") if approved else _("Reddettiniz; dosya çıkmadı.")
        messages.success(request, told)
        return redirect("desk:today")
    asker = names_of([row.asked_by]).get(row.asked_by, "")
    return render(
        request,
        "contacts/export_answer.html",
        {"row": row, "asker": asker, "own": row.asked_by == request.person.staff_id},
    )

"""Certificates: giving them, handing one out as PDF, checking a code, taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.audit.chain import looked
from omuz.foundation.people.models import Staff
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.papers.handing import handed_out
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions import certificates
from omuz.network.training.documents.certificate import certificate_pdf
from omuz.network.training.forms import CodeForm, ReasonForm
from omuz.network.training.models import Certificate
from omuz.network.training.queries.catalogue import course_title, is_partial
from omuz.network.training.queries.trainings import certificate_by, may_hold, seat_of
from omuz.network.training.rules import read_code
from omuz.network.training.views.holding import hosted
from omuz.network.training.views.letters import host_name


@page("training.hold")
@require_POST
def give(request: SignedInRequest, training_id: UUID) -> HttpResponseBase:
    """Give certificates to everybody who was there long enough."""
    training = hosted(request, training_id)
    try:
        number = certificates.give_certificates(by=request.person, training=training)
    except NotNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(n)s belge verildi.") % {"n": number})
    return redirect("training:one", training.id)


def _certificate(request: SignedInRequest, certificate_id: UUID) -> Certificate:
    """A certificate of a seat she may know of; Http404 for any other."""
    row: Certificate | None = Certificate.objects.filter(pk=certificate_id).select_related("withdrawal").first()
    if row is None:
        raise Http404
    seat_of(request.person, row.seat_id)
    return row


@page("training.read")
def certificate(request: SignedInRequest, certificate_id: UUID) -> HttpResponseBase:
    """The paper: with her name where she or her coordinator prints it, with a line to write on otherwise."""
    row = _certificate(request, certificate_id)
    seat, person = row.seat, request.person
    named = seat.staff_id == person.staff_id or (seat.centre_id and person.may("training.elsewhere", seat.centre_id))
    name = Staff.objects.filter(pk=seat.staff_id).values_list("full_name", flat=True).first() if named else ""
    looked(by=person, event="training.certificate_printed", centre=row.host_id, about=f"certificate:{row.id}")
    return handed_out(certificate_pdf(row, name or "", host_name(row.seat.training), get_language() or "tr"), "pdf")


@page("training.read")
def check(request: SignedInRequest) -> HttpResponseBase:
    """Whether a code belongs to a certificate, and what it says; never a name."""
    form = CodeForm(request.POST or None)
    context: dict[str, object] = {"form": form, "today": timezone.localdate()}
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        found = certificate_by(code)
        context |= {
            "code": code,
            "found": found,
            "title": course_title(found.course) if found else "",
            "asked": True,
            "partial": found is not None and is_partial(found.course, found.hours),
        }
    return render(request, "training/check.html", context, status=422 if form.errors else 200)


@page("training.hold")
def withdraw(request: SignedInRequest, certificate_id: UUID) -> HttpResponseBase:
    """Take a certificate back."""
    row = _certificate(request, certificate_id)
    if not may_hold(request.person, row.seat.training):
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            certificates.withdraw_certificate(by=request.person, certificate=row, reason=form.cleaned_data["reason"])
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Belge geri alındı."))
            return redirect("training:one", row.seat.training_id)
    context = {
        "heading": _("Belgeyi geri al"), "form": form, "act": _("Belgeyi geri al"),
        "gone": [_("Belgenin geçerliliği: kodu sorulunca geri alındığı söylenir.")],
        "kept": [_("Belgenin verildiği, geri alındığı ve nedeni.")],
        "back": reverse("training:one", args=[row.seat.training_id]),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.is_bound else 200)

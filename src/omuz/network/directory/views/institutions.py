"""The institutions: search as one types, one institution, writing it, verifying it, the list for the wall."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.directory.actions.keeping import verify
from omuz.network.directory.forms import PartnerForm, PostForm, ServiceForm
from omuz.network.directory.models import ContactPost, Partner, Service
from omuz.network.directory.queries.entries import (
    by_kind,
    centre_lines,
    centres_to_verify,
    kind_label,
    partner_lines,
    partner_of,
    post_of,
    posts_of,
    services_of,
    to_verify,
)
from omuz.network.directory.rules.verification import Standing, due_on, standing
from omuz.network.directory.views.shown import Edited, as_choices, day_of, edit, facts_of, history, shown_facts

LONGEST_QUERY = 60
SIZES = ("A4", "A3")


@page("directory.read")
def institutions(request: SignedInRequest) -> HttpResponseBase:
    """Every institution, narrowed as one types; those nobody asked for half a year are marked."""
    query, kind = request.GET.get("q", "")[:LONGEST_QUERY], request.GET.get("tur", "")[:LONGEST_QUERY]
    today = timezone.localdate()
    lines = partner_lines(today, query, kind=kind)
    context: dict[str, Any] = {"lines": lines, "q": query, "kind": kind}
    if request.headers.get("HX-Request"):
        return render(request, "directory/parts/institutions.html", context)
    everything = partner_lines(today)
    context |= {
        "all": len(everything),
        "kinds": as_choices(Counter(line.partner.kind for line in everything)),
        "overdue": sum(line.standing is not Standing.FRESH for line in everything),
        "may_edit": request.person.may("directory.edit"),
    }
    return render(request, "directory/institutions.html", context)


@page("directory.read")
def overdue(request: SignedInRequest) -> HttpResponseBase:
    """Whom to telephone: the longest neglected first."""
    today, person = timezone.localdate(), request.person
    centres = [(line, person.may("directory.write", line.centre.id)) for line in centres_to_verify(today)]
    context = {"lines": to_verify(today), "centres": centres, "may_edit": person.may("directory.edit")}
    return render(request, "directory/overdue.html", context)


@page("directory.read")
def institution(request: SignedInRequest, partner_id: UUID) -> HttpResponseBase:
    """One institution, as it is or as it was at a day."""
    row, day, today = partner_of(partner_id), day_of(request), timezone.localdate()
    context = {
        "row": row, "day": day, "today": today, "kind": kind_label(row.kind),
        "facts": shown_facts(row, day, "institution"),
        "services": [(each, facts_of(each, "service", secret=row.confidential)) for each in services_of(row, day)],
        "posts": [(each, facts_of(each, secret=row.confidential)) for each in posts_of(row, day)],
        "standing": standing(row.verified_on, today), "due": due_on(row.verified_on, today),
        "history": history(row, "institution"), "may_edit": request.person.may("directory.edit"),
    }  # fmt: skip
    return render(request, "directory/institution.html", context)


def _edited(row: Partner | None, heading: str) -> Edited:
    if row is None:
        return Edited(heading, reverse("directory:institutions"), _("Kurumlar"), _("Kurum eklendi."))
    return Edited(heading, reverse("directory:institution", args=[row.id]), row.name, _("Kaydedildi."))


@page("directory.edit")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A new institution."""
    return edit(request, Partner(), PartnerForm, _edited(None, _("Kurum ekle")))


@page("directory.edit")
def change(request: SignedInRequest, partner_id: UUID) -> HttpResponseBase:
    """Correct an institution."""
    row = partner_of(partner_id)
    return edit(request, row, PartnerForm, _edited(row, _("Kurumu düzelt")))


@page("directory.edit")
@require_POST
def confirm(request: SignedInRequest, partner_id: UUID) -> HttpResponseBase:
    """Somebody telephoned: it is right today."""
    verify(by=request.person, row=partner_of(partner_id))
    messages.success(request, _("Bugün doğrulandı olarak yazıldı."))
    if request.POST.get("back") == "overdue":
        return redirect("directory:overdue")
    return redirect("directory:institution", partner_id=partner_id)


@page("directory.edit")
def new_service(request: SignedInRequest, partner_id: UUID) -> HttpResponseBase:
    """Something the institution offers."""
    row = partner_of(partner_id)
    return edit(request, Service(partner=row), ServiceForm, _edited(row, _("Hizmet ekle")), secret=row.confidential)


@page("directory.edit")
def new_post(request: SignedInRequest, partner_id: UUID) -> HttpResponseBase:
    """Whom colleagues ask there."""
    row = partner_of(partner_id)
    page_ = _edited(row, _("İrtibat ekle"))
    return edit(request, ContactPost(partner=row), PostForm, page_, secret=row.confidential)


@page("directory.edit")
def post(request: SignedInRequest, post_id: UUID) -> HttpResponseBase:
    """Correct a contact post of an institution or of a directorate."""
    row = post_of(post_id)
    if row.partner:
        return edit(request, row, PostForm, _edited(row.partner, row.post), secret=row.partner.confidential)
    owner = row.directorate.organisation if row.directorate else None
    back = reverse("directory:municipality", args=[owner.id]) if owner else reverse("directory:municipalities")
    return edit(request, row, PostForm, Edited(row.post, back, str(owner or ""), _("Kaydedildi.")))


@page("directory.read")
def wall(request: SignedInRequest) -> HttpResponseBase:
    """The list for the wall, by kind: name, telephone, hours; A4, or A3 to be read from afar."""
    today, size = timezone.localdate(), request.GET.get("boy", SIZES[0])
    size = size if size in SIZES else SIZES[0]
    context = {"groups": by_kind(partner_lines(today)), "centres": centre_lines(today), "size": size, "today": today}
    return render(request, "directory/wall.html", context)

"""The address book of institutions, and the cards of centres of other installations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.referrals.actions.keeping import (
    AlreadyThere,
    OwnCard,
    bring_card,
    bring_institutions,
    change_institution,
    confirm_card,
    confirm_institution,
    drop_card,
    fingerprint_of,
    hand_out_card,
    own_card,
    write_institution,
)
from omuz.casework.referrals.forms.book import FileForm, InstitutionForm, institution_initial
from omuz.casework.referrals.models import Institution
from omuz.casework.referrals.queries.book import cards_of, institution_of, institutions, kind_label
from omuz.casework.referrals.queries.words import TROUBLES
from omuz.casework.referrals.rules.book import needs_check
from omuz.casework.referrals.rules.parcels import NoCard
from omuz.casework.referrals.views.places import at, moved_on, place_of
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.vault.session import vault_of

LONGEST_QUERY = 60


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every institution, those nobody confirmed for half a year marked; names no woman."""
    place, query = place_of(request, "cases.read"), request.GET.get("q", "")[:LONGEST_QUERY]
    context = _lines(request, place.centre_id, query) | {"place": place, "q": query}
    part = "referrals/parts/book.html" if request.headers.get("HX-Request") else "referrals/book.html"
    return render(request, part, context)


def _lines(request: SignedInRequest, centre_id: UUID, query: str) -> dict[str, Any]:
    today = timezone.localdate()
    rows = institutions(request.person, centre_id, query)
    lines = [{"row": row, "kind": kind_label(row.kind), "stale": needs_check(row.verified_on, today)} for row in rows]
    return {"lines": lines, "stale": sum(line["stale"] for line in lines if line["stale"] is True)}


@page("cases.write")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A new entry."""
    place = place_of(request, "cases.write")
    form = InstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        checked = timezone.localdate() if form.cleaned_data["checked"] else None
        try:
            write_institution(by=request.person, centre_id=place.centre_id, entry=form.entry, verified_on=checked)
        except AlreadyThere:
            form.add_error("name", _("Bu kurum adres defterinde zaten var."))
        else:
            messages.success(request, _("Kurum eklendi."))
            return redirect(at("institutions", place=place))
    return _form(request, form, None)


def _form(request: SignedInRequest, form: InstitutionForm, row: Institution | None, **more: Any) -> HttpResponse:
    status = more.pop("status", 422 if form.errors else 200)
    context = {"form": form, "row": row, "stale": row and needs_check(row.verified_on, timezone.localdate()), **more}
    return render(request, "referrals/institution.html", context, status=status)


@page("cases.write")
def change(request: SignedInRequest, institution_id: UUID) -> HttpResponseBase:
    """Correct an entry."""
    row = institution_of(request.person, institution_id, "cases.write")
    if request.method != "POST":
        return _form(request, InstitutionForm(initial=institution_initial(row)), row)
    form = InstitutionForm(request.POST)
    if not form.is_valid():
        return _form(request, form, row)
    try:
        change_institution(
            by=request.person, institution_id=institution_id, revision=form.cleaned_data["version"] or 0,
            entry=form.entry,
        )  # fmt: skip
    except AlreadyThere:
        form.add_error("name", _("Bu kurum adres defterinde zaten var."))
        return _form(request, form, row)
    except Conflict:
        return _form(request, form, row, status=409, theirs=row)
    messages.success(request, _("Kurum düzeltildi."))
    return redirect(at("institutions"))


@page("cases.write")
@require_POST
def confirm(request: SignedInRequest, institution_id: UUID) -> HttpResponseBase:
    """Somebody telephoned: it is right today."""
    confirm_institution(by=request.person, institution_id=institution_id, on=timezone.localdate())
    messages.success(request, _("Bugün doğrulandı olarak yazıldı."))
    return redirect(at("institutions"))


@page("cases.write")
def bring(request: SignedInRequest) -> HttpResponseBase:
    """Institutions from a CSV file; lines that cannot be taken are named."""
    place, brought = place_of(request, "cases.write"), None
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = _text(form.cleaned_data["file"])
        brought = bring_institutions(by=request.person, centre_id=place.centre_id, text=text)
    refused = [(each.line, each.value, TROUBLES[each.trouble]) for each in brought.refused] if brought else []
    context = {"place": place, "form": form, "brought": brought, "refused": refused}
    return render(request, "referrals/bring.html", context, status=422 if form.errors or refused else 200)


def _text(raw: bytes) -> str:
    for name in ("utf-8-sig", "cp1254"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return ""


@page("cases.read")
def cards(request: SignedInRequest) -> HttpResponseBase:
    """The centre's own card, and those of centres elsewhere with the digits two people read to each other."""
    return _cards(request, FileForm())


def _cards(request: SignedInRequest, form: FileForm, status: int = 200) -> HttpResponse:
    place = place_of(request, "cases.read")
    mine, _raw = own_card(by=request.person, vault=vault_of(request), centre_id=place.centre_id)
    known = [(row, fingerprint_of(row)) for row in cards_of(request.person, place.centre_id)]
    context = {"place": place, "mine": mine, "known": known, "form": form}
    return render(request, "referrals/cards.html", context, status=status)


@page("cases.read")
@pressed("referrals:cards")
def card_file(request: SignedInRequest) -> HttpResponseBase:
    """The file of the centre's own card; there is nothing secret in it."""
    place = place_of(request, "cases.read")
    raw = hand_out_card(by=request.person, vault=vault_of(request), centre_id=place.centre_id)
    name = f"belge-{timezone.localdate():%Y-%m-%d}.kart"
    return HttpResponse(
        raw, content_type="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@page("cases.write")
@require_POST
def card_bring(request: SignedInRequest) -> HttpResponseBase:
    """The card of a centre elsewhere; still to be confirmed by voice."""
    place, form = place_of(request, "cases.write"), FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            bring_card(by=request.person, centre_id=place.centre_id, raw=form.cleaned_data["file"])
            messages.success(request, _("Kart eklendi. Şimdi telefonda parmak izini karşılıklı okuyun."))
            return redirect(at("cards", place=place))
        except NoCard:
            form.add_error("file", _("Bu dosya bir posta kutusu kartı değil, eksik inmiş ya da değiştirilmiş."))
        except OwnCard:
            form.add_error("file", _("Bu sizin merkezinizin kendi kartı; karşı merkezinkini isteyin."))
    return _cards(request, form, 422)


@page("cases.write")
@require_POST
def card_answer(request: SignedInRequest, card_id: UUID) -> HttpResponseBase:
    """The digits were read to each other and are the same, or the card is trusted no longer."""
    match request.POST.get("what"):
        case "confirm":
            confirm_card(by=request.person, card_id=card_id)
            messages.success(request, _("Kart onaylandı; bu merkeze mektup yazılabilir."))
        case "drop":
            drop_card(by=request.person, card_id=card_id)
            messages.success(request, _("Kart kaldırıldı."))
        case _:
            return moved_on(request, at("cards"))
    return redirect(at("cards"))

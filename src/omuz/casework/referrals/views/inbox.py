"""What other centres sent: read only while her yes holds, taken up, sent back with a reason, done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.referrals.actions.answering import (
    NoLetter,
    NotForUs,
    accept_packet,
    finish_packet,
    refuse_packet,
    take_in,
)
from omuz.casework.referrals.actions.recalling import tell_recipient
from omuz.casework.referrals.forms.book import AcceptForm, DoneForm, FileForm, RefuseForm
from omuz.casework.referrals.models import Packet
from omuz.casework.referrals.queries.book import centre_name
from omuz.casework.referrals.queries.inbox import (
    PacketClosed,
    case_of_packet,
    inbox,
    open_packet,
    packet_of,
    recalls,
)
from omuz.casework.referrals.queries.panel import packet_in_words
from omuz.casework.referrals.queries.shown import shown
from omuz.casework.referrals.rules.states import PacketState
from omuz.casework.referrals.views.places import at, moved_on, place_of, seen
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The inbox: from whom and when, never about whom; the content opens one by one."""
    return _listed(request, FileForm())


def _listed(request: SignedInRequest, form: FileForm, status: int = 200) -> HttpResponse:
    place = place_of(request, "cases.read")
    lines = [
        {"packet": row, "sender": _sender(row), "state": packet_in_words(row), "waits": row.state == PacketState.SENT}
        for row in inbox(request.person, vault_of(request), place.centre_id)
    ]
    context = {
        "place": place,
        "lines": lines,
        "form": form,
        "recalls": len(recalls(request.person, vault_of(request), place.centre_id)),
    }
    return seen(
        request, "referrals/inbox.html", context, event="packet.list_read", centre=place.centre_id, status=status
    )


def _sender(row: Packet) -> str:
    return _("Başka kurulum") if row.elsewhere else centre_name(row.centre_id)


@page("cases.read")
def packet(request: SignedInRequest, packet_id: UUID) -> HttpResponseBase:
    """One packet, opened through the third gate."""
    return _packet(request, packet_of(request.person, packet_id, vault=vault_of(request)))


def _packet(request: SignedInRequest, row: Packet, status: int = 200, **typed: Any) -> HttpResponse:
    context: dict[str, Any] = {"row": row, "sender": _sender(row), "state": packet_in_words(row)}
    event = "packet.opened"
    try:
        received = open_packet(request.person, row, vault=vault_of(request), on=timezone.localdate())
        context |= {"packet": shown(received.payload), "known": received.known} | _answers(request, row)
    except PacketClosed as closed:
        context["closed"], event = closed.sentence, "packet.refused_to_open"
    return seen(
        request, "referrals/packet.html", context | typed, event=event, centre=row.to_centre_id,
        about=f"packet:{row.id}", status=status,
    )  # fmt: skip


def _answers(request: SignedInRequest, row: Packet) -> dict[str, Any]:
    start = {"on": timezone.localdate(), "version": row.revision}
    case_id = case_of_packet(request.person, row, vault=vault_of(request))
    return {
        "may_write": request.person.may("cases.write", row.to_centre_id),
        "waits": row.state == PacketState.SENT,
        "under_way": row.state == PacketState.ACCEPTED,
        "case_address": reverse("desk:case", args=[case_id]) if case_id else "",
        "accept_form": AcceptForm(initial=start | {"with_file": True}, auto_id="accept_%s"),
        "refuse_form": RefuseForm(initial=start, auto_id="refuse_%s"),
        "done_form": DoneForm(initial=start, auto_id="done_%s"),
    }


@page("cases.write")
@require_POST
def accept(request: SignedInRequest, packet_id: UUID) -> HttpResponseBase:
    """Take it up; where a file was opened, go there."""
    form = AcceptForm(request.POST, auto_id="accept_%s")
    told = _answered(request, packet_id, form, accept_packet, "accept_form", "on", "with_file")
    if isinstance(told, HttpResponseBase):
        return told
    messages.success(request, _("Kabul edildi; gönderen merkez bunu görür."))
    return redirect(reverse("desk:case", args=[told.file.id]) if told.file else at("packet", packet_id))


@page("cases.write")
@require_POST
def refuse(request: SignedInRequest, packet_id: UUID) -> HttpResponseBase:
    """Send it back with a reason."""
    form = RefuseForm(request.POST, auto_id="refuse_%s")
    told = _answered(request, packet_id, form, refuse_packet, "refuse_form", "on", "reason")
    if isinstance(told, HttpResponseBase):
        return told
    messages.success(request, _("Geri çevrildi; nedeni yalnız gönderen merkez okur."))
    return redirect(at("inbox"))


@page("cases.write")
@require_POST
def done(request: SignedInRequest, packet_id: UUID) -> HttpResponseBase:
    """What was asked is done."""
    form = DoneForm(request.POST, auto_id="done_%s")
    told = _answered(request, packet_id, form, finish_packet, "done_form", "on", "note")
    if isinstance(told, HttpResponseBase):
        return told
    messages.success(request, _("Tamamlandı; gönderen merkez bunu görür."))
    return redirect(at("packet", packet_id))


def _answered(request: SignedInRequest, packet_id: UUID, form: Any, act: Any, name: str, *fields: str) -> Any:
    """What an act gives; a page instead where the form, a gate or another version refused."""
    row = packet_of(request.person, packet_id, vault=vault_of(request), permission="cases.write")
    if not form.is_valid():
        return _packet(request, row, 422, **{name: form})
    told = {field: form.cleaned_data[field] for field in fields}
    try:
        return act(
            by=request.person, vault=vault_of(request), packet_id=packet_id,
            revision=form.cleaned_data["version"], **told,
        )  # fmt: skip
    except PacketClosed:
        return _packet(request, row, 409)
    except (Conflict, NotNow):
        return moved_on(request, at("packet", packet_id))


@page("cases.write")
@require_POST
def bring(request: SignedInRequest) -> HttpResponseBase:
    """A letter file of a centre elsewhere; one that is damaged or for somebody else says so."""
    place, form = place_of(request, "cases.write"), FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            row = take_in(
                by=request.person, vault=vault_of(request), centre_id=place.centre_id,
                raw=form.cleaned_data["file"], on=timezone.localdate(),
            )  # fmt: skip
            return redirect(at("packet", row.id))
        except NoLetter:
            form.add_error("file", _("Bu dosya bir Omuz mektubu değil ya da eksik inmiş. Gönderenden yeniden isteyin."))
        except NotForUs:
            form.add_error(
                "file", _("Bu mektup bu merkezin anahtarıyla açılmıyor: başka bir merkeze yazılmış ya da bozulmuş.")
            )
        except PacketClosed as closed:
            form.add_error("file", str(closed.sentence))
    return _listed(request, form, 422)


@page("cases.read")
def recalled(request: SignedInRequest) -> HttpResponseBase:
    """Recipients outside who are still to be told that she took her yes back."""
    place = place_of(request, "cases.read")
    waiting = [{"row": row, "told": told} for row, told in recalls(request.person, vault_of(request), place.centre_id)]
    context = {"place": place, "waiting": waiting}
    return seen(request, "referrals/recalls.html", context, event="referral.list_read", centre=place.centre_id)


@page("cases.write")
@require_POST
def told(request: SignedInRequest, recall_id: UUID) -> HttpResponseBase:
    """One of them was told."""
    try:
        tell_recipient(by=request.person, recall_id=recall_id)
    except NotNow:
        return moved_on(request, at("recalls"))
    messages.success(request, _("Alıcıya söylendi olarak yazıldı."))
    return redirect(at("recalls"))

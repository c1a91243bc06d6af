"""The quarterly return from its preview to the network: prepare, look, sign and send, release, take the file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.privacy.safe import SafeTable
from omuz.foundation.vault.crypto import fingerprint
from omuz.foundation.vault.queries import verify_key
from omuz.foundation.vault.session import vault_of
from omuz.insight.charts.periods import said
from omuz.network.returns import actions
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.asked import asked_of, judged
from omuz.network.returns.queries.ledger import ledger
from omuz.network.returns.queries.own import newest_sent, own_return, quarter_lines, release_of, tables_of
from omuz.network.returns.queries.reasons import reasons_for, said_reason
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.returns.views import questions
from omuz.network.returns.views.comparison import compared
from omuz.network.returns.views.lines import lines_of
from omuz.network.returns.views.places import place_of, quarter_of, today
from omuz.network.returns.views.proof import said_proof
from omuz.network.returns.views.shown import attachment, figures_of, handed_out, on_page

SDMX = "application/vnd.sdmx.data+csv;version=2.0.0"


@page("returns.prepare")
def returns(request: SignedInRequest) -> HttpResponseBase:
    """Her centre's quarters: what is sent, what waits, what is open to the director."""
    place = place_of(request, "returns.prepare")
    key = verify_key(place.centre_id)
    lines = quarter_lines(request.person, place.centre_id, today())
    context = {
        "place": place,
        "lines": [
            {
                "line": line,
                "words": said(str(line.quarter)),
                "declined": said_reason(line.sent.declined) if line.sent and line.sent.declined else "",
            }
            for line in lines
        ],
        "waiting": any(line.waits for line in lines),
        "reasons": reasons_for("declined"),
        "ledger": lines_of(ledger(request.person, place.centre_id)),
        "fingerprint": fingerprint(key) if key else "",
    }
    return render(request, "returns/returns.html", context)


@page("returns.prepare")
@require_POST
def prepare(request: SignedInRequest) -> HttpResponseBase:
    """Count the quarter and show it exactly as it would leave."""
    place, quarter = place_of(request, "returns.prepare"), quarter_of(request, Quarter.of(today()).before)
    try:
        row = actions.prepare_return(
            by=request.person, vault=vault_of(request), centre_id=place.centre_id, quarter=quarter
        )
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("returns:returns")
    if row.state == CentreReturn.State.SENT:
        messages.info(request, _("Gönderdiğinizden bu yana hiçbir sayı değişmedi; yeni bir bildirim gerekmiyor."))
    return redirect("returns:return", row.pk)


def _own(request: SignedInRequest, return_id: UUID) -> CentreReturn:
    """A return of one of her centres whose key she holds: a post alone, which IT can give, shows no number."""
    row = own_return(request.person, return_id)
    vault_of(request).centre(row.centre_id)
    return row


@page("figures.centre")
def one(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """One return as it will leave or as it left: the very tables, what is hidden, what changed, who signs."""
    row = _own(request, return_id)
    tables = tables_of(row)
    asked = asked_of(row, tables)
    context: dict[str, Any] = {
        "proof": said_proof(row.proof),
        "declined": said_reason(row.declined) if row.declined else "",
        "asked": questions.on_page(asked, row.document.answers, judged(asked, row), said(str(row.period.before))),
        "without_year": row.period.closes_year and tables and not _has_year(tables),
        "newer": _overtaken(row),
        "row": row,
        "period": said(row.quarter),
        "sent": row.state == CentreReturn.State.SENT,
        "by_hand": settings.OMUZ_KIND != "both",
        "may_send": request.person.may("returns.send", row.centre_id),
        "release": release_of(request.person, row),
        "hidden": sum(table.hidden_count for table in tables.values()),
        "compared": compared(row, tables),
        "figures": on_page(figures_of(tables), lambda *which: reverse("returns:return-figure", args=[row.pk, *which])),
        "signer": request.person.full_name,
    }
    return render(request, "returns/return.html", context)


def _overtaken(row: CentreReturn) -> bool:
    """Whether a later version of the same quarter has been sent."""
    newest = newest_sent(row.centre_id, row.period)
    return newest is not None and newest.version > row.version


def _has_year(tables: Mapping[str, SafeTable]) -> bool:
    return any(table.grain == "year" for table in tables.values())


@page("figures.centre")
def one_figure(request: SignedInRequest, return_id: UUID, key: str, kind: str) -> HttpResponseBase:
    """One figure of a return as a file."""
    return handed_out(figures_of(tables_of(_own(request, return_id))), key, kind)


def _done(request: SignedInRequest, act: Any, said: str) -> None:
    """Do one act and say that it is done, or why it could not be."""
    try:
        act()
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)


@page("returns.send")
@require_POST
def send(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """Write down what was answered to the checks, sign with the centre's key and send."""
    row, vault = _own(request, return_id), vault_of(request)

    def act() -> None:
        told = actions.answer_questions(by=request.person, row=row, answers=questions.answers_in(request.POST))
        actions.send_return(by=request.person, vault=vault, row=told)

    decided = _("Göndermeme kararınız imzalandı ve gönderildi; ağ sıfır saymaz.")
    _done(request, act, decided if row.declined else _("Bildirim imzalandı ve gönderildi."))
    return redirect("returns:return", row.pk)


@page("returns.prepare")
@require_POST
def decline(request: SignedInRequest) -> HttpResponseBase:
    """Say, to be signed next, that nothing is sent for a quarter, and why."""
    place, quarter = place_of(request, "returns.prepare"), quarter_of(request, Quarter.of(today()).before)
    reason = request.POST.get("neden", "")
    try:
        row = actions.decline_quarter(by=request.person, centre_id=place.centre_id, quarter=quarter, reason=reason)
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("returns:returns")
    return redirect("returns:return", row.pk)


@page("returns.prepare")
@require_POST
def put_aside(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """Drop a prepared return."""
    row = _own(request, return_id)
    _done(request, lambda: actions.put_aside(by=request.person, row=row), _("Hazırlanan bildirim bırakıldı."))
    return redirect("returns:returns")


@page("returns.send")
def signed_file(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """The signed file of a sent return."""
    row = _own(request, return_id)
    request.person.require("returns.send", row.centre_id)
    try:
        return attachment(actions.signed_file(row), SDMX, ending="csv")
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("returns:return", row.pk)


@page("returns.release")
@require_POST
def release(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """Open these totals to the director."""
    row = _own(request, return_id)
    _done(
        request,
        lambda: actions.release_totals(by=request.person, row=row),
        _("Toplamlar müdüre açıldı; kayıtların hiçbiri görünmez."),
    )
    return redirect("returns:return", row.pk)


@page("returns.release")
@require_POST
def withdraw(request: SignedInRequest, return_id: UUID) -> HttpResponseBase:
    """Close what was opened to the director."""
    row = _own(request, return_id)
    standing = release_of(request.person, row)
    if standing is not None:
        actions.withdraw_release(by=request.person, release=standing)
        messages.success(request, _("Toplamlar müdüre kapatıldı."))
    return redirect("returns:return", row.pk)

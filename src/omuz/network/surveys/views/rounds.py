"""Pages for whoever manages rounds: open one, follow it, remind, move a day, reopen, close, take the answers out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Refused
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.surveys import actions
from omuz.network.surveys.actions.exports import export_answers
from omuz.network.surveys.exports import KINDS
from omuz.network.surveys.forms import ChangeForm, DueForm, MoreForm, ReopenForm, RoundForm, default_days
from omuz.network.surveys.models import Answer, Round
from omuz.network.surveys.queries.questionnaires import published_versions, version_of
from omuz.network.surveys.queries.rounds import Board, board, invitation_of, lines_of, rounds


@page("surveys.manage")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every round, newest first, with how many have sent, are late or declined."""
    return render(request, "surveys/rounds.html", {"boards": rounds()})


@page("surveys.manage")
def new(request: SignedInRequest) -> HttpResponseBase:
    """Open a round: which version, from when to when, of whom."""
    versions = list(published_versions())
    initial: dict[str, Any] = {**default_days(timezone.localdate()), "version": request.GET.get("surum", "")}
    if "tick" in request.POST:
        form = RoundForm.ticked(request.POST, versions)
    else:
        form = RoundForm(request.POST or None, versions=versions, initial=initial)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        made = actions.open_round(
            by=request.person,
            version=version_of(UUID(told["version"])),
            guests=form.guests(),
            **{name: told[name] for name in ("title", "note", "opens_on", "due_on", "several")},
        )
        messages.success(request, _("Tur açıldı; davetliler sayfalarında görecek."))
        return redirect("surveys:round", made.id)
    context = {"form": form, "versions": versions}
    return render(request, "surveys/round_new.html", context, status=422 if form.is_bound else 200)


@page("surveys.manage")
def one(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """A round: every centre with its standing, its sections, and what can be done about it."""
    return _drawn(request, board(round_id), None)


def _drawn(request: SignedInRequest, followed: Board, change: ChangeForm | None) -> HttpResponseBase:
    sent = Answer.objects.filter(invitation__round=followed.asked, state=Answer.State.SUBMITTED).defer("instance")
    readable: dict[UUID, list[Answer]] = {}
    for row in sent.order_by("number"):
        readable.setdefault(row.invitation_id, []).append(row)
    context = {
        "board": followed,
        "asked": followed.asked,
        "lines": [{"line": line, "answers": readable.get(line.invitation.id, [])} for line in followed.lines],
        "readable": sum(len(rows) for rows in readable.values()),
        "kinds": KINDS,
        "more": MoreForm(),
        "change": change or edited(ChangeForm(asked=followed.asked)),
    }
    return render(request, "surveys/round.html", context, status=422 if change else 200)


def _round(round_id: UUID) -> Round:
    return board(round_id).asked


@page("surveys.manage")
@require_POST
def change(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Change title, note and last day."""
    followed = board(round_id)
    form = edited(ChangeForm(request.POST, asked=followed.asked))
    if not form.is_valid():
        return _drawn(request, followed, form)
    actions.change_round(by=request.person, asked=followed.asked, **form.cleaned_data)
    messages.success(request, _("Tur güncellendi."))
    return redirect("surveys:round", round_id)


@page("surveys.manage")
@require_POST
def close(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Close the round, or open it again."""
    closing = request.POST.get("what") != "open"
    actions.close_round(by=request.person, asked=_round(round_id), closed=closing)
    messages.success(request, _("Tur kapandı; yazılanlar duruyor.") if closing else _("Tur yeniden açık."))
    return redirect("surveys:round", round_id)


@page("surveys.manage")
@require_POST
def remind(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Put the round in front of everybody who has not sent."""
    count = actions.remind(by=request.person, asked=_round(round_id))
    messages.success(request, _("%(count)s merkeze hatırlatıldı.") % {"count": count})
    return redirect("surveys:round", round_id)


@page("surveys.manage")
@require_POST
def more(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Invite more centres."""
    form = MoreForm(request.POST)
    if form.is_valid():
        count = actions.invite(by=request.person, asked=_round(round_id), guests=form.guests())
        messages.success(request, _("%(count)s yeni davet gönderildi.") % {"count": count})
    else:
        messages.error(request, _("En az bir merkez ya da kurum seçin."))
    return redirect("surveys:round", round_id)


@page("surveys.manage")
def invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """One centre in a round: its sections, a day of its own, reopening."""
    row = invitation_of(request.person, invitation_id)
    posted = request.method == "POST"
    given = request.POST if posted and "due" in request.POST else None
    due = edited(DueForm(given, initial={"due_on": row.due_on}))
    again = ReopenForm(request.POST if posted and "reopen" in request.POST else None)
    if due.is_bound and due.is_valid():
        actions.change_due(by=request.person, invitation=row, due_on=due.cleaned_data["due_on"])
        messages.success(request, _("Son gün değişti."))
        return redirect("surveys:round", row.round_id)
    if again.is_bound and again.is_valid():
        actions.reopen(by=request.person, invitation=row, **again.cleaned_data)
        messages.success(request, _("Merkez yeniden yazabilir; nedenini sayfasında okuyacak."))
        return redirect("surveys:round", row.round_id)
    line = lines_of([row], sections=True)[0]
    context = {"line": line, "asked": row.round, "due": due, "again": again}
    return render(request, "surveys/invited.html", context, status=422 if posted else 200)


@page("surveys.manage")
@require_POST
def uninvite(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """Take an invitation back while nothing is written."""
    row = invitation_of(request.person, invitation_id)
    try:
        actions.withdraw_invitation(by=request.person, invitation=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Davet geri alındı."))
    return redirect("surveys:round", row.round_id)


@page("surveys.manage")
def take(request: SignedInRequest, round_id: UUID, kind: str) -> HttpResponseBase:
    """The answers of a round as a file: all she may read."""
    return handed_out(request, _round(round_id), kind, None)


@page("surveys.answer")
def take_own(request: SignedInRequest, invitation_id: UUID, kind: str) -> HttpResponseBase:
    """The answers of her own centre as a file."""
    row = invitation_of(request.person, invitation_id)
    return handed_out(request, row.round, kind, row.centre_id)


def handed_out(request: SignedInRequest, asked: Round, kind: str, centre_id: UUID | None) -> HttpResponseBase:
    """A file of the answers; Http404 for a kind there is not."""
    if kind not in KINDS:
        raise Http404
    file = export_answers(by=request.person, asked=asked, kind=kind, centre_id=centre_id)
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.media, headers=named)

"""What the people of a centre see: what they are asked, how far they are, what they sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Refused
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.surveys.actions import begin_answer, decline, publish_answer
from omuz.network.surveys.actions.answers import Locked
from omuz.network.surveys.exports import KINDS
from omuz.network.surveys.forms import DeclineForm
from omuz.network.surveys.instances import values_of
from omuz.network.surveys.models import Answer, Invitation, Round
from omuz.network.surveys.queries.answers import answer_of, answers_under, may_write, names_of, writers
from omuz.network.surveys.queries.questionnaires import form_of_version, language_of
from omuz.network.surveys.queries.rounds import invitation_of, lines_of, own_invitations
from omuz.network.surveys.queries.shown import told


@page("surveys.answer")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every round her centres are asked in, what waits first."""
    lines = own_invitations(request.person)
    context = {
        "lines": lines,
        "reminders": [line for line in lines if line.reminds],
        "several_centres": len(request.person.centres) > 1,
    }
    return render(request, "surveys/list.html", context)


def _own(request: SignedInRequest, invitation_id: UUID) -> Invitation:
    invitation = invitation_of(request.person, invitation_id)
    request.person.require("surveys.answer", invitation.centre_id)
    return invitation


@page("surveys.answer")
def one(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """One invitation: the sections, who wrote in them, what was sent, and what to do next."""
    invitation = _own(request, invitation_id)
    if invitation.round.kind == Round.Kind.PROFILE:
        return redirect("profiles:own", invitation.id)
    answers = answers_under(invitation)
    context = {
        "line": lines_of([invitation], sections=True)[0],
        "asked": invitation.round,
        "answers": [{"row": row, "open": may_write(row), "names": _names(row)} for row in answers],
        "writers": writers(answers[0]) if len(answers) == 1 else {},
        "kinds": KINDS,
        "may_publish": request.person.may("profiles.sign", invitation.centre_id),
    }
    return render(request, "surveys/invitation.html", context)


def _names(row: Answer) -> dict[str, str]:
    names = names_of([row.begun_by, row.submitted_by])
    device = row.device.name if row.device else ""
    return {
        "begun": names.get(row.begun_by, device) if row.begun_by else device,
        "sent": names.get(row.submitted_by, device) if row.submitted_by else device,
    }


@page("surveys.answer")
@require_POST
def begin(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """To the form: the one that is begun, or a new one."""
    answer = begin_answer(by=request.person, invitation=_own(request, invitation_id))
    return redirect("surveys:answer", answer.id)


@page("surveys.answer")
def refuse(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """Say why this centre will not answer."""
    invitation = _own(request, invitation_id)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            decline(by=request.person, invitation=invitation, reason=form.cleaned_data["reason"])
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Davet geri çevrildi; nedeni ağ koordinatörüne gitti. Yazdıklarınız duruyor."))
        return redirect("surveys:invitation", invitation.id)
    context = {"line": lines_of([invitation])[0], "asked": invitation.round, "form": form}
    return render(request, "surveys/decline.html", context, status=422 if form.is_bound else 200)


@page(None)
def read(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """One answer in words: for the centre, for the network, and for everybody once it is published."""
    answer = answer_of(request.person, answer_id)
    own = answer.centre_id in request.person.centres and request.person.may("surveys.answer", answer.centre_id)
    if not own and not _open_to_others(request, answer):
        raise Http404
    form = form_of_version(answer.version)
    language = language_of(form, get_language() or "tr", request.GET.get("dil", ""))
    context: dict[str, Any] = {
        "answer": answer,
        "asked": answer.invitation.round,
        "line": lines_of([answer.invitation])[0],
        "sections": told(form, values_of(answer), language),
        "writers": writers(answer) if own else {},
        "own": own,
    }
    return render(request, "surveys/read.html", context)


def _open_to_others(request: SignedInRequest, answer: Answer) -> bool:
    """Whether somebody outside the centre may read it: never while it is being written."""
    seen = answer.published_at is not None or request.person.may("surveys.manage")
    return seen and answer.state == Answer.State.SUBMITTED


@page("surveys.answer")
@require_POST
def publish(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """Open a sent answer to the network, or close it again."""
    wanted = request.POST.get("what") == "open"
    try:
        answer = publish_answer(by=request.person, answer_id=answer_id, published=wanted)
    except Locked as locked:
        messages.error(request, _("Yalnızca gönderilmiş bir yanıt yayımlanır."))
        return redirect("surveys:invitation", locked.answer.invitation_id)
    if wanted:
        messages.success(request, _("Yanıt ağda herkese açık."))
    else:
        messages.success(request, _("Yanıt yine yalnızca merkezinize ve ağ koordinatörüne açık."))
    return redirect("surveys:invitation", answer.invitation_id)

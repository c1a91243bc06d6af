"""Pages of a centre about its own profile: where it stands, signing it, comparing it, printing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Refused
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.profiles import actions
from omuz.network.profiles.queries.comparison import comparison
from omuz.network.profiles.queries.profiles import answer_under, line_of, newest_signed, own_invitation
from omuz.network.surveys.exports import KINDS
from omuz.network.surveys.instances import values_of
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.answers import may_write, names_of, writers
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.shown import Told, told


@page("profiles.answer")
def own(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """Her centre's profile of a year: the sections, who wrote them, what comes next, the signature."""
    invitation = own_invitation(request.person, invitation_id)
    answer, signed = answer_under(invitation), newest_signed(invitation)
    sent = answer is not None and answer.state == Answer.State.SUBMITTED
    fresh = signed is not None and answer is not None and signed.revision == answer.revision
    context = {
        "line": line_of(invitation), "asked": invitation.round, "answer": answer, "signed": signed, "fresh": fresh,
        "open": answer is not None and may_write(answer), "sent": sent,
        "to_sign": sent and not fresh, "may_sign": request.person.may("profiles.sign", invitation.centre_id),
        "signer": names_of([signed.signed_by]).get(signed.signed_by, "") if signed else "",
        "writers": writers(answer) if answer else {}, "kinds": KINDS,
        "answers": _in_words(answer) if answer and sent else [],
    }  # fmt: skip
    return render(request, "profiles/own.html", context)


def _in_words(answer: Answer) -> list[Told]:
    """Every section with what was answered in it."""
    form = form_of_version(answer.version)
    return told(form, values_of(answer), form.language_for(get_language() or "tr"))


@page("profiles.sign")
@require_POST
def sign(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """The coordinator signs for her centre."""
    try:
        actions.sign(by=request.person, invitation=own_invitation(request.person, invitation_id))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Profil imzalandı. Herkese açık bölümü ağda görünüyor, gerisi içeride kaldı."))
    return redirect("profiles:own", invitation_id)


@page("profiles.answer")
def compare(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """This year beside the years before and beside the network."""
    invitation = own_invitation(request.person, invitation_id)
    context = {"line": line_of(invitation), "asked": invitation.round, "told": comparison(invitation)}
    return render(request, "profiles/compare.html", context)


@page("profiles.answer")
def printed(request: SignedInRequest, invitation_id: UUID) -> HttpResponseBase:
    """The whole profile on paper, with the signature or a line for it; Http404 while nothing is written."""
    invitation = own_invitation(request.person, invitation_id)
    answer, signed = answer_under(invitation), newest_signed(invitation)
    if answer is None:
        raise Http404
    context = {
        "line": line_of(invitation), "asked": invitation.round, "answer": answer, "sections": _in_words(answer),
        "signed": signed if signed and signed.revision == answer.revision else None,
        "signer": names_of([signed.signed_by]).get(signed.signed_by, "") if signed else "",
    }  # fmt: skip
    return render(request, "profiles/print.html", context)

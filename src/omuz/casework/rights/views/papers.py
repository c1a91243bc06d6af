"""Papers that name no woman: the notice, anonymous feedback, and what a centre chooses for them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.cases.views.places import posted
from omuz.casework.contacts.views.places import place_of
from omuz.casework.rights.actions.giving import choose_papers, record_feedback
from omuz.casework.rights.documents.paper import Paper
from omuz.casework.rights.forms.papers import FeedbackForm, PapersForm, blank_questions
from omuz.casework.rights.queries.notice import Filled, notice_for
from omuz.casework.rights.queries.register import setting_of
from omuz.casework.rights.views.places import at, paper_answer
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def notice(request: SignedInRequest) -> HttpResponseBase:
    """The notice of today: one sheet to give, and the words to say in a minute."""
    place = place_of(request, "cases.read")
    context = {
        "place": place,
        "text": _text(place.centre_id),
        "leads": request.person.may("cases.lead", place.centre_id),
    }
    return render(request, "rights/notice.html", context)


def _text(centre_id: UUID) -> Filled:
    found = notice_for(centre_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


@page("cases.read")
def notice_paper(request: SignedInRequest) -> HttpResponseBase:
    """The sheet to print, one page of A4 without logo."""
    text = _text(place_of(request, "cases.read").centre_id)
    foot = _("Metnin tarihi: %(day)s") % {"day": f"{text.version:%d.%m.%Y}"}
    return paper_answer(Paper(text.title, text.lead, prose=text.parts, foot=foot, one_page=True))


@page("cases.write")
def feedback(request: SignedInRequest) -> HttpResponseBase:
    """Enter one anonymous form."""
    place = place_of(request, "cases.write")
    form = FeedbackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        record_feedback(
            by=request.person,
            vault=vault_of(request),
            centre_id=place.centre_id,
            on=form.cleaned_data["on"],
            answers=form.answers(),
        )
        messages.success(request, _("Geri bildirim girildi. Kâğıdı şimdi yok edin."))
        return redirect(at("feedback"))
    context = {"form": form, "place": place}
    return render(request, "rights/feedback.html", context, status=422 if form.is_bound else 200)


@page("cases.read")
def feedback_paper(request: SignedInRequest) -> HttpResponseBase:
    """The blank form, four to a sheet, without a word of whose it is."""
    return render(request, "rights/feedback_paper.html", {"questions": blank_questions(), "copies": range(4)})


@page("cases.lead")
def choose(request: SignedInRequest) -> HttpResponseBase:
    """Where she can turn to, and whether she is told names of staff."""
    place = place_of(request, "cases.lead")
    now = setting_of(place.centre_id)
    initial = {"version": now.revision if now else 0}
    initial |= {name: getattr(now, name) for name in ("address", "contact", "names_shown")} if now else {}
    form, met = PapersForm(posted(request), initial=initial), False
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            choose_papers(by=request.person, centre_id=place.centre_id, revision=told.pop("version"), **told)
        except Conflict:
            met = True
        else:
            messages.success(request, _("Belgelerin ayarı saklandı."))
            return redirect(at("notice"))
    context = {"form": form, "place": place, "met": met, "now": now}
    return render(request, "rights/papers.html", context, status=409 if met else 422 if form.is_bound else 200)

"""Recommendations of a year: drawn from gaps, written, decided, followed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.actions.voices import recommendations as acts
from omuz.network.reports.models import Recommendation
from omuz.network.reports.queries.voices.recommendations import gap_figures, line_of, lines, recommendation, years
from omuz.network.reports.rules.voices_drafts import drafts_from
from omuz.network.reports.rules.voices_proposals import proposals
from omuz.network.reports.views.shared import UNPROCESSABLE, attempted
from omuz.network.reports.voices_forms import DecisionForm, FollowForm, RecommendationForm

YEARS = range(2020, 2101)
FIELDS = ("who", "post_tr", "post_en", "what_tr", "what_en", "means_tr", "means_en", "until", "gap", "revision")


def asked_year(request: HttpRequest) -> int:
    """The year somebody asked for, else this one."""
    told = request.POST.get("yil") or request.GET.get("yil", "")
    return int(told) if told.isdecimal() and int(told) in YEARS else timezone.localdate().year


def with_year(name: str, year: int) -> HttpResponseBase:
    """Back to a list, at its year."""
    return redirect(f"{reverse(f'reports:{name}')}?yil={year}")


@page("reports.comment")
def recommendations(request: SignedInRequest) -> HttpResponseBase:
    """Every recommendation of a year, drafts first, those of the year before under them."""
    year, today = asked_year(request), timezone.localdate()
    context = {
        "year": year,
        "years": sorted({*years(), year, today.year}, reverse=True),
        "lines": lines(year, today),
        "former": lines(year - 1, today, Recommendation.State.ACCEPTED),
        "writes": request.person.may("reports.write"),
        "decides": request.person.may("reports.build"),
    }
    return render(request, "reports/voices/recommendations.html", context)


@page("reports.write")
@require_POST
def draw(request: SignedInRequest) -> HttpResponseBase:
    """Drafts out of the figures of the year, where a gap has none yet."""
    year = asked_year(request)

    def act() -> None:
        found = drafts_from(gap_figures(request.person, year), proposals())
        made = acts.draw(by=request.person, year=year, drafts=found)
        if made:
            told = ngettext("%(n)s taslak yazıldı; okuyun.", "%(n)s taslak yazıldı; okuyun, değiştirin.", made)
            messages.success(request, told % {"n": made})
        else:
            messages.info(request, _("Yeni taslak çıkmadı: gösterilecek boşluk yok ya da hepsinin önerisi var."))

    attempted(request, act, "")
    return with_year("recommendations", year)


@page("reports.write")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A recommendation of one’s own."""
    year = asked_year(request)
    form = RecommendationForm(request.POST or None, known=proposals(), initial={"until": date(year + 1, 12, 31)})
    if request.method == "POST" and form.is_valid():
        try:
            acts.write(by=request.person, year=year, told=_told(form))
            return with_year("recommendations", year)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "year": year, "writes": True, "open": True}
    return render(request, "reports/voices/recommendation.html", context, status=_status(form))


def _told(form: RecommendationForm) -> acts.Told:
    return acts.Told(**{name: value for name, value in form.cleaned_data.items() if name != "revision"})


def _status(form: Any) -> int:
    return UNPROCESSABLE if form.errors else 200


@page("reports.comment")
def one(request: SignedInRequest, recommendation_id: UUID) -> HttpResponseBase:
    """One recommendation: read, written anew while it is a draft, decided, followed."""
    row, known = recommendation(request.person, recommendation_id), proposals()
    form = RecommendationForm(request.POST or None, known=known, initial={name: getattr(row, name) for name in FIELDS})
    if request.method == "POST" and _changed(request, row, form):
        return redirect("reports:recommendation", row.id)
    context = {
        "form": form,
        "line": line_of(row, known.who, timezone.localdate()),
        "year": row.year,
        "writes": request.person.may("reports.write"),
        "open": row.state == Recommendation.State.DRAFT,
        "decides": request.person.may("reports.build"),
        "decision": DecisionForm(initial={"on": timezone.localdate()}),
        "follow": _following(row),
    }
    return render(request, "reports/voices/recommendation.html", context, status=_status(form))


def _changed(request: SignedInRequest, row: Recommendation, form: RecommendationForm) -> bool:
    """Whether the draft was written anew; what was wrong stands in the form otherwise."""
    request.person.require("reports.write")
    if not form.is_valid():
        return False
    try:
        acts.change(by=request.person, row=row, told=_told(form), seen=form.cleaned_data["revision"] or 0)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Öneri kaydedildi."))
    return True


@page("reports.build")
@require_POST
def decide(request: SignedInRequest, recommendation_id: UUID) -> HttpResponseBase:
    """Accept or reject, with the meeting’s decision."""
    row, form = recommendation(request.person, recommendation_id), DecisionForm(request.POST)
    accept = request.POST.get("accept") == "yes"

    def act() -> None:
        require_valid(form)
        acts.decide(by=request.person, row=row, accept=accept, **form.cleaned_data)

    done = attempted(request, act, _("Karar yazıldı; öneri rapora girer.") if accept else _("Öneri kabul edilmedi."))
    return with_year("recommendations", row.year) if done else redirect("reports:recommendation", row.id)


def _following(row: Recommendation, sent: QueryDict | None = None) -> FollowForm:
    return edited(FollowForm(sent, initial={"progress": row.progress, "why": row.progress_why}))


@page("reports.build")
@require_POST
def follow(request: SignedInRequest, recommendation_id: UUID) -> HttpResponseBase:
    """What became of it."""
    row = recommendation(request.person, recommendation_id)
    form = _following(row, request.POST)

    def act() -> None:
        require_valid(form)
        acts.follow(by=request.person, row=row, **form.cleaned_data)

    attempted(request, act, _("Sonuç yazıldı; gelecek yılın raporunda görünür."))
    return redirect("reports:recommendation", row.id)


def require_valid(form: Any) -> None:
    """Raise NotNow with what is wrong with a form pressed from a page of its own."""
    if not form.is_valid():
        told = [f"{form.fields[name].label}: {message}" for name, found in form.errors.items() for message in found]
        raise NotNow(" ".join(told))

"""Pages of names: looked for with a reason, the log of it, two files put together by two people."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.queries.door import day_between, named
from omuz.casework.cases.queries.files import OpenedCase, open_case, record_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.consents.models import ConsentOverride
from omuz.casework.contacts.views.places import place_of
from omuz.casework.team.actions.merging import CannotMerge, merge_files, propose_merge, refuse_merge, undo_merge
from omuz.casework.team.actions.searching import CannotSearch, mark_seen, search_name
from omuz.casework.team.forms.asking import MergeForm, SearchForm
from omuz.casework.team.forms.words import GLASS_STATES, MERGE_STATES, QUALITIES, sentences
from omuz.casework.team.models import Merge
from omuz.casework.team.queries.merging import merges_of
from omuz.casework.team.queries.naming import doubles_of, searches, unseen_searches
from omuz.casework.team.queries.walls import files_with_conflicts, glass_requests, restricted_files
from omuz.casework.team.rules.merging import MergeProblem
from omuz.casework.team.rules.searching import SearchProblem
from omuz.casework.team.rules.walls import GlassState
from omuz.casework.team.views.work import case_by_typed_code
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.queries import names
from omuz.foundation.vault.session import vault_of


@page("names.search")
def search(request: SignedInRequest) -> HttpResponseBase:
    """A file by a name: posted, answered at once and kept nowhere but in the log, without the name."""
    place = place_of(request, "names.search")
    form = SearchForm(request.POST if request.method == "POST" else None)
    hits, status = None, 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            found = search_name(
                by=request.person, vault=vault_of(request), centre_id=place.centre_id, name=told["name"],
                reason=told["reason"], why=told["why"],
            )  # fmt: skip
            hits = [{"hit": hit, "quality": QUALITIES[hit.quality]} for hit in found]
            status = 200
        except CannotSearch as refused:
            looked(by=request.person, event="name.search_refused", centre=place.centre_id, why=refused.problem.value)
            field = "name" if refused.problem in {SearchProblem.TOO_SHORT, SearchProblem.TOO_MANY} else "why"
            form.add_error(field, sentences([refused.problem]))
            status = 429 if refused.problem is SearchProblem.TOO_MANY else 422
    return render(request, "team/search.html", {"place": place, "form": form, "hits": hits}, status=status)


def _month(request: SignedInRequest) -> tuple[date, datetime, datetime]:
    """The month asked for, its first moment and the first of the next one."""
    try:
        first = date.fromisoformat(f"{request.GET.get('ay', '')}-01")
    except ValueError:
        first = timezone.localdate().replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return first, day_between(first)[0], day_between(after)[0]


@page("names.log")
def log(request: SignedInRequest) -> HttpResponseBase:
    """Every search for a name of a month: who, when, why, which codes were shown."""
    place = place_of(request, "names.log")
    first, start, end = _month(request)
    looked(by=request.person, event="names.log_read", centre=place.centre_id, about="list:names")
    context = {
        "place": place,
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": end.date().strftime("%Y-%m") if end < timezone.now() else "",
        "rows": _searched(request, place.centre_id, start, end),
        "unseen": unseen_searches(request.person, place.centre_id),
    }
    return render(request, "team/log.html", context)


def _searched(request: SignedInRequest, centre_id: UUID, start: datetime, end: datetime) -> list[dict[str, Any]]:
    found = searches(request.person, vault=vault_of(request), centre_id=centre_id, start=start, end=end)
    known = names(each.row.staff_id for each in found)
    return [
        {
            "one": each,
            "name": known.get(each.row.staff_id, ""),
            "reason": label_of("name_search_reason", each.row.reason),
        }
        for each in found
    ]


@page("names.log")
@require_POST
def seen(request: SignedInRequest) -> HttpResponseBase:
    """The coordinator has looked at them."""
    mark_seen(by=request.person, centre_id=place_of(request, "names.log").centre_id)
    messages.success(request, _("Aramalara bakıldı olarak yazıldı."))
    return redirect("team:log")


@page("cases.lead")
def month(request: SignedInRequest) -> HttpResponseBase:
    """What a coordinator looks at once a month: searches, glass, passing on without consent, closed files."""
    place, person = place_of(request, "cases.lead"), request.person
    first, start, end = _month(request)
    glass = _glass(request, place.centre_id, start, end)
    overrides = ConsentOverride.objects.filter(centre_id=place.centre_id, made_at__gte=start, made_at__lt=end)
    looked(by=person, event="month.read", centre=place.centre_id, about=f"month:{first:%Y-%m}")
    context = {
        "place": place,
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": end.date().strftime("%Y-%m") if end < timezone.now() else "",
        "searches": len(_searched(request, place.centre_id, start, end)),
        "glass": glass,
        "opened": sum(each["one"].row.state == GlassState.OPENED for each in glass),
        "overrides": overrides.count(),
        "restricted": restricted_files(person, place.centre_id),
        "conflicts": files_with_conflicts(person, place.centre_id),
    }
    return render(request, "team/month.html", context)


def _glass(request: SignedInRequest, centre_id: UUID, start: datetime, end: datetime) -> list[dict[str, Any]]:
    asked = glass_requests(request.person, vault=vault_of(request), centre_id=centre_id, since=start)
    rows = [each for each in asked if each.row.asked_at < end]
    known = named(*(each.row.asked_by for each in rows), *(each.row.answered_by for each in rows))
    return [
        {
            "one": each,
            "asker": known[each.row.asked_by],
            "answerer": known[each.row.answered_by],
            "state": GLASS_STATES[each.row.state],
        }
        for each in rows
    ]


@page("cases.read")
def merging(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Other files that may be hers, proposals, and what was put together."""
    return _shown(request, open_case(request.person, case_id, vault=vault_of(request)), MergeForm())


def _shown(
    request: SignedInRequest, file: OpenedCase, form: MergeForm, *, status: int = 200, met: str = ""
) -> HttpResponse:
    vault = vault_of(request)
    merges = merges_of(request.person, opened=file)
    known = names(
        [each.row.made_by for each in merges] + [each.row.reviewed_by for each in merges if each.row.reviewed_by]
    )
    looked(by=request.person, event="case.merges_read", centre=file.centre_id, about=f"case:{file.code}")
    context = {
        "file": file,
        "form": form,
        "met": met,
        "doubles": [
            {"hit": hit, "quality": QUALITIES[hit.quality]}
            for hit in doubles_of(request.person, vault=vault, opened=file)
        ],
        "merges": [
            {"one": each, "by": known.get(each.row.made_by, ""), "state": MERGE_STATES[each.row.state]}
            for each in merges
        ],
    }
    return render(request, "team/merging.html", context, status=status)


@page("cases.write")
@pressed("team:merging", "case_id")
def propose(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Say that another file is hers too."""
    place, vault = place_of(request, "cases.write"), vault_of(request)
    file, form = open_case(request.person, case_id, vault=vault, permission="cases.write"), MergeForm(request.POST)
    if not form.is_valid():
        return _shown(request, file, form, status=422)
    other = case_by_typed_code(request.person, place, form.cleaned_data["q"])
    try:
        if other is None:
            raise CannotMerge(MergeProblem.NOT_FOUND)
        propose_merge(by=request.person, vault=vault, case_id=case_id, other_id=other.id, why=form.cleaned_data["why"])
    except CannotMerge as refused:
        form.add_error("q", sentences([refused.problem]))
        return _shown(request, file, form, status=422)
    messages.success(
        request, _("Öneri yazıldı. İkinci bir kişi bakıp birleştirir; o zamana kadar hiçbir şey değişmez.")
    )
    return redirect("team:merging", case_id=case_id)


@page("cases.write")
@require_POST
def answer_merge(request: SignedInRequest, merge_id: UUID) -> HttpResponseBase:
    """Put together, refuse, or take apart again."""
    merge = record_of(request.person, Merge, merge_id, permission="cases.write")
    case_id, vault, text = merge.case_id, vault_of(request), request.POST.get("version", "")
    asked: dict[str, Any] = {
        "by": request.person,
        "merge_id": merge_id,
        "revision": int(text) if text.isdecimal() else 0,
    }
    try:
        if "birlestir" in request.POST:
            merge_files(vault=vault, **asked)
            messages.success(request, _("Dosyalar birleştirildi; geri alınabilir."))
        elif "geri" in request.POST:
            undo_merge(vault=vault, why=request.POST.get("why", "")[:300], **asked)
            messages.success(request, _("Birleştirme geri alındı; iki dosya da eskisi gibi."))
        else:
            refuse_merge(**asked)
            messages.success(request, _("Öneri kapatıldı; dosyalar ayrı kaldı."))
    except CannotMerge as refused:
        messages.warning(request, sentences([refused.problem])[0])
    except Conflict:
        messages.warning(request, _("Bu öneri bu arada değişti; şimdiki hâli aşağıda."))
    return redirect("team:merging", case_id=case_id)

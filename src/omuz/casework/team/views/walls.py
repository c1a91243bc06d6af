"""Pages of who may know of a file: conflicts, ties to the house, the named list, the glass."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.casework.appointments.queries.door import workers_at
from omuz.casework.cases.queries.files import OpenedCase, case_of, open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.contacts.views.places import place_of
from omuz.casework.team.actions.walls import (
    CannotClose,
    answer_glass,
    ask_for_glass,
    declare_conflict,
    lift_conflict,
    lift_restriction,
    note_tie,
    restrict_file,
)
from omuz.casework.team.forms.asking import GlassForm, ListForm, ReasonForm, StaffForm, TieForm
from omuz.casework.team.forms.words import GLASS_STATES, LIST_STATES, sentences
from omuz.casework.team.queries.walls import Glass, declared_on, glass_of, glass_requests, list_history, tie_of
from omuz.casework.team.rules.walls import GlassState
from omuz.casework.team.views.work import typed_code
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.queries import names
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def walls(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Who may know of a file, and how that is changed."""
    return _shown(request, open_case(request.person, case_id, vault=vault_of(request)))


def _shown(
    request: SignedInRequest, file: OpenedCase, *, problems: Iterable[str] = (), status: int = 200, **forms: Any
) -> HttpResponse:
    team = [each for each in workers_at(file.centre_id) if each.id not in file.case.hidden_from]
    listed, tie = [str(each) for each in file.case.only_for or ()], tie_of(file)
    looked(by=request.person, event="case.walls_read", centre=file.centre_id, about=f"case:{file.code}")
    context = {
        "file": file,
        **_history(file),
        "leads": request.person.may("cases.lead", file.centre_id),
        "staff_form": StaffForm(workers=[each for each in team if each.id != request.person.staff_id]),
        "list_form": ListForm(initial={"names": listed, "version": file.case.revision}, workers=team),
        "tie_form": TieForm(initial={"ties": tie[1].get("ties", []) if tie else []}),
        "lift_form": ReasonForm(prefix="ac"),
        "problems": sentences(problems),
    }
    return render(request, "team/walls.html", context | forms, status=status)


def _history(file: OpenedCase) -> dict[str, Any]:
    """Who stands on the list and before the file, and every change, with names of colleagues."""
    declared, history = declared_on(file), list_history(file)
    listed = file.case.only_for or []
    known = names(
        {*listed, *(each.staff_id for each in declared), *(each.by for each in history)}
        | {one for each in history for one in each.names}
    )
    return {
        "listed": [known.get(each, "") for each in listed],
        "declared": [{"one": each, "name": known.get(each.staff_id, "")} for each in declared],
        "history": [
            {
                "one": each,
                "state": LIST_STATES[each.state],
                "by": known.get(each.by, ""),
                "names": ", ".join(known.get(one, "") for one in each.names),
            }
            for each in history
        ],
    }


def _told_apart(request: SignedInRequest, case_id: UUID, refused: Exception, **forms: Any) -> HttpResponse:
    file = open_case(request.person, case_id, vault=vault_of(request))
    if isinstance(refused, CannotClose):
        return _shown(request, file, problems=refused.problems, status=422, **forms)
    met = _("Dosya bu arada değişti; hiçbir şey yazılmadı. Şimdiki hâli aşağıda, seçtikleriniz duruyor.")
    return _shown(request, file, problems=[met], status=409, **forms)


@page("cases.write")
@pressed("team:walls", "case_id")
def declare(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """She may not know of this file, or the coordinator enters it for a colleague."""
    case = case_of(request.person, case_id, "cases.write")
    mine = "ben" in request.POST
    form = StaffForm(request.POST, workers=workers_at(case.centre_id))
    if not mine and not form.is_valid():
        return _told_apart(request, case_id, CannotClose(), staff_form=form)
    staff_id = request.person.staff_id if mine else form.staff_id
    try:
        declare_conflict(by=request.person, vault=vault_of(request), case_id=case_id, staff_id=staff_id)
    except (CannotClose, Conflict) as refused:
        return _told_apart(request, case_id, refused)
    if staff_id == request.person.staff_id:
        messages.success(request, _("Bildiriminiz yazıldı. Bu dosya artık size hiçbir yerde görünmez."))
        return redirect("team:team")
    messages.success(request, _("Bildirim yazıldı; dosya o kişiye hiçbir yerde görünmez."))
    return redirect("team:walls", case_id=case_id)


@page("cases.lead")
@pressed("team:walls", "case_id")
def lift(request: SignedInRequest, case_id: UUID, declaration_id: UUID) -> HttpResponseBase:
    """A declared conflict stands no more."""
    form, text = ReasonForm(request.POST), request.POST.get("version", "")
    try:
        lift_conflict(
            by=request.person, vault=vault_of(request), declaration_id=declaration_id,
            revision=int(text) if text.isdecimal() else 0, why=form.data.get("why", ""),
        )  # fmt: skip
    except (CannotClose, Conflict) as refused:
        return _told_apart(request, case_id, refused)
    messages.success(request, _("Bildirim kaldırıldı; dosya o kişiye yeniden görünür."))
    return redirect("team:walls", case_id=case_id)


@page("cases.write")
@pressed("team:walls", "case_id")
def tie(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """How the person using violence is tied to the house."""
    form = TieForm(request.POST)
    if not form.is_valid():
        return _told_apart(request, case_id, CannotClose(), tie_form=form)
    note_tie(by=request.person, vault=vault_of(request), case_id=case_id, ties=form.cleaned_data["ties"])
    messages.success(request, _("Yazıldı."))
    return redirect("team:walls", case_id=case_id)


@page("cases.write")
@pressed("team:walls", "case_id")
def restrict(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Keep a file to a named list."""
    case = case_of(request.person, case_id, "cases.write")
    form = ListForm(request.POST, workers=workers_at(case.centre_id))
    if not form.is_valid():
        return _told_apart(request, case_id, CannotClose(), list_form=form)
    told = form.cleaned_data
    try:
        restrict_file(
            by=request.person, vault=vault_of(request), case_id=case_id, names=form.listed, why=told["why"],
            revision=told["version"],
        )  # fmt: skip
    except (CannotClose, Conflict) as refused:
        return _told_apart(request, case_id, refused, list_form=form)
    messages.success(request, _("Liste yazıldı; dosyayı yalnız listedekiler görür."))
    if request.person.staff_id not in form.listed:
        return redirect("team:team")
    return redirect("team:walls", case_id=case_id)


@page("cases.write")
@pressed("team:walls", "case_id")
def lift_list(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Open a restricted file to the whole team."""
    form = ReasonForm(request.POST, prefix="ac")
    if not form.is_valid():
        return _told_apart(request, case_id, CannotClose(), lift_form=form)
    try:
        lift_restriction(by=request.person, vault=vault_of(request), case_id=case_id, why=form.cleaned_data["why"])
    except (CannotClose, Conflict) as refused:
        return _told_apart(request, case_id, refused, lift_form=form)
    messages.success(request, _("Dosya bütün ekibe açıldı."))
    return redirect("team:walls", case_id=case_id)


@page("cases.write")
def glass(request: SignedInRequest) -> HttpResponseBase:
    """Ask for a restricted file; requests that wait for a second person."""
    place = place_of(request, "cases.write")
    form = GlassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            ask_for_glass(
                by=request.person, vault=vault_of(request), centre_id=place.centre_id, code=typed_code(told["code"]),
                why=told["why"],
            )  # fmt: skip
        except CannotClose as refused:
            form.add_error("code", sentences(refused.problems))
        else:
            messages.success(request, _("İsteğiniz yazıldı. İkinci bir kişi açınca dosya ikinize de görünür."))
            return redirect("team:glass")
    context = {"place": place, "form": form, "asked": _asked(request, place.centre_id)}
    return render(request, "team/glass.html", context, status=422 if form.is_bound else 200)


def _asked(request: SignedInRequest, centre_id: UUID) -> list[dict[str, Any]]:
    asked = glass_requests(request.person, vault=vault_of(request), centre_id=centre_id)
    known = names(each.row.asked_by for each in asked)
    return [
        {"one": each, "name": known.get(each.row.asked_by, ""), "state": GLASS_STATES[each.row.state]} for each in asked
    ]


@page("cases.write")
def answer(request: SignedInRequest, glass_id: UUID) -> HttpResponseBase:
    """The second person: open it to both, or refuse."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    found = glass_of(request.person, glass_id, vault=vault_of(request))
    if request.method != "POST" or not form.is_valid():
        return _asked_one(request, found, form, status=422 if form.is_bound else 200)
    try:
        answer_glass(
            by=request.person, vault=vault_of(request), glass_id=glass_id, opens="ac" in request.POST,
            answer=form.cleaned_data["why"],
        )  # fmt: skip
    except CannotClose as refused:
        return _asked_one(request, found, form, problems=refused.problems, status=422)
    except Conflict:
        messages.warning(request, _("Bu istek bu arada yanıtlandı."))
        return redirect("team:glass")
    messages.success(request, _("Yanıtınız yazıldı; iki neden de günlükte."))
    return redirect("team:glass")


def _asked_one(
    request: SignedInRequest, found: Glass, form: ReasonForm, *, problems: Iterable[str] = (), status: int = 200
) -> HttpResponse:
    looked(by=request.person, event="glass.read", centre=found.row.centre_id, about=f"glass:{found.row.id}")
    context = {
        "found": found,
        "form": form,
        "asker": names([found.row.asked_by]).get(found.row.asked_by, ""),
        "problems": sentences(problems),
        "waits": found.row.state == GlassState.ASKED,
    }
    return render(request, "team/answer.html", context, status=status)

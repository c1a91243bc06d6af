"""The room at a glance and the year's turns: proposal, swaps, another day, calling off; the institutions."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.network.meetings.actions import institutions as people_met
from omuz.network.meetings.actions import rota as acts
from omuz.network.meetings.documents.calendar import as_calendar
from omuz.network.meetings.forms import (
    DayForm,
    GuestForm,
    HostForm,
    InstitutionForm,
    PlannedForm,
    ProposalForm,
    ReasonForm,
    SwapForm,
)
from omuz.network.meetings.queries import decisions, figures, meetings
from omuz.network.meetings.queries import rota as turns
from omuz.network.meetings.views.shared import back, next_step, today
from omuz.network.standards.actions.refusals import NotNow

WEEK, WEEKDAY = 3, 2
HOURS = {"begins": "10:00", "ends": "13:00"}


@page("meetings.decisions")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """The next meeting, what waits, the year, what was before."""
    day, person = today(), request.person
    following, reads = meetings.next_meeting(day), meetings.reads_minutes(person)
    keeps = person.may("meetings.keep")
    context = {
        "next": following,
        "step": next_step(following, day) if following and keeps else None,
        "waiting": meetings.waiting_for_minutes(day) if keeps else [],
        "coming": turns.coming(day)[1:13],
        "past": turns.held_before(day)[:24],
        "open": decisions.decisions(day),
        "own": decisions.decisions(day, "open", decisions.own_organisations(person)),
        "attendance": figures.Share(figures.attendance_table(person, day.year)) if reads else None,
        "fulfilment": figures.Share(figures.fulfilment_table(person, day.year)) if reads else None,
        "keeps": keeps,
        "today": day,
    }
    return render(request, "meetings/overview.html", context)


@page("meetings.decisions")
def rota(request: SignedInRequest) -> HttpResponseBase:
    """The turns as planned, how fair they are, what was changed and why; the proposal for the keeper."""
    day, keeps = today(), request.person.may("meetings.keep")
    form = ProposalForm(request.GET if "week" in request.GET else {"week": WEEK, "weekday": WEEKDAY, **HOURS})
    proposal = []
    if keeps and form.is_valid():
        given = form.cleaned_data
        proposal = turns.turns(turns.proposal_start(day), week=given["week"], weekday=given["weekday"])
    planned = turns.coming(day)
    context = {
        "planned": planned,
        "called_off": turns.called_off(day),
        "changes": turns.changes([*planned, *turns.called_off(day)]),
        "shares": turns.shares(day),
        "form": form if keeps else None,
        "proposal": proposal,
        "asked": "week" in request.GET,
    }
    return render(request, "meetings/rota.html", context, status=status(form) if keeps else 200)


@page("meetings.keep")
@require_POST
def accept(request: SignedInRequest) -> HttpResponseBase:
    """The proposal goes into the rota as it was shown."""
    form = ProposalForm(request.POST)
    if not form.is_valid():
        told(request, NotNow(first_fault(form)))
        return back("rota")
    given = form.cleaned_data
    proposal = turns.turns(turns.proposal_start(today()), week=given["week"], weekday=given["weekday"])
    hosts = {row.id: row for row in turns.hosts()}
    planned = [acts.Planned(turn.on, hosts[turn.host.id], given["begins"], given["ends"]) for turn in proposal]
    try:
        acts.plan(by=request.person, turns=planned)
        done(request, _("Öneri sıraya yazıldı; her ay ayrı ayrı değiştirilebilir."))
    except NotNow as refusal:
        told(request, refusal)
    return back("rota")


@page("meetings.keep")
def new(request: SignedInRequest) -> HttpResponseBase:
    """One meeting beside the proposal."""
    form = PlannedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = given.pop("number", None) or 1
        try:
            return back(
                "meeting", acts.plan(by=request.person, turns=[acts.Planned(**given)], first_number=number)[0].id
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "meetings/new.html", {"form": form}, status=status(form))


@page("meetings.keep")
def turn(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Change one turn: host, swap, day, or call it off; each with a reason."""
    meeting, what = meetings.meeting_of(meeting_id), request.POST.get("what", "")
    forms = {
        "host": HostForm(request.POST if what == "host" else None, auto_id="host_%s"),
        "swap": SwapForm(request.POST if what == "swap" else None, auto_id="swap_%s", meeting=meeting, today=today()),
        "day": DayForm(request.POST if what == "day" else None, auto_id="day_%s", initial={"on": meeting.on}),
        "cancel": ReasonForm(request.POST if what == "cancel" else None, auto_id="cancel_%s"),
    }
    act = {"host": acts.change_host, "swap": acts.swap, "day": acts.change_day, "cancel": acts.call_off}
    if what in forms and forms[what].is_valid():
        try:
            act[what](by=request.person, meeting=meeting, **forms[what].cleaned_data)  # type: ignore[operator]  # each takes what its form gives
            return back("rota")
        except NotNow as refusal:
            forms[what].add_error(None, str(refusal))
    context = {"meeting": meeting, "forms": forms}
    return render(request, "meetings/turn.html", context, status=status(*forms.values()))


@page("meetings.decisions")
def calendar(_request: SignedInRequest) -> HttpResponseBase:
    """Every coming meeting for one's own calendar, those called off too so that they vanish there."""
    day = today()
    return handed_out(as_calendar([*turns.coming(day), *turns.called_off(day)]), "ics")


@page("meetings.read")
def institutions(request: SignedInRequest) -> HttpResponseBase:
    """Whom the network meets with."""
    keeps = request.person.may("meetings.keep")
    form = InstitutionForm(request.POST or None, new=True, initial={"member": True, "hosts": True, "kind": "district"})
    if request.method == "POST":
        request.person.require("meetings.keep")
        if form.is_valid():
            try:
                people_met.write_institution(by=request.person, **form.cleaned_data)
                return back("institutions")
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    came = meetings.came_lately(today())
    rows = [(row, meetings.kind_label(row.kind), came.get(row.id)) for row in meetings.institutions()]
    context = {"rows": rows, "form": form if keeps else None, "guest": GuestForm() if keeps else None}
    return render(request, "meetings/institutions.html", context, status=status(form))


@page("meetings.keep")
@require_POST
def take_in(request: SignedInRequest) -> HttpResponseBase:
    """Take in the owners of centres the directory knows."""
    try:
        people_met.take_in_directory(by=request.person)
    except NotNow as refusal:
        told(request, refusal)
    return back("institutions")


@page("meetings.keep")
@require_POST
def guest(request: SignedInRequest) -> HttpResponseBase:
    """A guest from the directory."""
    form = GuestForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        people_met.invite_partner(by=request.person, partner=form.cleaned_data["partner"])
    except NotNow as refusal:
        told(request, refusal)
    return back("institutions")


@page("meetings.keep")
def institution(request: SignedInRequest, institution_id: UUID) -> HttpResponseBase:
    """Change one."""
    row = meetings.institution_of(institution_id)
    start = {name: getattr(row, name) for name in ("name", "kind", "member", "hosts", "closed")}
    form = edited(InstitutionForm(request.POST or None, initial=start))
    if request.method == "POST" and form.is_valid():
        try:
            people_met.write_institution(by=request.person, row=row, **form.cleaned_data)
            return back("institutions")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "meetings/institution.html", {"form": form, "row": row}, status=status(form))

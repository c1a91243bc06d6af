"""One meeting: reading it, preparing it, calling the institutions, and its papers."""

from typing import Any
from uuid import UUID

from django.forms import BaseFormSet
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited, shown, ticked
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.meetings.actions import preparing as acts
from omuz.network.meetings.documents import papers
from omuz.network.meetings.documents.calendar import as_calendar
from omuz.network.meetings.forms import DetailsForm, ItemForm, ItemFormSet, PaperForm
from omuz.network.meetings.models import Institution
from omuz.network.meetings.queries import decisions, figures, meetings
from omuz.network.meetings.queries.rota import changes
from omuz.network.meetings.views.shared import back, next_step, today
from omuz.network.standards.actions.refusals import NotNow

PAPERS = {
    "cagri": papers.invitation,
    "katilim": papers.attendance_sheet,
    "degerlendirme": papers.evaluation_sheet,
    "tutanak": papers.minutes_of,
}
FORMS = {"pdf": as_pdf, "docx": as_docx}
UNPROCESSABLE = 422


@page("meetings.decisions")
def meeting(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Everything about one meeting; a director reads no minutes."""
    row, day, person = meetings.meeting_of(meeting_id), today(), request.person
    invited, slots, reads = meetings.institutions_of(row), meetings.agenda(row), meetings.reads_minutes(person)
    context = {
        "meeting": row,
        "title": papers.meeting_title(row),
        "phase": row.phase(day),
        "step": next_step(row, day) if person.may("meetings.keep") else None,
        "slots": slots,
        "over": meetings.minutes_over(row, slots),
        "invited": invited,
        "present": meetings.present(invited),
        "taken": decisions.taken_at(row, day),
        "carried": decisions.carried_to(row),
        "changes": changes([row]),
        "results": figures.results(row, day) if reads else None,
        "answering": row.on <= day <= row.answers_until and not row.cancelled_at,
        "paper": PaperForm(),
        "reads": reads,
        "keeps": person.may("meetings.keep"),
    }
    return render(request, "meetings/meeting.html", context)


@page("meetings.keep")
def details(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Where, when and about what."""
    row = meetings.meeting_of(meeting_id)
    names = ("topic", "place", "how_to_reach", "link", "begins", "ends")
    form = edited(DetailsForm(request.POST or None, initial={name: getattr(row, name) for name in names}))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_details(by=request.person, meeting=row, details=acts.Details(**form.cleaned_data))
            return back("meeting", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "meetings/details.html", {"form": form, "meeting": row}, status=status(form))


@page("meetings.keep")
def agenda(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """The agenda with the minutes each item takes."""
    row, refused = meetings.meeting_of(meeting_id), ""
    start = [
        {"id": item.id, "place": place, "title": item.title, "kind": item.kind, "presenter": item.presenter,
         "minutes": item.minutes}
        for place, item in enumerate(row.items.all(), 1)
    ]  # fmt: skip
    rows = ItemFormSet(request.POST or None, initial=start)
    _beside_their_items(rows, start)
    if request.method == "POST" and rows.is_valid():
        given = [form.cleaned_data for form in rows if form.cleaned_data.get("title")]
        given.sort(key=lambda each: each.get("place") or len(given) + 1)
        items = [acts.Item(**{name: words for name, words in each.items() if name != "place"}) for each in given]
        try:
            seen = {form.cleaned_data["id"] for form in rows if form.cleaned_data.get("id")}
            acts.write_agenda(by=request.person, meeting=row, items=items, seen=seen)
            return back("meeting", row.id)
        except NotNow as refusal:
            refused = str(refusal)
    context = {"rows": rows, "meeting": row, "refused": refused, "carried": decisions.carried_to(row)}
    wrong = refused or (rows.is_bound and not rows.is_valid())
    return render(request, "meetings/agenda.html", context, status=UNPROCESSABLE if wrong else 200)


def _beside_their_items(rows: "BaseFormSet[ItemForm]", items: list[dict[str, Any]]) -> None:
    """Compare each row with its own item: somebody else may have added one before it, moved it, or taken it off.

    One that was taken off has nothing in it now: left as it was it stays off, written in it is shown to her first.
    """
    known = {str(item["id"]): item for item in items}
    for form in rows:
        stood = form["id"].value()
        if stood:
            form.initial = known.get(str(stood), {})
            edited(form)


@page("meetings.keep")
def call(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Which institutions are invited; pressing the button calls them."""
    row = meetings.meeting_of(meeting_id)
    rows = meetings.to_invite(row)
    boxes = {str(each.id): chosen for each, chosen in rows}
    if request.method == "POST":
        known = {str(each.id): each for each in Institution.objects.filter(closed=False)}
        chosen = [known[key] for key in ticked(request.POST, "institution", boxes) if key in known]
        try:
            acts.call(by=request.person, meeting=row, institutions=chosen)
            done(request, _("Kurumlar çağrıldı diye yazıldı; mektubu ve takvim dosyasını aşağıdan alıp gönderin."))
        except NotNow as refusal:
            told(request, refusal)
            return back("call", row.id)
        return back("meeting", row.id)
    context = {"meeting": row, "rows": rows, "mark": shown(boxes), "missing": not (row.place or row.link)}
    return render(request, "meetings/call.html", context)


@page("meetings.keep")
@require_POST
def note_paper(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Where a paper of the meeting is kept."""
    row, form = meetings.meeting_of(meeting_id), PaperForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.note_paper(by=request.person, meeting=row, **form.cleaned_data)
    except NotNow as refusal:
        told(request, refusal)
    return back("meeting", row.id)


@page("meetings.keep")
@require_POST
def remove_paper(request: SignedInRequest, meeting_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """Take a paper off the list."""
    row = meetings.meeting_of(meeting_id)
    acts.remove_paper(by=request.person, row=meetings.attachment_of(row, attachment_id))
    return back("meeting", row.id)


@page("meetings.decisions")
def paper(request: SignedInRequest, meeting_id: UUID, what: str, ending: str) -> HttpResponseBase:
    """A paper of the meeting as a file; minutes only for who reads them."""
    row = meetings.meeting_of(meeting_id)
    if (what, ending) == ("takvim", "ics"):
        return handed_out(as_calendar([row]), "ics")
    if what not in PAPERS or ending not in FORMS:
        raise Http404
    if what == "tutanak":
        request.person.require("meetings.read")
    return handed_out(FORMS[ending](PAPERS[what](row)), ending)

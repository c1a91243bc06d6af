"""The day of the meeting and after: who was there, minutes, decisions, the evaluation."""

import secrets
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.network.meetings.actions import decisions as decided
from omuz.network.meetings.actions import evaluation as answers
from omuz.network.meetings.actions import minutes as acts
from omuz.network.meetings.forms import OUTCOMES, DecisionForm, DecisionFormSet, EvaluationForm, ReasonForm, SheetsForm
from omuz.network.meetings.models import AgendaItem, Meeting
from omuz.network.meetings.queries import decisions, figures, meetings
from omuz.network.meetings.rules.standing import Outcome, mark
from omuz.network.meetings.rules.words import ANSWERS
from omuz.network.meetings.views.shared import back, today
from omuz.network.standards.actions.refusals import NotNow

_PRESENT, _ANSWERS = {"yes", "no"}, {"coming", "not_coming"}


@page("meetings.keep")
def presence(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """What the institutions answered and which were there."""
    row = meetings.meeting_of(meeting_id)
    invited = meetings.institutions_of(row)
    if request.method == "POST":
        heads = request.POST.get("heads", "").strip()
        if heads == request.POST.get("was-heads", None):
            heads = str(row.heads or "")
        try:
            if heads and not heads.isdecimal():
                raise NotNow(_("Katılan sayısı bir sayı olmalı; hiçbir şey kaydedilmedi."))
            acts.write_institutions(
                by=request.person,
                meeting=row,
                answers=_chosen(request.POST, "answer", invited, _ANSWERS),
                present=_chosen(request.POST, "present", invited, _PRESENT),
                heads=int(heads) if heads else None,
            )
            return back("meeting", row.id)
        except NotNow as refusal:
            told(request, refusal)
            return back("presence", row.id)
    context = {"meeting": row, "invited": invited, "over": row.on <= today()}
    return render(request, "meetings/presence.html", context)


def _chosen(given: QueryDict, name: str, rows: Any, known: set[str]) -> dict[UUID, str]:
    """What she changed; what she left alone is left as somebody else may have written it meanwhile."""
    found = {
        row.id: given.get(f"{name}-{row.id}", "")
        for row in rows
        if f"{name}-{row.id}" in given and given[f"{name}-{row.id}"] != given.get(f"was-{name}-{row.id}")
    }
    return {key: word if word in known else "" for key, word in found.items()}


@page("meetings.keep")
def minutes(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Notes, what became of earlier decisions, new decisions; all of it kept, or nothing."""
    row, refused = meetings.meeting_of(meeting_id), ""
    rows = DecisionFormSet(request.POST or None, form_kwargs={"meeting": row})
    if request.method == "POST" and rows.is_valid():
        try:
            with transaction.atomic():
                _write(request.person, row, request.POST, rows)
            return back("meeting", row.id) if "close" in request.POST else back("minutes", row.id)
        except NotNow as refusal:
            refused = str(refusal)
    context = {
        "meeting": row,
        "rows": rows,
        "refused": refused,
        "items": _items(row, request.POST),
        "carried": _carried(row, request.POST),
        "taken": decisions.taken_at(row, today()),
        "outcomes": OUTCOMES,
        "early": row.on > today(),
    }
    wrong = refused or (rows.is_bound and not rows.is_valid())
    return render(request, "meetings/minutes.html", context, status=UNPROCESSABLE if wrong else 200)


def _write(by: Person, row: Meeting, given: QueryDict, rows: Any) -> None:
    """Everything of the page, one act after the other."""
    # Whoever writes in the same minutes at this moment waits, and then sees what was written.
    list(Meeting.objects.select_for_update().filter(pk=row.pk).values_list("pk"))
    acts.write_notes(by=by, meeting=row, notes=_changed_notes(row, given))
    for line in decisions.carried_to(row):
        outcome = given.get(f"outcome-{line.decision.id}", "")
        words = given.get(f"words-{line.decision.id}", "").strip()
        seen = (given.get(f"was-outcome-{line.decision.id}"), given.get(f"was-words-{line.decision.id}"))
        if outcome in set(Outcome) and (outcome, words) != seen and not _same(line, row, outcome, words):
            told_now = Outcome(outcome)
            decided.say(by=by, decision=line.decision, outcome=told_now, on=row.on, words=words, meeting=row)
    for form in rows:
        if form.cleaned_data.get("what") and not _taken(row, form.cleaned_data):
            decided.take_decision(by=by, meeting=row, wording=decided.Wording(**form.cleaned_data))
    if "close" in given:
        acts.close_minutes(by=by, meeting=row)


def _changed_notes(row: Meeting, given: QueryDict) -> dict[UUID, str]:
    """Notes she changed. Raises NotNow where somebody else wrote under the same item after she opened the page."""
    found = {}
    for item in row.items.all():
        typed, seen = given.get(f"note-{item.id}"), given.get(f"was-note-{item.id}")
        if typed is None or mark(typed) in (mark(item.noted), seen):
            continue
        if seen is not None and seen != mark(item.noted):
            words = _("“%(title)s” maddesine siz yazarken başka biri de yazdı: “%(theirs)s”. İkisini birleştirin.")
            raise NotNow(words % {"title": item.title, "theirs": item.noted})
        found[item.id] = typed
    return found


def _taken(row: Meeting, told: dict[str, Any]) -> bool:
    """Whether these minutes hold this very decision: a button pressed twice decides once."""
    same = {"what": told["what"].strip(), "owner": told["owner"], "due": told["due"], "item": told["item"]}
    found: bool = row.decisions.filter(**same, owner_post=told["owner_post"].strip()).exists()
    return found


def _same(line: decisions.Line, row: Meeting, outcome: str, words: str) -> bool:
    """Whether this very word was said at this meeting already."""
    last = line.last
    return last is not None and (last.meeting_id, last.outcome, last.words) == (row.id, outcome, words)


def _items(row: Meeting, given: QueryDict) -> list[tuple[AgendaItem, str, str]]:
    items = row.items.exclude(kind=AgendaItem.Kind.BREAK)
    return [(item, given.get(f"note-{item.id}", item.noted), mark(item.noted)) for item in items]


def _carried(row: Meeting, given: QueryDict) -> list[tuple[decisions.Line, str, str, Any]]:
    """Each earlier decision with what is chosen and typed for it here."""
    found = []
    for line in decisions.carried_to(row):
        here = line.last if line.last and line.last.meeting_id == row.id else None
        outcome = given.get(f"outcome-{line.decision.id}", here.outcome if here else "")
        words = given.get(f"words-{line.decision.id}", here.words if here else "")
        found.append((line, outcome, words, here))
    return found


@page("meetings.keep")
def decision(request: SignedInRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponseBase:
    """Word a decision anew while the minutes are open."""
    row = meetings.meeting_of(meeting_id)
    one = meetings.decision_in(row, decision_id)
    names = ("what", "owner", "owner_post", "due", "item")
    start = {name: getattr(one, name) for name in names}
    form = edited(DecisionForm(request.POST or None, meeting=row, initial=start))
    if request.method == "POST" and form.is_valid():
        try:
            decided.change_decision(by=request.person, decision=one, wording=decided.Wording(**form.cleaned_data))
            return back("minutes", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "meetings/wording.html", {"form": form, "meeting": row, "one": one}, status=status(form))


@page("meetings.keep")
@require_POST
def withdraw(request: SignedInRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponseBase:
    """Take a decision out of open minutes."""
    try:
        decided.withdraw_decision(
            by=request.person, decision=meetings.decision_in(meetings.meeting_of(meeting_id), decision_id)
        )
    except NotNow as refusal:
        told(request, refusal)
    return back("minutes", meeting_id)


@page("meetings.keep")
@require_POST
def reopen(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Write on in closed minutes."""
    form = ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.reopen_minutes(
            by=request.person, meeting=meetings.meeting_of(meeting_id), reason=form.cleaned_data["reason"]
        )
    except NotNow as refusal:
        told(request, refusal)
    return back("meeting", meeting_id)


@page("meetings.read")
def evaluation(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """The three questions while they are open, their protected counts afterwards."""
    row, person = meetings.meeting_of(meeting_id), request.person
    form = EvaluationForm(request.POST or None)
    if request.method == "POST":
        person.require("meetings.answer")
        if form.is_valid():
            try:
                answers.answer(by=person, meeting=row, answers=form.cleaned_data)
                done(request, _("Teşekkürler; yanıtınız sayıldı, adınız yazılmadı."))
                return back("meeting", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {
        "meeting": row,
        "form": form if person.may("meetings.answer") else None,
        "given": row.answered.filter(staff_id=person.staff_id).exists(),
        "sheets": SheetsForm() if person.may("meetings.keep") else None,
        "answers": list(ANSWERS.values()),
        "once": secrets.token_hex(8),
        "answering": row.on <= today() <= row.answers_until and not row.cancelled_at,
        "results": figures.results(row, today()),
    }
    return render(request, "meetings/evaluation.html", context, status=status(form))


@page("meetings.keep")
@require_POST
def sheets(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """What was counted on paper."""
    form = SheetsForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        if not cache.add(f"sheets:{request.POST.get('once') or secrets.token_hex(8)}", 1, timeout=86400):
            raise NotNow(_("Bu sayılar az önce eklendi; ikinci kez eklenmedi."))
        answers.enter_sheets(by=request.person, meeting=meetings.meeting_of(meeting_id), counts=form.counts())
        done(request, _("Kâğıttan sayılanlar eklendi; kâğıtları yok edin."))
    except NotNow as refusal:
        told(request, refusal)
    return back("evaluation", meeting_id)

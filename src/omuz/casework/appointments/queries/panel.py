"""What appointments and follow-ups show on the page of a file, on the page of today, and to her."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.appointments.forms.promising import way_words
from omuz.casework.appointments.forms.shown import tries_in_words, visit_lines
from omuz.casework.appointments.forms.words import OUTCOMES
from omuz.casework.appointments.models import Appointment, FollowUp
from omuz.casework.appointments.queries.door import day_between
from omuz.casework.appointments.queries.promises import Promise, follow_ups_of, promises, tries_in
from omuz.casework.appointments.queries.visits import Line, lines_between, to_confirm, visits_of
from omuz.casework.appointments.rules.follow_up import MOST_UNANSWERED, State, Try, unanswered
from omuz.casework.appointments.rules.visit import Outcome, Visit
from omuz.casework.appointments.rules.visit import State as VisitState
from omuz.casework.appointments.rules.ways import never_unasked
from omuz.casework.cases.queries.files import OpenedCase, open_to, records_of, safe_contact_of
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.contacts.rules.safe_contact import Moment, Opening
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

SHOWN = 4


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel:  # noqa: ARG001  # every room answers the same call
    """The next appointments and promises of a file, and the ways to plan more."""
    visits, told = visits_of(opened), follow_ups_of(opened)
    safe = safe_contact_of(opened)
    context = {
        "file": opened,
        "visits": [(row, visit) for row, visit in visits if row.state == VisitState.PLANNED][::-1],
        "over": len([row for row, _visit in visits if row.state != VisitState.PLANNED]),
        "promises": [(row, way_words(payload["way"])) for row, payload in told if row.state == State.PLANNED][:SHOWN],
        "never": never_unasked(safe),
        "silent": not never_unasked(safe) and unanswered(tries_in(told)) >= MOST_UNANSWERED,
        "writes": person.may("cases.write", opened.centre_id),
    }
    return Panel(_("Randevu ve takip"), "appointments/panel.html", context, order=20)


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # every room answers the same call
    """Appointments and attempts on the timeline of a file."""
    found = [_of_visit(row, visit) for row, visit in visits_of(opened)]
    for row, payload in follow_ups_of(opened):
        address = reverse("appointments:promise", args=[row.id])
        planned = date.fromisoformat(payload["on"])
        found.append(Entry(planned, _("Takip planlandı"), way_words(payload["way"]), address, "call-back", row.made_by))
        tries = [Try.from_payload(each) for each in payload.get("tries", ())]
        for each, (_when, words) in zip(tries, tries_in_words(payload), strict=True):
            found.append(Entry(each.at.date(), _("Takip denemesi"), words, address, "call", row.changed_by))
    return found


def _of_visit(row: Appointment, visit: Visit) -> Entry:
    text = str(OUTCOMES[Outcome(visit.outcome)]) if visit.outcome else turkish.moment(timezone.localtime(visit.at))
    on = timezone.localtime(visit.at).date() if visit.outcome else visit.on
    title = _("Randevu") if visit.outcome else _("Randevu verildi")
    return Entry(on, title, text, reverse("appointments:open", args=[row.id]), "calendar", row.made_by)


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Visits of the day and promises that are due, by code; a woman who is not to be called is on no list."""
    start, end = day_between(day)
    lines = lines_between(person, vault=vault, centre_id=centre_id, start=start, end=end)
    now = timezone.localtime().replace(tzinfo=None)
    if day != now.date():
        now = datetime.combine(day, datetime.min.time())
    due = promises(person, vault=vault, centre_id=centre_id, now=now, ahead=timedelta(0))
    found = [*(_visit_item(line) for line in lines), *(_promise_item(each, day) for each in due)]
    waiting = to_confirm(person, vault=vault, centre_id=centre_id, now=now)
    return [*found, *(_confirm_item(line, opening) for line, opening in waiting)]


def _confirm_item(line: Line, opening: Opening) -> TodayItem:
    now = opening.moment is Moment.NOW
    return TodayItem(
        kind="confirm",
        code=line.code,
        case_id=line.case_id,
        title=_("Randevuyu doğrulayın: şimdi olur") if now else _("Randevuyu doğrulayın: güvenli saatini bekleyin"),
        when=timezone.make_aware(opening.start) if opening.start else None,
        address=reverse("appointments:open", args=[line.appointment_id]),
        mine=line.mine,
        order=32,
    )


def _visit_item(line: Line) -> TodayItem:
    title = _("Randevu") if line.slot.worker_id else _("Randevu: çalışan atanmalı")
    if line.slot.arrived_at and line.state == VisitState.PLANNED:
        title = _("Randevu: geldi, bekliyor")
    return TodayItem(
        kind="appointment",
        code=line.code,
        case_id=line.case_id,
        title=title,
        when=timezone.localtime(line.slot.starts_at),
        address=reverse("appointments:open", args=[line.appointment_id]),
        urgent=line.slot.worker_id is None,
        mine=line.mine or line.slot.worker_id is None,
        order=20,
    )


def _promise_item(promise: Promise, day: date) -> TodayItem:
    title = _("Takip: şimdi olur") if promise.now else _("Takip: güvenli saatini bekleyin")
    if promise.overdue(day):
        title = _("Gecikmiş takip: şimdi olur") if promise.now else _("Gecikmiş takip: güvenli saatini bekleyin")
    start = promise.opening.start
    return TodayItem(
        kind="follow_up",
        code=promise.code,
        case_id=promise.case_id,
        title=title,
        when=timezone.make_aware(start) if start else promise.due_on,
        address=reverse("appointments:promise", args=[promise.id]),
        urgent=False,
        mine=promise.mine,
        order=30 if promise.now else 40,
    )


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # every room answers the same call
    """Her appointments and the promises made to her, as she may read them."""
    lines: list[tuple[Any, str]] = []
    for _row, visit in visits_of(opened):
        when = turkish.moment(timezone.localtime(visit.at))
        lines.append((when, "; ".join(f"{label}: {words}" for label, words in visit_lines(visit))))
    sections = [HerSection(_("Randevularınız"), tuple(lines))] if lines else []
    told = [
        (turkish.day(date.fromisoformat(payload["on"])), _told(row, payload)) for row, payload in follow_ups_of(opened)
    ]
    return [*sections, HerSection(_("Size ulaşma sözümüz"), tuple(told))] if told else sections


def _told(row: FollowUp, payload: dict[str, Any]) -> str:
    parts = [way_words(payload["way"])]
    if row.due_on:
        parts.append(turkish.day(row.due_on))
    parts += [f"{when}: {result}" for when, result in tries_in_words(payload)]
    return "; ".join(parts)


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:  # noqa: ARG001  # every room answers the same call
    """How many appointments and follow-ups the file holds."""
    return [
        (_("Randevu"), records_of(opened.case, Appointment).count()),
        (_("Takip"), records_of(opened.case, FollowUp).count()),
    ]


def due_counts(person: Person, *, centre_id: UUID, day: date) -> dict[UUID, tuple[int, int]]:
    """Worker → follow-ups due until `day`, and those overdue, on files she may know of."""
    rows = FollowUp.objects.filter(
        open_to(person, "case__"), Q(due_on__lte=day), centre_id=centre_id, state=State.PLANNED
    ).values_list("worker_id", "due_on")
    told: dict[UUID, tuple[int, int]] = {}
    for worker_id, due_on in rows:
        due, late = told.get(worker_id, (0, 0))
        told[worker_id] = (due + 1, late + (due_on is not None and due_on < day))
    return told

"""The calendar: a week or a day of visits and promises, by code; nothing of a file she may not know of."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.forms.promising import way_words
from omuz.casework.appointments.forms.words import SLOT_STATES
from omuz.casework.appointments.queries.door import day_between, named
from omuz.casework.appointments.queries.promises import Promise, promises
from omuz.casework.appointments.queries.visits import Line, lines_between
from omuz.casework.appointments.rules.slots import week_of
from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.rules.steps import CODE_LENGTH, CODE_PREFIX, is_code
from omuz.casework.contacts.forms.words import WEEKDAYS, WEEKDAYS_SHORT
from omuz.casework.contacts.views.places import Place, place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

DAY, WEEK = "gun", "hafta"
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


@page("cases.read")
def calendar(request: SignedInRequest) -> HttpResponseBase:
    """A week, or one day, of the centre: who comes when, in which room, with whom. Codes only."""
    place, vault = place_of(request, "cases.read"), vault_of(request)
    view = DAY if request.GET.get("g") == DAY else WEEK
    today = timezone.localdate()
    day = _day(request.GET.get("t", ""), today)
    days = (day,) if view == DAY else week_of(day)
    start, end = day_between(days[0])[0], day_between(days[-1])[1]
    asked: dict[str, Any] = {"vault": vault, "centre_id": place.centre_id}
    lines = lines_between(request.person, start=start, end=end, **asked)
    mine = request.GET.get("k") == "ben"
    context = {
        "place": place,
        "view": view,
        "mine": mine,
        "today": today,
        "days": _days(
            days, lines, _promised(request, place, days, today), only=request.person.staff_id if mine else None
        ),
        "addresses": _addresses(request, day, view, today),
    }
    looked(by=request.person, event="calendar.read", centre=place.centre_id, about=f"calendar:{days[0].isoformat()}")
    return render(request, "appointments/calendar.html", context)


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST < day < LATEST else today


def _promised(request: SignedInRequest, place: Place, days: tuple[date, ...], today: date) -> list[Promise]:
    if days[-1] < today:
        return []
    now = timezone.localtime().replace(tzinfo=None)
    ahead = timedelta(days=(days[-1] - today).days)
    return promises(request.person, vault=vault_of(request), centre_id=place.centre_id, now=now, ahead=ahead)


def _days(
    days: tuple[date, ...], lines: list[Line], promised: list[Promise], *, only: UUID | None
) -> list[dict[str, Any]]:
    known = named(*(line.slot.worker_id for line in lines), *(each.worker_id for each in promised))
    visits: list[dict[str, Any]] = [
        {"line": line, "worker": known[line.slot.worker_id], "state": SLOT_STATES[line.slot.state]}
        for line in lines
        if only in (None, line.slot.worker_id)
    ]
    calls: list[dict[str, Any]] = [
        {"promise": each, "worker": known[each.worker_id], "way": way_words(each.way)}
        for each in promised
        if only in (None, each.worker_id)
    ]
    return [
        {
            "day": day,
            "name": WEEKDAYS[day.weekday()],
            "short": WEEKDAYS_SHORT[day.weekday()],
            "weekend": day.weekday() > 4,  # noqa: PLR2004  # Saturday and Sunday
            "lines": [each for each in visits if timezone.localtime(each["line"].slot.starts_at).date() == day],
            "promises": [each for each in calls if each["promise"].due_on == day],
        }
        for day in days
    ]


def _addresses(request: SignedInRequest, day: date, view: str, today: date) -> dict[str, str]:
    step = timedelta(days=1 if view == DAY else 7)

    def at(when: date, **changes: str) -> str:
        query = request.GET.copy()
        query["t"] = when.isoformat()
        for name, value in changes.items():
            query[name] = value
            if not value:
                del query[name]
        return f"?{query.urlencode()}"

    return {
        "before": at(day - step),
        "after": at(day + step),
        "today": at(today),
        "week": at(day, g=WEEK),
        "day": at(day, g=DAY),
        "mine": at(day, k="ben"),
        "all": at(day, k=""),
    }


@page("cases.write")
@require_POST
def choose(request: SignedInRequest) -> HttpResponseBase:
    """From a code to the form of an appointment; posted, so that no code stands in an address."""
    place = place_of(request, "cases.write")
    wanted = request.POST.get("q", "")[:20].strip().upper().replace(" ", "")
    wanted = CODE_PREFIX + wanted if len(wanted) == CODE_LENGTH else wanted
    found = None
    if is_code(wanted):
        found = visible_cases(request.person, place.centre_id).filter(code=wanted).values_list("id", flat=True).first()
    if found is None:
        messages.warning(request, _("Bu kodla bir dosya yok. Kodu karşılaştırıp yeniden yazın."))
        return redirect("appointments:calendar")
    return redirect(reverse("appointments:book", args=[found]))

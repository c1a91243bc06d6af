"""The year's turns: what is planned, who would be next, and what people changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from omuz.foundation.catalogue.turkish import sort_key
from omuz.network.meetings.models import Institution, Meeting, RotaChange
from omuz.network.meetings.rules.rota import MONTHS, Host, Turn, free_days, month_after, proposed


@dataclass(frozen=True)
class Share:
    """How often an institution hosted and when it does next; the rota's fairness as anybody may check it."""

    institution: Institution
    times: int
    last: date | None
    coming: date | None


def coming(today: date) -> list[Meeting]:
    """Meetings from today on that take place, the next first."""
    return list(_standing().filter(on__gte=today).select_related("host").order_by("on"))


def held_before(today: date) -> list[Meeting]:
    """Meetings whose day is over, the newest first."""
    return list(_standing().filter(on__lt=today).select_related("host").order_by("-on"))


def called_off(today: date) -> list[Meeting]:
    """Meetings called off whose day is still to come."""
    return list(Meeting.objects.filter(cancelled_at__isnull=False, on__gte=today).select_related("host"))


def _standing() -> QuerySet[Meeting]:
    return Meeting.objects.filter(cancelled_at__isnull=True)


def hosts() -> list[Institution]:
    """Who takes her turn, in alphabetical order."""
    rows = Institution.objects.filter(hosts=True, closed=False)
    return sorted(rows, key=lambda row: sort_key(row.name))


def turns(first: date, *, week: int, weekday: int, months: int = MONTHS) -> list[Turn]:
    """The proposal for the months from `first` on that have no meeting yet.

    What is planned after the proposed months counts too, so that nobody is asked twice in a row.
    """
    taken = list(_standing().values_list("host_id", "on"))
    days = free_days(first, [on for _host, on in taken], week=week, weekday=weekday, months=months)
    hosted: dict[UUID, list[date]] = defaultdict(list)
    for host_id, on in taken:
        if host_id is not None:
            hosted[host_id].append(on)
    return proposed([Host(row.id, row.name) for row in hosts()], hosted, days)


def proposal_start(today: date) -> date:
    """The month a proposal begins with: this one while it has no meeting yet, else the next."""
    here = _standing().filter(on__year=today.year, on__month=today.month).exists()
    return month_after(today, 1) if here else today


def shares(today: date) -> list[Share]:
    """Every institution in the rota with how often it hosted, last and next."""
    hosted: dict[UUID, list[date]] = defaultdict(list)
    for host_id, on in _standing().exclude(host=None).order_by("on").values_list("host_id", "on"):
        hosted[host_id].append(on)
    found = []
    for row in hosts():
        past = [on for on in hosted[row.id] if on < today]
        ahead = [on for on in hosted[row.id] if on >= today]
        found.append(Share(row, len(past), past[-1] if past else None, ahead[0] if ahead else None))
    return found


def changes(meetings: Sequence[Meeting]) -> list[RotaChange]:
    """What people changed of these meetings, the newest first."""
    rows = RotaChange.objects.filter(meeting__in=[each.pk for each in meetings])
    return list(rows.select_related("meeting").order_by("-made_at"))

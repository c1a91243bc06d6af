"""The net minimum wage as a centre entered it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from omuz.casework.orders.models import WageFigure
from omuz.casework.orders.rules.aid import Wage, wage_on
from omuz.foundation.people.access import Person


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry: from when, how much, where it is written, who entered it and when."""

    valid_from: date
    monthly_net: Decimal
    source: str
    entered_by: UUID
    entered_at: datetime


def wages_of(person: Person, centre_id: UUID) -> list[Entered]:
    """Every entry of a centre, the newest day first. Raises Http404 outside her centres."""
    person.require("cases.read", centre_id)
    rows = WageFigure.objects.filter(centre_id=centre_id).order_by("-valid_from", "-entered_at")
    return [
        Entered(*row) for row in rows.values_list("valid_from", "monthly_net", "source", "entered_by", "entered_at")
    ]


def wage_of(person: Person, centre_id: UUID, day: date) -> Wage | None:
    """The wage that holds on `day`; None where the centre has entered none."""
    told = [Wage(each.valid_from, each.monthly_net, each.source) for each in reversed(wages_of(person, centre_id))]
    return wage_on(told, day)

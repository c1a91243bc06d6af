"""Entering the net minimum wage: a figure with its source, never one the program brings along."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from omuz.casework.orders.models import WageFigure
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person


def enter_wage(*, by: Person, centre_id: UUID, valid_from: date, monthly_net: Decimal, source: str) -> WageFigure:
    """Enter the monthly net minimum wage from a day on; a second entry for the same day corrects the first."""
    by.require("cases.lead", centre_id)
    with recorded(by=by, event="wage.entered", centre=centre_id, about=f"wage:{valid_from.isoformat()}"):
        figure = WageFigure(
            centre_id=centre_id,
            valid_from=valid_from,
            monthly_net=monthly_net,
            source=source,
            entered_at=timezone.now(),
            entered_by=by.staff_id,
        )
        figure.save(force_insert=True)
    return figure

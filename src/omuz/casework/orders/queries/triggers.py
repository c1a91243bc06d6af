"""Signs around the orders of one file or centre that call for a talk about safety; the rooms above show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.orders import orders_of, orders_of_centre
from omuz.casework.orders.rules.due import WARNINGS
from omuz.casework.orders.rules.law import Law
from omuz.casework.orders.rules.named import Trigger, triggers
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class OrderTrigger:
    """One sign with the order and the file it belongs to."""

    case_id: UUID
    order_id: UUID
    trigger: Trigger


def _breach_days(book: Law, now: datetime) -> int:
    """A breach stays on the list as long as the first warning runs ahead of an end."""
    return int(max(book.amount(key, now.date()) for key in WARNINGS))


def triggers_of(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[OrderTrigger]:  # noqa: ARG001  # one shape for every room
    """Every sign of one file, what cannot wait first; the file was opened for her already."""
    person.require("cases.read", opened.centre_id)
    now, book = timezone.localtime(), law()
    return _sorted(
        OrderTrigger(opened.id, each.id, trigger)
        for each in orders_of(opened)
        for trigger in triggers(each.order, book, now, breach_days=_breach_days(book, now))
    )


def triggers_of_centre(
    person: Person, *, vault: OpenedVault, centre_id: UUID, now: datetime | None = None
) -> list[OrderTrigger]:
    """Every sign of a centre's files she may know of, from the session's memory, what cannot wait first."""
    at, book = now or timezone.localtime(), law()
    return _sorted(
        OrderTrigger(each.record.case_id, each.record.id, trigger)
        for each in orders_of_centre(person, vault=vault, centre_id=centre_id)
        for trigger in triggers(each.order, book, at, breach_days=_breach_days(book, at))
    )


def _sorted(found: Iterable[OrderTrigger]) -> list[OrderTrigger]:
    return sorted(found, key=lambda each: (not each.trigger.urgent, each.trigger.on))

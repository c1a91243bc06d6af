"""Orders of one file, of one centre, and one order with its steps; read by whoever may open the file."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from omuz.casework.cases.queries.files import OpenedCase, open_case, record_of, records_of
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.orders.models import AidRequest, OrderStep, ProtectionOrder
from omuz.casework.orders.rules.aid import Aid
from omuz.casework.orders.rules.picture import Order, picture
from omuz.casework.orders.rules.steps import Step
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True, slots=True)
class Written:
    """One step as it was written: by whom and when, with its note."""

    step: Step
    note: str
    made_by: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedOrder:
    """An order with its steps in the order they were written, and what they tell together."""

    record: ProtectionOrder
    steps: tuple[Written, ...]
    order: Order

    @property
    def id(self) -> UUID:
        found: UUID = self.record.id
        return found


def steps_of(order: ProtectionOrder, key: OpenedKey) -> list[Written]:
    """The steps of one order, as written."""
    rows = OrderStep.objects.filter(centre_id=order.centre_id, case=order.case, order=order).order_by("made_at", "id")
    return [_written(row, key) for row in rows]


def _written(row: OrderStep, key: OpenedKey) -> Written:
    step = Step.from_payload(row.opened(key, "answers"), id=str(row.id))
    return Written(step, row.opened(key, "words").get("note", ""), row.made_by, row.made_at)


@read_once
def orders_of(file: OpenedCase) -> list[OpenedOrder]:
    """Every order of a file, the newest first; the file was opened for her already."""
    steps: dict[UUID, list[Written]] = defaultdict(list)
    for row in records_of(file.case, OrderStep):
        steps[row.order_id].append(_written(row, file.key))
    found = [_whole(order, steps[order.id]) for order in records_of(file.case, ProtectionOrder)]
    return found[::-1]


def _whole(order: ProtectionOrder, steps: list[Written]) -> OpenedOrder:
    return OpenedOrder(order, tuple(steps), picture(written.step for written in steps))


def order_of(person: Person, order_id: UUID, *, vault: OpenedVault) -> tuple[OpenedCase, OpenedOrder]:
    """One order with its opened file; Http404 where she may not know of the file. The caller writes the look."""
    order = record_of(person, ProtectionOrder, order_id)
    file = open_case(person, order.case_id, vault=vault)
    return file, _whole(order, steps_of(order, file.key))


@dataclass(frozen=True, slots=True)
class CountedOrder:
    """An order of a centre as lists and figures need it."""

    record: OpenedRecord
    order: Order
    on: date


def orders_of_centre(
    person: Person, *, vault: OpenedVault, centre_id: UUID, counting: bool = False
) -> list[CountedOrder]:
    """Every order of a centre from the session's memory; `counting` as in cases' index, for facts only."""
    given: dict[str, Any] = {"person": person, "vault": vault, "centre_id": centre_id, "counting": counting}
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in opened_records(OrderStep, **given):
        steps[row.payload["order"]].append(Step.from_payload(row.payload, id=str(row.id)))
    return [
        CountedOrder(row, picture(steps[str(row.id)]), date.fromisoformat(row.payload["on"]))
        for row in opened_records(ProtectionOrder, **given)
    ]


@dataclass(frozen=True, slots=True)
class OpenedAid:
    """One request for aid with its note."""

    record: AidRequest
    aid: Aid
    note: str


@read_once
def aids_of(file: OpenedCase) -> list[OpenedAid]:
    """Every request for childcare or aid of a file, the newest first."""
    return [_aid(row, file.key) for row in records_of(file.case, AidRequest)][::-1]


def aid_of(person: Person, aid_id: UUID, *, vault: OpenedVault) -> tuple[OpenedCase, OpenedAid]:
    """One request with its opened file; Http404 where she may not know of the file."""
    row = record_of(person, AidRequest, aid_id)
    file = open_case(person, row.case_id, vault=vault)
    return file, _aid(row, file.key)


def _aid(row: AidRequest, key: OpenedKey) -> OpenedAid:
    return OpenedAid(row, Aid.from_payload(row.opened(key, "answers")), row.opened(key, "words").get("note", ""))

"""De-identified rows of protection orders, by the day each was asked for, or given where nobody asked."""

from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.orders import CountedOrder, orders_of_centre
from omuz.casework.orders.rules.steps import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "order"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row per order of the centre, or of one file that is about to be destroyed."""
    person.require("figures.centre", centre_id)
    found = orders_of_centre(person, vault=vault, centre_id=centre_id, counting=True)
    wanted = [each for each in found if case_id is None or each.record.case_id == case_id]
    return [_row(each) for each in wanted if each.order.state is not State.NEW]


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The orders of one centre as facts, those of destroyed files included."""
    told = rows(person=person, vault=vault, centre_id=centre_id) + kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)


def _row(counted: CountedOrder) -> Row:
    order = counted.order
    month, quarter, year = period_codes(order.asked_on or order.decided_on or order.refused_on or counted.on)
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "outcome": order.outcome,
        "measures": order.measures,
        "articles": law().groups(order.measures),
        "authority": order.authority,
        "asked_by": order.asked_by,
        "confidentiality": order.confidential,
    }
    if order.outcome == "granted":
        row |= {"breached": _said(bool(order.breaches)), "extended": _said(order.extensions > 0)}
        if order.length_days is not None:
            row["length_days"] = order.length_days
    return row


def _said(happened: bool) -> str:
    return "yes" if happened else "no"

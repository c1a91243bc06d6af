"""The cast at work on one file: orders written by the acts people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.casework.cases.models import Case
from omuz.casework.orders.actions.orders import add_step, open_order
from omuz.casework.orders.rules.steps import Kind, Step
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import counting_rows

DAY = date(2026, 3, 2)


def said(kind: Kind, on: date = DAY, **told: Any) -> Step:
    """A step as a form makes it."""
    return Step(id="", kind=kind, on=on, **told)


GRANTED = said(Kind.GRANTED, authority="family_judge", measures=("m5_a", "m5_c"), amount=6, confidential="yes")


@dataclass
class Desk:
    """The cast at work on one file."""

    cast: Any
    case: Case

    def order(self, first: Step = GRANTED, *more: Step, who: Any = None, case: Any = None, note: str = "") -> Any:
        """An order with its steps, one after another."""
        member = who or self.cast.ayse
        person = member.person
        with acting(person):
            given: dict[str, Any] = {"by": person, "vault": member.vault}
            order = open_order(**given, case_id=(case or self.case).id, step=first, note=note, today=first.on)
            for place, step in enumerate(more, 1):
                add_step(**given, order_id=order.id, revision=place, step=step, today=step.on)
        return order

    def shut(self, **who: Any) -> None:
        """Hide the file from somebody, or keep it to a list."""
        lead = self.cast.nermin.person
        about = f"case:{self.case.code}"
        with (
            acting(lead),
            counting_rows(),
            recorded(by=lead, event="case.restricted", centre=self.case.centre_id, about=about),
        ):
            assert Case.objects.filter(id=self.case.id).update(**who) == 1

    def act(self, action: Callable[..., Any], member: Any, **given: Any) -> Any:
        """One act by a member of the cast."""
        person = member.person
        with acting(person):
            return action(by=person, vault=member.vault, **given)

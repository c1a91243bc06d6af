"""What happened around an order that the team has to know today: a breach, an end, a missing approval, a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from omuz.casework.orders.rules.due import Level, What, dues, warning
from omuz.casework.orders.rules.law import Law
from omuz.casework.orders.rules.picture import Order
from omuz.casework.orders.rules.steps import State


class Sign(StrEnum):
    """What it is."""

    BREACH = "breach"
    ENDS = "ends"
    RAN_OUT = "ran_out"
    APPROVAL = "approval"
    REFUSED = "refused"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One sign: the day it is about, days from today to it, and whether it cannot wait."""

    sign: Sign
    on: date
    left: int
    urgent: bool


def triggers(order: Order, law: Law, now: datetime, *, breach_days: int) -> list[Trigger]:
    """The signs of one order at `now` (local, with its zone); breaches count for `breach_days` days."""
    return sorted(_found(order, law, now, breach_days), key=lambda each: (not each.urgent, each.on))


def _found(order: Order, law: Law, now: datetime, breach_days: int) -> Iterator[Trigger]:
    today = now.date()
    for breach in order.breaches:
        if 0 <= (today - breach.on).days <= breach_days:
            yield Trigger(Sign.BREACH, breach.on, (breach.on - today).days, urgent=True)
    level = warning(order, law, today)
    if level and order.ends_on:
        sign = Sign.RAN_OUT if level is Level.PAST else Sign.ENDS
        urgent = level in (Level.LAST, Level.PAST)
        yield Trigger(sign, order.ends_on, (order.ends_on - today).days, urgent)
    approvals = [each for each in dues(order, law) if each.what in (What.JUDGE, What.GOVERNOR, What.PRESENT)]
    if approvals:
        yield Trigger(Sign.APPROVAL, approvals[0].day, approvals[0].left(today), urgent=True)
    objections = [each for each in dues(order, law) if each.what is What.OBJECTION and each.left(today) >= 0]
    if order.state is State.REFUSED and objections:
        limit = law.amount("warn_last", today)
        yield Trigger(Sign.OBJECTION, objections[0].day, objections[0].left(today), objections[0].left(today) <= limit)
    elif order.state is State.REFUSED and order.refused_on and 0 <= (today - order.refused_on).days <= breach_days:
        yield Trigger(Sign.REFUSED, order.refused_on, (order.refused_on - today).days, urgent=False)

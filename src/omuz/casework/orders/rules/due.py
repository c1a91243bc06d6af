"""What is due about an order: approval or lapse, objection, decision on it, and the warnings before its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from omuz.casework.orders.rules import days
from omuz.casework.orders.rules.law import Approver, Law
from omuz.casework.orders.rules.picture import Order
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import State

WARNINGS = ("warn_last", "warn_near", "warn_far")
"""Keys of the warnings before an order ends, nearest first."""
APPROVALS = {Approver.JUDGE: "judge_approval", Approver.GOVERNOR: "governor_approval"}


class What(StrEnum):
    """Which day it is."""

    PRESENT = "present"
    JUDGE = "judge"
    GOVERNOR = "governor"
    OBJECTION = "objection"
    OBJECTION_DECISION = "objection_decision"
    END = "end"


@dataclass(frozen=True, slots=True)
class Due:
    """One day that matters. `by` is counted plainly; `weekend` says that it falls on a Saturday or Sunday.

    `latest` is the last moment as the regulation has it where a weekend moves it; `article` is where it stands.
    """

    what: What
    by: datetime
    latest: datetime
    article: str
    weekend: bool

    @property
    def day(self) -> date:
        return self.by.date()

    def left(self, today: date) -> int:
        """Days from `today` to it; negative once it is past."""
        return (self.day - today).days


class Level(StrEnum):
    """How near an end is."""

    FAR = "warn_far"
    NEAR = "warn_near"
    LAST = "warn_last"
    PAST = "past"


def dues(order: Order, law: Law) -> list[Due]:
    """Every day that still matters for this order, the nearest first."""
    found = [*_approval(order, law), *_objection(order, law), *_end(order, law)]
    return sorted(found, key=lambda each: each.by)


def _due(what: What, by: datetime, article: str) -> Due:
    weekend = days.on_weekend(by.date())
    latest = days.end_of(days.working_day(by.date())) if weekend else by
    return Due(what, by, latest, article, weekend)


def _approval(order: Order, law: Law) -> Iterator[Due]:
    """An urgent order: the file goes up on the next working day, then 24 or 48 hours run.

    Until we know when it was put up, the hours are counted from the order itself: the earliest it can lapse.
    """
    if order.state is not State.URGENT or order.urgent_at is None:
        return
    told = days.local(order.urgent_at)
    if order.presented_at is None:
        file = law.on("police_file", told.date())
        yield _due(What.PRESENT, days.end_of(days.after(told.date(), file)), file.article)
    start = days.local(order.presented_at or order.urgent_at)
    for approver in law.approvers(order.measures) or tuple(Approver):
        limit = law.on(APPROVALS[approver], start.date())
        yield _due(What(approver.value), days.hours_after(start, limit.value), limit.article)


def _objection(order: Order, law: Law) -> Iterator[Due]:
    open_still = order.state in (State.GRANTED, State.REFUSED)
    if order.served_on and order.objected_on is None and open_still:
        limit = law.on("objection", order.served_on)
        yield _due(What.OBJECTION, days.end_of(days.after(order.served_on, limit)), limit.article)
    if order.objected_on and order.objection_result == NOT_ASKED:
        limit = law.on("objection_decision", order.objected_on)
        yield _due(What.OBJECTION_DECISION, days.end_of(days.after(order.objected_on, limit)), limit.article)


def _end(order: Order, law: Law) -> Iterator[Due]:
    if order.state is State.GRANTED and order.ends_on:
        article = law.on("first_order_longest", order.ends_on).article
        end = days.end_of(order.ends_on)
        # An order ends on its day, weekend or not: nobody should count on the Monday.
        yield Due(What.END, end, end, article, days.on_weekend(order.ends_on))


def warning(order: Order, law: Law, today: date) -> Level | None:
    """How near the end of an order in force is; None where it is far off, unknown, or the order is not in force."""
    if order.state is not State.GRANTED or order.ends_on is None:
        return None
    left = (order.ends_on - today).days
    if left < 0:
        return Level.PAST
    return next((Level(key) for key in WARNINGS if left <= law.amount(key, today)), None)


def look_again_on(order: Order, law: Law, today: date) -> date | None:
    """The next day somebody has to look at this order; a day that passed stays until a step is written.

    Only this day stands outside the seal.
    """
    coming = [due.day for due in dues(order, law) if due.what is not What.END]
    if order.state is State.GRANTED and order.ends_on:
        marks = [days.plus(order.ends_on, -int(law.amount(key, today)), "day") for key in WARNINGS]
        coming += [min((mark for mark in marks if mark > today), default=order.ends_on)]
    return min(coming, default=None)


def length_over_law(order_days: date, start: date, law: Law) -> bool:
    """Whether a first decision from `start` to `order_days` is longer than the law allows: probably a slip."""
    return order_days > days.after(start, law.on("first_order_longest", start))

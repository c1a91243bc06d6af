"""One protection order as its steps tell it: who decided what, from when to when, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from omuz.casework.orders.rules import days
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import MAY_FOLLOW, Kind, State, Step

ACCEPTED = "accepted"
RAN_OUT = "ran_out"
NOT_PURSUED = "not_pursued"


@dataclass(frozen=True, slots=True)
class Breach:
    """He broke the order, as she told it: day, whom she told, what came of it."""

    on: date
    told_to: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Order:
    """What an order says now. `length_days` is the length of the first decision; `ends_on` counts extensions."""

    state: State = State.NEW
    asked_on: date | None = None
    asked_by: str = NOT_ASKED
    decided_on: date | None = None
    authority: str = NOT_ASKED
    measures: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    length_days: int | None = None
    confidential: str = NOT_ASKED
    urgent_at: datetime | None = None
    presented_at: datetime | None = None
    served_on: date | None = None
    refused_on: date | None = None
    objected_on: date | None = None
    objection_by: str = NOT_ASKED
    objection_result: str = NOT_ASKED
    extensions: int = 0
    breaches: tuple[Breach, ...] = ()
    ended_on: date | None = None
    end_reason: str = NOT_ASKED

    def in_force(self, day: date) -> bool:
        """Whether it protects her on `day`, as far as we were told; the last day counts."""
        if self.state is State.URGENT:
            return self.ended_on is None
        begun = self.starts_on is None or self.starts_on <= day
        return self.state is State.GRANTED and begun and not self.run_out(day)

    def run_out(self, day: date) -> bool:
        """Whether its days are over on `day` without anybody having ended or extended it."""
        return self.state is State.GRANTED and self.ends_on is not None and self.ends_on < day

    @property
    def outcome(self) -> str:
        """The outcome as the figures count it: waiting, granted, refused, not_pursued."""
        if self.state in (State.NEW, State.WAITING):
            return "waiting"
        if self.state is State.REFUSED:
            return "refused"
        return NOT_PURSUED if self.state is State.NOT_PURSUED else "granted"


def standing(steps: Iterable[Step]) -> list[Step]:
    """The steps that hold, in the order they were written: neither those taken back nor the taking back."""
    written = list(steps)
    gone = {step.takes_back for step in written if step.kind is Kind.TAKEN_BACK}
    return [step for step in written if step.kind is not Kind.TAKEN_BACK and step.id not in gone]


def picture(steps: Iterable[Step]) -> Order:
    """The order its steps tell of, in the order they were written."""
    order = Order()
    for step in standing(steps):
        order = _FOLDS[step.kind](order, step)
    return order


def may_follow(steps: Iterable[Step], kind: Kind) -> bool:
    """Whether a step of this kind may be written now."""
    return kind in MAY_FOLLOW[picture(steps).state]


def end_of_length(start: date, step: Step) -> date | None:
    """The last day of a decision: the day written in it, else the one its length leads to, else unknown."""
    if step.ends_on:
        return step.ends_on
    return days.plus(start, step.amount, step.unit) if step.amount else None


def counted_otherwise(step: Step) -> date | None:
    """The end our counting gives where the decision names another one; None where they agree or one is missing."""
    if step.ends_on is None or not step.amount:
        return None
    counted = days.plus(step.starts_on or step.on, step.amount, step.unit)
    return counted if counted != step.ends_on else None


def _asked(order: Order, step: Step) -> Order:
    told = replace(order, asked_on=step.on, asked_by=step.by, authority=step.authority, measures=step.measures)
    return replace(told, state=State.WAITING)


def _decided(order: Order, step: Step) -> Order:
    """What a decision says of authority, measures and secrecy; what it does not say stays as it was."""
    return replace(
        order,
        authority=step.authority if step.authority != NOT_ASKED else order.authority,
        measures=step.measures or order.measures,
        confidential=step.confidential if step.confidential != NOT_ASKED else order.confidential,
    )


def _granted(order: Order, step: Step) -> Order:
    start = step.starts_on or step.on
    end = end_of_length(start, step)
    return replace(
        _decided(order, step),
        state=State.GRANTED,
        decided_on=step.on,
        starts_on=start,
        ends_on=end,
        length_days=(end - start).days if end else None,
        refused_on=None,
        served_on=None,
        objected_on=None,
        ended_on=None,
        end_reason=NOT_ASKED,
    )


def _urgent(order: Order, step: Step) -> Order:
    start = step.starts_on or step.on
    told = replace(_decided(order, step), decided_on=step.on, starts_on=start, ends_on=end_of_length(start, step))
    return replace(told, state=State.URGENT, urgent_at=step.at or days.end_of(step.on), presented_at=None)


def _presented(order: Order, step: Step) -> Order:
    return replace(order, presented_at=step.at or days.end_of(step.on))


def _approved(order: Order, step: Step) -> Order:
    start = order.starts_on or step.on
    told = replace(_decided(order, step), state=State.GRANTED)
    end = end_of_length(start, step) or order.ends_on
    return replace(told, ends_on=end, length_days=(end - start).days if end else None)


def _not_approved(order: Order, step: Step) -> Order:
    return replace(order, state=State.LAPSED, ended_on=step.on)


def _refused(order: Order, step: Step) -> Order:
    return replace(_decided(order, step), state=State.REFUSED, refused_on=step.on, served_on=None)


def _served(order: Order, step: Step) -> Order:
    return replace(order, served_on=step.on)


def _extended(order: Order, step: Step) -> Order:
    end = end_of_length(step.starts_on or order.ends_on or step.on, step)
    told = replace(_decided(order, step), extensions=order.extensions + 1)
    return replace(told, ends_on=end or order.ends_on)


def _breach(order: Order, step: Step) -> Order:
    return replace(order, breaches=(*order.breaches, Breach(step.on, step.told_to, step.result)))


def _objected(order: Order, step: Step) -> Order:
    return replace(order, objected_on=step.on, objection_by=step.by, objection_result=NOT_ASKED)


def _objection_decided(order: Order, step: Step) -> Order:
    told = replace(order, objection_result=step.result)
    lifted = step.result == ACCEPTED and order.objection_by == "other_side" and order.state is State.GRANTED
    return replace(told, state=State.ENDED, ended_on=step.on, end_reason="objection") if lifted else told


def _ended(order: Order, step: Step) -> Order:
    state = State.NOT_PURSUED if order.state is State.WAITING else State.ENDED
    return replace(order, state=state, ended_on=step.on, end_reason=step.result)


_FOLDS = {
    Kind.ASKED: _asked,
    Kind.URGENT: _urgent,
    Kind.PRESENTED: _presented,
    Kind.APPROVED: _approved,
    Kind.NOT_APPROVED: _not_approved,
    Kind.GRANTED: _granted,
    Kind.REFUSED: _refused,
    Kind.SERVED: _served,
    Kind.EXTENDED: _extended,
    Kind.BREACH: _breach,
    Kind.OBJECTED: _objected,
    Kind.OBJECTION_DECIDED: _objection_decided,
    Kind.ENDED: _ended,
}

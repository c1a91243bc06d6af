"""What the network has received so far from the invented centres, and let out: by the actions coordinators use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from demo.invent import ISTANBUL, network
from demo.progress import Tell, silent
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns import actions
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.asked import asked_as, asked_of
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.rules.checks import Check
from omuz.network.returns.rules.document import Answer
from omuz.network.returns.rules.quarters import Quarter, quarters_until

IN_TIME, LATE, CORRECTED, RELEASED = (timedelta(days=days) for days in (9, 37, 41, 46))
"""How long after the end of a quarter its return leaves, is corrected, and the network's figures are released."""

EnteredLate = Callable[[Person, OpenedVault, Centre, Quarter], None]


@dataclass(frozen=True)
class Returns:
    """Who sends for which centre, who coordinates the network, and how calls are entered after a return has left."""

    teams: dict[str, tuple[Person, OpenedVault]]
    centres: dict[str, Centre]
    network: Person
    entered_late: EnteredLate
    tell: Tell = silent


def full_quarters(today: date, months: int) -> list[Quarter]:
    """The quarters that lie wholly inside `months` of contacts and are over on `today`, oldest first."""
    first = today - timedelta(days=round(months * 30.44))
    last = Quarter.of(today).before
    return [each for each in quarters_until(last, months // 3) if each.before.last_day >= first - timedelta(days=1)]


def plant_returns(house: Returns, today: date, months: int) -> None:
    """Every full quarter of every centre, quarter by quarter, but as `network.toml` says: missing, late, corrected,
    declined, waiting; and of each quarter but the newest what the network let out."""
    quarters = full_quarters(today, months)
    for ago, quarter in sorted(enumerate(reversed(quarters), 1), reverse=True):
        for code in house.teams:
            _plant(house, code, ago, quarter, today)
        if ago > 1 and quarter.last_day + RELEASED <= today:
            _release(house, quarter, ago)
        house.tell("returns", len(quarters) - ago + 1, len(quarters))


def _plant(house: Returns, code: str, ago: int, quarter: Quarter, today: date) -> None:
    told = network()["returns"]
    if [code, ago] in told["missing"] or (ago == 1 and code in told["waiting"]):
        return
    by, vault = house.teams[code]
    centre = house.centres[code]
    declined = {(name, back): reason for name, back, reason in told["declined"]}
    if (code, ago) in declined:
        when = _moment(quarter, IN_TIME)
        with acting(by):
            row = actions.decline_quarter(
                by=by, centre_id=centre.id, quarter=quarter, reason=declined[code, ago], now=when
            )
            actions.send_return(by=by, vault=vault, row=row, now=when)
        return
    wait = LATE if [code, ago] in told["late"] and quarter.last_day + LATE <= today else IN_TIME
    _send(by, vault, centre, quarter, _moment(quarter, wait))
    for name, back, _reason in told["corrected"]:
        if (name, back) == (code, ago) and quarter.last_day + CORRECTED <= today:
            house.entered_late(by, vault, centre, quarter)
            _send(by, vault, centre, quarter, _moment(quarter, CORRECTED))


def _moment(quarter: Quarter, wait: timedelta) -> datetime:
    return datetime.combine(quarter.last_day + wait, time(16, 20), ISTANBUL)


def _send(by: Person, vault: OpenedVault, centre: Centre, quarter: Quarter, when: datetime) -> None:
    """Counted, explained, sent, and its totals opened to the director."""
    with acting(by):
        row = actions.prepare_return(by=by, vault=vault, centre_id=centre.id, quarter=quarter, now=when)
        row = actions.answer_questions(by=by, row=row, answers=_answers(row))
        row = actions.send_return(by=by, vault=vault, row=row, now=when)
        actions.release_totals(by=by, row=row, now=when + timedelta(hours=1))


def _answers(row: CentreReturn) -> dict[str, Answer]:
    """A reason for whatever the checks ask: a correction for calls entered late, the rest as it was."""
    late = {Check.CORRECTED: "entered_late"}
    return {
        one.name: Answer(late.get(one.check, reasons_for(asked_as(one.check))[0].code))
        for one in asked_of(row)
        if one.demands
    }


def _release(house: Returns, quarter: Quarter, ago: int) -> None:
    """The network's figures to everybody in it; every second quarter and every whole year also to the public.

    A year leaves while one district is withheld, as network.toml says; the hold is lifted two months later.
    """
    when, person = _moment(quarter, RELEASED), house.network
    held = network()["returns"]["held"] if quarter.closes_year else []
    with acting(person):
        holds = [
            actions.hold_back(by=person, breakdown=what, code=code, reason=reason, now=when - timedelta(days=3))
            for what, code, reason in held
        ]
        for audience in ("centres", "public") if ago % 2 or quarter.closes_year else ("centres",):
            actions.release_figures(by=person, quarter=quarter, audience=audience, now=when)
        for hold in holds:
            actions.lift(by=person, hold=hold, now=when + timedelta(days=60))

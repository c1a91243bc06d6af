"""What the network has received so far from the invented centres, sent with the actions coordinators use."""

from datetime import date, datetime, time, timedelta

from demo.invent import ISTANBUL, network
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns.actions.prepare import prepare_return
from omuz.network.returns.actions.send import send_return
from omuz.network.returns.rules.quarters import Quarter, quarters_until

IN_TIME, LATE = timedelta(days=9), timedelta(days=37)
"""How long after the end of a quarter its return leaves; twenty days are allowed."""


def full_quarters(today: date, months: int) -> list[Quarter]:
    """The quarters that lie wholly inside `months` of contacts and are over on `today`, oldest first."""
    first = today - timedelta(days=round(months * 30.44))
    last = Quarter.of(today).before
    return [each for each in quarters_until(last, months // 3) if each.before.last_day >= first - timedelta(days=1)]


def plant_returns(
    teams: dict[str, tuple[Person, OpenedVault]], centres: dict[str, Centre], today: date, months: int
) -> None:
    """Prepare and send every full quarter of every centre, but those `network.toml` says are missing or waiting."""
    told = network()["returns"]
    quarters = full_quarters(today, months)
    absent = {(code, ago) for code, ago in told["missing"]} | {(code, 1) for code in told["waiting"]}
    late = {(code, ago) for code, ago in told["late"]}
    for code, (by, vault) in teams.items():
        for ago, quarter in enumerate(reversed(quarters), 1):
            if (code, ago) in absent:
                continue
            wait = LATE if (code, ago) in late else IN_TIME
            when = datetime.combine(quarter.last_day + wait, time(16, 20), ISTANBUL)
            with acting(by):
                row = prepare_return(by=by, vault=vault, centre_id=centres[code].id, quarter=quarter, now=when)
                send_return(by=by, vault=vault, row=row, now=when)

"""Clocks that jump and days that are odd: 29 February, changed hours, a machine set wrongly."""

import calendar
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from omuz.casework.orders.rules.days import plus_months
from omuz.casework.rights.rules.clocks import months_after
from omuz.network.exchange.rules.analyses import until
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.training.rules import valid_until
from tests.trust.promised import Line, first

if TYPE_CHECKING:
    from tests.cast import Cast

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
JUMPS = (
    ("a minute back", timedelta(minutes=-1)), ("an hour back, as when hours change", timedelta(hours=-1)),
    ("a day back", timedelta(days=-1)), ("ten years back", timedelta(days=-3650)),
    ("an hour on, as when hours change", timedelta(hours=1)), ("a day on", timedelta(days=1)),
    ("ten years on", timedelta(days=3650)),
)  # fmt: skip
LEAP = datetime(2028, 2, 29, 9, 0, tzinfo=UTC)


def _day(chance: random.Random) -> date:
    leap = date(chance.choice((2024, 2028, 2032)), 2, 29)
    return chance.choice((leap, date(2020, 1, 1) + timedelta(days=chance.randrange(5_000))))


def _slowly(day: date, months: int) -> date:
    """Month by month, the day cut to the last one: another way to the same day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def test_periods_end_on_one_day_in_every_room(
    seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    chance, number, wrong = random.Random(seed), times(100_000), []
    for _ in range(number):
        day, months = _day(chance), chance.randrange(1, 130)
        ends = {plus_months(day, months), months_after(day, months), until(day, months), valid_until(day, months)}
        quarter = Quarter.of(day)
        if ends != {_slowly(day, months)} or Quarter.read(str(quarter)) != quarter:
            wrong.append((day, months, ends))
    promised(Line("R13", "ends of periods counted from random days and 29 Februaries, in four rooms and slowly", number,
                  number - len(wrong), f"{len(wrong)} differ{first(wrong)}", "all green"))  # fmt: skip


@pytest.mark.django_db
def test_pages_answer_whatever_the_clock_does(
    cast: "Cast", time_machine: Any, promised: Callable[[Line], None]
) -> None:
    pages = ("/bugun/", "/dosyalar/", "/temaslar/", "/kararlar/listeler/", "/takvim/", "/haklar/", "/sayilar/merkezim/")
    wrong: list[str] = []
    tried = 0
    for began in (NOW, LEAP):
        for name, jump in JUMPS:
            time_machine.move_to(began, tick=False)
            client = cast.nermin.client()
            client.get("/bugun/")
            time_machine.move_to(began + jump, tick=False)
            for address in pages:
                tried += 1
                status = client.get(address).status_code
                if status not in (200, 302, 403):  # ten years back her post had not begun: that is refused
                    wrong.append(f"{name}: {address}: {status}")
    promised(Line("R13", "pages asked for after the clock of the machine jumped under a session", tried,
                  tried - len(wrong), f"{len(wrong)} broke{first(wrong)}", "all green"))  # fmt: skip

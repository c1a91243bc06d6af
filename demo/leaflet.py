"""Invented anonymous answers of last year and of this one."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from omuz.foundation.people.models import Centre
from omuz.foundation.tenancy.context import see_leaflet
from omuz.network.leaflet import actions
from omuz.network.leaflet.rules import answers_of

NUMBER = 90
_MOST, _LESS = ("yes",) * 7 + ("partly",) * 2 + ("no", ""), ("safer",) * 5 + ("same",) * 3 + ("less_safe", "")


def plant_answers(centres: Mapping[str, Centre], today: date) -> None:
    """Half of them name a centre; a few come to the same centre, so that something can be seen."""
    chance = random.Random(2026)
    often = [*list(centres.values())[:3], None, None, None]
    see_leaflet()
    for _each in range(NUMBER):
        told = {"listened": chance.choice(_MOST), "own_decision": chance.choice(_MOST), "safety": chance.choice(_LESS)}
        day = today - timedelta(days=chance.randint(1, 600))
        actions.keep(centre=chance.choice(often), said=answers_of(told), today=day)

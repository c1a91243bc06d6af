"""Invented activities of prevention: two years of most centres, counted where somebody could count."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from omuz.foundation.people.access import Person, acting
from omuz.network.outreach import actions

SILENT: Final = 3
"""Centres that have written nothing yet, so that the page shows it."""
_DONE: Final[tuple[tuple[str, str, str, int, bool], ...]] = (
    ("neighbourhood", "neighbourhood_house", "Mahalle evinde haklar üzerine söyleşi", 18, False),
    ("stand", "market", "Pazar yerinde stant, kart dağıtımı", 120, True),
    ("school", "school", "Lisede flört şiddeti üzerine oturum", 32, False),
    ("training", "municipal_building", "Zabıta ekibine başvuru karşılama semineri", 14, False),
    ("material", "health_centre", "Aile sağlığı merkezlerine küçük kart bırakıldı", 0, False),
    ("workplace", "workplace", "Atölyede çalışan kadınlarla söyleşi", 24, False),
    ("neighbourhood", "own_centre", "Merkezde açık gün", 21, False),
)
"""Kind, kind of place, what, persons, whether a guess; no persons: nobody counted."""
_DAYS: Final = (("8 Mart yürüyüşünde stant", 3, 8), ("25 Kasım meydan etkinliği", 11, 25))


def plant_outreach(leads: Mapping[str, Person], today: date) -> None:
    """Some activities of each centre that writes, and the two days of the year on which all of them are outside."""
    chance = random.Random(62)
    for place, lead in enumerate(list(leads.values())[SILENT:]):
        with acting(lead):
            post = lead.centres_where("outreach.write")[0]
            if post.centre_id is None:
                continue
            for told in _of_centre(chance, place, today):
                actions.write(by=lead, centre_id=post.centre_id, told=told, today=today)


def _of_centre(chance: random.Random, place: int, today: date) -> list[dict[str, object]]:
    found = []
    for number in range(2 + place % 5):
        kind, where, what, reached, guess = _DONE[(place + number) % len(_DONE)]
        persons = max(4, round(reached * chance.uniform(0.6, 1.4))) if reached else None
        on = today - timedelta(days=chance.randrange(5, 600))
        found.append(_told(on, (kind, where, what), persons, guess=guess))
    for what, month, day in _DAYS:
        on = date(today.year, month, day)
        if on <= today and place % 3 != 1:
            found.append(_told(on, ("campaign", "street", what), 100 * (2 + place % 4), guess=True))
    return found


def _told(on: date, said: tuple[str, str, str], reached: int | None, *, guess: bool) -> dict[str, object]:
    kind, place, what = said
    return {"on": on, "kind": kind, "place": place, "what": what, "where": "", "reached": reached,
            "estimated": guess and reached is not None, "note": ""}  # fmt: skip

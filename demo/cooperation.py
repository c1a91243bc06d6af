"""Invented ties of the demo's centres with institutions, and protocols in every state."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from omuz.foundation.people.access import Person, acting
from omuz.network.cooperation import actions
from omuz.network.cooperation.rules import Way
from omuz.network.directory.models import Partner

_CHANCES = (Way.PROTOCOL, *[Way.REGULAR] * 3, *[Way.PERSONAL] * 4, *[Way.NOT] * 4, *[""] * 4)
_ENDS = (400, 60, -30, None, 900)
SILENT = 2
"""Centres that have written nothing yet, so that the page shows it."""


def plant_cooperation(leads: Mapping[str, Person], today: date) -> None:
    """Ties of each coordinator's centre with the open institutions, a protocol behind most formal ones."""
    chance = random.Random(2026)
    for place, lead in enumerate(list(leads.values())[SILENT:]):
        with acting(lead):
            post = lead.centres_where("cooperation.write")[0]
            if post.centre_id is None:
                continue
            partners = list(Partner.objects.filter(closed=False).order_by("kind", "name"))
            ways = {each.id: (str(chance.choice(_CHANCES)), "") for each in partners}
            actions.write_ties(by=lead, centre_id=post.centre_id, ways=ways, today=today - timedelta(days=200))
            formal = [each for each in partners if ways[each.id][0] == Way.PROTOCOL]
            for at, partner in enumerate(formal[: 1 + place % 3]):
                ends = _ENDS[(place + at) % len(_ENDS)]
                told = actions.Told(
                    title=f"{partner.name} iş birliği protokolü (örnek)",
                    signed_on=today - timedelta(days=365),
                    ends_on=None if ends is None else today + timedelta(days=ends),
                    renews=at % 2 == 1,
                    covers="Karşılıklı irtibat görevi, yönlendirme yolu, yılda iki ortak toplantı",
                )
                actions.write_protocol(by=lead, centre_id=post.centre_id, partner_id=partner.id, told=told)

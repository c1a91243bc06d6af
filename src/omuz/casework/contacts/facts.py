"""De-identified rows of recorded contacts, in memory, from an opened vault: coded, no finer than a month.

The only door through which contacts leave this room; no name, word, number, code or exact date passes it.
"""

from uuid import UUID

from omuz.casework.contacts.queries.index import Tally, opened_tally
from omuz.casework.contacts.rules.answers import QUESTIONS
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, Value, period_codes

KIND = "contact"


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The recorded contacts of one centre as facts; `period` (`2026`, `2026-Q3`, `2026-07`) narrows them.

    Rows of the centre must be open in the transaction. Kept for the session until a contact changes. Raises Http404
    outside her centres, Refused without the right to its figures, NotGranted without the centre's key.
    """
    person.require("figures.centre", centre_id)
    tally = opened_tally(person, vault=vault, centre_id=centre_id)
    place = (KIND, period)
    derived = tally.derived
    if place not in derived:
        centre = next(post.centre_code for post in person.posts if post.centre_id == centre_id)
        derived[place] = _facts(tally, centre, period)
    made: Facts = derived[place]
    return made


def _facts(tally: Tally, centre: str, period: str | None) -> Facts:
    periods = [(line.answers, period_codes(line.at.date())) for line in tally.lines.values()]
    kept = [(answers, codes) for answers, codes in periods if not period or period in codes]
    columns: dict[str, list[Value]] = {
        question.name: [getattr(answers, question.name) for answers, _codes in kept] for question in QUESTIONS
    }
    for place, name in enumerate(("month", "quarter", "year")):
        columns[name] = [codes[place] for _answers, codes in kept]
    columns["centre"] = [centre] * len(kept)
    return Facts(fact_kind(KIND), columns)

"""De-identified rows of recorded contacts, in memory, from an opened vault: coded, no finer than a month.

The only door through which contacts leave this room; no name, word, number, code or exact date passes it.
"""

from collections.abc import Iterator
from uuid import UUID

from omuz.casework.contacts.queries.index import Line, Tally, opened_tally
from omuz.casework.contacts.rules.answers import QUESTIONS
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
        derived[place] = Facts.from_rows(KIND, _rows(tally, centre, period))
    made: Facts = derived[place]
    return made


def _rows(tally: Tally, centre: str, period: str | None) -> Iterator[dict[str, Value]]:
    for line in tally.lines.values():
        periods = period_codes(line.at.date())
        if period is None or period in periods:
            yield _row(line, centre, periods)


def _row(line: Line, centre: str, periods: tuple[str, str, str]) -> dict[str, Value]:
    row: dict[str, Value] = {question.name: getattr(line.answers, question.name) for question in QUESTIONS}
    row["month"], row["quarter"], row["year"] = periods
    row["centre"] = centre
    return row

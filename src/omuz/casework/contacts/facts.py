"""De-identified rows of recorded contacts, in memory, from an opened vault: coded, no finer than a month.

The only door through which contacts leave this room; no name, word, number, code or exact date passes it.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from omuz.casework.contacts.queries.index import Line, Tally, opened_tally
from omuz.casework.contacts.rules.answers import QUESTIONS
from omuz.foundation.catalogue.fact_kinds import PERIODS, fact_kind
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, Value, period_codes

KIND = "contact"


def facts(
    *,
    person: Person,
    vault: OpenedVault,
    centre_id: UUID,
    period: str | None = None,
    kept: Sequence[Mapping[str, Value]] = (),
) -> Facts:
    """The recorded contacts of one centre as facts; `period` (`2026`, `2026-Q3`, `2026-07`) narrows them.

    `kept` are rows of contacts that were forgotten, which somebody above keeps. Rows of the centre must be open in
    the transaction. Kept for the session until a contact changes. Raises Http404 outside her centres, Refused without
    the right to its figures, NotGranted without the centre's key.
    """
    person.require("figures.centre", centre_id)
    tally = opened_tally(person, vault=vault, centre_id=centre_id)
    # Rows are only ever added to those that are kept, so their number tells whether they are the same.
    place = (KIND, period, len(kept))
    derived = tally.derived
    if place not in derived:
        centre = next(post.centre_code for post in person.posts if post.centre_id == centre_id)
        derived[place] = _facts(tally, centre, period, kept)
    made: Facts = derived[place]
    return made


def rows(
    *, person: Person, vault: OpenedVault, centre_id: UUID, contact_ids: Collection[UUID]
) -> list[dict[str, str | int | tuple[str, ...]]]:
    """The de-identified rows of some recorded contacts, for whoever forgets them and keeps the count."""
    person.require("figures.centre", centre_id)
    tally = opened_tally(person, vault=vault, centre_id=centre_id)
    return [_row(tally.lines[each]) for each in contact_ids if each in tally.lines]


def _row(line: Line) -> dict[str, str | int | tuple[str, ...]]:
    row = {question.name: getattr(line.answers, question.name) for question in QUESTIONS}
    return row | dict(zip(PERIODS, period_codes(line.at.date()), strict=True))


def _facts(tally: Tally, centre: str, period: str | None, kept: Sequence[Mapping[str, Value]]) -> Facts:
    periods = [(line.answers, period_codes(line.at.date())) for line in tally.lines.values()]
    told = [(answers, codes) for answers, codes in periods if not period or period in codes]
    more = [row for row in kept if not period or period in [row[name] for name in PERIODS]]
    columns: dict[str, list[Value]] = {
        question.name: [getattr(answers, question.name) for answers, _codes in told] for question in QUESTIONS
    }
    for place, name in enumerate(PERIODS):
        columns[name] = [codes[place] for _answers, codes in told]
    for name, values in columns.items():
        values += [row[name] for row in more]
    columns["centre"] = [centre] * (len(told) + len(more))
    return Facts(fact_kind(KIND), columns)

"""Referrals of a centre for its list: by the code of the file, what is awaited first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.referrals.models import Referral
from omuz.casework.referrals.queries.panel import stage_in_words
from omuz.casework.referrals.queries.told import told_in
from omuz.casework.referrals.rules.states import Stage
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One referral as the list shows it."""

    id: UUID
    code: str
    to: str
    way: str
    state: str
    on: date
    due_on: date | None


def referral_lines(person: Person, *, vault: OpenedVault, centre_id: UUID, closed: bool) -> list[Line]:
    """Those still open, the awaited first; with `closed` all of them, newest first."""
    found = opened_records(Referral, person=person, vault=vault, centre_id=centre_id)
    codes = dict(visible_cases(person, centre_id).values_list("id", "code"))
    lines = [
        _line(each, codes[each.case_id])
        for each in found
        if each.case_id in codes and (closed or each.state != Stage.CLOSED)
    ]
    if closed:
        return sorted(lines, key=lambda line: line.on, reverse=True)
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.on))


def _line(record: OpenedRecord, code: str) -> Line:
    told = told_in(record.payload, {})
    state = stage_in_words(record.state, told.result)
    way = label_of("referral_way", told.way)
    return Line(record.id, code, told.recipient.name, way, state, told.on, record.due_on)

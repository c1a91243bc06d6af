"""Exceptions of a month for the coordinator: who asked, who agreed, why, and whether the woman had said no."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from omuz.casework.cases.queries.files import open_to, opened
from omuz.casework.consents.models import ConsentOverride
from omuz.casework.consents.queries.given import Excepted, consents_of, excepted
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.consents.queries.words import OVERRIDES
from omuz.casework.contacts.queries.records import names_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One exception as the review shows it."""

    told: Excepted
    code: str
    groups: str
    asked_by: str
    agreed_by: str
    state: Promise
    she_said_no: bool
    reviewed: bool


def reviewed_month(person: Person, *, vault: OpenedVault, centre_id: UUID, month: date) -> list[Line]:
    """Exceptions whose day lies in the month, oldest first; of files she may see."""
    person.require("cases.lead", centre_id)
    rows = ConsentOverride.objects.filter(open_to(person, "case__"), centre_id=centre_id)
    found = []
    for row in rows.select_related("case", "case__data_key").order_by("made_at", "id"):
        file = opened(row.case, vault)
        told = excepted(row, row.opened(file.key, "answers"), row.opened(file.key, "words"))
        if (told.on.year, told.on.month) != (month.year, month.month):
            continue
        said = [
            each.said for each in consents_of(file)
            if each.recipient.key == told.recipient.key and each.said.group in told.groups
        ]  # fmt: skip
        no = any(not each.yes or each.withdrawn_on is not None for each in said)
        found.append((row, told, no))
    names = names_of({each for _row, told, _no in found for each in (told.asked_by, told.agreed_by) if each})
    return [
        Line(
            told=told,
            code=row.case.code,
            groups=", ".join(group_label(group) for group in told.groups),
            asked_by=names.get(told.asked_by, ""),
            agreed_by=names.get(told.agreed_by, "") if told.agreed_by else "",
            state=OVERRIDES[told.state],
            she_said_no=no,
            reviewed=row.reviewed_at is not None,
        )
        for row, told, no in found
    ]


def months_of(today: date) -> list[date]:
    """The first days of the last twelve months, this one first."""
    first = today.year * 12 + today.month - 1
    return [date((first - ago) // 12, (first - ago) % 12 + 1, 1) for ago in range(MONTHS)]

"""Anonymous feedback as coded rows: of no file, no finer than a month."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts
from omuz.casework.rights.models import Feedback
from omuz.casework.rights.rules.feedback import NOT_ASKED, QUESTIONS, heard_and_own
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "feedback"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """Every form of the centre as a coded row; none for a single file, because none belongs to one."""
    person.require("figures.centre", centre_id)
    if case_id is not None:
        return []
    kept = Feedback.objects.filter(centre_id=centre_id).order_by("id")
    sealed = kept.values_list("data_key__wrapped", "data_key_id", "answers", "id")
    opened = vault.centre(centre_id).open_many(sealed.iterator(), table=Feedback._meta.db_table, field="answers")
    return [_row(answers) for answers in opened]


def _row(answers: dict[str, str]) -> Row:
    month, quarter, year = period_codes(date.fromisoformat(answers["on"]))
    said: Row = {name: answers.get(name, NOT_ASKED) for name in QUESTIONS}
    both = heard_and_own(str(said["listened"]), str(said["own_decision"]))
    return said | {"heard_and_own": both, "month": month, "quarter": quarter, "year": year}


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The feedback of one centre as facts. Raises Http404, Refused and NotGranted."""
    found = rows(person=person, vault=vault, centre_id=centre_id)
    return as_facts(KIND, found, person=person, centre_id=centre_id, period=period)

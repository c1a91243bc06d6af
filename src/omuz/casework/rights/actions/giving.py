"""What she is given and what she gives: the notice, anonymous feedback; and what a centre chooses for its papers."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.rights.models import Feedback, NoticeGiven, RightsSetting
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def give_notice(
    *, by: Person, vault: OpenedVault, case_id: UUID, version: date, how: str, language: str, on: date
) -> NoticeGiven:
    """Note that she was told how her data are kept: which version, how, in which language. No consent is in it."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    about = f"case:{file.code}"
    with despite_pause(), recorded(by=by, event="rights.notice_given", centre=file.centre_id, about=about):
        row = new_record(NoticeGiven, file, by=by, state="given")
        told = {"on": on.isoformat(), "version": version.isoformat(), "how": how, "language": language}
        row.put(file.key, answers=told, words={})
        row.save(force_insert=True)
    return row


def record_feedback(
    *, by: Person, vault: OpenedVault, centre_id: UUID, on: date, answers: Mapping[str, str]
) -> Feedback:
    """Enter one anonymous form; only its month is kept, and nothing leads from it to a file."""
    by.require("cases.write", centre_id)
    data_key, key = vault.centre(centre_id).new_data_key()
    with recorded(by=by, event="feedback.recorded", centre=centre_id):
        data_key.save(force_insert=True)
        row = Feedback(centre_id=centre_id, data_key=data_key)
        row.put(key, answers={"on": on.replace(day=1).isoformat(), **answers})
        row.save(force_insert=True)
    return row


def choose_papers(
    *, by: Person, centre_id: UUID, address: str, contact: str, names_shown: bool, revision: int = 0
) -> RightsSetting:
    """Keep what the centre has chosen for its papers. Raises Conflict when somebody changed it since `revision`."""
    by.require("cases.lead", centre_id)
    with recorded(by=by, event="rights.papers_chosen", centre=centre_id, about=f"centre:{centre_id}"):
        row = RightsSetting.objects.select_for_update().filter(centre_id=centre_id).first()
        if (row.revision if row else 0) != revision:
            raise Conflict(row)
        fresh = row is None
        row = row or RightsSetting(centre_id=centre_id, revision=0)
        row.address, row.contact, row.names_shown = address.strip(), contact.strip(), names_shown
        row.revision += 1
        row.changed_at, row.changed_by = timezone.now(), by.staff_id
        row.save(force_insert=fresh, force_update=not fresh)
    return row

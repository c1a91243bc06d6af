"""The urgent list: a file comes on it the day the talk calls for the team, and leaves it once the team met."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, record_of
from omuz.casework.safety.actions.drafts import NotNow
from omuz.casework.safety.models import UrgentEntry
from omuz.casework.safety.rules.talk import UrgentState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def put_on_list(file: OpenedCase, *, by: Person, on: date, talk_id: UUID) -> UrgentEntry | None:
    """Inside the caller's record: the team is to meet about this file the same day; None when it is on the list."""
    waiting = UrgentEntry.objects.filter(centre_id=file.centre_id, case=file.case, state=UrgentState.OPEN.value)
    if waiting.exists():
        return None
    entry = new_record(UrgentEntry, file, by=by, state=UrgentState.OPEN.value, due_on=on)
    entry.put(file.key, answers={"on": on.isoformat(), "talk": str(talk_id)}, words={})
    entry.save(force_insert=True)
    return entry


def met_urgently(*, by: Person, vault: OpenedVault, entry_id: UUID, on: date, decided: str = "") -> UrgentEntry:
    """The team met about this file on `on`, and decided `decided`; the entry leaves the list.

    Raises NotNow when it met already, Http404 where she may not know of the file.
    """
    entry = record_of(by, UrgentEntry, entry_id, permission="cases.write")
    about = f"case:{entry.case.code}"
    with recorded(by=by, event="risk.met", centre=entry.centre_id, about=about):
        entry = locked_record(by, UrgentEntry, entry_id)
        if entry.state != UrgentState.OPEN:
            raise NotNow(entry)
        key = entry.case.key(vault)
        told = entry.opened(key, "answers") | {"met_on": on.isoformat(), "met_by": str(by.staff_id)}
        entry.state = UrgentState.MET.value
        entry.due_on = None
        entry.touch(by)
        entry.put(key, answers=told, words={"decided": decided} if decided else {})
        entry.save(force_update=True)
    return entry

"""Her wishes about her file: a pause, a longer or shorter time, a consent taken back everywhere."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record, touch_case
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import locked_case, open_case, opened
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.referrals.actions.recalling import Withdrawn, withdraw_from_recipients
from omuz.casework.rights.models import KeepingWish, Restriction
from omuz.casework.rights.queries.register import pause_of
from omuz.casework.rights.rules.asking import IN_FORCE, LIFTED, Kind
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def pause_file(*, by: Person, vault: OpenedVault, case_id: UUID, on: date, revision: int | None = None) -> Restriction:
    """Nothing more is done with her file until she says so. Raises NotNow when it is paused already, Conflict."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with despite_pause(), recorded(by=by, event="rights.paused", centre=file.centre_id, about=f"case:{file.code}"):
        case = locked_case(by, case_id, revision=revision)
        if case.paused_on is not None:
            raise NotNow("paused", "paused")
        row = new_record(Restriction, file, by=by, state=IN_FORCE)
        row.put(file.key, answers={"on": on.isoformat()}, words={})
        row.save(force_insert=True)
        _keep(case, on, by)
    return row


def lift_pause(*, by: Person, vault: OpenedVault, case_id: UUID, on: date) -> Case:
    """She wants the work to go on. Raises NotNow when the file is not paused."""
    with despite_pause():
        known = locked_case(by, case_id)
        with recorded(by=by, event="rights.pause_lifted", centre=known.centre_id, about=f"case:{known.code}"):
            file = opened(known, vault)
            row = pause_of(file)
            if row is None or known.paused_on is None:
                raise NotNow("running", "running")
            row.put(file.key, answers=row.opened(file.key, "answers") | {"lifted_on": on.isoformat()})
            row.state = LIFTED
            row.touch(by)
            row.save(force_update=True)
            _keep(known, None, by)
    return known


def _keep(case: Case, paused_on: date | None, by: Person) -> None:
    case.paused_on = paused_on
    touch_case(case, by)
    case.save(update_fields=["paused_on", "revision", "changed_at", "changed_by"])


def wish_keeping(*, by: Person, vault: OpenedVault, case_id: UUID, kind: Kind, until: date, on: date) -> KeepingWish:
    """Until when she wants her file kept; the rules were checked by the caller, and nobody else may wish it."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    about = f"case:{file.code}"
    with despite_pause(), recorded(by=by, event="rights.keeping_wished", centre=file.centre_id, about=about):
        row = new_record(KeepingWish, file, by=by, due_on=until)
        row.put(file.key, answers={"on": on.isoformat(), "kind": kind.value, "until": until.isoformat()}, words={})
        row.save(force_insert=True)
    return row


def withdraw_everywhere(*, by: Person, vault: OpenedVault, case_id: UUID, on: date) -> Withdrawn:
    """Take back every consent that stands and reach whoever received something under one; see the room of referrals."""
    with despite_pause():
        return withdraw_from_recipients(by=by, vault=vault, case_id=case_id, on=on)

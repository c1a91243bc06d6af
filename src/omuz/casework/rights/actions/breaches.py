"""The register of data breaches: written down at once, completed as more is known."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.rights.models import Breach
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True)
class ToldBreach:
    """A breach as it was typed."""

    found_at: datetime
    kind: str
    women: str
    what: str = ""
    done: str = ""
    authority_told_at: datetime | None = None


def write_breach(*, by: Person, vault: OpenedVault, centre_id: UUID, told: ToldBreach) -> Breach:
    """Write a breach down; every worker may, since hours count. Raises Http404 and Refused."""
    by.require("cases.write", centre_id)
    data_key, key = vault.centre(centre_id).new_data_key()
    now = timezone.now()
    row = Breach(centre_id=centre_id, data_key=data_key, made_at=now, made_by=by.staff_id)
    with recorded(by=by, event="rights.breach_written", centre=centre_id, about=f"breach:{row.id}"):
        data_key.save(force_insert=True)
        _put(row, key, told, by)
        row.save(force_insert=True)
    return row


def complete_breach(*, by: Person, vault: OpenedVault, row: Breach, told: ToldBreach, revision: int) -> Breach:
    """Write what is known now. Raises Http404, Refused, and Conflict when somebody wrote since `revision`."""
    by.require("cases.write", row.centre_id)
    with recorded(by=by, event="rights.breach_completed", centre=row.centre_id, about=f"breach:{row.id}"):
        locked: Breach = Breach.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=row.pk)
        if locked.revision != revision:
            raise Conflict(locked)
        key = vault.centre(locked.centre_id).data_key(locked.data_key.id, locked.data_key.wrapped)
        locked.revision += 1
        _put(locked, key, told, by)
        locked.save()
    return locked


def _put(row: Breach, key: OpenedKey, told: ToldBreach, by: Person) -> None:
    row.found_at, row.authority_told_at = told.found_at, told.authority_told_at
    row.changed_at, row.changed_by = timezone.now(), by.staff_id
    on = timezone.localtime(told.found_at).date().isoformat()
    row.put(key, answers={"on": on, "kind": told.kind, "women": told.women},
            words={"what": told.what.strip(), "done": told.done.strip()})  # fmt: skip

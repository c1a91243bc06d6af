"""One change of a file: found, held, opened, changed in memory, sealed again, told to the log once."""

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from omuz.casework.cases.actions.writing import touch_case
from omuz.casework.cases.queries.files import OpenedCase, case_of, locked_case, opened
from omuz.casework.cases.queries.pausing import refuse_paused
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.cases.rules.versions import stamp_of
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

ENVELOPES = ("answers", "words", "identity")


@contextmanager
def file_changed(
    *, by: Person, vault: OpenedVault, case_id: UUID, event: str, permission: str = "cases.write", why: str = ""
) -> Iterator[OpenedCase]:
    """The file for one act; what the caller changes in its opened envelopes is sealed and saved at the end.

    `why` stands open in the log and says nothing about her. Raises Http404 where she may not know of the file, Paused
    while she wants nothing done with it.
    """
    known = case_of(by, case_id, permission)
    with recorded(by=by, event=event, centre=known.centre_id, about=f"case:{known.code}", why=why):
        file = opened(locked_case(by, case_id, permission=permission), vault)
        refuse_paused(file.case)
        before = copy.deepcopy({name: getattr(file, name) for name in ENVELOPES})
        yield file
        changed = {name: getattr(file, name) for name in ENVELOPES if getattr(file, name) != before[name]}
        file.case.put(file.key, **changed)
        touch_case(file.case, by)
        file.case.save(force_update=True)


def refuse_stale(file: OpenedCase, part: Mapping[str, Any] | None, stamp: str | None) -> None:
    """Raise Conflict when this part of the file is not what the page showed; an absent `stamp` is not compared."""
    if stamp is not None and stamp_of(part) != stamp:
        raise Conflict(file.case)


def put_or_drop(kept: dict[str, Any], name: str, value: Any) -> None:
    """Set one answer, or take it out where nothing is left of it."""
    if value in (None, "", [], {}, ()):
        kept.pop(name, None)
    else:
        kept[name] = value

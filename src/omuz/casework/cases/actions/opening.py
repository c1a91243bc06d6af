"""Opening a file: with or without a contact, under a code and a pseudonym, her name in no plain column."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from omuz.casework.cases.actions.writing import first_step, free_code, new_record
from omuz.casework.cases.models import Case, Presentation
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.steps import State
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a file begins with: coded answers of the file, words, identity, and those of the first presentation."""

    on: date
    answers: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, Any] = field(default_factory=dict)
    presented: dict[str, Any] = field(default_factory=dict)
    presented_words: dict[str, Any] = field(default_factory=dict)
    contact_id: UUID | None = None
    her_mark: bytes | None = None


def open_file(*, by: Person, vault: OpenedVault, centre_id: UUID, first: FirstPage) -> OpenedCase:
    """Open a file with its first presentation; she who opens it holds it. Raises Http404 outside her centres."""
    by.require("cases.write", centre_id)
    data_key, key = vault.centre(centre_id).new_data_key()
    with recorded(by=by, event="case.opened", centre=centre_id) as record:
        data_key.save(force_insert=True)
        now = timezone.now()
        case = Case(
            id=uuid4(),
            centre_id=centre_id,
            code=free_code(centre_id),
            state=State.CONTACT.value,
            holder_id=by.staff_id,
            revision=0,
            opened_at=now,
            changed_at=now,
            changed_by=by.staff_id,
            her_mark=first.her_mark,
            data_key=data_key,
        )
        answers = {"on": first.on.isoformat(), **first.answers}
        case.put(key, answers=answers, words=first.words, identity=first.identity)
        case.save(force_insert=True)
        file = OpenedCase(case, key, answers, dict(first.words), dict(first.identity))
        first_step(file, State.CONTACT, by=by, on=first.on)
        put_presentation(file, first, by=by)
        record.about = f"case:{case.code}"
    return file


def put_presentation(file: OpenedCase, first: FirstPage, *, by: Person) -> Presentation:
    """Inside the caller's record: one more presentation of a file."""
    presentation = new_record(Presentation, file, by=by, contact_id=first.contact_id)
    told = {"on": first.on.isoformat(), **first.presented}
    presentation.put(file.key, answers=told, words=first.presented_words)
    presentation.save(force_insert=True)
    return presentation

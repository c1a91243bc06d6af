"""She comes again: one more presentation in the file she has, which opens again when it was closed."""

from uuid import UUID

from omuz.casework.cases.actions.changing import file_changed
from omuz.casework.cases.actions.opening import FirstPage, put_presentation
from omuz.casework.cases.actions.writing import put_step
from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.files import OpenedCase, case_of, open_to
from omuz.casework.cases.rules.steps import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def present_again(*, by: Person, vault: OpenedVault, case_id: UUID, first: FirstPage) -> OpenedCase:
    """Add a presentation to a file; a closed one is opened again and held by her who opens it.

    Nothing of the earlier presentations is touched, and nothing has to be told again. What `first` says of safe
    contact takes the place of what was known; an empty block leaves it.
    """
    event = "case.reopened" if case_of(by, case_id, "cases.write").state == State.CLOSED else "case.presented_again"
    with file_changed(by=by, vault=vault, case_id=case_id, event=event) as file:
        if file.case.state == State.CLOSED:
            put_step(file, State.REOPENED, by=by, on=first.on)
            file.case.holder_id = by.staff_id
        put_presentation(file, first, by=by)
        file.answers.update(first.answers)
        file.identity.update(first.identity)
    return file


def case_of_contact(person: Person, contact_id: UUID) -> UUID | None:
    """The file this contact led to, when there is one she may know of."""
    rows = Presentation.objects.filter(open_to(person, "case__"), contact_id=contact_id)
    found: UUID | None = rows.order_by("made_at").values_list("case_id", flat=True).first()
    return found

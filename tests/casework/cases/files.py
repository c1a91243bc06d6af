"""Files for tests, opened by the same action people use."""

from datetime import date
from typing import Any

from omuz.casework.cases.actions.opening import FirstPage, open_file
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase
from omuz.foundation.people.access import acting

DAY = date(2026, 3, 2)


def opened_file(cast: Any, who: Any = None, *, on: date = DAY, **first: Any) -> Case:
    """A file of Konak (or of the centre of `who`), opened by Ayşe unless said otherwise; `first` as in FirstPage."""
    return file_of(cast, who, on=on, **first).case


def file_of(cast: Any, who: Any = None, *, on: date = DAY, **first: Any) -> OpenedCase:
    """As `opened_file`, with its key."""
    member = who or cast.ayse
    centre_id = next(iter(member.person.centres))
    with acting(member.person):
        return open_file(by=member.person, vault=member.vault, centre_id=centre_id, first=FirstPage(on=on, **first))

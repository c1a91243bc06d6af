"""What the tests of services share: a file of Ayşe's, a psychologist of the same centre, and short ways to act."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

ASKED = date(2026, 3, 2)
LATER = date(2026, 3, 16)


@pytest.fixture
def pinar(cast: Any) -> Any:
    """A psychologist of Konak who holds its key."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.foundation.vault import actions as vault
    from tests.cast import member

    there = accounts.Place(centre=cast.konak)
    made = member("pinar", "Pınar Uçar", Role.COUNSELLOR, there, "psychologist")
    nermin = cast.nermin
    with acting(nermin.person):
        vault.grant(by=nermin.person, vault=nermin.vault, centre_id=cast.konak.id, staff_id=made.staff.pk)
    return made


@pytest.fixture
def case(cast: Any) -> Any:
    """A file of Konak, opened and held by Ayşe."""
    from tests.casework.cases.files import opened_file

    return opened_file(cast)


@pytest.fixture
def ask(cast: Any, case: Any) -> Callable[..., Any]:
    """`ask("legal")` as Ayşe in her file; `who`, `file`, `on` and `hers` as wanted."""
    from omuz.casework.services.actions import ask as act
    from omuz.foundation.people.access import acting

    def asked(service: str, *, who: Any = None, file: Any = None, on: date = ASKED, hers: str = "") -> Any:
        member = who or cast.ayse
        with acting(member.person):
            return act(
                by=member.person, vault=member.vault, case_id=(file or case).id, service=service, on=on, hers=hers
            )[0]

    return asked


@pytest.fixture
def give(cast: Any, case: Any) -> Callable[..., Any]:
    """`give("legal", minutes=45)` as Ayşe in her file; `who`, `file` and `note` as wanted."""
    from omuz.casework.services.actions import record_session
    from omuz.casework.services.rules.sessions import Given
    from omuz.foundation.people.access import acting

    def given(service: str, *, who: Any = None, file: Any = None, note: str = "", on: date = LATER, **told: Any) -> Any:
        member = who or cast.ayse
        whole = {"worker": member.staff.pk, "profession": member.staff.profession, **told}
        with acting(member.person):
            return record_session(
                by=member.person,
                vault=member.vault,
                case_id=(file or case).id,
                given=Given(on, service, **whole),
                note=note,
            )

    return given


@pytest.fixture
def services(cast: Any, case: Any) -> Callable[..., Any]:
    """Everything of a file as a member of the cast sees it."""
    from omuz.casework.cases.queries.files import open_case
    from omuz.casework.services.queries.records import services_of
    from omuz.foundation.people.access import acting

    def seen(who: Any = None, file: Any = None) -> Any:
        member = who or cast.ayse
        with acting(member.person):
            return services_of(open_case(member.person, (file or case).id, vault=member.vault), vault=member.vault)

    return seen


@pytest.fixture
def close_to(cast: Any) -> Callable[..., None]:
    """`close_to(case, hidden_from=[…])` or `only_for=[…]`: as a declared conflict or a restriction leaves a file."""
    from omuz.casework.cases.models import Case
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.tenancy.context import counting_rows

    def shut(case: Any, **who: Any) -> None:
        by = cast.nermin.person
        with (
            acting(by),
            counting_rows(),
            recorded(by=by, event="case.restricted", centre=case.centre_id, about=f"case:{case.code}"),
        ):
            assert Case.objects.filter(id=case.id).update(**who) == 1

    return shut

"""What the tests of risk and safety share: a file of Konak, and talks and plans written by the actions people use."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

DAY = date(2026, 3, 2)


@pytest.fixture
def file(cast: Any) -> Any:
    """A file of Konak, opened by Ayşe because of violence."""
    from tests.casework.cases.files import opened_file

    return opened_file(cast, presented={"reason": "violence", "violence_types": ["physical"]})


@pytest.fixture
def talked(cast: Any, file: Any) -> Callable[..., Any]:
    """Record a talk: `talked({Factor.WEAPON: YES}, actions={…}, on=…, who=cast.nermin)`; returns its row."""
    from omuz.casework.safety.actions.talks import record_talk
    from omuz.casework.safety.rules.talk import Talk
    from omuz.foundation.people.access import acting

    def record(answers: Any = None, *, who: Any = None, on: date = DAY, case: Any = None, **told: Any) -> Any:
        member = who or cast.ayse
        talk = Talk(on, answers or {}, **told)
        with acting(member.person):
            return record_talk(by=member.person, vault=member.vault, case_id=(case or file).id, talk=talk)

    return record


@pytest.fixture
def planned(cast: Any, file: Any) -> Callable[..., Any]:
    """Write a version of the plan: `planned({"bag": "Halamda"}, copy=Copy.CODED_CARD)`; returns its row."""
    from omuz.casework.safety.actions.plans import write_plan
    from omuz.casework.safety.rules.plan import Plan
    from omuz.foundation.people.access import acting

    def write(words: Any = None, *, who: Any = None, on: date = DAY, **told: Any) -> Any:
        member = who or cast.ayse
        with acting(member.person):
            plan = Plan(on, words or {}, **told)
            return write_plan(by=member.person, vault=member.vault, case_id=file.id, plan=plan)

    return write

"""What the tests of interviews share: a file somebody opened, and an interview somebody just recorded."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

CAME_ON = date(2026, 3, 2)
TALK_DAY = date(2026, 3, 4)


@pytest.fixture
def file(cast: Any) -> Any:
    """A file of Konak opened by Ayşe on 2 March 2026, after a call in which she told a little."""
    from tests.casework.cases.files import file_of

    told = {"channel": "phone", "reason": "violence", "violence_types": ["physical"], "relation": ["spouse"]}
    return file_of(cast, on=CAME_ON, presented=told | {"age_band": "age_25_34"})


@pytest.fixture
def recorded_by(cast: Any, file: Any) -> Callable[..., Any]:
    """Record an interview as a member of the cast: `recorded_by(cast.ayse, requests=("shelter",), words={…})`."""
    from omuz.casework.interviews.actions import record_interview
    from omuz.casework.interviews.rules.answers import Answers, Said
    from omuz.foundation.people.access import acting

    def record(
        member: Any,
        *,
        on: date = TALK_DAY,
        words: dict[str, str] | None = None,
        blocks: dict[str, Any] | None = None,
        case_id: Any = None,
        **codes: tuple[str, ...],
    ) -> Any:
        said = Said(Answers(on, codes, blocks or {}), words or {})
        with acting(member.person):
            return record_interview(by=member.person, vault=member.vault, case_id=case_id or file.id, said=said)

    return record

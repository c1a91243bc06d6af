"""One coded row for each presentation, with what its latest interview says; no name, word, code, day or status.

Where there is no interview yet, the row says what was told in the contact that led here.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.cases.rules.presentation import codes_of
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import (
    NO,
    NOBODY_SAID,
    YES,
    Answers,
    children_exposed,
    has_children,
    interpreter_needed,
    interpreter_provided,
    relations,
)
from omuz.casework.interviews.rules.counting import Episode, episodes
from omuz.casework.interviews.rules.questions import PLACES
from omuz.casework.interviews.rules.record import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND: Final = "presentation"

OF_PRESENTATION: Final = ("channel", "reason", "district", "anonymous", "urgent")
"""Columns the presentation itself answers."""
ASKED_IN_BOTH: Final = ("age_band", "violence_types")
"""Columns the interview answers where it was asked again, else the presentation."""
OF_INTERVIEW: Final = (
    "since", "frequency", "requests", "needs", "needs_met", "interpreter_language", "relationship", "education",
    "work", "income", "housing",
)  # fmt: skip
SEVERAL: Final = frozenset({"violence_types", "relation", "requests", "needs"})
TURNED_AWAY: Final = frozenset({"turned_away", "harmful"})


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The presentations of one centre as facts, those of destroyed files with them; `period` narrows.

    Rows of the centre must be open in the transaction. Raises Http404 outside her centres, Refused without the right
    to its figures, NotGranted without the centre's key.
    """
    found = [
        *rows(person=person, vault=vault, centre_id=centre_id),
        *kept_rows(KIND, vault=vault, centre_id=centre_id),
    ]
    return as_facts(KIND, found, person=person, centre_id=centre_id, period=period)


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each presentation of the centre, or of one file; errors as `facts`."""
    person.require("figures.centre", centre_id)
    reading: dict[str, Any] = {"person": person, "vault": vault, "centre_id": centre_id, "counting": True}
    came = _by_file(opened_records(Presentation, **reading), case_id)
    talks = _by_file(
        (each for each in opened_records(Interview, **reading) if each.state == State.RECORDED.value), case_id
    )
    found = []
    for file, presentations in came.items():
        presentations.sort(key=lambda each: (_day(each), each.made_at))
        days = [_day(each) for each in presentations]
        interviews = [Answers.from_payload(each.payload) for each in talks.get(file, ())]
        for each, episode in zip(
            presentations, episodes(days, interviews, [period_codes(d) for d in days]), strict=True
        ):
            found.append(_row(each.payload, episode))
    return found


def _by_file(records: Iterable[OpenedRecord], case_id: UUID | None) -> dict[UUID, list[OpenedRecord]]:
    parted: dict[UUID, list[OpenedRecord]] = defaultdict(list)
    for each in records:
        if case_id is None or each.case_id == case_id:
            parted[each.case_id].append(each)
    return parted


def _day(record: OpenedRecord) -> date:
    return date.fromisoformat(record.payload["on"])


def _row(payload: dict[str, Any], episode: Episode) -> Row:
    month, quarter, year = period_codes(episode.on)
    row: Row = {"month": month, "quarter": quarter, "year": year, "first_in": episode.first_in}
    row["repeat"] = YES if episode.repeat else NO
    row["interviewed"] = YES if episode.interviews else NO
    for name in (*OF_PRESENTATION, *ASKED_IN_BOTH, "relation"):
        _put(row, name, codes_of(payload, name))
    if episode.waited is not None:
        row["first_interview_days"] = episode.waited
    if episode.latest is not None:
        _put_interview(row, episode.latest)
        urgent = next(
            (told for each in episode.interviews if (told := each.said("urgent")) != NOBODY_SAID), NOBODY_SAID
        )
        _put(row, "urgent", urgent)
    if row.get("urgent") == YES:
        row["same_day"] = YES if episode.waited == 0 else NO
    return row


def _put_interview(row: Row, answers: Answers) -> None:
    for name in (*ASKED_IN_BOTH, *OF_INTERVIEW):
        _put(row, name, answers.said(name))
    _put(row, "relation", relations(answers))
    row["has_children"] = has_children(answers)
    row["children_exposed"] = children_exposed(answers)
    row["interpreter_needed"] = interpreter_needed(answers)
    row["interpreter_provided"] = interpreter_provided(answers)
    for name, results in (("earlier_places", None), ("turned_away_by", TURNED_AWAY)):
        told = (
            entry.get("place", NOBODY_SAID)[0]
            for entry in answers.entries(PLACES)
            if results is None or results & set(entry.get("result", ()))
        )
        codes = tuple(dict.fromkeys(code for code in told if code not in NOBODY_SAID))
        if codes:
            row[name] = codes


def _put(row: Row, name: str, codes: tuple[str, ...]) -> None:
    """Set a column, unless nobody asked: what the presentation told stays then."""
    if codes != NOBODY_SAID:
        row[name] = codes if name in SEVERAL else codes[0]

"""Attendance by institution and decisions done in time, as rows and through the gate; and the counted evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import Cell, Dimension, RawTable
from omuz.foundation.privacy.gate import CENTRE, INSTITUTIONS, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.meetings.facts import decision_facts, invitation_facts
from omuz.network.meetings.models import EvaluationCount, Invited, Meeting
from omuz.network.meetings.queries.decisions import decisions
from omuz.network.meetings.rules.words import ANSWERS, QUESTIONS

ANSWER = "answer"


def invitations_of_year(person: Person, year: int) -> Facts:
    """One row an invited institution and meeting of a year, guests too, as I54 defines it. Raises Refused."""
    person.require("meetings.read")
    rows = Invited.objects.filter(
        meeting__on__year=year, meeting__cancelled_at__isnull=True, meeting__on__lte=timezone.localdate()
    )
    return invitation_facts(rows.select_related("meeting", "institution"))


def decisions_of_year(person: Person, year: int) -> Facts:
    """One row a decision whose day came in a year. Raises Refused."""
    person.require("meetings.read")
    today = timezone.localdate()
    return decision_facts(((line.decision.due, line.standing) for line in decisions(today, "all")), year, today)


def attendance_table(person: Person, year: int) -> SafeTable:
    """I54 of a year, through the gate."""
    return protect(count(indicator("I54"), invitations_of_year(person, year), period=str(year)), INSTITUTIONS)


def fulfilment_table(person: Person, year: int) -> SafeTable:
    """I55 of a year, through the gate."""
    return protect(count(indicator("I55"), decisions_of_year(person, year), period=str(year)), INSTITUTIONS)


@dataclass(frozen=True)
class Share:
    """A share as it left the gate: in words, or the hidden cell itself; `part` and `base` beside it where shown."""

    table: SafeTable

    @property
    def shown(self) -> object:
        """The share in the reader's language; the cell where it is hidden or there is nothing to share."""
        percent = self.table.share(self.table.total.key)
        if percent is None:
            return self.table.total
        return turkish.share(percent / 100, 0, get_language() or "tr")

    @property
    def part(self) -> int | None:
        return self.table.total.value

    @property
    def base(self) -> int | None:
        return self.table.denominator(self.table.total.key).value


@dataclass(frozen=True)
class Result:
    """One question of the evaluation as it left the gate."""

    question: str
    table: SafeTable

    @property
    def cells(self) -> list[tuple[str, Cell]]:
        """Answer in words and its protected count."""
        return [(str(words), self.table.cell((code,))) for code, words in ANSWERS.items()]


def results(meeting: Meeting, today: date) -> list[Result] | None:
    """The counted evaluation; None while it may still be answered, because two looks would tell one answer."""
    if today <= meeting.answers_until:
        return None
    counted: dict[str, dict[tuple[str, ...], int]] = {question: {} for question in QUESTIONS}
    for row in EvaluationCount.objects.filter(meeting=meeting):
        counted[row.question][(row.answer,)] = row.number
    if not any(sum(numbers.values()) for numbers in counted.values()):
        return []
    return [
        Result(str(QUESTIONS[question]), protect(_raw(question, meeting.on.year, numbers), CENTRE))
        for question, numbers in counted.items()
    ]


def _raw(question: str, year: int, numbers: Mapping[tuple[str, ...], int]) -> RawTable:
    return RawTable(
        indicator=f"meeting:{question}",
        version=1,
        dimensions=(Dimension(ANSWER, tuple(ANSWERS)),),
        counts=numbers,
        base="yanıt",
        period=str(year),
        grain="year",
    )

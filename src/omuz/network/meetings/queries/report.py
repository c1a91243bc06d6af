"""What this room gives a report: the meetings of a year, attendance by quarter, decisions done in time."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, number
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import ANSWERS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.of_centres import protected
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Rows, Table, TableWords
from omuz.network.meetings.models import AgendaItem, Meeting
from omuz.network.meetings.queries.figures import decisions_of_year, invitations_of_year

ATTENDANCE, ON_TIME, LIST = "meetings.attendance", "meetings.decisions_on_time", "meetings.list"
YEARS: Final = 3
"""This year and the two before it are told."""
COLUMNS: Final = (
    Words("Sayısı", "Number"), Words("Ev sahibi", "Host"), Words("Günü", "Date"), Words("Gündemi", "Agenda"),
)  # fmt: skip
_INVITED: Final = Words("Ağ üyelerine yapılan çağrılar", "Invitations sent to members of the network")
_DUE: Final = Words("Günü gelen kararlar", "Decisions whose day came")
NOT_SAID: Final = Words("–", "–")

Reads = Callable[[Person, int], Facts]


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What the records of the network meetings tell of a year, nobody's name in it. Raises Refused."""
    person.require("meetings.read")
    found: dict[str, Piece] = {}
    if asked.wants(LIST) and (rows := _meetings(asked.year)):
        found[LIST] = Rows(COLUMNS, rows, (0,))
    for key, code, by, reads, base in (
        (ATTENDANCE, "I54", ("quarter",), invitations_of_year, _INVITED),
        (ON_TIME, "I55", (), decisions_of_year, _DUE),
    ):
        if asked.wants(key):
            tables = [
                table
                for year in range(asked.year - YEARS + 1, asked.year + 1)
                if (table := _counted(person, code, by, reads, year))
            ]
            if tables and tables[-1].period == str(asked.year):
                found[key] = Table(tables[-1], tuple(tables[:-1]), TableWords(base=base, fractions=True))
    return found


def _counted(person: Person, code: str, by: tuple[str, ...], reads: Reads, year: int) -> SafeTable | None:
    """One indicator of one year, protected as what institutions do (decision 0019). None where there is nothing."""
    facts = reads(person, year)
    raw = count(indicator(code), facts, by, period=str(year), population=f"meetings/{year}/{code}")
    if not sum((raw.denominators or {}).values()):
        return None
    return protected({code: raw}, ANSWERS).get(code)


def _meetings(year: int) -> tuple[tuple[Words, ...], ...]:
    """Meetings that were held, in the order of their days."""
    held = Meeting.objects.filter(on__year=year, on__lte=timezone.localdate(), cancelled_at__isnull=True)
    rows = list(held.select_related("host").order_by("on"))
    topics: dict[object, list[str]] = {}
    for item in AgendaItem.objects.filter(meeting__in=rows, kind=AgendaItem.Kind.TOPIC).order_by("place", "id"):
        topics.setdefault(item.meeting_id, []).append(item.title)
    return tuple(_row(row, topics.get(row.id, [])) for row in rows)


def _row(row: Meeting, topics: list[str]) -> tuple[Words, ...]:
    return (
        _same(number(row.number, 0) if row.number else ""),
        _same(row.host.name if row.host else ""),
        _same(day(row.on)),
        _same("; ".join(topics) or row.topic),
    )


def _same(text: str) -> Words:
    return Words(text, text) if text else NOT_SAID

"""What this room gives a report: the trainings of a year, and how much of what is due was completed, by course."""

from collections.abc import Mapping
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, number
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import ANSWERS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.of_centres import protected
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Rows, Table, TableWords
from omuz.network.training.queries.catalogue import courses
from omuz.network.training.queries.figures import TrainingLine, listing
from omuz.network.training.queries.network import staff_trainings_of_year

TRAINED, LIST, CODE = "training.trained", "training.list", "I53"
COLUMNS: Final = (
    Words("Eğitim", "Training"), Words("Saat", "Hours"), Words("Günü", "Date"), Words("Katılan", "Participants"),
)  # fmt: skip


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What the records of trainings tell of a year, nobody's name in it. Raises Refused."""
    person.require("network.dashboard")
    found: dict[str, Piece] = {}
    if asked.wants(LIST) and (lines := listing(person, asked.year)):
        found[LIST] = Rows(COLUMNS, tuple(map(_row, lines)), (1, 3))
    if asked.wants(TRAINED):
        tables = [table for year in (asked.year - 1, asked.year) if (table := _trained(person, year))]
        if tables and tables[-1].period == str(asked.year):
            base = Words("Alınmış olması gereken çalışan eğitimleri", "Staff trainings that should have been taken")
            found[TRAINED] = Table(tables[-1], tuple(tables[:-1]), TableWords(base=base, fractions=True))
    return found


def _trained(person: Person, year: int) -> SafeTable | None:
    """I53 by course, protected as what centres answer (decision 0019). None where nobody completed a course."""
    facts = staff_trainings_of_year(person, year)
    raw = count(indicator(CODE), facts, ("course",), period=str(year), population=f"training/{year}/{CODE}")
    if not any(raw.counts.values()):
        return None
    return protected({TRAINED: raw}, ANSWERS).get(TRAINED)


def _row(line: TrainingLine) -> tuple[Words, ...]:
    course = courses().get(line.course)
    title = course.title if course else Words(line.title, line.title)
    first, last = day(line.starts_on), day(line.ends_on)
    days = first if first == last else f"{first} – {last}"
    return (title, _count(line.hours), Words(days, days), _count(line.attended))


def _count(value: int) -> Words:
    return Words(number(value, 0, "tr"), number(value, 0, "en"))

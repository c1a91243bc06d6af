"""A mapping at work on one file: each row becomes coded answers or an error with what to do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from omuz.foundation.catalogue.mappings.rules import Answer, Problem
from omuz.foundation.catalogue.tables import BadRow, Row, Table

_REMEMBERED = 20_000
"""Cells of one column whose answer is kept; the rest is worked out again."""


@dataclass(slots=True)
class Mapped:
    """A row in our codes. `occurred_on` is None where the source has no date; `note` is free text, not counted."""

    line: int
    occurred_on: date | None
    answers: dict[str, Answer]
    note: str = ""


@dataclass(slots=True)
class Refused:
    """A row that was not taken, with every reason."""

    line: int
    problems: tuple[Problem, ...]


Pick = Callable[[list[str]], Any]


class Bound:
    """A mapping whose columns are found in a header; not for use by two threads at once."""

    def __init__(
        self,
        constants: dict[str, Answer],
        fields: Sequence[tuple[str, Pick, Callable[[Any], Answer | Problem]]],
        day: tuple[Pick, Callable[[str], date | Problem]] | None,
        note: Pick | None,
    ) -> None:
        self._constants = constants
        self._fields: list[tuple[str, Pick, Callable[[Any], Any], dict[Any, Any]]] = [
            (name, pick, answer, {}) for name, pick, answer in fields
        ]
        self._day = day
        self._days: dict[str, date | Problem] = {}
        self._note = note

    def apply(self, row: Row) -> Mapped | Refused:
        """The coded answers of one row, or why there are none."""
        values = row.values
        answers = self._constants.copy()
        problems: list[Problem] = []
        for name, pick, answer, known in self._fields:
            cell = pick(values)
            result = known.get(cell)
            if result is None:
                result = answer(cell)
                if len(known) < _REMEMBERED:
                    known[cell] = result
            if type(result) is Problem:
                problems.append(result)
            else:
                answers[name] = result
        day = self._occurred_on(values)
        if type(day) is Problem:
            problems.insert(0, day)
        if problems:
            return Refused(row.line, tuple(problems))
        return Mapped(row.line, day, answers, self._note(values).strip() if self._note else "")  # type: ignore[arg-type]  # a Problem was put with the problems

    def _occurred_on(self, values: list[str]) -> date | Problem | None:
        if self._day is None:
            return None
        pick, answer = self._day
        cell = pick(values)
        if (result := self._days.get(cell)) is None:
            result = answer(cell)
            if len(self._days) < _REMEMBERED:
                self._days[cell] = result
        return result


def picker(places: Sequence[int], *, always_tuple: bool = False) -> Pick:
    """Takes the cells at these places out of a row: one cell as it is unless asked otherwise, several as a tuple."""
    if always_tuple and len(places) == 1:
        only = places[0]
        return lambda values: (values[only],)
    return itemgetter(*places)


class MappedFile:
    """Every row of a table, in order, as Mapped or Refused; malformed lines are refused too."""

    def __init__(self, table: Table, bound: Bound) -> None:
        self.table = table
        self._bound = bound

    @property
    def blank(self) -> int:
        """Blank lines passed over; complete when the rows are through."""
        return self.table.blank

    def close(self) -> None:
        self.table.close()

    def __iter__(self) -> Iterator[Mapped | Refused]:
        apply = self._bound.apply
        for row in self.table:
            if isinstance(row, BadRow):
                yield Refused(row.line, (Problem("", row.text, row.what, row.todo),))
            else:
                yield apply(row)

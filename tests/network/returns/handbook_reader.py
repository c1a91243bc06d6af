"""Somebody who has read the handbook: she knows which counts of one return are parts of which others.

She shares no code with the gate and none with the definitions. Every contact has one kind; every further answer is one
of a list, or several of them, or one of three special ones. From that alone she writes down what must hold between the
tables of one centre and quarter, or between sums of them, and asks a solver for whole numbers.
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import highspy
import numpy as np

from omuz.foundation.privacy.gate import Cell, Reason, SafeTable

SPECIAL = ("not_asked", "did_not_want", "unknown")
PARTNERS = ("spouse", "ex_spouse", "partner", "ex_partner", "fiance")
THRESHOLD = 5
FAR = 1e5
WHOLE = ("*",)
OF_KIND = {"violence_types": "violence", "relation": "violence", "looking_for": "whereabouts"}
"""Questions put in contacts of one kind only."""


class Reader:
    """What she knows: numbers between bounds, and rows of numbers between bounds."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, int], float, float]] = []
        self.hidden: dict[str, int] = {}

    def number(self, name: str, low: float = 0, high: float = inf) -> int:
        if name not in self.names:
            self.names[name] = len(self.low)
            self.low.append(0)
            self.high.append(inf)
        place = self.names[name]
        self.low[place], self.high[place] = max(self.low[place], low), min(self.high[place], high)
        return place

    def reads(self, name: str, cell: Cell) -> int:
        """One printed cell: its value, or what its mark and the bounds beside it say."""
        if cell.value is not None:
            return self.number(name, cell.value, cell.value)
        low, high = {Reason.SMALL: (1, THRESHOLD - 1), Reason.COMPLEMENTARY: (THRESHOLD, inf)}.get(
            cell.hidden or Reason.GROUP, (0, inf)
        )
        self.hidden[name] = self.number(name, max(low, cell.low or 0), inf if cell.high is None else cell.high)
        self.number(name, 0, high)
        return self.hidden[name]

    def adds_up(self, parts: Iterable[int], whole: int) -> None:
        self.rows.append(({**dict.fromkeys(parts, 1), whole: -1}, 0, 0))

    def at_most(self, part: int, wholes: Iterable[int]) -> None:
        self.rows.append(({**dict.fromkeys(wholes, -1), part: 1}, -inf, 0))

    def intervals(self) -> list[tuple[str, int, int]]:
        """The least and greatest whole number she can give every hidden cell."""
        made: Any = highspy
        model = made.Highs()
        for option, value in (("output_flag", False), ("threads", 1)):
            model.setOptionValue(option, value)
        size = len(self.low)
        model.addVars(size, np.array(self.low), np.minimum(np.array(self.high), FAR))
        for terms, low, high in self.rows:
            index, weight = np.array(list(terms), dtype=np.int32), np.array(list(terms.values()), dtype=float)
            model.addRow(low, high, len(terms), index, weight)
        whole = np.array([highspy.HighsVarType.kInteger] * size)
        model.changeColsIntegrality(size, np.arange(size, dtype=np.int32), whole)
        return [(name, *self._ends(model, size, place)) for name, place in self.hidden.items()]

    @staticmethod
    def _ends(model: Any, size: int, place: int) -> tuple[int, int]:
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(size)
            cost[place] = sign
            model.changeColsCost(size, np.arange(size, dtype=np.int32), cost)
            model.run()
            assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth itself must fit"
            ends.append(round(sign * model.getInfo().objective_function_value))
        return ends[0], ends[1]


def read(tables: Mapping[str, SafeTable]) -> Reader:
    """All tables of one return, read as one."""
    reader = Reader()
    kinds = {"violence": reader.number("violence"), "whereabouts": reader.number("whereabouts")}
    every, others = reader.number("contacts"), reader.number("other kinds")
    reader.adds_up([*kinds.values(), others], every)
    for key in ("contacts_by_month", "contacts_by_channel"):
        parts = [reader.reads(f"{key} {cell.key}", cell) for cell in tables[key].cells if cell.key != WHOLE]
        reader.adds_up(parts, reader.reads("contacts", tables[key].total))
    reader.reads("violence", tables["violence_contacts"].total)
    for key, column in (("violence_by_type", "violence_types"), ("violence_by_relation", "relation")):
        _answers(reader, tables[key], column)
    _partners(reader, tables["partner_violence"])
    for key, column in (("anonymous_contacts", "anonymous"), ("spoken_with_herself", "for_whom")):
        known = reader.reads(f"{column} known", tables[key].denominator(()))
        reader.at_most(reader.reads(f"{column} yes", tables[key].total), [known])
        reader.adds_up([known, reader.number(f"{column} not_asked"), reader.number(f"{column} silent")], every)
    reader.reads("whereabouts", tables["whereabouts_enquiries"].total)
    for cell in tables["questions_not_asked"].cells:
        if cell.key != WHOLE:
            whole = OF_KIND.get(cell.key[0], "contacts")
            put = reader.reads(whole, tables["questions_not_asked"].denominator(cell.key))
            reader.at_most(reader.reads(f"{cell.key[0]} not_asked", cell), [put])
    reader.at_most(reader.number("kind not_asked"), [others])
    return reader


def _answers(reader: Reader, table: SafeTable, column: str) -> None:
    """Several answers of one contact: each is no more than all who gave one; a special answer stands alone."""
    whole, known = reader.reads("violence", table.total), reader.number(f"{column} known")
    codes = [code for (code,) in (cell.key for cell in table.cells) if code not in (*SPECIAL, *WHOLE)]
    reader.adds_up([known, *(reader.reads(f"{column} {code}", table.cell((code,))) for code in SPECIAL)], whole)
    given = [reader.reads(f"{column} {code}", table.cell((code,))) for code in codes]
    for place in given:
        reader.at_most(place, [known])


def _partners(reader: Reader, share: SafeTable) -> None:
    known, partners = reader.reads("relation known", share.denominator(())), reader.reads("partners", share.total)
    inside = [reader.number(f"relation {code}") for code in PARTNERS]
    reader.at_most(partners, [known])
    reader.at_most(partners, inside)
    for place in inside:
        reader.at_most(place, [partners])


def narrow(tables: Mapping[str, SafeTable]) -> list[tuple[str, int, int]]:
    """Hidden numbers she can place among fewer whole values than the rule leaves."""
    return [found for found in read(tables).intervals() if found[2] - found[1] + 1 < THRESHOLD - 1]

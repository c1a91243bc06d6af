"""Dated values of the law: which one holds on a day, with the article it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a value is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    PART = "part"
    TIMES = "times"
    DIVISOR = "divisor"


class NoValue(LookupError):
    """The law as we hold it says nothing for this day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value with the day it holds from and the article it stands in."""

    key: str
    value: Decimal
    unit: Unit
    article: str
    valid_from: date
    tr: str = ""
    en: str = ""


class Approver(StrEnum):
    """Who must approve what the police chief ordered."""

    JUDGE = "judge"
    GOVERNOR = "governor"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of articles 3 to 5: its article, its group, and who approves it when the police ordered it."""

    code: str
    article: str
    group: str
    urgent: Approver | None = None


@dataclass(frozen=True)
class Law:
    """Every value and measure of the law, whenever it held."""

    parameters: tuple[Parameter, ...]
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def on(self, key: str, day: date) -> Parameter:
        """The value of `key` that holds on `day`; raises NoValue when none does yet."""
        held = [each for each in self.parameters if each.key == key and each.valid_from <= day]
        if not held:
            raise NoValue(f"{key} {day}")
        return max(held, key=lambda each: each.valid_from)

    def amount(self, key: str, day: date) -> Decimal:
        """The bare value of `key` on `day`."""
        return self.on(key, day).value

    def groups(self, measures: Iterable[str]) -> tuple[str, ...]:
        """The article groups (m3, m4, m5, other) these measures belong to, each once."""
        return tuple(sorted({self.measures[code].group for code in measures if code in self.measures}))

    def approvers(self, measures: Iterable[str]) -> tuple[Approver, ...]:
        """Who must approve these measures when the police ordered them, each once; unknown measures are left out."""
        found = {self.measures[code].urgent for code in measures if code in self.measures}
        return tuple(approver for approver in Approver if approver in found)

    def not_for_police(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Those of `measures` no police chief may order."""
        return tuple(code for code in measures if code in self.measures and self.measures[code].urgent is None)

"""Runs the worked examples of a definition: tests for the machine, a handbook for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.privacy.cells import TOTAL, Key, RawTable
from omuz.insight.indicators.definitions import Example, Indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts, Uncoded
from omuz.insight.indicators.raw import base_at, figure_at

_FIGURES = ("count", "part", "base", "median")


def broken_examples(indicator: Indicator) -> Iterator[str]:
    """One sentence for each worked example that does not come out as it says."""
    for example in indicator.examples:
        try:
            fault = _difference(outcome(indicator, example), example)
        except (Uncoded, CatalogueError) as error:
            fault = str(error)
        if fault:
            yield f"{indicator.code}, “{example.title}”: {fault}"


def outcome(indicator: Indicator, example: Example) -> RawTable:
    """The table the engine makes of an example's rows. Raises Uncoded for a row that is no fact."""
    facts = Facts.from_rows(indicator.kind.code, [with_periods(row) for row in example.rows])
    return count(indicator, facts, example.by, period=example.period)


def with_periods(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the quarter and year its month lies in."""
    month = str(row.get("month", ""))
    if not month:
        return dict(row)
    return {"quarter": f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}", "year": month[:4], **row}


def _difference(table: RawTable, example: Example) -> str:
    """What is wrong with a table, as a sentence; empty when every expected line holds and no other cell is filled."""
    names = [dimension.name for dimension in table.dimensions]
    told: set[Key] = set()
    for line in example.expect:
        key = tuple(str(line.get(name, "")) for name in names)
        wanted = {name: line[name] for name in _FIGURES if name in line}
        got = {name: _figure(table, key, name) for name in wanted}
        told.add(key)
        if not wanted or got != wanted or set(line) != {*names, *wanted}:
            return _("%(key)s için beklenen %(wanted)s, çıkan %(got)s.") % {"key": key, "wanted": wanted, "got": got}
    extra = [key for key, value in table.counts.items() if value and TOTAL not in key and key not in told]
    return _("%(key)s beklenmiyordu.") % {"key": extra[0]} if extra else ""


def _figure(table: RawTable, key: Key, name: str) -> float | None:
    if name == "median":
        return table.medians.get(key)
    return base_at(table, key) if name == "base" else figure_at(table, key)

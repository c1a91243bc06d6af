"""Counts one indicator over facts: the definition becomes SQL, the answer a raw table for the gate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.fact_kinds import Answer
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL
from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, Measure, RawTable
from omuz.insight.indicators.definitions import FIELD, Count, Indicator, Median, Missing, Persons, Share
from omuz.insight.indicators.engines import Countable
from omuz.insight.indicators.periods import GRAINS, Grain, covered, grain_of, unbroken
from omuz.insight.indicators.plan import NotCountable, Plan, outside_base, plan, require_allowed
from omuz.insight.indicators.scans import Answers, answered_together

__all__ = ["NotCountable", "Request", "count", "count_all", "left_out", "require_allowed"]

Counts = dict[Key, int]


@dataclass(frozen=True)
class Request:
    """One table asked for: an indicator, its splits, a period."""

    indicator: Indicator
    by: tuple[str, ...] = ()
    period: str = ""


def count(
    indicator: Indicator, facts: Countable, by: Sequence[str] = (), *, period: str = "", population: str = ""
) -> RawTable:
    """The raw table of one indicator, for the gate and nobody else.

    `by` are columns the definition allows, in the order they are shown; the indicator's own column
    comes last unless `by` names it. `period` narrows to a year, quarter or month. `population` names
    the facts (kind, centre and period, where not told: kind and period), so that tables of the same
    ones can be protected together. Raises NotCountable or NoSuchPeriod with a sentence for the reader.
    """
    (table,) = count_all([Request(indicator, tuple(by), period)], facts, population=population)
    return table


def count_all(requests: Iterable[Request], facts: Countable, *, population: str = "") -> list[RawTable]:
    """The raw tables of many requests over the same facts, read in as few passes as their splits allow.

    Each is the table `count` makes by itself; raises as `count` does, before anything is read.
    """
    planned: list[tuple[Request, Plan]] = []
    for request in requests:
        _require_kind(request.indicator, facts)
        require_allowed(request.indicator, request.by)
        planned.append((request, plan(request.indicator, request.by, request.period)))
    answers = answered_together([query for _request, known in planned for query in known.queries], facts)
    return [_table(request, known, facts, answers, population) for request, known in planned]


def _table(request: Request, known: Plan, facts: Countable, answers: Answers, population: str) -> RawTable:
    """The raw table of one request, from the answers to its queries."""
    indicator, period = request.indicator, request.period
    counts, denominators, medians = _counted(indicator, known, answers)
    grain, told = _time(facts, known, period)
    bases = counts if denominators is None else denominators
    return RawTable(
        indicator=indicator.code,
        version=indicator.version,
        dimensions=tuple(Dimension(name, _categories(indicator, facts, name, period)) for name in known.dimensions),
        counts=counts,
        base=known.base.tr,
        period=told,
        grain=grain,
        measure=_measure(indicator),
        denominators=denominators,
        share_over=known.share_over,
        medians=medians,
        multi=known.multi,
        narrowed=known.narrowed,
        population="/".join((population or f"{indicator.kind.code}/{told}", *known.conditions)),
        rows_used=_all(bases, known),
    )


def left_out(indicator: Indicator, facts: Countable, *, period: str = "") -> Mapping[str, int]:
    """How many facts each special answer keeps out of the base; empty where all are in it. Not protected."""
    query = plan(indicator, (), period).left_out
    if query is None:
        return {}
    return dict(zip(outside_base(indicator), facts.answer(query.text(facts.dialect))[0], strict=True))


def _require_kind(indicator: Indicator, facts: Countable) -> None:
    if facts.kind.code != indicator.kind.code:
        raise NotCountable(
            _("%(code)s “%(wanted)s” sayar; bu satırlar “%(found)s”.")
            % {"code": indicator.code, "wanted": indicator.kind.title, "found": facts.kind.title}
        )


def _measure(indicator: Indicator) -> Measure:
    match indicator.measure:
        case Count() | Persons():
            return "count"
        case Median():
            return "median"
        case _:
            return "share"


def _counted(indicator: Indicator, known: Plan, answers: Answers) -> tuple[Counts, Counts | None, dict[Key, float]]:
    """Counts, denominators where a share brings its own, and medians where there are any."""
    counts: Counts = {}
    others: dict[Key, Any] = {}
    if isinstance(indicator.measure, Missing):
        fields = indicator.measure.fields
        place = known.dimensions.index(FIELD)
        for key, figures in _answers(known, answers):
            for number, name in enumerate(fields):
                own = (*key[:place], name, *key[place + 1 :])
                counts[own], others[own] = figures[number], figures[number + len(fields)]
        return counts, others, {}
    for key, figures in _answers(known, answers):
        counts[key] = figures[0]
        if len(figures) > 1 and figures[1] is not None:
            others[key] = figures[1]
    if isinstance(indicator.measure, Median):
        return counts, None, others
    own_base = isinstance(indicator.measure, Share) and not known.share_over
    return counts, others if own_base else None, {}


def _answers(known: Plan, answers: Answers) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Key and figures of every row of every query; dimensions a query is not split by stand at TOTAL."""
    for query in known.queries:
        width = len(query.split)
        for row in answers[query]:
            said = dict(zip(query.split, row, strict=False))
            yield tuple(said.get(name, TOTAL) for name in known.dimensions), row[width:]


def _time(facts: Countable, known: Plan, period: str) -> tuple[Grain, str]:
    """The finest period the figures speak of, and the period in words."""
    if period:
        grain, told = grain_of(period), period
    else:
        grain, told = covered(str(month) for month in facts.distinct("month"))
    split = [name for name in GRAINS if name in known.dimensions]
    return max([grain, *split], key=GRAINS.index), told


def _categories(indicator: Indicator, facts: Countable, name: str, period: str) -> tuple[str, ...]:
    """The codes of a dimension in display order; special answers outside the base have no place in it."""
    if name == FIELD and isinstance(indicator.measure, Missing):
        return indicator.measure.fields
    column = indicator.kind.columns[name]
    if column.answer is Answer.PERIOD:
        grain = next(grain for grain in GRAINS if grain == name)
        return unbroken([str(code) for code in facts.distinct(name)], grain, period)
    if column.codes is None:
        return tuple(sorted(str(code) for code in facts.distinct(name))) or (NOT_ASKED,)
    special = indicator.in_base if name == indicator.judged else SPECIAL
    return (*column.codes, *(code for code in SPECIAL if code in special))


def _all(counts: Mapping[Key, int], known: Plan) -> int:
    """All facts in these counts, each once: overlapping dimensions are read at their total."""
    whole = [name in known.multi for name in known.dimensions]
    return sum(value for key, value in counts.items() if [code == TOTAL for code in key] == whole)

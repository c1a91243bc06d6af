"""Counts one indicator over facts: the definition becomes SQL, the answer a raw table for the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

from django.utils.translation import gettext as _
from sqlglot import exp

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import Answer
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL
from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable
from omuz.insight.indicators import sql
from omuz.insight.indicators.definitions import FIELD, Distribution, Indicator, Median, Missing, Share
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.periods import GRAINS, Grain, covered, grain_of, unbroken


class NotCountable(CatalogueError):
    """This indicator is not split that way, or counts another kind of fact; the message says what is possible."""


Counts = dict[Key, int]


def count(
    indicator: Indicator, facts: Facts, by: Sequence[str] = (), *, period: str = "", population: str = ""
) -> RawTable:
    """The raw table of one indicator, for the gate and nobody else.

    `by` are columns the definition allows, in the order they are shown; the indicator's own column
    comes last unless `by` names it. `period` narrows to a year, quarter or month. `population` names
    the facts (kind, centre and period, where not told: kind and period), so that tables of the same
    ones can be protected together. Raises NotCountable or
    NoSuchPeriod with a sentence for the reader.
    """
    return _Counting(indicator, facts, tuple(by), period).table(population)


def require_allowed(indicator: Indicator, by: Sequence[str]) -> None:
    """Raise NotCountable unless the definition allows every one of these splits, each once."""
    for name in by:
        if name not in indicator.allowed_by or by.count(name) > 1:
            raise NotCountable(
                _("%(code)s “%(name)s” kırılımıyla sayılmaz; olabilecekler: %(known)s.")
                % {"code": indicator.code, "name": name, "known": ", ".join(indicator.allowed_by)}
            )


def left_out(indicator: Indicator, facts: Facts, *, period: str = "") -> Mapping[str, int]:
    """How many facts each special answer keeps out of the base; empty where all are in it. Not protected."""
    codes = [code for code in SPECIAL if code not in indicator.in_base]
    if not indicator.judged or not codes:
        return {}
    counting = _Counting(indicator, facts, (), period)
    figures = [sql.counted([sql.holds(indicator.kind, indicator.judged, [code])]) for code in codes]
    query = sql.tally(indicator.kind, (), counting.chosen, figures)
    return dict(zip(codes, facts.answer(sql.text_of(query))[0], strict=True))


@dataclass(frozen=True)
class _Shape:
    """What the measure makes of a request: dimensions, further conditions, how the share is formed."""

    dimensions: tuple[str, ...]
    where: tuple[sql.Condition, ...]
    share_over: tuple[str, ...]
    base: Words


class _Counting:
    """One indicator over one set of facts, split one way."""

    def __init__(self, indicator: Indicator, facts: Facts, by: tuple[str, ...], period: str) -> None:
        self.indicator, self.facts, self.period = indicator, facts, period
        self.kind = indicator.kind
        if facts.kind.code != self.kind.code:
            raise NotCountable(
                _("%(code)s “%(wanted)s” sayar; bu satırlar “%(found)s”.")
                % {"code": indicator.code, "wanted": self.kind.title, "found": facts.kind.title}
            )
        require_allowed(indicator, by)
        self.chosen = tuple(sql.all_of(self.kind, indicator.where, self._period_filter()))
        self.shape = self._shape(by)

    def _period_filter(self) -> sql.Filter:
        return {grain_of(self.period): (self.period,)} if self.period else {}

    def _shape(self, by: tuple[str, ...]) -> _Shape:
        measure, own = self.indicator.measure, ""
        where = list(self.chosen)
        over: tuple[str, ...] = ()
        base = self.indicator.denominator
        if isinstance(measure, Distribution):
            own, over = measure.column, (measure.column,)
        elif isinstance(measure, Share):
            over = tuple(name for name in by if name in measure.within)
            if over:
                where += sql.all_of(self.kind, measure.part)
                base = measure.within[over[0]]
        elif isinstance(measure, Missing):
            own = FIELD
        outside = [code for code in SPECIAL if code not in self.indicator.in_base]
        if self.indicator.judged and outside:
            where.append(exp.not_(sql.holds(self.kind, self.indicator.judged, outside)))
        return _Shape(by if own in (*by, "") else (*by, own), tuple(where), over, base)

    def table(self, population: str) -> RawTable:
        """Count, and put the numbers into the form the gate takes."""
        dimensions = tuple(Dimension(name, self._categories(name)) for name in self.shape.dimensions)
        multi = tuple(name for name in self.shape.dimensions if name != FIELD and self.kind.columns[name].several)
        grain, told = self._time()
        medians: dict[Key, float] = {}
        denominators: Counts | None = None
        measure = self.indicator.measure
        if isinstance(measure, Missing):
            counts, denominators = self._missing(measure)
        elif isinstance(measure, Median):
            counts, medians = self._medians(measure)
        elif isinstance(measure, Share) and not self.shape.share_over:
            part = sql.counted(sql.all_of(self.kind, measure.part))
            counts, denominators = self._tallies([part, sql.counted([])])
        else:
            (counts,) = self._tallies([sql.counted([])])
        share = isinstance(measure, Share | Distribution | Missing)
        return RawTable(
            indicator=self.indicator.code,
            version=self.indicator.version,
            dimensions=dimensions,
            counts=counts,
            base=self.shape.base.tr,
            period=told,
            grain=grain,
            measure="share" if share else "median" if isinstance(measure, Median) else "count",
            denominators=denominators,
            share_over=self.shape.share_over,
            medians=medians,
            multi=multi,
            narrowed=self._narrowed(),
            population=self._population(population or f"{self.kind.code}/{told}"),
            rows_used=_all(denominators if denominators is not None else counts, self.shape.dimensions, multi),
        )

    def _population(self, facts: str) -> str:
        """The set counted, told so that two tables are of one population exactly when they count the same facts."""
        parts = [facts, *(f"{name} {'+'.join(codes)}" for name, codes in sorted(self.indicator.where.items()))]
        outside = [code for code in SPECIAL if code not in self.indicator.in_base]
        if self.shape.share_over and isinstance(self.indicator.measure, Share):
            parts += [f"{name} {'+'.join(codes)}" for name, codes in self.indicator.measure.part.items()]
        if self.indicator.judged and outside:
            parts.append(f"{self.indicator.judged} not {'+'.join(outside)}")
        if isinstance(self.indicator.measure, Missing):
            parts.append(FIELD)
        return "/".join(parts)

    def _narrowed(self) -> tuple[str, ...]:
        narrowed = tuple(self.indicator.where)
        if self.shape.share_over and isinstance(self.indicator.measure, Share):
            narrowed += tuple(self.indicator.measure.part)
        return tuple(dict.fromkeys(narrowed))

    def _time(self) -> tuple[Grain, str]:
        """The finest period the figures speak of, and the period in words."""
        if self.period:
            grain, told = grain_of(self.period), self.period
        else:
            grain, told = covered(str(month) for month in self.facts.distinct("month"))
        split = [name for name in GRAINS if name in self.shape.dimensions]
        return max([grain, *split], key=GRAINS.index), told

    def _categories(self, name: str) -> tuple[str, ...]:
        if name == FIELD and isinstance(self.indicator.measure, Missing):
            return self.indicator.measure.fields
        column = self.kind.columns[name]
        if column.answer is Answer.PERIOD:
            return unbroken([str(code) for code in self.facts.distinct(name)], _grain(name), self.period)
        if column.codes is None:
            return tuple(sorted(str(code) for code in self.facts.distinct(name))) or (NOT_ASKED,)
        special = self.indicator.in_base if name == self.indicator.judged else SPECIAL
        return (*column.codes, *(code for code in SPECIAL if code in special))

    def _tallies(self, figures: Sequence[sql.Piece]) -> list[Counts]:
        """One count per figure and key; where answers overlap, with the totals that follow from nothing else."""
        several = [name for name in self.shape.dimensions if name != FIELD and self.kind.columns[name].several]
        results: list[Counts] = [{} for _figure in figures]
        for left in _subsets(several):
            self._fill(results, figures, left)
        return results

    def _fill(self, results: Sequence[dict[Key, Any]], figures: Sequence[sql.Piece], summed: Sequence[str]) -> None:
        """Add the figures for the keys with TOTAL in the places of `summed`."""
        split = [name for name in self.shape.dimensions if name not in summed and name != FIELD]
        query = sql.tally(self.kind, split, self.shape.where, figures)
        for row in self.facts.answer(sql.text_of(query)):
            known = dict(zip(split, row, strict=False))
            key = tuple(known.get(name, TOTAL) for name in self.shape.dimensions)
            for result, figure in zip(results, row[len(split) :], strict=True):
                if figure is not None:
                    result[key] = figure

    def _missing(self, measure: Missing) -> tuple[Counts, Counts]:
        """Per question: not asked, and applicable. The unit is one question in one fact, so questions add up."""
        applies = [sql.all_of(self.kind, self.kind.columns[name].applies) for name in measure.fields]
        not_asked = [
            [*conditions, sql.holds(self.kind, name, [NOT_ASKED])]
            for name, conditions in zip(measure.fields, applies, strict=True)
        ]
        results = self._tallies([sql.counted(conditions) for conditions in (*not_asked, *applies)])
        place = self.shape.dimensions.index(FIELD)
        open_, put = (
            {
                (*key[:place], name, *key[place + 1 :]): value
                for name, result in zip(measure.fields, half, strict=True)
                for key, value in result.items()
            }
            for half in (results[: len(measure.fields)], results[len(measure.fields) :])
        )
        return open_, put

    def _medians(self, measure: Median) -> tuple[Counts, dict[Key, float]]:
        """Observations and medians, for every key and every total."""
        present = exp.not_(exp.Is(this=sql.field(self.kind, measure.column), expression=exp.Null()))
        counts: Counts = {}
        medians: dict[Key, float] = {}
        for summed in _subsets(self.shape.dimensions):
            self._fill([counts, medians], [sql.counted([present]), sql.median_of(self.kind, measure.column)], summed)
        return counts, medians


def _grain(name: str) -> Grain:
    return next(grain for grain in GRAINS if grain == name)


def _subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))


def _all(counts: Mapping[Key, int], names: Sequence[str], multi: Sequence[str]) -> int:
    """All facts in these counts, each once: overlapping dimensions are read at their total."""
    whole = [name in multi for name in names]
    return sum(value for key, value in counts.items() if [code == TOTAL for code in key] == whole)

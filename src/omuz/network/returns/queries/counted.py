"""The tables of one centre and quarter, counted from the opened vault and protected together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import NETWORK, restore
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.sources import facts_from_installation
from omuz.network.returns.queries.contents import Plan, contents, links_of_contents
from omuz.network.returns.rules.document import Fault, ReturnRefused
from omuz.network.returns.rules.protection import Sent, protect_return
from omuz.network.returns.rules.quarters import Quarter

KIND = "contact"
Tables = Mapping[str, SafeTable]
Proven = tuple[dict[str, SafeTable], dict[str, Any]]
"""Protected tables by key, and the outcome of their proof."""


def counted_tables(
    person: Person,
    *,
    vault: OpenedVault,
    centre_id: UUID,
    quarter: Quarter,
    policy: Policy = NETWORK,
    earlier: Sequence[Sent] = (),
    with_year: bool = True,
) -> Proven:
    """Every table of the return of one quarter by its key; the fourth quarter's also holds those of the year.

    Counted in memory and protected before anybody sees a number; the same tables stand on the centre's own page
    and in its return, so that neither tells what the other hides. `earlier` is what left before about the same rows;
    without `with_year` the tables of the year stay out. Raises as `facts_from_installation` does.
    """
    facts = facts_from_installation(KIND, person=person, vault=vault, centre_id=centre_id, period=_span(quarter))
    plans = contents()
    raws = _raws(plans.of_quarter(), facts, quarter, str(quarter), centre_id)
    if quarter.closes_year and with_year:
        raws |= _raws(plans.of_year(), facts, quarter, str(quarter.year), centre_id)
    return protected(raws, policy, earlier)


def protected(raws: Mapping[str, RawTable], policy: Policy, earlier: Sequence[Sent] = ()) -> Proven:
    """Raw tables by key as they may leave: all of one return together."""
    tables, proof = protect_return(list(raws.values()), policy, earlier, links_of_contents())
    return dict(zip(raws, tables, strict=True)), proof


def _span(quarter: Quarter) -> str:
    return str(quarter.year) if quarter.closes_year else str(quarter)


def _raws(plans: list[Plan], facts: Facts, quarter: Quarter, period: str, centre_id: UUID) -> dict[str, RawTable]:
    population = population_of(centre_id, period)
    return {
        plan.key: _whole(count(plan.indicator, facts, plan.by, period=period, population=population), quarter, plan)
        for plan in plans
    }


def population_of(centre_id: UUID, period: str) -> str:
    """The name of the set of contacts one centre counts over."""
    return f"{KIND}/{centre_id}/{period}"


def _whole(raw: RawTable, quarter: Quarter, plan: Plan) -> RawTable:
    """With every month of the quarter in it: an empty month is a zero, and centres must agree to be added up."""
    if plan.yearly or "month" not in plan.by:
        return raw
    dimensions = tuple(
        Dimension(one.name, quarter.months, one.kind) if one.name == "month" else one for one in raw.dimensions
    )
    return replace(raw, dimensions=dimensions)


def restored(table: object) -> SafeTable:
    """A protected table from a written return, examined by the gate as a stranger's would be; raises Changed."""
    return _restored(canonical(table))


# A page with ten figures asks for the same tables again and again; examining one takes a millisecond.
@lru_cache(maxsize=256)
def _restored(text: str) -> SafeTable:
    return restore(text)


def restored_tables(told: Mapping[str, object], quarter: Quarter) -> dict[str, SafeTable]:
    """Every table of a written return in the order of the contents, each held against what a return may hold.

    Raises ReturnRefused for a table that is unknown, of another period, or split otherwise, and Changed for one
    that would not pass the gate.
    """
    plans = contents().plans
    found = {}
    for key, table in told.items():
        plan = plans.get(key)
        if plan is None:
            raise ReturnRefused(Fault.TABLES, key)
        safe = restored(table)
        if not _fits(safe, plan, quarter):
            raise ReturnRefused(Fault.TABLES, key)
        found[key] = safe
    return {key: found[key] for key in plans if key in found}


def _fits(table: SafeTable, plan: Plan, quarter: Quarter) -> bool:
    """Whether a table is the one its key promises: indicator, period, split, one centre's, not laxer than ours."""
    if plan.yearly and not quarter.closes_year:
        return False
    split = {dimension.name for dimension in table.dimensions}
    measured = set(plan.indicator.allowed_by) - set(plan.indicator.by)
    return (
        table.indicator == plan.indicator.code
        and table.period == (str(quarter.year) if plan.yearly else str(quarter))
        and set(plan.by) <= split <= set(plan.by) | measured
        and table.combined_from == 1
        and table.policy.threshold >= NETWORK.threshold
        and not table.policy.age_by_type
    )

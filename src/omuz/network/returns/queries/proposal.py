"""What a next release of the network's figures would hold, what stays behind and why, and its proof."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.privacy import gate
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.models import Hold, NetworkRelease
from omuz.network.returns.queries.areas import areas_for, in_areas, links_of_areas
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.ledger import holds_on, released_tables
from omuz.network.returns.queries.received import Sum, summed
from omuz.network.returns.queries.terms import terms
from omuz.network.returns.rules.ledger import Source, Stands, given_away, of_quarters, of_return, open_on
from omuz.network.returns.rules.quarters import Quarter

FORMAT: Final = "omuz-release/2"


@dataclass(frozen=True)
class Proposal:
    """A release as it would be: its tables, and by key why others stay behind.

    `held` are withheld whole, since hiding what is held would not be enough; `withheld` names what is hidden in the
    tables that leave. `few` would be made of too few centres or give some away beside an earlier release; `close`
    would leave a hidden number too little room. `opens_on` is the first day it may leave; `number` counts the releases
    of the quarter from 1; `proof` is the gate's, as plain values.
    """

    quarter: Quarter
    audience: str
    number: int
    opens_on: date
    sums: Mapping[str, Sum]
    held: tuple[str, ...]
    withheld: Mapping[str, tuple[str, ...]]
    few: tuple[str, ...]
    close: tuple[str, ...]
    proof: Mapping[str, Any]
    same: bool
    """Whether the newest release to this audience says the very same."""
    corrects: bool
    """Whether something was released to this audience before."""

    @property
    def incomplete(self) -> bool:
        """Whether a centre lacks in one of its tables."""
        return any(one.reported < one.known for one in self.sums.values())

    def standing(self, key: str) -> dict[str, Any]:
        """How complete one table of it is, as its audience may read it."""
        return _standing(self.sums[key], self.audience)

    def told(self, reason: str) -> dict[str, Any]:
        """The document: protected tables, their sources, what is not in them, and the proof."""
        return {
            "format": FORMAT,
            "quarter": str(self.quarter),
            "number": self.number,
            "audience": self.audience,
            "terms": terms().version,
            "contents": contents().name,
            "reason": reason,
            "tables": {key: json.loads(one.table.to_json()) for key, one in self.sums.items() if one.table},
            "sources": {key: [list(_told(source)) for source in one.sources] for key, one in self.sums.items()},
            "standing": {key: self.standing(key) for key in self.sums},
            "held": list(self.held),
            "withheld": {key: list(codes) for key, codes in self.withheld.items()},
            "few": list(self.few),
            "close": list(self.close),
            "proof": dict(self.proof),
        }


def _told(source: Source) -> tuple[str, int, str]:
    return source.centre, source.version, source.digest


def _standing(one: Sum, audience: str) -> dict[str, Any]:
    """How complete a sum is; the public is given numbers, not names: no list of those that lag behind."""
    lists = {
        "missing": one.missing,
        "declined": one.declined,
        "without": (*one.without, *one.unlike),
        "late": one.late,
        "corrected": one.corrected,
    }
    told = {name: len(names) if audience == "public" else list(names) for name, names in lists.items()}
    return {"reported": one.reported, "known": one.known, **told}


def proposal(person: Person, quarter: Quarter, audience: str, today: date) -> Proposal:
    """What a release of a quarter would hold today; Http404 without a network post or for an unknown audience."""
    if not person.sees_network or audience not in terms().audiences:
        raise Http404
    sums = _sums(person, quarter, audience)
    kept, withheld, held = _held_back(sums, holds_on(today))
    before = list(NetworkRelease.objects.filter(quarter__startswith=f"{quarter.year}-").order_by("-released_at"))
    few = _too_few(kept, before, quarter)
    kept = {key: one for key, one in kept.items() if key not in few}
    left, proof = _proven(kept, [_still_hiding(row, withheld) for row in before])
    newest = next((row for row in before if (row.quarter, row.audience) == (str(quarter), audience)), None)
    return Proposal(
        quarter=quarter,
        audience=audience,
        number=1 + sum(row.quarter == str(quarter) for row in before),
        opens_on=open_on(quarter, terms().audiences[audience].days),
        sums=left,
        held=tuple(held),
        withheld={key: codes for key, codes in withheld.items() if key in left},
        few=tuple(few),
        close=tuple(key for key in kept if key not in left),
        proof=proof,
        same=newest is not None and _digests(newest) == {key: table.digest for key, table in _tables(left).items()},
        corrects=newest is not None,
    )


def _sums(person: Person, quarter: Quarter, audience: str) -> dict[str, Sum]:
    """Every table that can be added up, small districts put together as the audience gets them."""
    areas = areas_for(audience)
    wanted = [key for key, plan in contents().plans.items() if quarter.closes_year or not plan.yearly]
    found = {key: summed(person, key, [quarter])[0] for key in wanted}
    return {key: replace(one, table=in_areas(one.table, areas)) for key, one in found.items() if one.table}


def _tables(sums: Mapping[str, Sum]) -> dict[str, SafeTable]:
    return {key: one.table for key, one in sums.items() if one.table}


def _held_back(
    sums: Mapping[str, Sum], holds: Sequence[Hold]
) -> tuple[dict[str, Sum], dict[str, tuple[str, ...]], list[str]]:
    """The sums with what is held hidden in them; what was hidden, by key; and tables that stay behind whole."""
    asked = [gate.Hold(hold.breakdown, hold.code, hold.reason, str(hold.until or "")) for hold in holds]
    kept, withheld, behind = {}, {}, []
    for key, table in _tables(sums).items():
        if {hold.dimension for hold in asked} & set(table.narrowed):
            behind.append(key)
            continue
        try:
            hidden = gate.withhold(table, asked)
        except gate.Refused:
            behind.append(key)
            continue
        kept[key] = replace(sums[key], table=hidden)
        if hidden is not table:
            abouts = {one.about for one in table.dimensions}
            withheld[key] = tuple(f"{hold.dimension}/{hold.code}" for hold in asked if hold.dimension in abouts)
    return kept, withheld, behind


def _too_few(sums: Mapping[str, Sum], before: Sequence[NetworkRelease], quarter: Quarter) -> list[str]:
    """Tables that would be made of too few centres, or give some away beside any release of the year."""
    returns, quarters = set[frozenset[Stands]](), set[frozenset[Stands]]()
    plans = contents().plans
    for row in before:
        for key, told in json.loads(row.payload)["sources"].items():
            sources, yearly = [Source(*source) for source in told], key in plans and plans[key].yearly
            quarters.add(of_quarters(sources, _covered(Quarter.read(row.quarter), yearly=yearly)))
            if row.quarter == str(quarter):
                returns.add(of_return(sources))
    found = []
    for key, one in sums.items():
        own = of_return(one.sources)
        across = of_quarters(one.sources, _covered(quarter, yearly=plans[key].yearly))
        fewest = terms().fewest
        if given_away({*returns, own}, fewest) or given_away({*quarters, across}, fewest):
            found.append(key)
        else:
            returns.add(own)
            quarters.add(across)
    return found


def _covered(quarter: Quarter, *, yearly: bool) -> list[Quarter]:
    """The quarters a table of a return speaks of."""
    return [Quarter(quarter.year, number) for number in (1, 2, 3, 4)] if yearly else [quarter]


def _still_hiding(row: NetworkRelease, withheld: Mapping[str, object]) -> list[SafeTable]:
    """The tables of an earlier release; without those whose hold was lifted since, for what they hid is told now."""
    found = released_tables(row)
    return [
        table
        for key, table in found.items()
        if key in withheld or all(cell.hidden is not gate.Reason.HELD for cell in (*table.cells, *table.bases))
    ]


def _proven(sums: Mapping[str, Sum], before: Sequence[Sequence[SafeTable]]) -> tuple[dict[str, Sum], dict[str, Any]]:
    """The sums that leave every hidden number its room beside all earlier releases, and the proof of them."""
    links = links_of_areas()

    def attempt(keys: Sequence[str]) -> dict[str, Any] | None:
        tables = [table for key, table in _tables(sums).items() if key in keys]
        try:
            return gate.audited(tables, gate.NETWORK, before, links)
        except gate.Refused:
            return None

    if not sums:
        return {}, {}
    whole = attempt(list(sums))
    if whole is not None:
        return dict(sums), whole
    kept: list[str] = []
    proof: dict[str, Any] = {}
    for key in sums:
        found = attempt([*kept, key])
        if found is not None:
            kept, proof = [*kept, key], found
    return {key: sums[key] for key in kept}, proof


def _digests(row: NetworkRelease) -> dict[str, str]:
    return {key: str(table["sha256"]) for key, table in json.loads(row.payload)["tables"].items()}

"""The release ledger: what was let out, to whom, from which returns; and what a next release would hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.network.returns.models import Hold, LedgerEntry, NetworkRelease
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.counted import restored
from omuz.network.returns.queries.received import Sum, summed
from omuz.network.returns.queries.terms import terms
from omuz.network.returns.rules.document import digest_of
from omuz.network.returns.rules.ledger import Source, held_tables, narrow_differences, open_on, singled_out
from omuz.network.returns.rules.quarters import Quarter

FORMAT: Final = "omuz-release/1"


@dataclass(frozen=True)
class Proposal:
    """A release as it would be: its tables, and by key why others stay behind.

    `held` are withheld by a hold; `few` would be made of too few centres or give one centre away beside an earlier
    release; `opens_on` is the first day it may leave; `number` counts the releases of the quarter from 1.
    """

    quarter: Quarter
    audience: str
    number: int
    opens_on: date
    sums: Mapping[str, Sum]
    held: tuple[str, ...]
    few: tuple[str, ...]
    same: bool
    """Whether the newest release to this audience says the very same."""
    corrects: bool
    """Whether something was released to this audience before."""

    def told(self, reason: str) -> dict[str, Any]:
        """The document: protected tables, their sources, what is not in them."""
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
            "standing": {key: _standing(one, self.audience) for key, one in self.sums.items()},
            "held": list(self.held),
            "few": list(self.few),
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
    plans = contents().plans
    sums = {key: summed(person, key, [quarter])[0] for key in _wanted(quarter)}
    sums = {key: one for key, one in sums.items() if one.table is not None}
    split = {key: _split(one.table) for key, one in sums.items()}
    held = held_tables({hold.breakdown for hold in holds_on(today)}, split)
    before = list(NetworkRelease.objects.filter(quarter__startswith=str(quarter.year)).order_by("released_at"))
    few = _too_few({key: one for key, one in sums.items() if key not in held}, before, quarter, plans)
    kept = {key: one for key, one in sums.items() if key not in held and key not in few}
    newest = next((row for row in reversed(before) if (row.quarter, row.audience) == (str(quarter), audience)), None)
    digests = {key: one.table.digest for key, one in kept.items() if one.table}
    return Proposal(
        quarter=quarter,
        audience=audience,
        number=1 + sum(row.quarter == str(quarter) for row in before),
        opens_on=open_on(quarter, terms().audiences[audience].days),
        sums=kept,
        held=tuple(held),
        few=tuple(few),
        same=newest is not None and _digests(newest) == digests,
        corrects=newest is not None,
    )


def _wanted(quarter: Quarter) -> list[str]:
    return [key for key, plan in contents().plans.items() if quarter.closes_year or not plan.yearly]


def _split(table: SafeTable | None) -> list[str]:
    return [dimension.about for dimension in table.dimensions] + list(table.narrowed) if table else []


def _digests(row: NetworkRelease) -> dict[str, str]:
    return {key: str(table["sha256"]) for key, table in json.loads(row.payload)["tables"].items()}


def _too_few(
    sums: Mapping[str, Sum], before: Sequence[NetworkRelease], quarter: Quarter, plans: Mapping[str, Plan]
) -> list[str]:
    """Tables that would be made of too few centres, or give a centre away beside any release before."""
    out: dict[bool, list[frozenset[Source]]] = {True: [], False: []}
    for row in before:
        for key, told in json.loads(row.payload)["sources"].items():
            yearly = key in plans and plans[key].yearly
            if yearly or row.quarter == str(quarter):
                out[yearly].append(frozenset(Source(*source) for source in told))
    found = []
    for key, one in sums.items():
        others = list(dict.fromkeys(out[plans[key].yearly]))
        together = [*others, frozenset(one.sources)]
        if narrow_differences(together, terms().fewest) is not None or singled_out(together):
            found.append(key)
        else:
            out[plans[key].yearly].append(frozenset(one.sources))
    return found


def holds_on(today: date) -> list[Hold]:
    """What is withheld on a day."""
    rows = Hold.objects.filter(lifted_at__isnull=True)
    return list(rows.filter(Q(until__isnull=True) | Q(until__gte=today)).order_by("placed_at"))


def releases(person: Person, audience: str = "") -> list[NetworkRelease]:
    """Released figures the person may read, newest quarter first, newest number first."""
    del person  # the rows are opened by her posts
    rows = NetworkRelease.objects.order_by("-quarter", "-number")
    return list(rows.filter(audience=audience) if audience else rows)


def release_one(release_id: UUID) -> NetworkRelease:
    """One release that is open to whoever looks; raises Http404 for any other."""
    found: NetworkRelease | None = NetworkRelease.objects.filter(pk=release_id).first()
    if found is None:
        raise Http404
    return found


def newest_of(row: NetworkRelease) -> NetworkRelease:
    """The release that counts now for the quarter and audience of this one."""
    found: NetworkRelease | None = (
        NetworkRelease.objects.filter(quarter=row.quarter, audience=row.audience).order_by("-number").first()
    )
    return found or row


def released_tables(row: NetworkRelease) -> dict[str, SafeTable]:
    """The tables of a release, each examined by the gate again; raises Changed."""
    told = json.loads(row.payload)["tables"]
    return {key: restored(told[key]) for key in contents().plans if key in told}


def unbroken(row: NetworkRelease) -> bool:
    """Whether a release still is what its digest says."""
    return digest_of(row.payload) == row.digest and canonical(json.loads(row.payload)) == row.payload


def ledger(person: Person, centre_id: UUID | None = None) -> list[LedgerEntry]:
    """The lines of the ledger, newest first: the network's, or those of one of her centres."""
    if centre_id is not None and centre_id not in person.centres:
        raise Http404
    return list(LedgerEntry.objects.filter(centre_id=centre_id).order_by("-at"))

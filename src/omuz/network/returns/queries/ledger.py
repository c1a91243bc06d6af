"""The release ledger: what was let out, to whom, from which returns, with which proof."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.network.returns.models import Hold, LedgerEntry, NetworkRelease
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import restored
from omuz.network.returns.rules.document import digest_of


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


def proof_of(row: NetworkRelease) -> dict[str, Any]:
    """The gate's proof a release left with; empty for releases from before proofs were kept."""
    told: dict[str, Any] = json.loads(row.payload).get("proof", {})
    return told


def unbroken(row: NetworkRelease) -> bool:
    """Whether a release still is what its digest says."""
    return digest_of(row.payload) == row.digest and canonical(json.loads(row.payload)) == row.payload


def ledger(person: Person, centre_id: UUID | None = None) -> list[LedgerEntry]:
    """The lines of the ledger, newest first: the network's, or those of one of her centres."""
    if centre_id is not None and centre_id not in person.centres:
        raise Http404
    return list(LedgerEntry.objects.filter(centre_id=centre_id).order_by("-at"))

"""What the network has received: who sent, who is late, and sums that say what they lack."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import NETWORK, combine
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.models import ReceivedReturn, SenderKey
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import restored
from omuz.network.returns.rules.quarters import Quarter, Standing, quarters_until, standing


@dataclass(frozen=True)
class Box:
    """One centre and one quarter on the network's board."""

    quarter: Quarter
    standing: Standing
    version: int
    received_on: date | None


@dataclass(frozen=True)
class BoardRow:
    """One centre on the board, its boxes oldest first."""

    centre: Centre
    boxes: tuple[Box, ...]
    fingerprint: str


def board(person: Person, today: date, count: int = 8) -> list[BoardRow]:
    """Centre × quarter for the last `count` quarters that are over; by centre name. Http404 without a network post."""
    _require(person)
    quarters = quarters_until(Quarter.of(today).before, count)
    first, newest = _arrivals(quarters)
    keys = {row.centre_id: row.fingerprint for row in SenderKey.objects.order_by("known_since")}
    due_days = contents().due_days

    def box(centre: Centre, quarter: Quarter) -> Box:
        place = (centre.id, str(quarter))
        moment = first.get(place)
        arrived = timezone.localtime(moment).date() if moment else None
        return Box(quarter, standing(quarter, arrived, today, due_days), newest.get(place, 0), arrived)

    return [
        BoardRow(centre, tuple(box(centre, quarter) for quarter in quarters), keys.get(centre.id, ""))
        for centre in centres()
    ]


def _arrivals(
    quarters: Iterable[Quarter],
) -> tuple[dict[tuple[UUID, str], datetime], dict[tuple[UUID, str], int]]:
    """When the first version of each return arrived, and the number of its newest."""
    first: dict[tuple[UUID, str], datetime] = {}
    newest: dict[tuple[UUID, str], int] = {}
    rows = ReceivedReturn.objects.filter(quarter__in=[str(quarter) for quarter in quarters])
    for centre_id, quarter, version, at in rows.order_by("version").values_list(
        "centre_id", "quarter", "version", "received_at"
    ):
        first.setdefault((centre_id, quarter), at)
        newest[centre_id, quarter] = version
    return first, newest


def centres() -> list[Centre]:
    """Every centre the network knows, in Turkish alphabetical order."""
    return sorted(Centre.objects.all(), key=lambda centre: sort_key(centre.name))


def _require(person: Person) -> None:
    if not person.sees_network:
        raise Http404


@dataclass(frozen=True)
class Sum:
    """One table added up over the centres that reported it; `missing` are those that did not, by name.

    `unlike` are centres whose table was counted by another version and could not be added.
    """

    quarter: Quarter
    table: SafeTable | None
    reported: int
    known: int
    missing: tuple[str, ...]
    unlike: tuple[str, ...]


def summed(person: Person, key: str, quarters: Sequence[Quarter]) -> list[Sum]:
    """One table of the return over all centres, for each of `quarters`; Http404 without a network post.

    A missing return is missing: it is named, and never added as zero.
    """
    _require(person)
    every = centres()
    newest = _newest(quarters)
    return [_sum(key, quarter, every, newest[quarter]) for quarter in quarters]


def _newest(quarters: Sequence[Quarter]) -> dict[Quarter, dict[UUID, str]]:
    """The digest of the version that counts, by centre, for each quarter; no document is read for it."""
    found: dict[Quarter, dict[UUID, str]] = {quarter: {} for quarter in quarters}
    rows = ReceivedReturn.objects.filter(quarter__in=[str(quarter) for quarter in quarters]).order_by("version")
    for centre_id, quarter, digest in rows.values_list("centre_id", "quarter", "digest"):
        found[Quarter.read(quarter)][centre_id] = digest
    return found


def _sum(key: str, quarter: Quarter, every: Sequence[Centre], digests: Mapping[UUID, str]) -> Sum:
    added = _added(key, tuple(sorted(digests.values())))
    told = {centre.id: digests[centre.id] for centre in every if digests.get(centre.id) in added.alike | added.unlike}
    return Sum(
        quarter=quarter,
        table=added.table,
        reported=len(added.alike),
        known=len(every),
        missing=tuple(centre.name for centre in every if centre.id not in told),
        unlike=tuple(centre.name for centre in every if told.get(centre.id) in added.unlike),
    )


@dataclass(frozen=True)
class _Added:
    """A sum with the digests of the documents that went into it and of those that could not."""

    table: SafeTable | None
    alike: frozenset[str]
    unlike: frozenset[str]


_SUMS: OrderedDict[tuple[str, tuple[str, ...]], _Added] = OrderedDict()
"""Sums already worked out, by table and documents; they are protected, and a new document makes a new entry."""
_MOST_SUMS = 512


def _added(key: str, digests: tuple[str, ...]) -> _Added:
    place = (key, digests)
    if place not in _SUMS:
        _SUMS[place] = _worked_out(key, digests)
        while len(_SUMS) > _MOST_SUMS:
            _SUMS.popitem(last=False)
    return _SUMS[place]


def _worked_out(key: str, digests: tuple[str, ...]) -> _Added:
    rows = ReceivedReturn.objects.filter(digest__in=digests).exclude(payload="").order_by("digest")
    told = {}
    for row in rows.iterator(chunk_size=200):
        table = row.document.tables.get(key)
        if table is not None:
            told[row.digest] = restored(table)
    alike = _alike(told)
    table = combine([told[digest] for digest in alike], NETWORK) if alike else None
    return _Added(table, frozenset(alike), frozenset(told) - frozenset(alike))


def _alike(told: Mapping[str, SafeTable]) -> list[str]:
    """The digests of the largest group of tables that may be added up."""
    groups: dict[object, list[str]] = {}
    for digest, table in told.items():
        form = (table.indicator, table.version, table.dimensions, table.base, table.grain, table.multi, table.narrowed)
        groups.setdefault(form, []).append(digest)
    return max(groups.values(), key=len, default=[])


def reported_quarters(person: Person) -> list[Quarter]:
    """Quarters for which at least one return arrived, newest first."""
    _require(person)
    codes = set(ReceivedReturn.objects.values_list("quarter", flat=True))
    return sorted((Quarter.read(code) for code in codes), reverse=True)

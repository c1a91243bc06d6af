"""What the network has received: who sent, who is late, and sums that say what they lack."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from omuz.network.returns.rules.ledger import Source
from omuz.network.returns.rules.quarters import Quarter, Standing, quarters_until, standing


@dataclass(frozen=True)
class Box:
    """One centre and one quarter on the network's board."""

    quarter: Quarter
    standing: Standing
    version: int
    received_on: date | None
    corrected: bool = False
    declined: str = ""
    """The reason of a centre that sends nothing for this quarter."""
    way: str = ""


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
    arrived = _arrivals(quarters)
    keys = {row.centre_id: row.fingerprint for row in SenderKey.objects.order_by("known_since")}
    return [
        BoardRow(
            centre,
            tuple(_box(quarter, arrived.get((centre.id, quarter)), today) for quarter in quarters),
            keys.get(centre.id, ""),
        )
        for centre in centres()
    ]


@dataclass
class _Arrival:
    """What came from one centre for one quarter: the day of its first numbers, how often, and what counts now."""

    first: date | None = None
    with_numbers: int = 0
    version: int = 0
    digest: str = ""
    declined: str = ""
    way: str = ""


def _arrivals(quarters: Iterable[Quarter]) -> dict[tuple[UUID, Quarter], _Arrival]:
    """Everything that came for these quarters; no document is read for it."""
    found: dict[tuple[UUID, Quarter], _Arrival] = {}
    rows = ReceivedReturn.objects.filter(quarter__in=[str(quarter) for quarter in quarters]).order_by("version")
    for row in rows.defer("payload", "signature", "key"):
        one = found.setdefault((row.centre_id, Quarter.read(row.quarter)), _Arrival())
        one.version, one.digest, one.declined, one.way = row.version, row.digest, row.declined, row.way
        if not row.declined:
            one.first = one.first or timezone.localtime(row.received_at).date()
            one.with_numbers += 1
    return found


def _box(quarter: Quarter, arrival: _Arrival | None, today: date) -> Box:
    came = arrival or _Arrival()
    stands = standing(quarter, came.first, today, contents().due_days, declined=bool(came.declined))
    return Box(quarter, stands, came.version, came.first, came.with_numbers > 1, came.declined, came.way)


def centres() -> list[Centre]:
    """Every centre the network knows, in Turkish alphabetical order."""
    return sorted(Centre.objects.all(), key=lambda centre: sort_key(centre.name))


def _require(person: Person) -> None:
    if not person.sees_network:
        raise Http404


@dataclass(frozen=True)
class Sum:
    """One table added up over the centres that reported it, and by name what is to be said of the others.

    `missing` sent nothing, `declined` said that they send nothing, `without` sent a return that lacks this table,
    `unlike` counted it by another version; none of them is in the sum. `late` and `corrected` are in it.
    """

    quarter: Quarter
    table: SafeTable | None
    reported: int
    known: int
    missing: tuple[str, ...]
    unlike: tuple[str, ...]
    declined: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def summed(person: Person, key: str, quarters: Sequence[Quarter]) -> list[Sum]:
    """One table of the return over all centres, for each of `quarters`; Http404 without a network post.

    A missing return is missing: it is named, and never added as zero.
    """
    _require(person)
    every, arrived, today = centres(), _arrivals(quarters), timezone.localdate()
    return [
        _sum(key, [(centre, _box(quarter, own, today), own) for centre, own in _of(every, arrived, quarter)], quarter)
        for quarter in quarters
    ]


def _of(
    every: Sequence[Centre], arrived: Mapping[tuple[UUID, Quarter], _Arrival], quarter: Quarter
) -> list[tuple[Centre, _Arrival]]:
    return [(centre, arrived.get((centre.id, quarter)) or _Arrival()) for centre in every]


def _sum(key: str, told: Sequence[tuple[Centre, Box, _Arrival]], quarter: Quarter) -> Sum:
    digests = sorted(came.digest for _centre, box, came in told if box.standing.here)
    added = _added(key, tuple(digests))

    def named(wanted: Callable[[Box, _Arrival], bool]) -> tuple[str, ...]:
        return tuple(centre.name for centre, box, came in told if wanted(box, came))

    here = added.alike | added.unlike
    return Sum(
        quarter=quarter,
        table=added.table,
        reported=len(added.alike),
        known=len(told),
        missing=named(lambda box, _came: not box.standing.here and box.standing is not Standing.DECLINED),
        unlike=named(lambda _box, came: came.digest in added.unlike),
        declined=named(lambda box, _came: box.standing is Standing.DECLINED),
        without=named(lambda box, came: box.standing.here and came.digest not in here),
        late=named(lambda box, came: box.standing is Standing.LATE and came.digest in added.alike),
        corrected=named(lambda box, came: box.corrected and came.digest in added.alike),
        sources=tuple(
            sorted(
                Source(centre.code, came.version, came.digest)
                for centre, _box, came in told
                if came.digest in added.alike
            )
        ),
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
    """Quarters for which at least one return with numbers arrived, newest first."""
    _require(person)
    codes = set(ReceivedReturn.objects.filter(declined="").values_list("quarter", flat=True))
    return sorted((Quarter.read(code) for code in codes), reverse=True)

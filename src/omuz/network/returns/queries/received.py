"""What the network has received: who sent, who is late, and sums that say what they lack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import NETWORK, combine
from omuz.foundation.privacy.safe import SafeTable, canonical
from omuz.network.returns.models import ReceivedReturn, SenderKey
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import restored_text
from omuz.network.returns.rules.document import read_text
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
    rows = ReceivedReturn.objects.filter(quarter__in=[str(quarter) for quarter in quarters]).exclude(payload="")
    newest: dict[tuple[str, UUID], ReceivedReturn] = {}
    for row in rows.order_by("version"):
        newest[row.quarter, row.centre_id] = row
    return [_sum(key, quarter, every, newest) for quarter in quarters]


def _sum(key: str, quarter: Quarter, every: Sequence[Centre], newest: dict[tuple[str, UUID], ReceivedReturn]) -> Sum:
    told: dict[str, str] = {}
    for centre in every:
        row = newest.get((str(quarter), centre.id))
        text = _table_text(row.payload).get(key) if row else None
        if text is not None:
            told[centre.name] = text
    alike, unlike = _alike({name: restored_text(text) for name, text in told.items()})
    table = _combined(tuple(told[name] for name in alike)) if alike else None
    missing = tuple(centre.name for centre in every if centre.name not in told)
    return Sum(quarter, table, len(alike), len(every), missing, tuple(unlike))


@lru_cache(maxsize=512)
def _table_text(payload: str) -> dict[str, str]:
    """The tables of one received document as canonical texts."""
    return {key: canonical(table) for key, table in read_text(payload).tables.items()}


@lru_cache(maxsize=512)
def _combined(texts: tuple[str, ...]) -> SafeTable:
    return combine([restored_text(text) for text in texts], NETWORK)


def _alike(told: dict[str, SafeTable]) -> tuple[dict[str, SafeTable], list[str]]:
    """The largest group of tables that may be added up, and the names of those outside it."""
    groups: dict[object, dict[str, SafeTable]] = {}
    for name, table in told.items():
        form = (table.indicator, table.version, table.dimensions, table.base, table.grain, table.multi, table.narrowed)
        groups.setdefault(form, {})[name] = table
    best = max(groups.values(), key=len, default={})
    return best, [name for name in told if name not in best]


def reported_quarters(person: Person) -> list[Quarter]:
    """Quarters for which at least one return arrived, newest first."""
    _require(person)
    codes = set(ReceivedReturn.objects.values_list("quarter", flat=True))
    return sorted((Quarter.read(code) for code in codes), reverse=True)

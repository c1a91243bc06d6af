"""Ties as a table of centres against kinds of institution, and as a drawn map that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.foundation.catalogue.lists import code_list, label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.cooperation.models import Protocol, Tie
from omuz.network.cooperation.rules import Standing, Way, closest, standing
from omuz.network.directory.models import Partner

STEP = 26
LEFT, RIGHT, MARGIN = 250, 520, 20
WIDTH = RIGHT + 300


@dataclass(frozen=True)
class Mark:
    """One cell: the closest way of a centre with institutions of a kind, whether a protocol is missing."""

    way: str
    bare: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One centre and its marks in the order of the kinds."""

    centre: Centre
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Web:
    """Kinds (code, words) and a row a centre; centres that wrote nothing are named as silent, not as alone."""

    kinds: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One drawn tie: where it begins and ends, how close it is, and what it says."""

    y1: int
    y2: int
    way: str
    words: str


@dataclass(frozen=True)
class Cross:
    """A mark that a centre and a kind do not work together, drawn at the end one looks at."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Told:
    """One tie in words: whose, with whom, how, since when, and what was noted."""

    centre: str
    partner: str
    way: str
    since: date
    note: str
    bare: bool


@dataclass(frozen=True)
class Drawing:
    """Names on both sides with their heights, and the lines between them."""

    height: int
    centres: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]
    crosses: tuple[Cross, ...] = ()
    left: int = LEFT
    right: int = RIGHT
    width: int = WIDTH


def web(person: Person, today: date) -> Web:
    """Every centre against every kind somebody works with. Raises Refused."""
    person.require("cooperation.read")
    ties = list(Tie.objects.select_related("partner"))
    covered = _covered(today)
    order = list(code_list("institution").codes)
    kinds = sorted({tie.partner.kind for tie in ties}, key=order.index)
    rows, silent = [], []
    for centre in sorted(Centre.objects.all(), key=lambda each: sort_key(each.name)):
        own = [tie for tie in ties if tie.centre_id == centre.id]
        if not own:
            silent.append(centre.name)
            continue
        rows.append(
            Row(centre, tuple(_mark([tie for tie in own if tie.partner.kind == kind], covered) for kind in kinds))
        )
    return Web(tuple((kind, label_of("institution", kind)) for kind in kinds), tuple(rows), tuple(silent))


def _covered(today: date) -> frozenset[tuple[UUID | None, UUID]]:
    """(centre or none for the network, institution) with a protocol in force on a day."""
    alive = (Standing.IN_FORCE, Standing.ENDS_SOON)
    return frozenset(
        (row.centre_id, row.partner_id)
        for row in Protocol.objects.all()
        if standing(row.signed_on, row.ends_on, today) in alive
    )


def _mark(ties: Sequence[Tie], covered: frozenset[tuple[UUID | None, UUID]]) -> Mark:
    way = closest(tie.way for tie in ties)
    formal = [tie for tie in ties if tie.way == Way.PROTOCOL]
    bare = bool(formal) and not any(
        (holder, tie.partner_id) in covered for tie in formal for holder in (tie.centre_id, None)
    )
    return Mark(way, bare, tuple(sorted((tie.partner.name for tie in ties), key=sort_key)))


FORMAL, EVERYTHING = "protocol", "all"


def looks(told: Web) -> tuple[str, ...]:
    """What can be looked at alone: protocols, everything, one centre, one kind of institution."""
    return (
        FORMAL, EVERYTHING, *(row.centre.code for row in told.rows), *(f"kind-{code}" for code, _words in told.kinds)
    )  # fmt: skip


def _seen(look: str, centre: str, kind: str, way: str) -> bool:
    if look == FORMAL:
        return way == Way.PROTOCOL
    return look in (EVERYTHING, centre, f"kind-{kind}")


def drawing(told: Web, words: Mapping[str, str], look: str = EVERYTHING) -> Drawing:
    """The map: centres on one side, kinds on the other, in the table's order.

    “Not” is a cross, and only where one centre or one kind is looked at.
    `look` is one of `looks`: what alone is drawn, since hundreds of lines at once tell nothing.
    """
    centres = tuple((MARGIN + place * STEP, row.centre.name) for place, row in enumerate(told.rows))
    kinds = tuple((MARGIN + place * STEP, said) for place, (_code, said) in enumerate(told.kinds))
    lines = [
        Line(centres[at][0], kinds[to][0], mark.way, f"{row.centre.name} – {told.kinds[to][1]}: {words[mark.way]}")
        for at, row in enumerate(told.rows)
        for to, mark in enumerate(row.marks)
        if mark.way and mark.way != Way.NOT and _seen(look, row.centre.code, told.kinds[to][0], mark.way)
    ]
    order = [way.value for way in Way]
    lines.sort(key=lambda line: -order.index(line.way))
    crosses = [
        Cross(RIGHT - 16, kinds[to][0], f"{row.centre.name} – {told.kinds[to][1]}: {words[Way.NOT]}")
        if look == row.centre.code
        else Cross(LEFT + 16, centres[at][0], f"{row.centre.name} – {told.kinds[to][1]}: {words[Way.NOT]}")
        for at, row in enumerate(told.rows)
        for to, mark in enumerate(row.marks)
        if mark.way == Way.NOT and look in (row.centre.code, f"kind-{told.kinds[to][0]}")
    ]
    height = MARGIN * 2 + max(len(centres), len(kinds), 1) * STEP
    return Drawing(height, centres, kinds, tuple(lines), tuple(crosses))


def told_ties(person: Person, look: str, today: date) -> list[Told]:
    """Every tie of one centre, or with one kind of institution, in words; none for a look at everything."""
    person.require("cooperation.read")
    rows = Tie.objects.select_related("partner")
    centres = {row.id: row for row in Centre.objects.all()}
    if look.startswith("kind-"):
        rows = rows.filter(partner__kind=look.removeprefix("kind-"))
    else:
        rows = rows.filter(centre_id__in=[key for key, row in centres.items() if row.code == look])
    order, covered = [way.value for way in Way], _covered(today)
    found = sorted(
        (row for row in rows if row.centre_id in centres),
        key=lambda row: (order.index(row.way), sort_key(centres[row.centre_id].name), sort_key(row.partner.name)),
    )
    return [
        Told(centres[row.centre_id].name, row.partner.name, row.way, row.since, row.note, _mark([row], covered).bare)
        for row in found
    ]


@dataclass(frozen=True)
class Choice:
    """One institution as a centre answers for it."""

    partner: Partner
    kind: str
    way: str
    note: str
    was: tuple[str, str] = ("", "")
    """What is kept of it: the way and the note."""


def choices_of(person: Person, centre_id: UUID) -> list[Choice]:
    """Every open institution with what the centre said of it, by kind and name. Raises Http404 and Refused."""
    person.require("cooperation.write", centre_id)
    known = {tie.partner_id: tie for tie in Tie.objects.filter(centre_id=centre_id)}
    order = list(code_list("institution").codes)
    partners = sorted(Partner.objects.filter(closed=False), key=lambda row: (order.index(row.kind), sort_key(row.name)))
    return [
        Choice(
            row,
            label_of("institution", row.kind),
            known[row.id].way,
            known[row.id].note,
            (known[row.id].way, known[row.id].note),
        )
        if row.id in known
        else Choice(row, label_of("institution", row.kind), "", "")
        for row in partners
    ]

"""What the returns give a report: figures the ledger let out to the public, added up to a year, and who sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import Refused, over_year
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import periods
from omuz.insight.indicators.definitions import Indicator
from omuz.insight.public import COUNTED, taken_part_by
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Names, Piece, Table, TableWords
from omuz.network.directory.queries.shown import shown_names
from omuz.network.figures.queries.released import PUBLIC, Let, let_out
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.received import BoardRow, Box, board
from omuz.network.returns.rules.quarters import Quarter, Standing

REPORTING, MISSING = "returns.reporting", "returns.missing"
TABLES: Final[Mapping[str, str]] = {
    "returns.contacts_by_month": "contacts_by_month",
    "returns.contacts_by_district": "contacts_by_district",
    "returns.channel": "contacts_by_channel",
    "returns.violence": "violence_contacts",
    "returns.violence_types": "violence_by_type",
    "returns.relation": "violence_by_relation",
    "returns.herself": "spoken_with_herself",
    "returns.whereabouts": "whereabouts_enquiries",
    "returns.not_asked": "questions_not_asked",
}
"""Key of a report → the table of the return it prints."""
_QUARTERS: Final = 4
_WAITING: Final = (Standing.RUNNING, Standing.AWAITED)
_CONTACTS: Final = Words("Temas", "Contacts")


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """The releases of a year, former years beside it, and who sent its returns. Raises Refused."""
    person.require("network.dashboard")
    found = dict(_sending(person, asked))
    wanted = [key for key in TABLES if asked.wants(key)]
    lets = [let for let in let_out(person, PUBLIC) if let.row.quarter[:4] <= str(asked.year)] if wanted else []
    for key in wanted:
        table = _table(key, lets, asked.year)
        if table is not None:
            found[key] = table
    return found


def _table(key: str, lets: Sequence[Let], year: int) -> Table | None:
    """One table of a year; the last whole year where a table is released by years and this one is not over."""
    plan = contents().plans[TABLES[key]]
    by_year: dict[int, list[Let]] = {}
    for let in lets:
        if plan.key in let.tables:
            by_year.setdefault(int(let.row.quarter[:4]), []).append(let)
    years = sorted(by_year)
    if not years or years[-1] != year - (plan.yearly and years[-1] == year - 1):
        return None
    made = {each: _of_year([let.tables[plan.key] for let in by_year[each]], each) for each in years}
    now = made[years[-1]]
    if now is None:
        return None
    earlier = tuple(table for each in years[:-1] if (table := made[each]) is not None and table.version == now.version)
    quarters = sorted(int(let.row.quarter[-1]) for let in by_year[years[-1]])
    partial = not plan.yearly and len(quarters) < _QUARTERS
    base = _base(plan.indicator, quarters) if partial else None
    return Table(now, earlier, TableWords(base=base, counted=_CONTACTS))


def _of_year(tables: Sequence[SafeTable], year: int) -> SafeTable | None:
    """The released quarters of a year as one; None where they were counted by different rules."""
    if len(tables) == 1 and tables[0].period == str(year):
        return tables[0]
    try:
        return over_year(tables, str(year))
    except Refused:
        return None


def _base(known: Indicator, quarters: Sequence[int]) -> Words:
    """What is counted, and which quarters of the year were released so far."""
    told = ", ".join(map(str, quarters))
    return Words(
        f"{known.denominator.tr.rstrip('.')}; yayımlanan çeyrekler: {told}",
        f"{known.denominator.en.rstrip('.')}; quarters released: {told}",
    )


def _sending(person: Person, asked: Asked) -> Iterator[tuple[str, Piece]]:
    """Who sent a return is no figure of anybody: shown as it is."""
    if not asked.wants(REPORTING, MISSING):
        return
    rows = _rows(person, asked.year)
    over = sorted({box.quarter for row in rows for box in row.boxes if box.standing not in _WAITING})
    if not over:
        return
    if asked.wants(REPORTING):
        own, former = _reporting(rows, asked.year), _reporting(_rows(person, asked.year - 1), asked.year - 1)
        words = TableWords(
            {"quarter": Words("Çeyrek", "Quarter")},
            {"quarter": {str(each): _said(each) for year in (asked.year - 1, asked.year) for each in _of(year)}},
            Words("Ağdaki merkezler", "Centres of the network"), COUNTED, fractions=True,
        )  # fmt: skip
        if own is not None:
            yield REPORTING, Table(own, (former,) if former is not None else (), words)
    if asked.wants(MISSING):
        late = [row.centre.id for row in rows if any(_lacks(box) for box in row.boxes)]
        yield MISSING, Names(shown_names(late))


def _of(year: int) -> list[Quarter]:
    return [Quarter(year, number) for number in range(1, _QUARTERS + 1)]


def _rows(person: Person, year: int) -> list[BoardRow]:
    """The centres with their boxes of one year."""
    today = timezone.localdate()
    back = (today.year - year) * _QUARTERS + Quarter.of(today).number - 1
    if back < 1:
        return []
    rows = board(person, today, back)
    return [
        BoardRow(row.centre, tuple(box for box in row.boxes if box.quarter.year == year), row.fingerprint)
        for row in rows
    ]


def _reporting(rows: Sequence[BoardRow], year: int) -> SafeTable | None:
    told: dict[str, tuple[int, int]] = {}
    for quarter in _of(year):
        boxes = [box for row in rows for box in row.boxes if box.quarter == quarter and box.standing not in _WAITING]
        if boxes and any(box.standing.here for box in boxes):
            told[str(quarter)] = (sum(box.standing.here for box in boxes), len(rows))
    return taken_part_by(REPORTING, year, "quarter", told, grain="quarter") if told else None


def _lacks(box: Box) -> bool:
    return box.standing in (Standing.MISSING, Standing.DECLINED)


def _said(quarter: Quarter) -> Words:
    return Words(periods.said(str(quarter), "tr"), periods.said(str(quarter), "en"))

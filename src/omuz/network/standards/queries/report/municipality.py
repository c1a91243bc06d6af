"""One municipality at a glance: its centres, how far they reach, its documents, the centres next door."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.insight.charts.geography import geography
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Facts, Names, Pair, Piece, Rows
from omuz.network.directory.facts import PER_WOMEN, Counted, counted, coverage_facts, residents
from omuz.network.directory.models import Municipality
from omuz.network.directory.queries.shown import Shown, shown_centres
from omuz.network.standards.queries.report.register import COLUMNS, documents

FACTS, COVERAGE = "municipality.facts", "municipality.coverage"
DOCUMENTS, NEXT_DOOR = "municipality.documents", "municipality.next_door"
_NEAREST: Final = 3


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What is publicly known of the municipality `asked.about` (its id); nothing for an unknown one. Raises Refused."""
    person.require("directory.read")
    hall = _hall(asked.about)
    if hall is None:
        return {}
    everybody = shown_centres()
    own = [each for each in everybody if not each.secret and each.centre.organisation_id == hall.id]
    row = Municipality.objects.filter(organisation=hall).first()
    district = row.district if row is not None and row.district else _only_district(own)
    found: dict[str, Piece] = {}
    if asked.wants(FACTS):
        found[FACTS] = Facts(_facts(hall, own, district))
    if asked.wants(COVERAGE):
        found[COVERAGE] = Rows(_COVERAGE, _coverage(hall, district, asked.year), (1,))
    if asked.wants(DOCUMENTS) and (rows := documents(asked.year, hall.id)):
        found[DOCUMENTS] = Rows(COLUMNS[1:], tuple(each[1:] for each in rows))
    if asked.wants(NEXT_DOOR) and (names := _next_door(everybody, hall, district)):
        found[NEXT_DOOR] = Names(names)
    return found


def _hall(about: str) -> Organisation | None:
    try:
        found: Organisation | None = Organisation.objects.filter(id=UUID(about)).first()
    except ValueError:
        return None
    return found


def _only_district(own: list[Shown]) -> str:
    """The district all open centres of a municipality are in; empty for none and for several."""
    found = {each.district for each in own if each.district}
    return found.pop() if len(found) == 1 else ""


def _facts(hall: Organisation, own: list[Shown], district: str) -> tuple[Pair, ...]:
    """Name, women living there, open centres; a centre whose place is secret is not named here."""
    who = residents().get(district)
    told: list[Pair] = [(Words("Belediye", "Municipality"), _same(hall.name))]
    if hall.kind == Organisation.Kind.METROPOLITAN or who is not None:
        women = sum(each.women for each in residents().values()) if who is None else who.women
        told.append((Words("Yaşayan kadın (TÜİK 2021)", "Women living there (TÜİK 2021)"), _number(women)))
    told.append((Words("Kadın danışma merkezi", "Women’s counselling centres"), _number(len(own))))
    if own:
        names = ", ".join(each.name for each in own)
        told.append((Words("Merkezler", "Centres"), _same(names)))
    return tuple(told)


_COVERAGE: Final = (Words("Ne", "What"), Words("Sayı", "Number"))
_BENCHMARK: Final = Words("Karşılaştırma: 50.000 kadına bir merkez", "Point of comparison: one centre per 50,000 women")


def _coverage(hall: Organisation, district: str, year: int) -> tuple[tuple[Words, Words], ...]:
    """I44 of the district and of the province, beside the benchmark."""
    numbers = counted()
    rates = count(indicator("I44"), coverage_facts(numbers, f"{year:04}"), ("scope", "district")).medians
    rows: list[tuple[Words, Words]] = []
    who = residents().get(district)
    if who is not None and hall.kind != Organisation.Kind.METROPOLITAN:
        told = Words("50.000 kadına düşen merkez, ilçe", "Centres per 50,000 women, district")
        rows.append((told, _rate(float(rates["district", district]))))
        rows.append((_needed(), _number(_short(numbers, district, who.women))))
    province = Words("50.000 kadına düşen merkez, il geneli", "Centres per 50,000 women, whole province")
    return (*rows, (province, _rate(float(rates["province", "*"]))), (_BENCHMARK, _number(1)))


def _needed() -> Words:
    return Words("Karşılaştırma noktasına göre eksik merkez", "Centres missing by the point of comparison")


def _short(numbers: Counted, district: str, women: int) -> int:
    return max(0, women // PER_WOMEN - numbers.centres.get(district, 0))


def _next_door(everybody: list[Shown], hall: Organisation, district: str) -> tuple[str, ...]:
    """The nearest open centres of others, nearest first; none where the district is not known."""
    places = geography().districts
    if district not in places:
        return ()
    x, y = places[district].label
    others = [each for each in everybody if each.district in places and each.centre.organisation_id != hall.id]

    def far(each: Shown) -> float:
        left, top = places[each.district].label
        return (left - x) ** 2 + (top - y) ** 2

    return tuple(each.name for each in sorted(others, key=far)[:_NEAREST])


def _same(text: str) -> Words:
    return Words(text, text)


def _number(value: int) -> Words:
    return Words(turkish.number(value, 0, "tr"), turkish.number(value, 0, "en"))


def _rate(value: float) -> Words:
    return Words(turkish.number(round(value, 2), None, "tr"), turkish.number(round(value, 2), None, "en"))

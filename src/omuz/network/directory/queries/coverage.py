"""Coverage by district through the indicator engine. Public numbers, so nothing is hidden, and the page says so."""

from dataclasses import dataclass
from datetime import date

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.directory.facts import Counted, counted, coverage_facts, residents


@dataclass(frozen=True)
class DistrictLine:
    """One district: its centres, the women living there, women per centre, and I44."""

    code: str
    name: str
    centres: int
    women: int
    rate: float

    @property
    def women_per_centre(self) -> int | None:
        """None where there is no centre: every woman of the district has to go elsewhere."""
        return round(self.women / self.centres) if self.centres else None


@dataclass(frozen=True)
class Coverage:
    """All thirty districts, and İzmir as a whole."""

    lines: tuple[DistrictLine, ...]
    centres: int
    elsewhere: int
    women: int
    rate: float
    family_rate: float | None
    silent: int


def areas_of_year(person: Person, year: int) -> Facts:
    """One row an area, as the directory stands now. Raises Refused."""
    person.require("directory.read")
    return coverage_facts(counted(), f"{year:04}")


def coverage(today: date, numbers: Counted | None = None) -> Coverage:
    """I44 by district and for the province, I45 for the province."""
    numbers = numbers or counted()
    facts = coverage_facts(numbers, f"{today.year:04}")
    by_district = count(indicator("I44"), facts, ("scope", "district")).medians
    places = count(indicator("I45"), facts, ("scope",)).medians
    lines = [
        DistrictLine(code, who.name, numbers.centres.get(code, 0), who.women, float(by_district["district", code]))
        for code, who in residents().items()
    ]
    known = {line.code for line in lines}
    return Coverage(
        lines=tuple(sorted(lines, key=lambda line: sort_key(line.name))),
        centres=sum(numbers.centres.values()),
        elsewhere=sum(number for code, number in numbers.centres.items() if code not in known),
        women=sum(line.women for line in lines),
        rate=float(by_district["province", TOTAL]),
        family_rate=places.get(("province",)),
        silent=numbers.silent,
    )

"""Coverage as countable rows: one for each district and one for the province."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.turkish import fold
from omuz.foundation.people.models import Centre
from omuz.insight.indicators.facts import Facts, Value
from omuz.network.directory.models import Municipality, PublicPart

KIND = "coverage"
WOMEN_YEAR, PEOPLE_YEAR = 2021, 2023
PER_WOMEN, PER_PEOPLE = 50_000, 10_000


@dataclass(frozen=True)
class Residents:
    """Who lives in a district: women of 2021 and everybody of 2023, as published."""

    name: str
    women: int
    people: int


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, Residents]:
    path = folder / "geo" / "izmir_district_population.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {
                fold(row["name"]): Residents(row["name"], int(row["women_2021"]), int(row["pop_2023"]))
                for row in csv.DictReader(file)
            }
    except (OSError, KeyError, ValueError) as error:
        raise CatalogueError(path.name) from error


def residents() -> Mapping[str, Residents]:
    """Residents by district code. Raises CatalogueError when the file is missing or damaged."""
    return _read(catalogue_folder())


@dataclass(frozen=True)
class Counted:
    """Public numbers behind the coverage: centres by district (empty code: not known), family places or None."""

    centres: Mapping[str, int]
    family_places: int | None
    silent: int


def counted() -> Counted:
    """Centres by district, without the district of a centre whose place is confidential; places of shelters."""
    secret = set(PublicPart.objects.filter(confidential=True).values_list("centre_id", flat=True))
    rows = Centre.objects.values_list("id", "district")
    centres = Counter("" if centre_id in secret else district for centre_id, district in rows)
    told = list(Municipality.objects.values_list("family_places", flat=True))
    places = [number for number in told if number is not None]
    return Counted(centres, sum(places) if places else None, len(told) - len(places))


def coverage_facts(numbers: Counted, year: str) -> Facts:
    """The rows of I44 and I45; a district without a centre has zero, a number nobody said is absent."""
    everybody = residents()
    rows: list[dict[str, Value]] = [
        {
            "year": year,
            "scope": "district",
            "district": code,
            "centres_per_50000_women": numbers.centres.get(code, 0) * PER_WOMEN / who.women,
        }
        for code, who in everybody.items()
    ]
    women = sum(who.women for who in everybody.values())
    people = sum(who.people for who in everybody.values())
    whole: dict[str, Value] = {
        "year": year,
        "scope": "province",
        "centres_per_50000_women": sum(numbers.centres.values()) * PER_WOMEN / women,
    }
    if numbers.family_places is not None:
        whole["family_places_per_10000"] = numbers.family_places * PER_PEOPLE / people
    return Facts.from_rows(KIND, [*rows, whole])

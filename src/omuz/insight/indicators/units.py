"""What one counted row is, and the refusal to add what must not be added: units are never mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import require_unchanged
from omuz.foundation.privacy.cells import TOTAL, RawTable
from omuz.insight.indicators.definitions import Indicator, Median, Persons, indicator
from omuz.insight.indicators.engine import NotCountable
from omuz.insight.indicators.raw import figure_at


class MixedUnits(NotCountable):
    """These figures are not to be added up; the message says why, for the reader."""


@dataclass(frozen=True)
class Unit:
    """What is counted: `title` in the plural words of a reader, `adds` whether centres and periods may be summed."""

    code: str
    title: Words
    person: bool
    adds: bool
    note: Words | None
    facts: tuple[str, ...]
    indicators: tuple[str, ...]


def load_units(path: Path) -> tuple[Unit, ...]:
    """Read the units. Raises CatalogueError naming the place, also where two units claim one fact or indicator."""
    page = read_definition(path)
    page.about()
    units = tuple(_unit(section) for section in page.sections("unit"))
    for claimed in ([f for one in units for f in one.facts], [i for one in units for i in one.indicators]):
        twice = [name for name in claimed if claimed.count(name) > 1]
        if twice:
            raise page.fault(_("“%(name)s” iki birimde birden yazılı") % {"name": twice[0]}, "unit")
    page.finish()
    return units


def _unit(section: Section) -> Unit:
    unit = Unit(
        code=section.text("code"),
        title=section.words("title"),
        person=section.flag("person"),
        adds=section.flag("adds"),
        note=section.words("note") if section.has("note") else None,
        facts=section.texts("facts"),
        indicators=section.texts("indicators", ()),
    )
    section.finish()
    if not unit.adds and unit.note is None:
        raise section.fault(_("toplanmayan birim nedenini söylemeli"), "note")
    return unit


@lru_cache(maxsize=8)
def _units_in(folder: Path) -> tuple[Unit, ...]:
    path = folder / "units" / "units.toml"
    require_unchanged(folder, path, "unit")
    return load_units(path)


def all_units(folder: Path | None = None) -> tuple[Unit, ...]:
    """Every counting unit in the order of its file. Raises CatalogueError."""
    return _units_in(folder or catalogue_folder())


def unit_of(counted: Indicator, folder: Path | None = None) -> Unit:
    """What an indicator counts. Raises NotCountable for one whose unit nobody declared."""
    units = all_units(folder)
    own = next((unit for unit in units if counted.code in unit.indicators), None)
    found = own or next((unit for unit in units if counted.kind.code in unit.facts), None)
    if found is None or (isinstance(counted.measure, Persons) and not found.person):
        raise NotCountable(_("%(code)s: ne saydığı (birimi) yazılmamış.") % {"code": counted.code})
    return found


def require_one_unit(counted: Sequence[Indicator]) -> None:
    """Raise MixedUnits unless all of these count the same thing, so that their figures may stand on one axis."""
    units = [unit_of(one) for one in counted]
    for one, unit in zip(counted, units, strict=True):
        if unit != units[0]:
            raise MixedUnits(
                _("%(first)s %(first_unit)s, %(other)s %(other_unit)s sayar; ikisi toplanmaz.")
                % {
                    "first": counted[0].code,
                    "first_unit": units[0].title,
                    "other": one.code,
                    "other_unit": unit.title,
                }
            )


def require_sum_over_centres(counted: Indicator) -> None:
    """Raise MixedUnits for what no network total may be made of: persons, areas, medians."""
    unit = unit_of(counted)
    if isinstance(counted.measure, Median):
        raise MixedUnits(_("%(code)s bir ortancadır; ortancalar toplanmaz.") % {"code": counted.code})
    if not unit.adds:
        raise MixedUnits(f"{counted.code}: {unit.note}")


def added(tables: Sequence[RawTable]) -> int:
    """The sum of the totals of tables of one indicator over different populations.

    Raises MixedUnits: for two units, two indicators or versions (one may hold the other's rows), a population
    that comes twice, persons, and medians. Raises CatalogueError for an indicator that is not in the catalogue.
    """
    known: Mapping[str, Indicator] = {table.indicator: indicator(table.indicator) for table in tables}
    require_one_unit(list(known.values()))
    if len({(table.indicator, table.version) for table in tables}) > 1:
        raise MixedUnits(
            _("%(codes)s ayrı göstergeler ya da sürümlerdir; biri ötekinin satırlarını da sayar, toplanmaz.")
            % {"codes": ", ".join(sorted(known))}
        )
    for one in known.values() if len(tables) > 1 else ():
        require_sum_over_centres(one)
    populations = [(table.population, table.period) for table in tables]
    if len(set(populations)) < len(populations):
        raise MixedUnits(_("Aynı satırlar iki kez toplanamaz."))
    return sum(figure_at(table, (TOTAL,) * len(table.dimensions)) for table in tables)

"""Counting units are declared for every indicator, and what must not be added up is not added up."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from omuz.foundation.catalogue.definitions import read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.definitions import Median, Persons, all_indicators, indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.units import (
    MixedUnits,
    added,
    all_units,
    load_units,
    require_one_unit,
    require_sum_over_centres,
    unit_of,
)

_PERSON_WORDS = ("kadın", "kişi", "women", "woman", "person")


def _counted(code: str, rows: list[dict[str, Any]], population: str) -> Any:
    told = [{"quarter": "2026-Q1", "year": "2026", "month": "2026-01", **row} for row in rows]
    one = indicator(code)
    return count(one, Facts.from_rows(one.kind.code, told), population=population)


def test_every_indicator_and_every_fact_has_one_declared_unit() -> None:
    for one in all_indicators().values():
        assert unit_of(one).title.tr
    claimed = [name for unit in all_units() for name in unit.facts]
    assert sorted(claimed) == sorted(path.stem for path in (catalogue_folder() / "facts").glob("*.toml"))
    assert {code for unit in all_units() for code in unit.indicators} <= set(all_indicators())


def test_only_what_is_told_apart_as_a_person_is_called_one() -> None:
    for one in all_indicators().values():
        unit = unit_of(one)
        if isinstance(one.measure, Persons):
            assert unit.person, one.code
        if not unit.person and unit.code != "reached" and not isinstance(one.measure, Median):
            said = f"{one.unit.tr} {one.unit.en}".lower()
            assert not any(word in said for word in _PERSON_WORDS), one.code


def test_presentations_are_not_added_to_persons_nor_centres_to_women() -> None:
    with translation.override("en"):
        for first, other in (("I02P", "I03"), ("I46", "I25"), ("I01", "I02P"), ("I62", "I62K")):
            with pytest.raises(MixedUnits, match=rf"{first} .*{other}"):
                require_one_unit([indicator(first), indicator(other)])
    contacts = _counted("I01", [{}] * 3, "konak")
    presentations = _counted("I02P", [{"reason": "violence"}] * 2, "konak")
    with pytest.raises(MixedUnits):
        added([contacts, presentations])


def test_contacts_of_two_centres_add_up_and_the_same_rows_do_not_come_twice() -> None:
    konak, buca = _counted("I01", [{}] * 3, "konak"), _counted("I01", [{}] * 4, "buca")
    assert added([konak, buca]) == 7
    with pytest.raises(MixedUnits):
        added([konak, konak])


def test_an_indicator_is_not_added_to_one_that_counts_some_of_its_rows_again() -> None:
    every = _counted("I01", [{"kind": "violence"}] * 3, "konak")
    some = _counted("I02", [{"kind": "violence"}] * 3, "konak")
    with pytest.raises(MixedUnits, match="I01, I02"):
        added([every, some])


def test_persons_of_two_centres_never_become_women_of_the_network() -> None:
    rows = [{"first_in": ("month", "quarter", "year", "ever")}] * 2
    konak, buca = _counted("I03", rows, "konak"), _counted("I03", rows, "buca")
    assert added([konak]) == 2
    with translation.override("tr"), pytest.raises(MixedUnits, match="Aynı kadın başka merkeze"):
        added([konak, buca])
    with pytest.raises(MixedUnits):
        require_sum_over_centres(indicator("I25"))


def test_medians_are_not_added_up() -> None:
    with pytest.raises(MixedUnits):
        require_sum_over_centres(indicator("I15"))


def test_everything_the_quarterly_return_adds_up_over_centres_may_be_added() -> None:
    page = read_definition(catalogue_folder() / "returns" / "quarterly.toml")
    for table in page.sections("table"):
        require_sum_over_centres(indicator(table.text("indicator")))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('facts = ["call"]', 'facts = ["call", "aid"]'), "aid"),
        (("\nadds = false", "\nadds = 0"), "adds"),
        (('note.tr = "Her belediye', 'nota.tr = "Her belediye'), "not"),
    ],
)
def test_a_unit_that_contradicts_itself_is_refused(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = (catalogue_folder() / "units" / "units.toml").read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "units.toml"
    path.write_text(text.replace(change[0], change[1], 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_units(path)


def test_every_kind_of_fact_is_yielded_by_a_room_or_says_that_it_is_awaited() -> None:
    from django.conf import settings

    yielded = {*settings.FACT_SOURCES, *settings.NETWORK_FACT_SOURCES}
    kinds = [fact_kind(path.stem) for path in (catalogue_folder() / "facts").glob("*.toml")]
    assert {kind.code for kind in kinds if kind.awaited == (kind.code in yielded)} == set()
    assert all(kind.room for kind in kinds if kind.awaited)


def test_facts_nobody_yields_yet_must_say_who_will(tmp_path: Path) -> None:
    from omuz.foundation.catalogue.fact_kinds import load_fact_kind
    from omuz.foundation.catalogue.lists import all_lists

    text = (catalogue_folder() / "facts" / "outreach.toml").read_text(encoding="utf-8")
    path = tmp_path / "outreach.toml"
    path.write_text(text.replace('room = "outreach"\n', "awaited = true\n"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="room"):
        load_fact_kind(path, all_lists())

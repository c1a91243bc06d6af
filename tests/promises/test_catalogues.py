"""The catalogues hold what they promise: examples come out, nothing published has changed, all of it loads."""

from pathlib import Path

import pytest

from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import breaches
from omuz.insight.indicators.definitions import LEAST_EXAMPLES, all_indicators
from omuz.insight.indicators.examples import broken_examples

CODES = sorted(path.stem for path in (catalogue_folder() / "indicators").glob("*.toml"))
MAPPINGS = sorted((catalogue_folder() / "mappings").glob("*.toml"))


def test_nothing_published_has_changed_or_vanished() -> None:
    assert list(breaches(catalogue_folder())) == []


@pytest.mark.parametrize("code", CODES)
def test_every_worked_example_comes_out_as_it_says(code: str) -> None:
    indicator = all_indicators()[code]
    assert len(indicator.examples) >= LEAST_EXAMPLES
    assert list(broken_examples(indicator)) == []


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_every_mapping_holds_against_the_lists(path: Path) -> None:
    assert Mapping.load(path).code == path.stem


def test_the_indicators_of_this_issue_are_all_there() -> None:
    assert set(CODES) >= {"I01", "I02", "I05", "I06", "I07", "I08", "I09", "I10", "I14", "I61"}


def test_no_column_of_a_fact_can_hold_a_name_a_word_or_a_day() -> None:
    columns = fact_kind("contact").columns
    for column in columns.values():
        assert not column.accepts("Ayşe")
        assert not column.accepts("2026-07-14")
        assert not column.accepts("0532 000 00 00")

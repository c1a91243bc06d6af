"""The contents of a return are edited by domain people; a mistake in them ends in a sentence naming the place."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.charts.figure import SHAPES
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.rules.quarters import Quarter


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of the catalogues in which one thing in the contents was replaced."""

    def replace(old: str, new: str) -> Path:
        folder = tmp_path / "catalogues"
        shutil.copytree(catalogue_folder(), folder)
        path = folder / "returns" / "quarterly.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace


def test_a_return_holds_the_ten_indicators_and_districts_by_year_only() -> None:
    plans = contents()
    assert {plan.indicator.code for plan in plans.of_quarter()} == {
        *("I01", "I02", "I05", "I06", "I07", "I08", "I09", "I10", "I14", "I61")
    }
    assert [plan.key for plan in plans.of_year()] == ["contacts_by_district"]
    assert all("district" not in plan.by for plan in plans.of_quarter())
    assert all(plan.by in ((), ("month",)) for plan in plans.of_quarter())
    assert {plan.shape for plan in plans.plans.values()} <= set(SHAPES)
    assert Quarter(2026, 3).due_on(plans.due_days).isoformat() == "2026-10-20"


def test_every_category_of_a_distribution_has_its_words() -> None:
    for plan in contents().plans.values():
        if not plan.patterns.phrases:
            continue
        (column,) = {name for name in plan.indicator.allowed_by if name not in plan.indicator.by}
        assert set(plan.patterns.phrases) == set(plan.indicator.kind.columns[column].codes or ())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('indicator = "I05"', 'indicator = "I99"', "I99"),
        ('shape = "columns"', 'shape = "pie"', "shape"),
        ('shape = "columns"', 'shape = "map"', "shape"),
        ('by = ["month"]', 'by = ["age_band"]', "by"),
        ("{period} döneminde {n}", "{donem} döneminde {n}", "cümlesinde"),
        ("due_days = 20", 'due_days = "yirmi"', "due_days"),
        ('key = "contacts_by_channel"', 'key = "contacts_by_month"', "ikinci kez"),
        ("due_days = 20", "due_days = 20\nsurprise = 1", "surprise"),
    ],
)
def test_a_broken_contents_file_is_named_with_its_place(
    changed: Callable[[str, str], Path], old: str, new: str, place: str
) -> None:
    with pytest.raises(CatalogueError, match=re.escape(place)):
        contents(changed(old, new))

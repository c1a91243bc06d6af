"""A value of the law is the one that held on the day, with its article; no rule holds a number of its own."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from omuz.casework.orders.queries.law import read_law
from omuz.casework.orders.rules import law as law_rules
from omuz.casework.orders.rules.law import Approver, Law, NoValue, Parameter, Unit
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from tests.casework.orders.rules.law import LAW

FILE = catalogue_folder() / "law" / "6284.toml"


def _value(value: str, since: date) -> Parameter:
    return Parameter("objection", Decimal(value), Unit.WEEK, "m.9", since)


def test_the_value_of_the_day_holds_until_a_later_one_begins() -> None:
    law = Law((_value("2", date(2012, 3, 20)), _value("3", date(2030, 1, 1))))
    assert law.amount("objection", date(2029, 12, 31)) == 2
    assert law.amount("objection", date(2030, 1, 1)) == 3
    with pytest.raises(NoValue):
        law.on("objection", date(2012, 3, 19))
    with pytest.raises(NoValue):
        law.on("no_such_value", date(2026, 1, 1))


def test_every_value_names_its_article_and_the_day_it_began() -> None:
    assert len(LAW.parameters) >= 20
    for each in LAW.parameters:
        assert each.article
        assert each.tr and each.en
        assert each.valid_from >= date(2012, 3, 20)


@pytest.mark.parametrize(
    ("key", "value", "unit", "article"),
    [
        ("first_order_longest", "6", "month", "m.8/2"),
        ("objection", "2", "week", "m.9/1"),
        ("objection_decision", "1", "week", "m.9/3"),
        ("judge_approval", "24", "hour", "m.5/2"),
        ("governor_approval", "48", "hour", "m.3/2"),
        ("detention_first_least", "3", "day", "m.13/1"),
        ("detention_first_most", "10", "day", "m.13/1"),
        ("detention_repeat_least", "15", "day", "m.13/2"),
        ("detention_repeat_most", "30", "day", "m.13/2"),
        ("detention_total_most", "6", "month", "m.13/2"),
        ("childcare_longest", "4", "month", "m.3/1-d"),
        ("childcare_longest_working", "2", "month", "m.3/1-d"),
        ("childcare_part", "0.5", "part", "m.3/1-d"),
        ("aid_days_of_wage", "30", "divisor", "m.17/1"),
        ("aid_further_person", "0.2", "part", "m.17/1"),
        ("aid_cap", "1.5", "times", "m.17/1"),
    ],
)
def test_the_values_are_those_of_the_law(key: str, value: str, unit: str, article: str) -> None:
    held = LAW.on(key, date(2026, 11, 22))
    assert (held.value, held.unit) == (Decimal(value), unit)
    assert article in held.article


def test_every_measure_has_words_an_article_and_a_group_that_is_counted() -> None:
    assert set(LAW.measures) == set(code_list("order_measure").codes)
    assert {each.group for each in LAW.measures.values()} == set(code_list("order_article").codes)
    for measure in LAW.measures.values():
        if measure.article.startswith(("m.3", "m.4", "m.5/1")):
            assert measure.article.split(",")[0] in code_list("order_measure").label(measure.code, "tr")


def test_the_police_may_order_exactly_what_the_law_says_and_each_has_its_approver() -> None:
    urgent = {code: each.urgent for code, each in LAW.measures.items() if each.urgent}
    judge, governor = Approver.JUDGE, Approver.GOVERNOR
    assert urgent == {
        "m3_a": governor, "m3_cc": governor, "m5_a": judge, "m5_b": judge, "m5_c": judge, "m5_d": judge,
    }  # fmt: skip
    assert LAW.approvers(("m5_a", "m3_a")) == (judge, governor)
    assert LAW.approvers(("m5_e", "unheard_of")) == ()
    assert LAW.not_for_police(("m5_a", "m5_g")) == ("m5_g",)
    assert LAW.groups(("m5_a", "m5_c", "m3_d", "custody")) == ("m3", "m5", "other")


def test_a_fault_in_the_file_is_told_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "6284.toml"
    text = FILE.read_text(encoding="utf-8")
    broken.write_text(text.replace('value = "24"', 'value = "a day"'), encoding="utf-8")
    with pytest.raises(CatalogueError, match="value"):
        read_law(broken)
    broken.write_text(text.replace('unit = "hour"', 'unit = "fortnight"'), encoding="utf-8")
    with pytest.raises(CatalogueError, match="fortnight"):
        read_law(broken)


def test_no_rule_holds_a_limit_of_the_law_itself() -> None:
    """2, 3, 4, 6, 10, 14, 15, 24, 30 and 48 stand in the catalogue; calendar facts and sizes of forms do not count."""
    limits = {2, 3, 4, 6, 10, 14, 15, 24, 30, 48, 0.2, 0.5, 1.5}
    named = {"MOST_PERSONS"}
    found = []
    for path in Path(law_rules.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and {getattr(each, "id", "") for each in node.targets} & named:
                node.value = ast.Constant(0)
        numbers = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found += [(path.name, each) for each in numbers if isinstance(each, int | float) and each in limits]
    assert found == []

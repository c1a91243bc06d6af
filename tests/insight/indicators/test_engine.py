"""The engine counts as a patient person with a pencil would, for every measure and every split."""

import statistics
from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.foundation.catalogue.lists import SPECIAL
from omuz.foundation.privacy.cells import TOTAL, RawTable
from omuz.foundation.privacy.gate import protect_together
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.engine import NotCountable, count, left_out
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.periods import NoSuchPeriod
from omuz.insight.indicators.raw import base_at, figure_at, filled
from tests.insight.indicators.conftest import Defined

Fact = dict[str, Any]

MULTI = ("violence_types", "relation")
MONTHS = ("2026-01", "2026-02", "2026-04", "unknown")
SPECIALS = st.sampled_from(SPECIAL)


def _one(*codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from(codes) | SPECIALS


def _several(*codes: str) -> st.SearchStrategy[tuple[str, ...]]:
    told = st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)
    return told | SPECIALS.map(lambda code: (code,))


def _periods(month: str) -> Fact:
    if month == "unknown":
        return {"month": month, "quarter": month, "year": month}
    return {"month": month, "quarter": f"2026-Q{(int(month[5:]) + 2) // 3}", "year": "2026"}


FACT = st.builds(
    lambda month, **answers: {**_periods(month), **answers},
    month=st.sampled_from(MONTHS),
    centre=st.sampled_from(["konak-1", "buca-1"]),
    channel=_one("phone", "letter"),
    for_whom=_one("herself", "friend"),
    kind=_one("violence", "event", "whereabouts_enquiry"),
    anonymous=_one("yes", "no"),
    violence_types=_several("physical", "sexual", "digital"),
    relation=_several("spouse", "ex_partner", "father"),
    age_band=_one("age_18_24", "age_25_34"),
    looking_for=_one("police", "spouse_partner"),
)
FACTS = st.lists(FACT, max_size=25)
BY = st.lists(st.sampled_from(["month", "quarter", "centre", "channel"]), unique=True, max_size=2).map(tuple)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _held(fact: Fact, name: str) -> tuple[str, ...]:
    value = fact[name]
    return value if isinstance(value, tuple) else (value,)


def _chosen(facts: list[Fact], **where: tuple[str, ...]) -> list[Fact]:
    return [fact for fact in facts if all(set(_held(fact, name)) & set(codes) for name, codes in where.items())]


def _by_hand(facts: list[Fact], names: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    """Facts per combination of codes; a dimension of several answers also has a total, counting each fact once."""
    counted: Counter[tuple[str, ...]] = Counter()
    for fact in facts:
        choices = [(*_held(fact, name), TOTAL) if name in MULTI else _held(fact, name) for name in names]
        counted.update(product(*choices))
    return counted


def _counts(table: RawTable) -> dict[tuple[str, ...], int]:
    return {key: value for key, value in table.counts.items() if value}


def _facts(rows: list[Fact]) -> Facts:
    return Facts.from_rows("contact", rows)


@QUICK
@given(FACTS, BY)
def test_a_count_is_the_number_of_facts_in_every_cell(rows: list[Fact], by: tuple[str, ...]) -> None:
    table = count(indicator("I01"), _facts(rows), by)
    assert _counts(table) == _by_hand(rows, by)
    assert table.rows_used == len(rows)


@QUICK
@given(FACTS, BY)
def test_several_answers_are_counted_in_each_and_once_in_the_total(rows: list[Fact], by: tuple[str, ...]) -> None:
    violence = _chosen(rows, kind=("violence",))
    table = count(indicator("I09"), _facts(rows), (*by, "violence_types"))
    assert _counts(table) == _by_hand(violence, (*by, "violence_types", "relation"))
    assert table.rows_used == len(violence)
    assert set(table.multi) == {"violence_types", "relation"}


@QUICK
@given(FACTS, BY)
def test_a_share_leaves_out_of_its_base_exactly_what_the_definition_says(rows: list[Fact], by: tuple[str, ...]) -> None:
    facts = _facts(rows)
    table = count(indicator("I10"), facts, by)
    violence = _chosen(rows, kind=("violence",))
    base = [fact for fact in violence if not set(fact["relation"]) & set(SPECIAL)]
    part = _chosen(base, relation=("spouse", "ex_partner"))
    assert _counts(table) == _by_hand(part, by)
    assert {key: value for key, value in (table.denominators or {}).items() if value} == _by_hand(base, by)
    outside = Counter(code for fact in violence for code in fact["relation"] if code in SPECIAL)
    assert left_out(indicator("I10"), facts) == {code: outside[code] for code in SPECIAL}


@QUICK
@given(FACTS)
def test_a_share_split_within_its_part_has_the_part_for_its_base(rows: list[Fact]) -> None:
    table = count(indicator("I61"), _facts(rows), ("looking_for",))
    part = _chosen(rows, kind=("whereabouts_enquiry",))
    assert _counts(table) == _by_hand(part, ("looking_for",))
    assert all(base_at(table, key) == len(part) for key in table.counts)
    whole = count(indicator("I61"), _facts(rows))
    assert (figure_at(whole, ()), base_at(whole, ())) == (len(part), len(rows))


@QUICK
@given(FACTS, BY)
def test_missing_answers_are_counted_where_the_question_applies(rows: list[Fact], by: tuple[str, ...]) -> None:
    by = tuple(name for name in by if name in indicator("I14").by)
    table = count(indicator("I14"), _facts(rows), by)
    applies = {"violence_types": ("violence",), "relation": ("violence",), "looking_for": ("whereabouts_enquiry",)}
    for field in ("anonymous", "relation", "looking_for", "violence_types"):
        asked_of = _chosen(rows, kind=applies[field]) if field in applies else rows
        hand = _by_hand(_chosen(asked_of, **{field: ("not_asked",)}), by)
        assert {key[:-1]: n for key, n in _counts(table).items() if key[-1] == field} == hand
        bases = {key[:-1]: n for key, n in (table.denominators or {}).items() if key[-1] == field and n}
        assert bases == _by_hand(asked_of, by)


@QUICK
@given(FACTS, st.sampled_from(["2026", "2026-Q1", "2026-Q2", "2026-02", "2025"]))
def test_a_period_narrows_to_its_own_facts(rows: list[Fact], period: str) -> None:
    table = count(indicator("I01"), _facts(rows), ("month",), period=period)
    within = [fact for fact in rows if period in (fact["month"], fact["quarter"], fact["year"])]
    assert _counts(table) == _by_hand(within, ("month",))
    assert "unknown" not in table.dimensions[0].categories


@settings(QUICK, max_examples=4)
@given(FACTS)
def test_every_indicator_of_the_catalogues_makes_a_table_the_gate_takes(rows: list[Fact]) -> None:
    facts = _facts(rows)
    tables = [
        count(one, facts, (), period="2026-Q1", population="contact/konak-1/2026-Q1")
        for one in all_indicators().values()
        if one.kind is facts.kind
    ]
    for safe in protect_together(tables):
        assert all(cell.value is None or cell.value == 0 or cell.value >= 5 for cell in safe.cells)


def test_a_median_tells_observations_and_middle_with_every_total(defined: Defined) -> None:
    one = defined('by = ["channel", "centre"]\n[median]\ncolumn = "waited"\n', fact="visit")
    rows: list[Fact] = [
        {"channel": "phone", "centre": "konak-1", "waited": 3},
        {"channel": "phone", "centre": "konak-1", "waited": 8},
        {"channel": "phone", "centre": "konak-1", "waited": None},
        {"channel": "letter", "centre": "buca-1", "waited": 1.5},
    ]
    table = count(one, Facts.from_rows("visit", rows), ("channel",))
    assert table.measure == "median"
    assert _counts(table) == {("phone",): 2, ("letter",): 1, (TOTAL,): 3}
    assert table.medians == {("phone",): 5.5, ("letter",): 1.5, (TOTAL,): statistics.median([3, 8, 1.5])}
    assert table.rows_used == 3


def test_empty_facts_make_an_empty_table_for_every_indicator_and_split() -> None:
    for one in all_indicators().values():
        facts = Facts.from_rows(one.kind.code, [])
        for name in one.allowed_by:
            table = count(one, facts, (name,))
            assert _counts(table) == {}
            assert table.rows_used == 0


def test_a_split_the_definition_does_not_allow_is_refused_with_those_it_does() -> None:
    with pytest.raises(NotCountable, match="channel"):
        count(indicator("I01"), _facts([]), ("age_band",))
    with pytest.raises(NotCountable):
        count(indicator("I01"), _facts([]), ("month", "month"))


def test_facts_of_another_kind_are_refused(defined: Defined) -> None:
    one = defined("by = []\n[count]\n", fact="visit")
    with pytest.raises(NotCountable, match="T01"):
        count(one, Facts.from_rows("contact", []))


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(NoSuchPeriod, match="2026-Q5"):
        count(indicator("I01"), _facts([]), period="2026-Q5")


def test_months_without_a_contact_are_zero_and_not_missing() -> None:
    rows = [_periods("2026-01"), _periods("2026-04")]
    table = count(indicator("I01"), _facts(rows), ("month",))
    assert table.dimensions[0].categories == ("2026-01", "2026-02", "2026-03", "2026-04")
    assert [figure_at(table, key) for key in filled(table)] == [1, 0, 0, 1]


def test_two_centres_have_the_same_rows_in_one_quarter() -> None:
    tables = [
        count(indicator("I05"), _facts([_periods(month)]), ("month",), period="2026-Q1")
        for month in ("2026-01", "2026-03")
    ]
    assert tables[0].dimensions == tables[1].dimensions


@pytest.mark.parametrize(
    ("months", "by", "grain"),
    [
        (["2026-01", "2026-04"], (), "year"),
        (["2026-01", "2026-02"], (), "quarter"),
        (["2026-01"], (), "month"),
        (["2026-01", "2026-04"], ("quarter",), "quarter"),
        (["2026-01", "2026-04"], ("month", "channel"), "month"),
    ],
)
def test_the_grain_is_the_finest_period_the_figures_give_away(
    months: list[str], by: tuple[str, ...], grain: str
) -> None:
    assert count(indicator("I01"), _facts([_periods(month) for month in months]), by).grain == grain


def test_a_slice_names_what_it_was_cut_by() -> None:
    assert count(indicator("I08"), _facts([])).narrowed == ("kind",)
    assert count(indicator("I61"), _facts([]), ("looking_for",)).narrowed == ("kind",)
    assert count(indicator("I01"), _facts([])).narrowed == ()


VISITS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(("2026-01", "2026-02", "2026-04", "2027-01")), _one("phone")),
    max_size=20,
)


def _came(visits: list[tuple[str, str, str]]) -> list[Fact]:
    """Presentations as facts, each saying in which periods it is the first of its person."""
    seen: set[tuple[str, str]] = set()
    facts: list[Fact] = []
    for person, month, channel in sorted(visits, key=lambda visit: visit[1]):
        periods = {
            "month": month,
            "quarter": f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}",
            "year": month[:4],
            "ever": "",
        }
        first = tuple(grain for grain, code in periods.items() if (person, grain + code) not in seen)
        seen |= {(person, grain + code) for grain, code in periods.items()}
        periods.pop("ever")
        facts.append({**periods, "channel": channel, "age_band": "age_25_34", "first_in": first, "person": person})
    return facts


@QUICK
@given(VISITS, st.sampled_from((("month",), ("quarter",), ("year",), ("quarter", "age_band"), ())))
def test_persons_are_each_counted_once_in_every_period_a_figure_speaks_of(
    visits: list[tuple[str, str, str]], by: tuple[str, ...]
) -> None:
    came = _came(visits)
    facts = Facts.from_rows("presentation", [{k: v for k, v in each.items() if k != "person"} for each in came])
    table = count(indicator("I03"), facts, by)
    people: dict[tuple[str, ...], set[str]] = {}
    for each in came:
        for key in product(*((each[name], TOTAL) for name in by)):
            people.setdefault(key, set()).add(each["person"])
    expected = {key: len(who) for key, who in people.items()}
    assert {key: figure_at(table, key) or 0 for key in expected} == expected


def test_persons_of_one_period_are_those_of_that_period_only() -> None:
    came = _came([("a", "2026-01", "phone"), ("a", "2026-02", "phone"), ("b", "2026-02", "phone")])
    facts = Facts.from_rows("presentation", [{k: v for k, v in each.items() if k != "person"} for each in came])
    told = {period: count(indicator("I03"), facts, period=period) for period in ("2026", "2026-Q1", "2026-02")}
    assert {period: figure_at(table, ()) for period, table in told.items()} == {"2026": 2, "2026-Q1": 2, "2026-02": 2}
    by_month = count(indicator("I03"), facts, ("month",), period="2026-Q1")
    assert by_month.multi == ("month",)
    assert [figure_at(by_month, (month,)) for month in ("2026-01", "2026-02", TOTAL)] == [1, 2, 2]


def test_persons_go_through_the_gate_as_figures_that_do_not_add_up() -> None:
    visits = [(f"{number:02}", month, "phone") for number in range(12) for month in ("2026-01", "2026-04")]
    facts = Facts.from_rows(
        "presentation", [{k: v for k, v in each.items() if k != "person"} for each in _came(visits)]
    )
    (safe,) = protect_together([count(indicator("I03"), facts, ("quarter",), period="2026")])
    told = {cell.key: cell.value for cell in safe.cells}
    assert [told[(quarter,)] for quarter in ("2026-Q1", "2026-Q2")] == [12, 12]
    assert safe.multi == ("quarter",)

"""Facts hold codes and periods and nothing else; a table of them never reaches a disk or a network."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from omuz.foundation.catalogue.mappings import Mapping
from omuz.insight.indicators.facts import Facts, Uncoded, facts_from_file, period_codes


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 1, 31), ("2026-01", "2026-Q1", "2026")),
        (date(2026, 4, 1), ("2026-04", "2026-Q2", "2026")),
        (date(2026, 9, 30), ("2026-09", "2026-Q3", "2026")),
        (date(2026, 12, 31), ("2026-12", "2026-Q4", "2026")),
        (None, ("unknown", "unknown", "unknown")),
    ],
)
def test_a_day_becomes_its_month_quarter_and_year(day: date | None, codes: tuple[str, str, str]) -> None:
    assert period_codes(day) == codes


@pytest.mark.parametrize(
    "row",
    [
        {"district": "Ayşe, 0532 000 00 00"},
        {"month": "2026-07-14"},
        {"channel": "smoke"},
        {"channel": ("phone",)},
        {"relation": "spouse"},
        {"relation": ("spouse", "unknown")},
        {"relation": ("spouse", "spouse")},
        {"note": "she said"},
    ],
)
def test_what_is_no_code_is_refused_and_not_repeated(row: dict[str, str | tuple[str, ...]]) -> None:
    with pytest.raises(Uncoded) as fault:
        Facts.from_rows("contact", [row])
    assert "Ayşe" not in str(fault.value)
    assert "she said" not in str(fault.value)


def test_columns_must_be_whole_and_of_one_length() -> None:
    with pytest.raises(Uncoded):
        Facts(Facts.from_rows("contact", []).kind, {"month": ["2026-01"]})


def test_an_empty_answer_of_several_is_no_answer_and_stays_a_fact() -> None:
    facts = Facts.from_rows("contact", [{"done": ()}, {"done": ["appointment"]}, {}])
    assert facts.answer('SELECT len("done") FROM contact ORDER BY ALL') == [(0,), (1,), (1,)]
    assert facts.distinct("done") == {(), ("appointment",), ("not_asked",)}


@pytest.mark.parametrize(
    "statement",
    [
        "COPY contact TO 'out.csv'",
        "EXPORT DATABASE 'out'",
        "ATTACH 'out.db'",
        "SELECT * FROM read_csv('{file}')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET temp_directory = 'spill'",
    ],
)
def test_the_table_can_neither_reach_a_file_nor_be_unlocked(
    statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    facts = Facts.from_rows("contact", [{"channel": "phone"}])
    with pytest.raises(duckdb.Error):
        facts.answer(statement.format(file=secret))
    assert list(tmp_path.iterdir()) == [secret]


def test_rows_of_a_file_that_cannot_be_taken_are_given_back(tmp_path: Path) -> None:
    path = tmp_path / "tally.csv"
    path.write_text("Tarih;Kanal\n1.7.2026;tel\n2.7.2026;duman\n3.7.2026\n4.8.2026;geldi\n", encoding="utf-8")
    facts, refused = facts_from_file(Mapping.named("basit_cetele"), path)
    assert len(facts) == 2
    assert facts.distinct("month") == {"2026-07", "2026-08"}
    assert [row.line for row in refused] == [3, 4]


def test_threads_may_ask_one_set_of_facts_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    facts = Facts.from_rows("contact", [{"channel": "phone"}] * 50)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: facts.answer("SELECT count(*) FROM contact"), range(20)))
    assert answers == [[(50,)]] * 20

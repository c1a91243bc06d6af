"""Records in Parquet: counted as facts in memory are, written whole or not at all, memory flat, nothing else opened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.mappings import Mapped, Problem, Refused
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.engine import Request, count, count_all
from omuz.insight.indicators.facts import Facts, Uncoded, period_codes
from omuz.insight.indicators.records import Records, write_records

KIND = fact_kind("contact")
CHANNELS = ("phone", "face_to_face", "email", "not_asked")
FORMS = (("physical",), ("physical", "psychological"), ("not_asked",), ("economic", "sexual", "physical"))


def mapped(rows: int) -> Iterator[Mapped]:
    """Invented rows of three years, the same every time."""
    for place in range(rows):
        day = None if place % 97 == 0 else date(2024 + place % 3, place % 12 + 1, 5)
        answers: dict[str, str | tuple[str, ...]] = {
            column.name: ("not_asked",) if column.several else "not_asked" for column in KIND.answers
        }
        answers |= {
            "channel": CHANNELS[place * 7 % 4],
            "kind": "violence" if place % 3 else "legal_information",
            "violence_types": FORMS[place * 5 % 4],
        }
        yield Mapped(place + 2, day, answers)


def in_memory(rows: int) -> Facts:
    told = []
    for row in mapped(rows):
        month, quarter, year = period_codes(row.occurred_on)
        told.append({"month": month, "quarter": quarter, "year": year, **row.answers})
    return Facts.from_rows("contact", told)


REQUESTS = [
    Request(one, by)
    for one in all_indicators().values()
    if one.kind.code == "contact"
    for by in ((), ("quarter",), ("year",))
    if set(by) <= set(one.allowed_by)
]


def test_records_count_as_the_same_facts_in_memory(tmp_path: Path) -> None:
    assert write_records(mapped(500), KIND, tmp_path / "records", batch=120) == 500
    with Records.opened(tmp_path / "records") as records:
        assert len(records) == 500
        facts = in_memory(500)
        assert count_all(REQUESTS, records) == count_all(REQUESTS, facts)
        assert records.distinct("month") == facts.distinct("month")
        assert records.distinct("violence_types") == facts.distinct("violence_types")


def test_tables_counted_together_are_the_tables_counted_alone() -> None:
    facts = in_memory(300)
    together = count_all(REQUESTS, facts)
    for request, table in zip(REQUESTS, together, strict=True):
        alone = count(request.indicator, facts, request.by)
        assert {key: value for key, value in table.counts.items() if value} == {
            key: value for key, value in alone.counts.items() if value
        }, request
        assert (table.denominators is None) == (alone.denominators is None)
        for key, value in (alone.denominators or {}).items():
            assert (table.denominators or {}).get(key, 0) == value, request
        assert (table.rows_used, table.period, table.dimensions) == (alone.rows_used, alone.period, alone.dimensions)


def test_many_indicators_split_alike_are_read_in_one_pass() -> None:
    facts = in_memory(50)
    asked: list[str] = []

    class Listening:
        kind, dialect, distinct = facts.kind, facts.dialect, facts.distinct

        def answer(self, query: str) -> list[tuple[object, ...]]:
            asked.append(query)
            return facts.answer(query)

    count_all([Request(indicator(code), ("quarter",)) for code in ("I01", "I06", "I07")], Listening())
    assert len(asked) == 1


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_records(mapped(400), KIND, tmp_path / name, batch=150)
    files = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    ]
    assert files[0] == files[1]
    assert any(str(path).startswith("year=2025") for path in files[0])


def test_whatever_breaks_the_writing_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Mapped]:
        yield from mapped(30)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_records(broken(), KIND, tmp_path / "records", batch=10)
    assert list(tmp_path.iterdir()) == []


def test_a_value_outside_its_list_never_reaches_a_file(tmp_path: Path) -> None:
    def named() -> Iterator[Mapped]:
        for row in mapped(3):
            row.answers["channel"] = "Ayşe"
            yield row

    with pytest.raises(Uncoded):
        write_records(named(), KIND, tmp_path / "records")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_and_refused_rows_are_handed_on(tmp_path: Path) -> None:
    told: list[int] = []
    kept: list[Refused] = []
    bad = Refused(9, (Problem("Kanal", "?", "–", "–"),))
    rows = [*mapped(25), bad]
    assert write_records(rows, KIND, tmp_path / "records", told=told.append, refused=kept.append, batch=10) == 25
    assert told == [10, 20, 25]
    assert kept == [bad]


def test_no_rows_at_all_can_be_counted_too(tmp_path: Path) -> None:
    write_records([], KIND, tmp_path / "records")
    with Records.opened(tmp_path / "records") as records:
        assert count(indicator("I01"), records).rows_used == 0


def test_the_engine_opens_no_file_but_the_records(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    write_records(mapped(5), KIND, tmp_path / "records")
    with Records.opened(tmp_path / "records") as records:
        with pytest.raises(duckdb.PermissionException):
            records.answer(f"SELECT * FROM read_csv('{tmp_path}/other.csv')")
        with pytest.raises(duckdb.Error):
            records.answer("SET enable_external_access = true")


def test_a_folder_that_holds_no_records_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="kayıt klasörü değil"):
        Records.opened(tmp_path)


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    with pytest.raises(FileExistsError):
        write_records(mapped(1), KIND, tmp_path / "records")

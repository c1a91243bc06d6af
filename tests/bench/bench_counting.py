"""Counting (P4a, P4b): the dictionary over one centre's facts, and one indicator straight from a file of records."""

import csv
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import duckdb

from omuz.foundation.catalogue.mappings import Mapping
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts, facts_from_file
from tests.bench.rows import Row, taken

CONTACTS = 25_000
RECORDS = 100_000
CHANNELS = ("Telefon", "Yüz yüze", "E-posta", "Mesaj")
KINDS = ("Şiddet nedeniyle", "Hukuki bilgi", "Psikolojik destek")
FORMS = ("Fiziksel", "Psikolojik", "Ekonomik", "Cinsel", "Israrlı takip")
HEADER = ("Tarih", "Kanal", "Temas türü", "Şiddet türü", "Yaş", "İlçe")

BY_HAND = """
    SELECT strftime("Tarih", '%Y-%m'), trim(u.form), count(*)
    FROM records CROSS JOIN unnest(string_split("Şiddet türü", ';')) AS u(form)
    WHERE "Temas türü" = 'Şiddet nedeniyle' AND trim(u.form) <> '' GROUP BY ALL
"""


def _file(folder: Path, rows: int) -> Path:
    """Invented records of 36 months, the same in every run."""
    chance = random.Random(rows)
    path = folder / f"records-{rows}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for _ in range(rows):
            month = chance.randrange(36)
            day = f"{chance.randrange(1, 29):02}.{month % 12 + 1:02}.{2024 + month // 12}"
            forms = "; ".join(chance.sample(FORMS, chance.randrange(1, 4)))
            answers = (chance.choice(CHANNELS), chance.choice(KINDS), forms, chance.randrange(15, 80), "Konak")
            writer.writerow((day, *answers))
    return path


def _facts(path: Path) -> Facts:
    facts, refused = facts_from_file(Mapping.named("basit_cetele"), path)
    assert refused == []
    return facts


def measure() -> Iterator[Row]:
    """The dictionary warm and cold, then one indicator from a file beside hand-written DuckDB."""
    django.setup()
    with tempfile.TemporaryDirectory() as name:
        centre, records = _file(Path(name), CONTACTS), _file(Path(name), RECORDS)
        yield from _dictionary(_facts(centre))
        yield _reading(centre)
        yield _from_a_file(records)


def _dictionary(facts: Facts) -> Iterator[Row]:
    """All indicators over facts in memory; the peer is one grouped scan of the same table."""
    indicators = [one for one in all_indicators().values() if one.kind.code == "contact"]

    def dictionary() -> list[int | None]:
        return [count(one, facts).rows_used for one in indicators]

    assert dictionary()[0] == CONTACTS

    def by_hand() -> None:
        facts.answer(
            "SELECT month, form, count(*) FROM contact CROSS JOIN unnest(violence_types) AS u(form)"
            " WHERE kind = 'violence' GROUP BY ALL"
        )
        facts.answer("SELECT month, count(*) FROM contact WHERE kind = 'violence' GROUP BY ALL")

    bar = "dictionary ≤ 150 ms warm, ≤ 10 × one indicator"
    one = taken(lambda: count(indicator("I08"), facts, ("month",)))
    yield Row(
        f"I08 by month, {CONTACTS} facts",
        one,
        "the same two queries by hand",
        taken(by_hand),
        "≤ 1.2 × by hand",
        "rows used",
    )
    yield Row(
        f"{len(indicators)} indicators, {CONTACTS} facts", taken(dictionary), "one of them (I08)", one, bar, "rows used"
    )


def _reading(path: Path) -> Row:
    """Reading, mapping and coding a file; the floor is taking it apart with the standard library."""

    def floor() -> None:
        with path.open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file, delimiter=";")) == CONTACTS + 1

    def ours() -> None:
        assert len(_facts(path)) == CONTACTS

    return Row(
        f"read, map and code {CONTACTS} rows", taken(ours), "csv.reader alone", taken(floor), "–", "every row accepted"
    )


def _from_a_file(path: Path) -> Row:
    """One indicator from the file to the table; the peer reads and counts the same with DuckDB, without a mapping."""

    def ours() -> dict[tuple[str, ...], int]:
        table = count(indicator("I08"), _facts(path), ("month",))
        return {key: value for key, value in table.counts.items() if value and "*" not in key}

    def by_hand() -> dict[tuple[str, ...], int]:
        with duckdb.connect() as database:
            database.execute("CREATE TABLE records AS SELECT * FROM read_csv(?, delim=';', header=true)", [str(path)])
            return {row[:2]: row[2] for row in database.execute(BY_HAND).fetchall()}

    mine, theirs = ours(), by_hand()
    assert sorted(mine.values()) == sorted(theirs.values())
    return Row(
        f"I08 by month from a file of {RECORDS}",
        taken(ours),
        "hand-written DuckDB",
        taken(by_hand),
        "≤ 1.2 ×",
        f"{len(mine)} equal cells",
    )

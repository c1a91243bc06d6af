"""Published records in files (P4b): 100,000 to ten million, beside DuckDB written by hand on the same files."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from math import log
from pathlib import Path

import django
import duckdb

from omuz.foundation.catalogue.fact_kinds import Answer, fact_kind
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.engine import Request, count, count_all
from omuz.insight.indicators.records import ABOUT, Records
from tests.bench.installation import shared
from tests.bench.metered import most_held
from tests.bench.rows import EXPONENT, Amount, Row, Taken, taken

SIZES = tuple(shared(number, number // 100) for number in (100_000, 1_000_000, 10_000_000))
KIND = "presentation"
MONTHS = 36
DRAWN = {
    "month": "strftime(DATE '2024-01-01' + INTERVAL (m) MONTH, '%Y-%m')",
    "quarter": "(2024 + m // 12)::VARCHAR || '-Q' || (m % 12 // 3 + 1)",
    "centre": "'centre-' || (n % 22 + 1)",
    "channel": "['phone', 'face_to_face', 'email', 'message'][(hash(n, 1) % 4)::INT + 1]",
    "reason": "['violence', 'violence', 'legal_information'][(hash(n, 2) % 3)::INT + 1]",
    "district": "['konak', 'bornova', 'buca', 'cigli', 'bayrakli', 'not_asked'][(hash(n, 3) % 6)::INT + 1]",
    "age_band": "['age_18_24', 'age_25_34', 'age_35_44', 'age_45_54', 'not_asked'][(hash(n, 4) % 5)::INT + 1]",
    "violence_types": "[['physical'], ['physical', 'psychological'], ['economic'], ['sexual', 'physical', 'economic'],"
    " ['not_asked']][(hash(n, 5) % 5)::INT + 1]",
    "relation": "[['spouse'], ['partner'], ['ex_spouse', 'father'], ['not_asked']][(hash(n, 6) % 4)::INT + 1]",
    "first_in": "list_filter(['month', 'quarter', 'year', 'ever'],"
    " lambda x: (x IN ('ever', 'year') AND r = 1) OR (x = 'month' AND rm = 1) OR (x = 'quarter' AND rq = 1))",
}
BY_HAND = """
    SELECT month, f, count(*) FROM read_parquet('{0}/*/*.parquet'), unnest(violence_types) AS u(f)
    WHERE reason = 'violence' GROUP BY ALL;
    SELECT month, count(*) FROM read_parquet('{0}/*/*.parquet') WHERE reason = 'violence' GROUP BY ALL
"""
PERSONS = "SELECT month, count(DISTINCT person) FROM read_parquet('{0}') GROUP BY GROUPING SETS ((month), ())"


def _folder(place: Path, rows: int) -> Path:
    """Invented records written by the engine itself: their making is not what is measured."""
    kind = fact_kind(KIND)
    folder = place / f"records-{rows}"
    default = {Answer.SEVERAL: "['not_asked']", Answer.NUMBER: "NULL::DOUBLE"}
    columns = {
        name: DRAWN.get(name, default.get(one.answer, "'not_asked'"))
        for name, one in kind.columns.items()
        if name != "year"
    }
    told = ", ".join(f'{text} AS "{name}"' for name, text in columns.items())
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(place)}) as database:
        for year in (2024, 2025, 2026):
            (folder / f"year={year}").mkdir(parents=True)
            first = (year - 2024) * 12
            # A person comes back within her year only, so that each year can be made by itself.
            person = f"{year} * 100000000::BIGINT + (hash(n, 9) % {rows // 5})::BIGINT"
            source = f"""
                SELECT n, m, person, row_number() OVER (PARTITION BY person ORDER BY n) AS r,
                    row_number() OVER (PARTITION BY person, m ORDER BY n) AS rm,
                    row_number() OVER (PARTITION BY person, m // 3 ORDER BY n) AS rq
                FROM (SELECT n, {first} + n % 12 AS m, {person} AS person
                      FROM range({rows // 3 + (year == 2024) * (rows % 3)}) AS s(n))"""
            target = f"{folder}/year={year}/part-00000.parquet"
            database.execute(f"COPY (SELECT {told} FROM ({source})) TO '{target}'")
            persons = f"{place}/persons-{rows}-{year}.parquet"
            database.execute(f"COPY (SELECT {DRAWN['month']} AS month, person FROM ({source})) TO '{persons}'")
    about = {"kind": kind.code, "version": kind.version, "rows": rows}
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    return folder


def measure() -> Iterator[Row]:
    """One indicator, persons, the whole dictionary, memory; at each size beside the same by hand."""
    django.setup()
    one_of: dict[int, Taken] = {}
    with tempfile.TemporaryDirectory() as name:
        for rows in SIZES:
            folder = _folder(Path(name), rows)
            yield from _at(folder, Path(name), rows, one_of)
        first, last = SIZES[0], SIZES[-1]
        grown = log(one_of[last].cpu / one_of[first].cpu) / log(last / first)
        told = f"{first:,} to {last:,} records"
        yield Row("P4b growth of one indicator", Amount(grown, EXPONENT), "", None, "≤ n^1.05", told)
        yield _memory(folder)


def _at(folder: Path, place: Path, rows: int, one_of: dict[int, Taken]) -> Iterator[Row]:
    runs = 5 if rows < SIZES[-1] else 3
    with Records.opened(folder) as records, duckdb.connect(config={"threads": 2}) as database:

        def by_hand() -> list[tuple[object, ...]]:
            return [row for text in BY_HAND.split(";") for row in database.execute(text.format(folder)).fetchall()]

        def ours() -> dict[tuple[str, ...], int]:
            return dict(count(indicator("I08P"), records, ("month",)).counts)

        mine, theirs = ours(), {tuple(row[:-1]): row[-1] for row in by_hand()}
        assert sum(value for key, value in mine.items() if "*" not in key) == sum(
            v for k, v in theirs.items() if len(k) == 2
        )
        one_of[rows] = taken(ours, runs)
        note = f"{len(theirs)} equal cells"
        yield Row(
            f"P4b I08P by month, {rows:,} records in files",
            one_of[rows],
            "by hand",
            taken(by_hand, runs),
            "≤ 1.2 ×",
            note,
        )
        files = f"{place}/persons-{rows}-*.parquet"
        told = dict(database.execute(PERSONS.format(files)).fetchall())
        table = count(indicator("I03"), records, ("month",))
        assert {key[0]: value for key, value in table.counts.items()} == {
            month or "*": value for month, value in told.items()
        }
        peer = taken(lambda: database.execute(PERSONS.format(files)).fetchall(), runs)
        mine_persons = taken(lambda: count(indicator("I03"), records, ("month",)), runs)
        yield Row(
            f"P4b persons by month, {rows:,} records", mine_persons, "count(distinct) by hand", peer, "≤ 1.2 ×", "equal"
        )
        requests = _dictionary()
        whole = taken(lambda: count_all(requests, records), min(runs, 3))
        yield Row(
            f"P4b {len(requests)} indicators, {rows:,} records", whole, "one of them (I08P)", one_of[rows], "≤ 10 ×"
        )


def _dictionary() -> list[Request]:
    """Every indicator of the kind by quarter, one whole dictionary."""
    known = [one for one in all_indicators().values() if one.kind.code == KIND]
    return [Request(one, ("quarter",) if "quarter" in one.by else ()) for one in known]


def _memory(folder: Path) -> Row:
    """The most a program of its own holds while it counts the whole dictionary."""
    program = "from tests.bench.bench_records import held; import sys; held(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", program, folder], check=True, capture_output=True, text=True)
    return Row(
        f"P4b most memory, {SIZES[-1]:,} records", Amount(float(done.stdout.split()[-1]), "MB"), "", None, "≤ 1 GB"
    )


def held(folder: str) -> None:
    """Count the dictionary over a folder and print the most megabytes this program has held."""
    django.setup()
    with Records.opened(Path(folder)) as records:
        count_all(_dictionary(), records)
    print(most_held())

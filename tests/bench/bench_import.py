"""P6: a file of about 30,000 rows brought into a centre by the command, and brought again; beside two floors."""

import csv
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.bench.installation import EMPTY, ROOT, Installation, planted
from tests.bench.rows import Amount, Row, Taken, own_processor, taken
from tests.bench.served import database_processor

ROWS = 30_000
PUBLISHED = ROOT.parent / "shared" / "data" / "linea144" / "linea144-2020.csv"


@dataclass(frozen=True)
class _Source:
    path: Path
    mapping: str
    rows: int
    day: str
    months_first: bool


@dataclass(frozen=True)
class _Ran:
    taken: Taken
    peak: float
    numbers: list[int]


def measure() -> Iterator[Row]:
    """The command with everything it does: start, reading, mapping, sealing, writing, one event."""
    made = planted()
    source = _source(made.home)
    reading, copying = _reading(source), _copying(made, source.rows)
    runs = [_imported(made, source, code) for code in EMPTY]
    again = _imported(made, source, EMPTY[0])
    for ran in runs:
        read, added, known, refused = ran.numbers
        assert (read, known) == (source.rows, 0)
        assert added + refused == read
    assert (again.numbers[1], sum(again.numbers[1:])) == (0, source.rows)
    first, peak = min((ran.taken for ran in runs), key=lambda figure: figure.cpu), max(ran.peak for ran in runs)
    note = f"{runs[0].numbers[1]:,} added, {runs[0].numbers[3]} refused; {source.rows / first.wall:,.0f} rows/s"
    bar = "1 M in ≤ 8 s: 0.24 s"
    yield Row(f"P6 import {source.rows:,} rows", first, "csv read and five checks a row", reading, bar, note)
    yield Row(
        "P6 the same", first, "COPY of sealed rows, committed", copying, "–", "command's and database's processor"
    )
    told = f"{again.numbers[2]:,} known, 0 added"
    yield Row("P6 the same file again", again.taken, "csv read and five checks a row", reading, "adds nothing", told)
    yield Row(
        "P6 most memory of the command",
        Amount(peak, "MB"),
        "",
        None,
        "≤ 300 MB",
        "one transaction, a thousand rows at a time",
    )


def _source(folder: Path) -> _Source:
    """The published records where they are beside the clone, else invented ones of the same number."""
    if PUBLISHED.exists():
        with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
            return _Source(PUBLISHED, "linea144", sum(1 for _ in csv.reader(file)) - 1, "fecha", True)
    chance, path = random.Random(ROWS), folder / "invented.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Tarih", "Kanal", "Temas türü", "Şiddet türü", "Yaş", "İlçe"))
        for _ in range(ROWS):
            day = f"{chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.2024"
            forms = "; ".join(chance.sample(("Fiziksel", "Psikolojik", "Ekonomik"), 2))
            writer.writerow((day, "Telefon", "Şiddet nedeniyle", forms, chance.randrange(15, 80), "Konak"))
    return _Source(path, "basit_cetele", ROWS, "Tarih", False)


def _imported(made: Installation, source: _Source, code: str) -> _Ran:
    """One run of the command, its processor time with the database's; the password is given as a pipe gives it."""
    lead = made.leads[code]
    argv = [
        sys.executable,
        "-m",
        "tests.bench.metered",
        "import",
        "contacts",
        str(source.path),
        "--map",
        source.mapping,
        "--centre",
        code,
    ]
    argv += ["--as", lead.staff.username, "--errors", str(made.home / "refused.csv")]
    began, before = time.perf_counter(), own_processor() + database_processor(made.home)
    process = subprocess.Popen(
        argv, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    said, complained = process.communicate(f"{lead.password}\n")
    assert process.returncode == 0, complained
    cpu = own_processor() + database_processor(made.home) - before
    numbers = [int(re.sub(r"\D", "", number)) for number in re.findall(r"\d[\d.,]*", said)[:4]]
    return _Ran(Taken(time.perf_counter() - began, cpu), float(complained.splitlines()[-1]), numbers)


def _reading(source: _Source) -> Taken:
    """The floor of the reading: every row taken apart, its day read, four answers held against what was seen."""

    def run() -> None:
        seen: list[set[str]] = [set() for _ in range(4)]
        with source.path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter="," if source.months_first else ";")
            place = next(rows).index(source.day)
            number = 0
            for row in rows:
                day = row[place]
                date.fromisoformat(day if source.months_first else f"{day[6:]}-{day[3:5]}-{day[:2]}")
                for held, answer in zip(seen, row[1:5], strict=True):
                    held.add(answer.strip().lower())
                number += 1
        assert number == source.rows

    return taken(run)


def _copying(made: Installation, rows: int) -> Taken:
    """The floor of the writing: rows of the same size, sealed beforehand, by COPY into a table with one key."""
    import psycopg

    server = made.server.create_database("bench_copy")
    entry: dict[str, Any] = server.owner
    told = {"host": entry["HOST"], "port": entry["PORT"], "user": entry["USER"], "password": entry["PASSWORD"]}
    body = os.urandom(900)
    with psycopg.connect(dbname="bench_copy", **told) as line:
        line.execute("CREATE TABLE copied (id uuid PRIMARY KEY, centre uuid, code text, body bytea)")

        def run() -> None:
            with line.cursor().copy("COPY copied FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["uuid", "uuid", "text", "bytea"])
                for number in range(rows):
                    copy.write_row((uuid4(), uuid4(), str(number), body))
            line.commit()

        figure = taken(run, 3, processor=lambda: own_processor() + database_processor(made.home))
        found = line.execute("SELECT count(*) FROM copied").fetchone()
    assert found == (rows * 4,)
    made.server.drop_database("bench_copy")
    return figure

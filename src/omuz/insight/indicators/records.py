"""Published records as a folder of Parquet files by year, written in a stream and counted where they lie.

Only for data somebody has published: a centre's own facts stay in memory (`facts.py`). Values are codes here
too, held against their lists while they are written.
"""

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

import duckdb
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.fact_kinds import PERIODS, FactKind, fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED, UNKNOWN
from omuz.foundation.catalogue.mappings import Mapped, Refused
from omuz.insight.indicators import sql
from omuz.insight.indicators.facts import Facts, Value, period_codes

BATCH: Final = 200_000
"""Rows held in memory at a time."""
MEMORY: Final = "600MB"
"""What the engine may hold before it writes to its own folder for things on the way."""
ABOUT: Final = "about.json"
_PART: Final = "part-{:05}.parquet"

Told = Callable[[int], None]
"""Is told how many rows have been taken so far."""


class Records:
    """A folder of records, opened to be counted; read by any number of threads, closed by whoever opened it."""

    dialect: Final = "duckdb"

    def __init__(self, folder: Path, kind: FactKind, rows: int) -> None:
        self.folder = folder
        self.kind = kind
        self._rows = rows
        self._spill = tempfile.TemporaryDirectory(prefix="omuz-")
        self._lock = threading.Lock()
        self._database = _engine(folder, Path(self._spill.name))
        self._database.execute(_view(kind, folder))
        self._distinct: dict[str, frozenset[Value]] = {}

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """The records in a folder. Raises UnreadableFile when there are none, or of another version of their kind."""
        try:
            about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            kind = fact_kind(str(about["kind"]))
            version, rows = int(about["version"]), int(about["rows"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableFile(_("%(folder)s bir kayıt klasörü değil.") % {"folder": folder}) from error
        if version != kind.version:
            raise UnreadableFile(
                _("%(folder)s eski bir tanımla yazılmış; kayıtları yeniden hazırlayın.") % {"folder": folder}
            )
        return cls(folder, kind, rows)

    def __len__(self) -> int:
        return self._rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_gone: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files and of what was written on the way."""
        self._database.close()
        self._spill.cleanup()

    def stop(self) -> None:
        """Break off whatever is being counted, from another thread: that call ends with duckdb.InterruptException."""
        self._database.interrupt()

    def distinct(self, column: str) -> frozenset[Value]:
        with self._lock, stoppable():
            if column not in self._distinct:
                rows = self._database.execute(sql.text_of(sql.occurring(self.kind, column))).fetchall()
                values = (tuple(value) if isinstance(value, list) else value for (value,) in rows)
                self._distinct[column] = frozenset(values)
        return self._distinct[column]

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        with self._lock, stoppable():
            return self._database.execute(query).fetchall()


def write_records(
    rows: Iterable[Mapped | Refused],
    kind: FactKind,
    folder: Path,
    *,
    told: Told = lambda _count: None,
    refused: Callable[[Refused], None] = lambda _row: None,
    batch: int = BATCH,
) -> int:
    """Write mapped rows as records into a new folder and return how many; memory does not grow with the rows.

    The folder appears whole or, whatever interrupts the work, not at all. Raises Uncoded for a value outside its
    list, FileExistsError when the folder is there already.
    """
    if folder.exists():
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with tempfile.TemporaryDirectory(prefix="omuz-") as spill, _engine(beside, Path(spill)) as database:
            writer = _Writer(kind, beside, database)
            count = writer.write(rows, told, refused, batch)
        about = {"kind": kind.code, "version": kind.version, "rows": count}
        (beside / ABOUT).write_text(json.dumps(about, sort_keys=True) + "\n", encoding="utf-8")
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


class _Writer:
    """Rows on their way into Parquet files: one file a batch and year."""

    def __init__(self, kind: FactKind, folder: Path, database: duckdb.DuckDBPyConnection) -> None:
        self._kind = kind
        self._folder = folder
        self._database = database
        self._batches = 0

    def write(
        self, rows: Iterable[Mapped | Refused], told: Told, refused: Callable[[Refused], None], batch: int
    ) -> int:
        count = 0
        taken: list[Mapped] = []
        for row in rows:
            if isinstance(row, Refused):
                refused(row)
                continue
            taken.append(row)
            if len(taken) == batch:
                count += self._put(taken)
                taken = []
                told(count)
        # An empty file says as much as a full one: there is a table, and nothing in it.
        if taken or not count:
            count += self._put(taken)
        told(count)
        return count

    def _put(self, taken: Sequence[Mapped]) -> int:
        columns: dict[str, Sequence[Value]] = {name: [NOT_ASKED] * len(taken) for name in self._kind.columns}
        columns |= {column.name: [row.answers[column.name] for row in taken] for column in self._kind.answers}
        periods = [period_codes(row.occurred_on) for row in taken]
        columns |= {name: [codes[place] for codes in periods] for place, name in enumerate(PERIODS)}
        put_batch(self._database, Facts(self._kind, columns), self._folder, self._batches)
        self._batches += 1
        return len(taken)


def put_batch(database: duckdb.DuckDBPyConnection, facts: Facts, folder: Path, number: int) -> None:
    """Write one batch of checked facts, a file for every year in it, under this number."""
    database.register("given", facts.arrays())
    names = ", ".join(f'"{name}"' for name in facts.kind.columns if name != "year")
    rows = sql.load_rows(facts.kind)
    for year in sorted(map(str, facts.distinct("year"))) or [UNKNOWN]:
        place = folder / f"year={year}"
        place.mkdir(exist_ok=True)
        target = _literal(str(place / _PART.format(number)))
        # Our own columns, a year out of its pattern and a quoted path: no text of anybody else is joined in.
        chosen = f"SELECT {names} FROM ({rows}) WHERE year = {_literal(year)}"  # noqa: S608  # see above
        with stoppable():
            database.execute(f"COPY ({chosen}) TO {target} (FORMAT parquet)")
    database.unregister("given")


@contextmanager
def stoppable() -> Iterator[None]:
    """Say Ctrl-C as Python says it: the engine reports it as a fault of its own."""
    try:
        yield
    except RuntimeError as fault:
        if "interrupted" not in str(fault).lower():
            raise
        raise KeyboardInterrupt from fault


def _engine(folder: Path, spill: Path) -> duckdb.DuckDBPyConnection:
    """An engine that sees this folder and no other, no network and no extension."""
    settings: Mapping[str, Any] = {
        "memory_limit": MEMORY,
        "threads": "2",
        "temp_directory": str(spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        # The order of rows must not depend on which thread was first: the same records are the same bytes.
        "preserve_insertion_order": "true",
    }
    database = duckdb.connect(":memory:", config=dict(settings))
    database.execute(f"SET allowed_directories = [{_literal(str(folder) + '/')}]")
    database.execute("SET parquet_metadata_cache = true")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database


def _view(kind: FactKind, folder: Path) -> str:
    """SQL that gives the files of a folder the name of their kind."""
    files = _literal(f"{folder}/*/*.parquet")
    names = ", ".join(f'"{name}"' for name in kind.columns)
    read = f"read_parquet({files}, hive_partitioning = true, hive_types = {{'year': VARCHAR}})"
    return f'CREATE VIEW "{kind.code}" AS SELECT {names} FROM {read}'  # noqa: S608  # our own columns and a quoted path


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""`make bench`: every workload that exists so far, as ratios to a peer or floor run in the same minute."""

import importlib
import os
import pkgutil
import platform
import sys
from pathlib import Path

import tests.bench
from tests.bench.rows import Row


def _seconds(value: float) -> str:
    return f"{value * 1000:,.1f} ms" if value < 1 else f"{value:,.2f} s"


def _line(row: Row) -> str:
    theirs = f"{_seconds(row.theirs.wall)} ({_seconds(row.theirs.cpu)})" if row.theirs else "—"
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else "—"
    ours = f"{_seconds(row.ours.wall)} ({_seconds(row.ours.cpu)})"
    return f"| {row.work} | {ours} | {row.peer} | {theirs} | {ratio} | {row.bar} | {row.note} |"


def main() -> int:
    """Run the named benchmarks, or all, and print one table; exit 1 when a workload could not be measured."""
    wanted = set(sys.argv[1:])
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; wall (processor), medians")
    print("| work | ours | peer or floor | theirs | ratio of processor time | bar | checked |")
    print("|---|---|---|---|---|---|---|")
    failed = 0
    for found in pkgutil.iter_modules([str(Path(tests.bench.__file__).parent)]):
        name = found.name.removeprefix("bench_")
        if not found.name.startswith("bench_") or (wanted and name not in wanted):
            continue
        try:
            for row in importlib.import_module(f"tests.bench.{found.name}").measure():
                print(_line(row), flush=True)
        except Exception as error:  # noqa: BLE001  # one workload that cannot run must not hide the others
            failed += 1
            print(f"| {name} | not measured: {type(error).__name__}: {error} | | | | | |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

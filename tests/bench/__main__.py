"""`make bench`: every workload that exists so far, as ratios to a peer or floor run in the same minute."""

import importlib
import os
import pkgutil
import platform
import sys
import time
from pathlib import Path

import tests.bench
from tests.bench import installation
from tests.bench.rows import Row


def _line(row: Row) -> str:
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else "—"
    return f"| {row.work} | {row.ours} | {row.peer or '—'} | {row.theirs or '—'} | {ratio} | {row.bar} | {row.note} |"


def main() -> int:
    """Run the named benchmarks, or all, and print one table; exit 1 when a workload could not be measured."""
    began, wanted = time.monotonic(), set(sys.argv[1:])
    load = os.getloadavg()[0]
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start")
    print("Time is wall (processor); medians.\n")
    print("| work | ours | peer or floor | theirs | ratio of processor time | bar | checked |")
    print("|---|---|---|---|---|---|---|", flush=True)
    failed = 0
    with installation.scratch_home():
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
    print(f"\n{time.monotonic() - began:,.0f} s in all, load {os.getloadavg()[0]:.1f} at the end")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

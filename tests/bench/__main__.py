"""`make bench`: every workload that exists so far, as ratios to a peer or floor run in the same minute."""

import importlib
import os
import pkgutil
import platform
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import tests.bench
from tests.bench import installation, results

LAST = ("memory", "load", "growth")
"""They change the installation the others read, so they come after them."""


def main() -> int:
    """Run the named benchmarks, or all, keep what they came to, make the page anew; exit 1 when one could not run.

    A part of the work (BENCH_SHARE) shows that a workload runs; figures that depend on it are printed, never kept.
    """
    began, wanted = time.monotonic(), set(sys.argv[1:])
    names = ordered(each.name for each in pkgutil.iter_modules([str(Path(tests.bench.__file__).parent)]))
    if wanted - set(names):
        print(f"unknown: {' '.join(sorted(wanted - set(names)))}; there are {' '.join(names)}", file=sys.stderr)
        return 2
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, load {os.getloadavg()[0]:.1f} at the start")
    print("Time is wall (processor); medians.\n")
    print("| work | ours | peer or floor | theirs | ratio of processor time | bar | checked |")
    print("|---|---|---|---|---|---|---|", flush=True)
    failed = 0
    with installation.scratch_home():
        for name in names if not wanted else [name for name in names if name in wanted]:
            busy, lines = os.getloadavg()[0], []
            try:
                workload = importlib.import_module(f"tests.bench.bench_{name}")
                for row in workload.measure():
                    lines.append(results.told(row))
                    print(results.table_line(lines[-1]), flush=True)
                beside = f"{busy:.1f} before and {os.getloadavg()[0]:.1f} after"
                if installation.SHARE == 1 or getattr(workload, "ALIKE_AT_ANY_SHARE", False):
                    results.keep(results.Kept(name, f"{datetime.now(UTC):%Y-%m-%d}", machine, beside, tuple(lines)))
            except Exception as error:  # noqa: BLE001  # one workload that cannot run must not hide the others
                failed += 1
                print(f"| {name} | not measured: {type(error).__name__}: {error} | | | | | |", flush=True)
    results.compose()
    print(f"\n{time.monotonic() - began:,.0f} s in all, load {os.getloadavg()[0]:.1f} at the end")
    return 1 if failed else 0


def ordered(modules: Iterable[str]) -> list[str]:
    """Names of the workloads among the modules of this folder, in the order in which they may follow each other."""
    names = sorted(name.removeprefix("bench_") for name in modules if name.startswith("bench_"))
    return [name for name in names if name not in LAST] + [name for name in LAST if name in names]


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: every workload that exists so far, as ratios to a peer or floor run in the same minute."""

import importlib
import os
import pkgutil
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import tests.bench
from tests.bench import installation, results


def main() -> int:
    """Run the named benchmarks, or all, keep what they came to, make the page anew; exit 1 when one could not run."""
    began, wanted = time.monotonic(), set(sys.argv[1:])
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, load {os.getloadavg()[0]:.1f} at the start")
    print("Time is wall (processor); medians.\n")
    print("| work | ours | peer or floor | theirs | ratio of processor time | bar | checked |")
    print("|---|---|---|---|---|---|---|", flush=True)
    failed = 0
    with installation.scratch_home():
        for found in pkgutil.iter_modules([str(Path(tests.bench.__file__).parent)]):
            name = found.name.removeprefix("bench_")
            if not found.name.startswith("bench_") or (wanted and name not in wanted):
                continue
            busy, lines = os.getloadavg()[0], []
            try:
                for row in importlib.import_module(f"tests.bench.{found.name}").measure():
                    lines.append(results.told(row))
                    print(results.table_line(lines[-1]), flush=True)
                beside = f"{busy:.1f} before and {os.getloadavg()[0]:.1f} after"
                results.keep(results.Kept(name, f"{datetime.now(UTC):%Y-%m-%d}", machine, beside, tuple(lines)))
            except Exception as error:  # noqa: BLE001  # one workload that cannot run must not hide the others
                failed += 1
                print(f"| {name} | not measured: {type(error).__name__}: {error} | | | | | |", flush=True)
    results.compose()
    print(f"\n{time.monotonic() - began:,.0f} s in all, load {os.getloadavg()[0]:.1f} at the end")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""P4a: the vault of a centre of 25,000 contacts opened and the whole dictionary counted, cold and warm, with memory."""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.bench_files import FILES, planted_files
from tests.bench.installation import ROOT, SIZES, WHOLE, planted
from tests.bench.rows import Amount, Row, Taken

STARTS = 3


def measure() -> Iterator[Row]:
    """Each figure from processes of their own, so that the first opening is a first one and the peak is its peak."""
    made = planted()
    lead = made.leads[WHOLE]
    planted_files(made, WHOLE)
    argv = [sys.executable, "-m", "tests.bench.whole_centre", lead.staff.username, lead.password]
    told: list[dict[str, Any]] = []
    for _ in range(STARTS):
        said = subprocess.run(argv, cwd=ROOT, check=True, capture_output=True, text=True)
        told.append(json.loads(said.stdout))
        assert told[-1]["rows"] == SIZES[WHOLE]

    def of(name: str) -> Taken:
        return Taken(median(each[name][0] for each in told), median(each[name][1] for each in told))

    peak, before = (median(each[name] for each in told) for name in ("peak", "before"))
    number, note = told[0]["indicators"], f"{told[0]['rows']:,} contacts and {FILES:,} files"
    least = "one decryption and one parse a contact"
    yield Row(f"P4a open and count {number} indicators, cold", of("cold"), least, of("floor"), "≤ 1.5 s", note)
    yield Row("P4a the same in the session, warm", of("warm"), "the counting alone", of("counting"), "≤ 150 ms", note)
    held = f"{peak - before:,.0f} MB of them for this work; nothing on disk"
    yield Row("P4a most memory", Amount(peak, "MB"), "before opening", Amount(before, "MB"), "≤ 200 MB", held)

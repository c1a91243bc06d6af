"""Every row of the list of tests is answered: by a measured line, by a test that exists, or by what lacks."""

import re
from pathlib import Path

from tests.trust import page
from tests.trust.promised import Line, Run, keep, kept

ROWS = [f"R{n}" for n in range(1, 16)] + [f"S{n}" for n in range(1, 38)] + [f"D{n}" for n in range(1, 11)]
TESTS = Path(__file__).resolve().parents[1]


def test_every_row_is_asked_once_and_answered() -> None:
    rows = page.asked()
    numbered = sorted((row.promise for row in rows if row.promise in ROWS), key=ROWS.index)
    assert numbered == ROWS
    named = {match for path in TESTS.rglob("test_*.py") for match in re.findall(r"def (test_\w+)", path.read_text())}
    measured = {line.promise for run in kept(page.RUNS) for line in run.lines}
    for row in rows:
        assert row.asked, row.promise
        assert set(row.tests) <= named, f"{row.promise} names tests that are not there: {set(row.tests) - named}"
        assert row.tests or row.lacks or row.promise in measured, f"{row.promise} is not answered"


def test_the_page_is_as_the_runs_told_it() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(kept(page.RUNS), page.asked())


def test_a_line_that_broke_is_told_with_what_lacks(tmp_path: Path) -> None:
    line = Line("R2", "kills", 10, 9, "median 1 s", "0 lost", unmet="one save")
    keep(tmp_path, Run("kills.web", "2026-11-23", 1, 1.0, (line,)))
    assert line.lost == 1
    told = page.page(kept(tmp_path), [page.Asked("R2", "kill -9", (), "one save")])
    assert "| R2 | kills | 10 | 9 | 1 | median 1 s **Not met:** one save | 0 lost | 2026-11-23, 1, 1 |" in told
    assert "| R2 | kill -9 | measured above | one save |" in told

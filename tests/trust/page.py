"""Makes docs/trust.md from the kept runs and the lists of what was asked (asked/)."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.trust.promised import Line, Run, kept

ROOT = Path(__file__).resolve().parents[2]
RUNS = ROOT / "docs" / "trust"
PAGE = ROOT / "docs" / "trust.md"
ASKED = Path(__file__).with_name("asked")

HEAD = """# What was promised, and what was tried

Made by `make trust` from the runs in [trust/](trust/); nothing here is written by hand except the second table, which
comes from `tests/trust/asked/`. One line a promise: how often it was tried, how often it held, what broke. `make test`
tries each of them with a small share of the attempts.
"""


@dataclass(frozen=True)
class Asked:
    """One row of the list of tests: its number, what is asked, the tests that hold it, and what lacks."""

    promise: str
    asked: str
    tests: tuple[str, ...]
    lacks: str


def asked() -> list[Asked]:
    """Every row of the lists, in the order of its number."""
    rows = []
    for path in ASKED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [
                Asked(each["promise"], each["asked"], tuple(each["tests"].split()), each["lacks"])
                for each in csv.DictReader(lines)
            ]
    return sorted(rows, key=lambda row: _order(row.promise))


def page(runs: list[Run], rows: list[Asked]) -> str:
    """The whole page as Markdown."""
    parts = [
        HEAD,
        "\n## Measured\n",
        _measured(runs),
        "\n## Everything asked, and what answers it\n",
        _answers(runs, rows),
    ]
    return "\n".join(parts)


def _measured(runs: list[Run]) -> str:
    head = "| promise | tried what | tried | survived | lost | figure | bar | day, share, seed |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    told = sorted(((line, run) for run in runs for line in run.lines), key=lambda pair: _order(pair[0].promise))
    lines += [_row(line, run) for line, run in told]
    return "\n".join(lines) + "\n"


def _row(line: Line, run: Run) -> str:
    figure = f"{line.figure} **Not met:** {line.unmet}" if line.unmet else line.figure
    how = f"{run.day}, {run.share:g}, {run.seed}"
    cells = (line.promise, line.what, f"{line.tried:,}", f"{line.survived:,}", f"{line.lost:,}", figure, line.bar, how)
    return f"| {' | '.join(each.replace('|', '/') for each in cells)} |"


def _answers(runs: list[Run], rows: list[Asked]) -> str:
    measured = {line.promise for run in runs for line in run.lines}
    lines = ["| row | asked | answered by | what lacks |", "|---|---|---|---|"]
    for row in rows:
        by = ["measured above"] if row.promise in measured else []
        by += [f"`{test}`" for test in row.tests]
        lines.append(f"| {row.promise} | {row.asked} | {' · '.join(by) or '—'} | {row.lacks or '—'} |")
    return "\n".join(lines) + "\n"


def _order(promise: str) -> tuple[str, int, str]:
    number = "".join(filter(str.isdigit, promise))
    return promise[:1], int(number or 0), promise


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(kept(RUNS), asked()), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

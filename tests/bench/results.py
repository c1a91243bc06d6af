"""Keeps what each workload came to in docs/bench/, and makes docs/bench.md with its charts from all that is kept.

A single workload can be run again: its file is replaced, the page is made anew from every file there is.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.rows import Row

ROOT = Path(__file__).resolve().parents[2]
FOLDER, PAGE = ROOT / "docs" / "bench", ROOT / "docs" / "bench.md"
BY_HAND = FOLDER / "by_hand.md"
"""What no machine writes: how to read the figures, and what is over its bar and why."""
HEAD = """# What the work costs

Made by `make bench` from the runs in [bench/](bench/) and from [bench/by_hand.md](bench/by_hand.md); edit that file,
not this one. `.venv/bin/python -m tests.bench load growth` runs some of the workloads again and keeps the others:
{names}.
Time is wall (processor), medians; a ratio compares processor time, or the amounts named. Below one, ours is the less.
"""
_WIDTH, _LINE, _LABEL = 760, 22, 400


@dataclass(frozen=True)
class Line:
    """One row of the table as it is told, and its ratio to the peer or floor; None without one."""

    work: str
    ours: str
    peer: str
    theirs: str
    ratio: float | None
    bar: str
    note: str


@dataclass(frozen=True)
class Kept:
    """What one workload came to, on which day, on which machine, beside how much other work."""

    name: str
    day: str
    machine: str
    load: str
    lines: tuple[Line, ...]


def told(row: Row) -> Line:
    """A measured row in words."""
    return Line(row.work, str(row.ours), row.peer, str(row.theirs or ""), row.ratio, row.bar, row.note)


def keep(kept: Kept) -> None:
    """Lay what a workload came to in the place of its last run."""
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
    (FOLDER / f"{kept.name}.json").write_text(text + "\n", encoding="utf-8")


def everything() -> list[Kept]:
    """Every workload that was ever kept, in the order of the table of promises."""
    found: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")]
    all_kept = [Kept(**{**each, "lines": tuple(Line(**line) for line in each["lines"])}) for each in found]
    return sorted(all_kept, key=lambda kept: (_number(kept), kept.name))


def compose() -> None:
    """Write the page and one chart a workload anew."""
    found = everything()
    for kept in found:
        chart = _chart(kept)
        if chart:
            (FOLDER / f"{kept.name}.svg").write_text(chart, encoding="utf-8")
    PAGE.write_text(page(found, BY_HAND.read_text("utf-8")), encoding="utf-8")


def page(found: Sequence[Kept], by_hand: str) -> str:
    """The whole page: a chart and a table for each workload, then what is written by hand."""
    parts = [HEAD.format(names=" ".join(sorted(f"`{kept.name}`" for kept in found)))]
    for kept in found:
        parts.append(f"\n## {kept.name}\n\n{kept.day}, {kept.machine}, load {kept.load}.\n")
        if _drawn(kept):
            parts.append(f"![ratio to the peer or floor](bench/{kept.name}.svg)\n")
        parts.append("| work | ours | peer or floor | theirs | ratio | bar | checked |\n|---|---|---|---|---|---|---|")
        parts += [table_line(line) for line in kept.lines]
    return "\n".join([*parts, "", by_hand])


def table_line(line: Line) -> str:
    """One row of the page's table."""
    ratio = "—" if line.ratio is None else f"{line.ratio:.2f}"
    cells = (line.work, line.ours, line.peer or "—", line.theirs or "—", ratio, line.bar, line.note)
    return f"| {' | '.join(each.replace('|', '/') for each in cells)} |"


def _number(kept: Kept) -> int:
    found = re.search(r"\bP(\d+)", " ".join(line.work for line in kept.lines))
    return int(found.group(1)) if found else 4


def _drawn(kept: Kept) -> list[dict[str, Any]]:
    """What a chart shows of a workload: rows with a ratio."""
    return [
        {"work": f"{line.work} / {line.peer}", "ratio": line.ratio, "place": place}
        for place, line in enumerate(kept.lines)
        if line.ratio
    ]


def _chart(kept: Kept) -> str:
    """Ratios as bars from the line of one, each doubling a step: to the left ours is less, to the right more."""
    import vl_convert

    drawn = _drawn(kept)
    if not drawn:
        return ""
    scale = {"type": "log", "base": 2}
    y = {"field": "work", "type": "nominal", "sort": {"field": "place"}, "title": None, "axis": {"labelLimit": _LABEL}}
    bar = {
        "x": {"field": "ratio", "type": "quantitative", "scale": scale, "title": "ours ÷ theirs"},
        "x2": {"datum": 1},
        "y": y,
        "color": {"condition": {"test": "datum.ratio <= 1", "value": "#2b6a5b"}, "value": "#b3541e"},
    }
    figure = {"x": bar["x"], "y": y, "text": {"field": "ratio", "format": ".2f"}}
    spec = {
        "width": _WIDTH - _LABEL, "height": {"step": _LINE}, "background": "white", "data": {"values": drawn},
        "layer": [
            {"mark": {"type": "bar", "height": 12}, "encoding": bar},
            {"mark": {"type": "text", "dx": 18, "fontSize": 11}, "encoding": figure},
        ],
    }  # fmt: skip
    return str(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="v5.20", allowed_base_urls=[]))


if __name__ == "__main__":
    compose()
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")

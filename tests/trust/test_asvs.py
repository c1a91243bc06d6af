"""The walk through ASVS 5.0.0: whole, honest in its form, and pointing at tests and files that exist."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.trust.promised import Line
from tools import asvs

ROOT = Path(__file__).resolve().parents[2]
OF_LEVELS = {1: 70, 2: 183, 3: 92}
"""How many requirements the standard has at each level."""
FIRST_TWO = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13,
             16: 16, 17: 7}  # fmt: skip
"""Chapter of the standard → its requirements of levels 1 and 2."""
LONGEST = 12


def _named_tests() -> set[str]:
    told = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for text in told for name in re.findall(r"def (test_\w+)", text)}


def test_every_requirement_is_answered_and_the_page_is_as_made(promised: Callable[[Line], None]) -> None:
    rows, tests = asvs.requirements(), _named_tests()
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(rows)
    assert [row.number for row in rows] == sorted({row.number for row in rows}, key=_order)
    assert {level: sum(row.level == level for row in rows) for level in OF_LEVELS} == OF_LEVELS
    found = {chapter: sum(row.level < 3 and row.chapter == chapter for row in rows) for chapter in FIRST_TWO}
    assert found == FIRST_TWO
    for row in rows:
        missing = [name for name in row.evidence if not _exists(name, tests)]
        assert not missing, f"{row.number} names what is not there: {missing}"
        assert row.evidence if row.answer == "met" else row.note, f"{row.number} says neither where nor why"
        assert len(row.requirement.split()) <= LONGEST, row.number
    promised(_line(rows, {1, 2}, "levels 1 and 2"))
    promised(_line(rows, {3}, "level 3"))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _exists(name: str, tests: set[str]) -> bool:
    return name in tests if name.startswith("test_") else (ROOT / name).exists()


def _line(rows: list[asvs.Requirement], levels: set[int], what: str) -> Line:
    meant = [row for row in rows if row.level in levels and row.answer != "not applicable"]
    gaps = [row.number for row in meant if row.answer == "gap"]
    away = sum(row.level in levels for row in rows) - len(meant)
    figure = f"{len(meant) - len(gaps)} met, {len(gaps)} gaps, {away} not applicable, by our own judgement"
    unmet = f"gaps {' '.join(gaps)}, each with its reason on docs/asvs.md" if gaps else ""
    bar = "every applicable one met" if levels == {1, 2} else "≥ 60 of 80"
    return Line("S1", f"requirements of {what}", len(meant), len(meant) - len(gaps), figure, bar, unmet=unmet)


def test_how_a_weakness_is_answered_is_written_down() -> None:
    told = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert "within 24 hours" in told
    assert "within 7 days" in told
    assert "No external review has been done" in told
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")

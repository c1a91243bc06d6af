"""Makes docs/asvs.md from docs/asvs.csv: the walk through OWASP ASVS 5.0.0, requirement by requirement."""

import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS = ROOT / "docs" / "asvs.csv"
PAGE = ROOT / "docs" / "asvs.md"
ANSWERS = ("met", "gap", "not applicable")
CHAPTERS = {
    1: "Encoding and sanitising", 2: "Validation and business logic", 3: "Web front end", 4: "Services", 5: "Files",
    6: "Authentication", 7: "Sessions", 8: "Authorisation", 9: "Self-contained tokens", 10: "OAuth and OpenID Connect",
    11: "Cryptography", 12: "Communication", 13: "Configuration", 14: "Data protection", 15: "Coding and architecture",
    16: "Logging and errors", 17: "WebRTC",
}  # fmt: skip

HEAD = """# OWASP ASVS 5.0.0

Each requirement of the [Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/)
5.0.0 by its number, in our own few words; the standard's text is what counts. *Met* names the tests that hold it or the
file in which it can be read; a *gap* says what lacks; *not applicable* says why. The walk was made by the people who
wrote the program. Nobody outside has checked it. Made from [asvs.csv](asvs.csv) by `tools/asvs.py`.
"""


@dataclass(frozen=True)
class Requirement:
    """One requirement: its number (6.2.1), level (1 to 3), wording of ours, answer, evidence and note."""

    number: str
    level: int
    requirement: str
    answer: str
    evidence: tuple[str, ...]
    note: str

    @property
    def chapter(self) -> int:
        """The number of its chapter."""
        return int(self.number.partition(".")[0])


def requirements(path: Path = ROWS) -> list[Requirement]:
    """Every row of the walk, in its order. Raises ValueError for an answer that is none."""
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["answer"] not in ANSWERS:
                raise ValueError(f"{row['number']}: “{row['answer']}” is no answer")
            found.append(
                Requirement(
                    row["number"],
                    int(row["level"]),
                    row["requirement"],
                    row["answer"],
                    tuple(row["evidence"].split()),
                    row["note"],
                )
            )
    return found


def page(rows: list[Requirement]) -> str:
    """The whole page as Markdown."""
    parts = [HEAD, _counts(rows)]
    for number, name in CHAPTERS.items():
        of_chapter = [row for row in rows if row.chapter == number]
        if of_chapter:
            lines = [f"## V{number} {name}", "", "| number | level | requirement | answer | evidence | note |"]
            lines += ["|---|---|---|---|---|---|", *(_line(row) for row in of_chapter)]
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _counts(rows: list[Requirement]) -> str:
    lines = ["| level | requirements | met | gap | not applicable |", "|---|---|---|---|---|"]
    for name, levels in (("1", {1}), ("2", {2}), ("1 and 2", {1, 2}), ("3", {3}), ("all", {1, 2, 3})):
        of_level = [row for row in rows if row.level in levels]
        counted = Counter(row.answer for row in of_level)
        lines.append(f"| {name} | {len(of_level)} | {' | '.join(str(counted[answer]) for answer in ANSWERS)} |")
    return "\n".join(lines) + "\n"


def _line(row: Requirement) -> str:
    evidence = " ".join(f"`{each}`" for each in row.evidence)
    return f"| {row.number} | {row.level} | {row.requirement} | {row.answer} | {evidence} | {row.note} |"


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(requirements()), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

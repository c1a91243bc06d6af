"""What became of a text since it was copied: word by word, for a reader."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\s]+")


class Fate(StrEnum):
    """What became of one piece of a template."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words that stayed (`same`), came (`added`) or went (`gone`)."""

    kind: str
    words: str


def differences(before: str, after: str) -> list[Run]:
    """Runs of words in reading order; what went stands before what came in its place."""
    old, new = _WORDS.findall(before.strip()), _WORDS.findall(after.strip())
    runs: list[Run] = []
    for what, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        runs += [
            Run(kind, words) for kind, words in (("gone", "".join(old[a:b])), ("added", "".join(new[c:d]))) if words
        ]
    return runs


def fate(before: str, after: str) -> Fate:
    """Blanks and line ends are no change."""
    old, new = before.split(), after.split()
    if old == new:
        return Fate.KEPT
    if not old:
        return Fate.ADDED
    return Fate.CHANGED if new else Fate.DROPPED

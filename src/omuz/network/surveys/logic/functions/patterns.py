"""Regular expressions of a form's author, which may not run away: hers to write, everybody's server to run."""

import re
from functools import lru_cache
from typing import Any

PLAIN_LETTERS = 5_000
SIMPLE, SEVERAL, NESTED = 0, 1, 2
_TRIED = {SEVERAL: 200, NESTED: 20}
"""How long a text may be where the linear engine does not know the pattern and trying may take long."""


def matches(text: str, pattern: str) -> bool:
    """Whether the whole text fits; False for a pattern nobody can read."""
    compiled = _compiled(pattern)
    if compiled is None or len(text) > PLAIN_LETTERS:
        return False
    danger = _danger(pattern)
    if danger != SIMPLE:
        linear = _linear(text, pattern)
        if linear is not None:
            return linear
        if len(text) > _TRIED[danger]:
            return False
    return compiled.fullmatch(text) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> "re.Pattern[str] | None":
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError):
        return None


@lru_cache(maxsize=512)
def _danger(pattern: str) -> int:
    """How trying a pattern may grow: not at all with one repetition, with several, or with repeated groups."""
    bare = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "x", pattern).replace("(?", "(")
    if re.search(r"\)[*+?{]", bare):
        return NESTED
    return SEVERAL if len(re.findall(r"[*+?]|\{\d*,\d*\}", bare)) > 1 else SIMPLE


def _linear(text: str, pattern: str) -> bool | None:
    """The answer of an engine whose time grows with the text alone; None where it does not know the pattern."""
    import duckdb

    try:
        with _engine().cursor() as cursor:
            found: Any = cursor.execute("select regexp_full_match(?, ?)", [text, pattern]).fetchone()
    except duckdb.Error:
        return None
    return bool(found and found[0])


@lru_cache(maxsize=1)
def _engine() -> Any:
    import duckdb

    return duckdb.connect(":memory:")

"""Every regular expression of ours, and how its work grows with texts made to hurt it."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "omuz"
PUMPS = (
    "a", "A", "1", " ", ".", "-", "/", "@", "'", "_", "(", ",", ":", "*", '"', "[", "{", "<", "\n", "ğ", "0", "&lt;",
    "a ", "1 ", "1.", "a.", "a-", "A ", "Aa ", "a'", "**a", "__a", "[a", "{{ ", "1-", "1,", "a@", "=", "TR00", "%a",
)  # fmt: skip
"""What the texts are made of, repeated; letters, digits, every sign a pattern of ours stops at, and pairs of them."""
ENDS = ("", "\x00", "!")
STEADY = 0.002
"""Processor seconds below which a measured growth says nothing."""
LINEAR, WORST = 9.0, 40.0
"""Four times the text may cost four times (linear) or sixteen (its square); sixty-four is more than may be."""


def patterns() -> dict[str, "re.Pattern[str] | re.Pattern[bytes]"]:
    """Where it stands → pattern, for every one written out in the source, with the flags named there."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _asks(node):
                assert isinstance(node, ast.Call)
                text, flags = _said(node.args[0]), re.NOFLAG
                for more in ast.walk(ast.Module([ast.Expr(each) for each in node.args[1:]], [])):
                    if isinstance(more, ast.Attribute) and isinstance(getattr(re, more.attr, None), re.RegexFlag):
                        flags |= getattr(re, more.attr)
                if text is not None:
                    found[f"{path.relative_to(SOURCE)}:{node.lineno}"] = re.compile(text, flags)
    return found


def _asks(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr not in ("escape", "error")
        and bool(node.args)
    )


def _said(node: ast.expr) -> "str | bytes | None":
    """The pattern as written; a part that is put in is taken for a word, as it is in ours."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else "a" for each in node.values]
        return "".join(map(str, parts))
    return None


def texts(length: int) -> Iterator[str]:
    """Texts of that many characters, each one thing over and over with an end that does not fit."""
    for pump in PUMPS:
        for end in ENDS:
            yield (pump * (length // len(pump) + 1))[:length] + end


def growth(pattern: "re.Pattern[str] | re.Pattern[bytes]", longest: int) -> float:
    """How many times longer the worst text takes when it is four times as long; 0 where none takes measurable time.

    Lengths grow fourfold from five to `longest`; a pattern that explodes is left at the first step that shows it.
    """
    before: list[float] = []
    length, worst = 5, 0.0
    while length <= longest and worst <= WORST:
        now: list[float] = []
        for place, text in enumerate(texts(length)):
            now.append(_seconds(pattern, text))
            if before and now[-1] > STEADY:
                worst = max(worst, now[-1] / max(before[place], 1e-6))
            if worst > WORST:
                break
        before, length = now, length * 4
    return worst


def _seconds(pattern: "re.Pattern[str] | re.Pattern[bytes]", text: str) -> float:
    """Processor seconds of this thread for every match of a text, the least of three."""
    least = float("inf")
    for _ in range(3):
        began = time.thread_time()
        for _match in pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode()):  # type: ignore[arg-type]  # the kind is the pattern's
            pass
        least = min(least, time.thread_time() - began)
    return least

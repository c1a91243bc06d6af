"""Files and functions stay small enough to be read by a stranger."""

import ast
from collections.abc import Iterator

import pytest

from tests.promises.tree import files, label

FUNCTION_LINES = 50
FILE_LINES = 400
VIEW_LINES = 25
TEMPLATE_LINES = 150


def _functions() -> Iterator[tuple[str, int]]:
    for path in files(".py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{label(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_fifty_lines() -> None:
    assert {name: size for name, size in _functions() if size > FUNCTION_LINES} == {}


def test_nearly_all_functions_are_under_thirty_five_lines() -> None:
    sizes = [size for _, size in _functions()]
    assert sum(size < 35 for size in sizes) / len(sizes) >= 0.95


@pytest.mark.parametrize(
    ("suffix", "most"), [(".py", FILE_LINES), (".css", 900), (".js", FILE_LINES), (".html", TEMPLATE_LINES)]
)
def test_no_file_is_over_its_size(suffix: str, most: int) -> None:
    over = {label(path): size for path in files(suffix) if (size := len(path.read_text("utf-8").splitlines())) > most}
    assert over == {}


def test_no_view_is_longer_than_twenty_five_lines() -> None:
    over = {
        name: size
        for name, size in _functions()
        if name.startswith("src/") and ("views.py:" in name or "/views/" in name) and size > VIEW_LINES
    }
    assert over == {}

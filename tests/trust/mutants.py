"""Mutants: one operator, constant or condition of a module written wrongly, and whether its own tests notice.

Run as `python -m tests.trust.mutants module how-many seed answer.json tests…`. The tests are collected once; every
mutant lives in a forked child, where the code of one function is exchanged, and dies with it.
"""

import ast
import copy
import functools
import importlib
import inspect
import json
import os
import random
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

PATIENCE = 120
"""Seconds a mutant may run; one that hangs was noticed."""
_OTHER: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.And: ast.Or,
    ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: in which function, on which line, from what to what, and the code of that function then."""

    function: str
    line: int
    what: str
    code: CodeType

    def __str__(self) -> str:
        return f"{self.function}:{self.line} {self.what}"


def mutants_of(source: str, name: str) -> list[Mutant]:
    """Every mutant of the functions of a module, in the order of its lines."""
    tree = ast.parse(source)
    found = []
    for path, function in _functions(tree, ""):
        for place, _node in enumerate(_sites(function)):
            changed = copy.deepcopy(tree)
            target = dict(_functions(changed, ""))[path]
            node = _sites(target)[place]
            line, what = node.lineno, _change(node, target)
            if what:
                compiled = compile(ast.fix_missing_locations(changed), name, "exec")
                found.append(Mutant(path, line, what, _code(compiled, path)))
    return found


def _functions(tree: Any, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Qualified name and function, those inside another left to it."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node


def _sites(function: ast.FunctionDef) -> list[Any]:
    """Places of a function's body that can be written wrongly."""
    return [node for part in function.body for node in ast.walk(part) if _told(node)]


def _told(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in _OTHER
    if isinstance(node, ast.BoolOp | ast.BinOp):
        return type(node.op) in _OTHER
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, bool)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name | ast.Call | ast.Attribute)
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))


def _change(node: Any, function: ast.FunctionDef) -> str:
    """Write the node wrongly where it stands; what was done in words, empty where nothing could be."""
    before = ast.unparse(node).splitlines()[0][:60]
    if isinstance(node, ast.Compare):
        node.ops[0] = _OTHER[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = _OTHER[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
    elif isinstance(node, ast.If):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    else:
        new = node.operand if isinstance(node, ast.UnaryOp) else ast.Pass()
        _Put(node, new).visit(function)
        return f"{before} → {ast.unparse(new)[:60]}"
    return f"{before} → {ast.unparse(node).splitlines()[0][:60]}"


class _Put(ast.NodeTransformer):
    """One node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, ast.copy_location(new, old)

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def _code(code: CodeType, path: str) -> CodeType:
    """The code of a function by its qualified name."""
    for name in path.split("."):
        code = next(each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name)
    return code


def function_of(module: Any, path: str) -> FunctionType | None:
    """The function as it is called, out of whatever wraps it; None where the module replaced it."""
    found: Any = module
    for name in path.split("."):
        found = inspect.getattr_static(found, name, None)
    if isinstance(found, staticmethod | classmethod):
        found = found.__func__
    elif isinstance(found, property):
        found = found.fget
    elif isinstance(found, functools.cached_property):
        found = found.func
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found if isinstance(found, FunctionType) and found.__module__ == module.__name__ else None


class Runner:
    """Runs the collected tests once as they are, then once for each mutant drawn."""

    def __init__(self, module: str, number: int, seed: int) -> None:
        self.module, self.number, self.seed = module, number, seed
        self.outcome: dict[str, list[str]] = {"killed": [], "survived": []}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of one run of the tests: many."""
        module = importlib.import_module(self.module)
        path = Path(str(module.__file__))
        every = mutants_of(path.read_text(encoding="utf-8"), str(path))
        told = [(each, made) for each in every if (made := function_of(module, each.function))]
        drawn = random.Random(self.seed).sample(told, min(self.number, len(told)))
        assert _passes(session, None), "the tests fail with nothing changed"
        for each, function in drawn:
            kind = "survived" if _passes(session, (function, each.code)) else "killed"
            self.outcome[kind].append(str(each))
        return True


def _passes(session: pytest.Session, change: tuple[FunctionType, CodeType] | None) -> bool:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.alarm(PATIENCE)  # kills the child
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    failed = True
    try:
        if change:
            change[0].__code__ = change[1]
        for place, item in enumerate(session.items):
            following = session.items[place + 1] if place + 1 < len(session.items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        failed = bool(session.testsfailed)
    finally:
        os._exit(failed)


def main(module: str, number: str, seed: str, answer: str, *tests: str) -> int:
    """Try so many mutants of a module and write what came of each."""
    runner = Runner(module, int(number), int(seed))
    ended = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests], plugins=[runner])
    Path(answer).write_text(json.dumps(runner.outcome, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Reads the conditions and calculations of a form (XPath as the standard uses it) into trees both sides can follow.

A tree is made of tuples, so that the very same tree travels to the browser as JSON:

    ("num", 1.5) ("str", "x") ("neg", a) ("op", "and" | "=" | "+" | …, a, b) ("union", a, b)
    ("call", name, (arguments…)) ("filter", a, (predicates…))
    ("path", "/" | "." | a, ((axis, test, (predicates…)), …))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform.functions import FUNCTIONS

Tree = tuple[Any, ...]

LONGEST = 20_000
DEEPEST = 60
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<string>"[^"]*"|'[^']*')
    | (?P<symbol>//|::|<=|>=|!=|\.\.|[()\[\].@,/|+\-=<>*])
    | (?P<name>[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*)?)
    )""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_WORDS = frozenset({"and", "or", "div", "mod"})
_OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "/", "//", "|"})
_NODE_TESTS = frozenset({"node", "text"})
AXES = frozenset(
    {
        *("child", "parent", "self", "attribute", "descendant", "descendant-or-self", "ancestor", "ancestor-or-self"),
        *("following-sibling", "preceding-sibling"),
    }
)


class NotAnExpression(Exception):
    """An expression nobody can follow; the text is a sentence for the form's author."""


@dataclass(frozen=True)
class Expression:
    """One expression: as it stands in the form, and its tree."""

    source: str
    tree: Tree

    @property
    def calls(self) -> frozenset[str]:
        """The functions it uses."""
        return frozenset(part[1] for part in parts(self.tree) if part[0] == "call")

    @property
    def always(self) -> bool:
        """Whether it is plainly true()."""
        return self.tree == ("call", "true", ())

    @property
    def never(self) -> bool:
        """Whether it is plainly false()."""
        return self.tree == ("call", "false", ())


def parts(tree: Tree) -> Iterator[Tree]:
    """Every tree inside a tree, itself first."""
    waiting: list[Any] = [tree]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, tuple):
            continue
        if each and each[0] in {"num", "str"}:
            yield each
            continue
        if each and isinstance(each[0], str) and each[0] in {"neg", "op", "union", "call", "filter", "path"}:
            yield each
        waiting.extend(reversed(each))


@lru_cache(maxsize=4096)
def expression(source: str) -> Expression:
    """The expression written in `source`. Raises NotAnExpression."""
    if len(source) > LONGEST:
        raise NotAnExpression(_("İfade çok uzun: en çok %(most)d harf olabilir.") % {"most": LONGEST})
    return Expression(source.strip(), _Reader(source).whole())


def _tokens(source: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, end = 0, len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            rest = source[at:].strip()
            if rest[:1] in "\"'":
                raise NotAnExpression(_("Tırnak açılmış, kapanmamış: %(rest)s") % {"rest": rest[:40]})
            raise NotAnExpression(_("“%(rest)s” anlaşılamıyor.") % {"rest": rest[:20]})
        kind = str(match.lastgroup)
        found.append((_as_operator(kind, match[kind], found), match[kind]))
        at = match.end()
    return found


def _as_operator(kind: str, text: str, before: list[tuple[str, str]]) -> str:
    """A name or a star after something complete is an operator, as the standard says."""
    if text not in _WORDS and text != "*":
        return kind
    complete = bool(before) and not (before[-1][1] in {"@", "::", "(", "[", ","} or before[-1][0] == "operator")
    if complete and before[-1][0] == "symbol" and before[-1][1] in _OPERATORS:
        complete = False
    return "operator" if complete else ("name" if text != "*" else "symbol")


class _Reader:
    """One pass over the tokens of one expression."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = _tokens(source)
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        if not self.tokens:
            raise NotAnExpression(_("İfade boş."))
        tree = self.level(0)
        if self.at < len(self.tokens):
            raise self.fault()
        return tree

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place][1] if place < len(self.tokens) and self.tokens[place][0] != "string" else ""

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place][0] if place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        if self.at >= len(self.tokens) or (expected and self.peek() != expected):
            raise self.fault(expected)
        self.at += 1
        return self.tokens[self.at - 1][1]

    def fault(self, expected: str = "") -> NotAnExpression:
        if self.at >= len(self.tokens):
            missing = expected or "…"
            return NotAnExpression(_("İfade yarım kalmış; sonunda “%(missing)s” bekleniyor.") % {"missing": missing})
        found = self.tokens[self.at][1]
        if expected:
            told = {"found": found, "missing": expected}
            return NotAnExpression(_("“%(found)s” yerine “%(missing)s” bekleniyor.") % told)
        return NotAnExpression(_("“%(found)s” burada olamaz.") % {"found": found})

    def level(self, number: int) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST * len(_LEVELS):
            raise NotAnExpression(_("İfadede iç içe çok fazla ayraç var."))
        left = self.negated() if number == len(_LEVELS) else self.level(number + 1)
        while number < len(_LEVELS) and self.at < len(self.tokens) and self.operator(number):
            left = ("op", self.take(), left, self.level(number + 1))
        self.depth -= 1
        return left

    def operator(self, number: int) -> bool:
        text = self.peek()
        wordy = text in _WORDS or text == "*"
        return text in _LEVELS[number] and (not wordy or self.kind() == "operator")

    def negated(self) -> Tree:
        times = 0
        while self.peek() == "-":
            self.take()
            times += 1
        tree = self.united()
        for _each in range(times):
            tree = ("neg", tree)
        return tree

    def united(self) -> Tree:
        tree = self.path()
        while self.peek() == "|":
            self.take()
            tree = ("union", tree, self.path())
        return tree

    def path(self) -> Tree:
        if self.starts_value():
            value = self.value()
            if self.peek() not in {"/", "//"}:
                return value
            return ("path", value, tuple(self.further()))
        if self.peek() == "/":
            self.take()
            return ("path", "/", tuple(self.steps()) if self.starts_step() else ())
        if self.peek() == "//":
            return ("path", "/", tuple(self.further()))
        return ("path", ".", tuple(self.steps()))

    def starts_value(self) -> bool:
        if self.kind() in {"number", "string"} or self.peek() == "(":
            return True
        return self.kind() == "name" and self.peek(1) == "(" and self.peek() not in _NODE_TESTS

    def starts_step(self) -> bool:
        return self.kind() == "name" or self.peek() in {".", "..", "@", "*"}

    def value(self) -> Tree:
        kind, text = self.kind(), self.take()
        tree: Tree
        if kind == "number":
            tree = ("num", float(text))
        elif kind == "string":
            tree = ("str", text[1:-1])
        elif text == "(":
            tree = self.level(0)
            self.take(")")
        else:
            tree = self.call(text)
        predicates = tuple(self.predicates())
        return ("filter", tree, predicates) if predicates else tree

    def call(self, name: str) -> Tree:
        if name not in FUNCTIONS:
            raise NotAnExpression(_("“%(name)s” adlı bir işlev yok; yazımına bakın.") % {"name": name})
        self.take("(")
        arguments: list[Tree] = []
        while self.peek() != ")":
            if arguments:
                self.take(",")
            arguments.append(self.level(0))
        self.take(")")
        least, most = FUNCTIONS[name]
        if len(arguments) < least or (most is not None and len(arguments) > most):
            wanted = str(least) if most == least else f"{least}–{most}" if most is not None else f"≥ {least}"
            told = {"name": name, "wanted": wanted, "given": len(arguments)}
            raise NotAnExpression(_("“%(name)s” işlevi %(wanted)s değer ister, %(given)d verilmiş.") % told)
        return ("call", name, tuple(arguments))

    def further(self) -> Iterator[Tree]:
        """Steps after a slash, double slashes included."""
        while self.peek() in {"/", "//"}:
            if self.take() == "//":
                yield ("descendant-or-self", "node()", ())
            yield self.step()

    def steps(self) -> Iterator[Tree]:
        yield self.step()
        yield from self.further()

    def step(self) -> Tree:
        if self.peek() in {".", ".."}:
            axis = "self" if self.take() == "." else "parent"
            return (axis, "node()", tuple(self.predicates()))
        axis = "child"
        if self.peek() == "@":
            self.take()
            axis = "attribute"
        elif self.kind() == "name" and self.peek(1) == "::":
            axis = self.take()
            self.take("::")
            if axis not in AXES:
                raise NotAnExpression(_("“%(name)s::” yönü kullanılamaz.") % {"name": axis})
        return (axis, self.test(), tuple(self.predicates()))

    def test(self) -> str:
        if self.peek() == "*":
            return self.take()
        if self.kind() != "name":
            raise self.fault()
        name = self.take()
        if name in _NODE_TESTS and self.peek() == "(":
            self.take("(")
            self.take(")")
            return f"{name}()"
        return name.rpartition(":")[2]

    def predicates(self) -> Iterator[Tree]:
        while self.peek() == "[":
            self.take()
            yield self.level(0)
            self.take("]")

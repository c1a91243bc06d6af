"""Turns values of expressions into text, numbers and truth, as the standard does and as the browser does."""

import math
import re
from decimal import Decimal

from omuz.network.surveys.logic.calendar import number_of
from omuz.network.surveys.logic.nodes import Node

Value = list[Node] | str | float | bool
_NUMBER = re.compile(r"^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$", re.ASCII)
NAN = math.nan


def text(value: Value) -> str:
    """As text: of several nodes the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0].value if value else ""
    return number_text(value)


def number_text(value: float) -> str:
    """A number without exponent and without a needless point."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def number(value: Value, offset: int) -> float:
    """As a number: days for dates, not-a-number for other words and for nothing."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    told = text(value)
    if _NUMBER.match(told):
        return float(told)
    days = number_of(told.strip(), offset)
    return NAN if days is None else days


def truth(value: Value) -> bool:
    """As true or false: nodes when there is one, text when it is not empty, numbers other than nought."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return len(value) > 0


def equal(one: Value, other: Value, offset: int) -> bool:
    """Whether any pair of both is equal."""
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) == truth(other)
    if isinstance(one, list) and isinstance(other, list):
        return not {node.value for node in one}.isdisjoint({node.value for node in other})
    if isinstance(one, list):
        return any(equal(node.value, other, offset) for node in one)
    if isinstance(other, list):
        return any(equal(one, node.value, offset) for node in other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one, offset) == number(other, offset)
    return one == other


def unequal(one: Value, other: Value, offset: int) -> bool:
    """Whether any pair of both differs; not the opposite of `equal` where there are several nodes."""
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) != truth(other)
    if isinstance(one, list):
        return any(unequal(node.value, other, offset) for node in one)
    if isinstance(other, list):
        return any(unequal(one, node.value, offset) for node in other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one, offset) != number(other, offset)
    return one != other


def ordered(sign: str, one: Value, other: Value, offset: int) -> bool:
    """Whether any pair of both stands in the order the sign says."""
    if isinstance(one, list) and not isinstance(other, bool):
        return any(ordered(sign, node.value, other, offset) for node in one)
    if isinstance(other, list) and not isinstance(one, bool):
        return any(ordered(sign, one, node.value, offset) for node in other)
    left = number(truth(one) if isinstance(other, bool) else one, offset)
    right = number(truth(other) if isinstance(one, bool) else other, offset)
    if sign == "<":
        return left < right
    if sign == ">":
        return left > right
    return left <= right if sign == "<=" else left >= right


def arithmetic(sign: str, left: float, right: float) -> float:
    """Sum, difference, product, quotient or rest; a quotient by nought is infinite or not a number."""
    if sign == "div":
        return _quotient(left, right)
    if sign == "mod":
        return NAN if right == 0 or math.isinf(left) or math.isnan(left + right) else math.fmod(left, right)
    if sign == "*":
        return left * right
    return left + right if sign == "+" else left - right


def _quotient(left: float, right: float) -> float:
    if right != 0:
        return left / right
    return NAN if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)

"""Functions about numbers and truth."""

import math
import random
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.evaluation import FUNCTIONS, Place, nodes, number, text, value
from omuz.network.surveys.logic.functions.texts import values_round
from omuz.network.surveys.logic.values import NAN, Value
from omuz.network.surveys.xlsform.expressions import Tree

Arguments = tuple[Tree, ...]


def _numbers(place: Place, given: Arguments) -> list[float]:
    """The numbers of all arguments, a set of nodes giving one for each node; words and nothing are left out."""
    found: list[float] = []
    for tree in given:
        told = value(tree, place)
        each = [node.value for node in told] if isinstance(told, list) else [told]
        place.world.spend(len(each))
        found += [values.number(one, place.world.offset) for one in each]
    return [one for one in found if not math.isnan(one)]


def _least(place: Place, given: Arguments) -> Value:
    found = _numbers(place, given)
    return min(found, default=NAN)


def _most(place: Place, given: Arguments) -> Value:
    found = _numbers(place, given)
    return max(found, default=NAN)


def _sum(place: Place, given: Arguments) -> Value:
    """A row nobody has answered yet adds nothing, as on the telephones; XPath alone would lose the whole sum."""
    told = (values.number(node.value, place.world.offset) for node in nodes(given[0], place))
    return sum((each for each in told if not math.isnan(each)), 0.0)


def _round(place: Place, given: Arguments) -> Value:
    told = number(given[0], place)
    if len(given) == 1 or not math.isfinite(told):
        return values_round(told)
    places = max(-12, min(12, int(values_round(number(given[1], place)) or 0)))
    # Rounded as it is written: 1.005 lies a hair below itself as a machine number.
    moved = Decimal(repr(told)).scaleb(places) + Decimal("0.5")
    return float(moved.to_integral_value(ROUND_FLOOR).scaleb(-places))


def _whole(place: Place, given: Arguments) -> Value:
    told = number(given[0], place)
    return float(math.trunc(told)) if math.isfinite(told) else told


def _number(place: Place, given: Arguments) -> Value:
    return number(given[0], place) if given else values.number(place.node.value, place.world.offset)


def _of(calculate: Callable[[float], float]) -> Callable[[Place, Arguments], Value]:
    """A function of one number; not a number where it has no value."""

    def called(place: Place, given: Arguments) -> Value:
        try:
            return float(calculate(number(given[0], place)))
        except (ValueError, OverflowError):
            return NAN

    return called


def _power(place: Place, given: Arguments) -> Value:
    try:
        made = number(given[0], place) ** number(given[1], place)
    except (ValueError, OverflowError, ZeroDivisionError):
        return NAN
    return NAN if isinstance(made, complex) else float(made)


def _last(place: Place, given: Arguments) -> Value:
    del given
    return float(place.size)


def _position(place: Place, given: Arguments) -> Value:
    """Among its like-named siblings for a node named; else the place among those a predicate looks through."""
    if not given:
        return float(place.position)
    found = nodes(given[0], place)
    if not found or found[0].parent is None:
        return NAN
    return float(found[0].parent.named(found[0].name).index(found[0]) + 1)


def _checklist(place: Place, given: Arguments) -> Value:
    least, most = number(given[0], place), number(given[1], place)
    held = [truth for tree in given[2:] for truth in _truths(place, tree)]
    return _between(float(sum(held)), least, most)


def _weighted(place: Place, given: Arguments) -> Value:
    least, most = number(given[0], place), number(given[1], place)
    rest = given[2:]
    total = 0.0
    for at in range(0, len(rest) - 1, 2):
        if _said_yes(value(rest[at], place)):
            total += number(rest[at + 1], place)
    return _between(total, least, most)


def _truths(place: Place, tree: Tree) -> list[bool]:
    told = value(tree, place)
    return [_said_yes(node.value) for node in told] if isinstance(told, list) else [_said_yes(told)]


def _said_yes(told: Value) -> bool:
    """A ticked box: true, a number other than nought, or a word other than no, false and 0."""
    if isinstance(told, (bool, float)):
        return values.truth(told)
    return values.text(told).strip().lower() not in {"", "0", "false", "no"}


def _between(total: float, least: float, most: float) -> bool:
    return (least < 0 or total >= least) and (most < 0 or total <= most)


FUNCTIONS |= {
    "true": lambda _place, _given: True,
    "false": lambda _place, _given: False,
    "not": lambda place, given: not values.truth(value(given[0], place)),
    "boolean": lambda place, given: values.truth(value(given[0], place)),
    "boolean-from-string": lambda place, given: text(given[0], place) in {"true", "1"},
    "number": _number,
    "count": lambda place, given: float(len(nodes(given[0], place))),
    "count-non-empty": lambda place, given: float(sum(node.value != "" for node in nodes(given[0], place))),
    "sum": _sum,
    "min": _least,
    "max": _most,
    "round": _round,
    "int": _whole,
    "floor": _of(math.floor),
    "ceiling": _of(math.ceil),
    "abs": _of(abs),
    "pow": _power,
    "sqrt": _of(math.sqrt),
    "exp": _of(math.exp),
    "exp10": _of(lambda told: 10.0**told),
    "log": _of(math.log),
    "log10": _of(math.log10),
    "sin": _of(math.sin),
    "cos": _of(math.cos),
    "tan": _of(math.tan),
    "asin": _of(math.asin),
    "acos": _of(math.acos),
    "atan": _of(math.atan),
    "atan2": lambda place, given: math.atan2(number(given[0], place), number(given[1], place)),
    "pi": lambda _place, _given: math.pi,
    "random": lambda _place, _given: random.random(),  # noqa: S311  # a chance in a questionnaire, no secret
    "position": _position,
    "last": _last,
    "checklist": _checklist,
    "weighted-checklist": _weighted,
}

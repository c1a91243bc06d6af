"""Follows the tree of an expression from one place in the answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.values import Value
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform.expressions import Expression, Tree, parts


@dataclass
class Place:
    """Where an expression is read: its node, the node of the whole question, and its place among several."""

    world: World
    node: Node
    current: Node
    position: int = 1
    size: int = 1


Call = Callable[[Place, tuple[Tree, ...]], Value]
FUNCTIONS: dict[str, Call] = {}
"""Filled by the modules of functions."""


def evaluated(expression: Expression, world: World, node: Node) -> Value:
    """The value of an expression at a node. Raises Runaway."""
    return value(expression.tree, Place(world, node, node))


def true_at(expression: Expression, world: World, node: Node) -> bool:
    """Whether an expression holds at a node. Raises Runaway."""
    return values.truth(evaluated(expression, world, node))


def value(tree: Tree, place: Place) -> Value:
    """The value of a tree. Raises Runaway."""
    place.world.spend()
    kind = tree[0]
    if kind in {"num", "str"}:
        told: Value = tree[1]
        return told
    if kind == "call":
        return FUNCTIONS[tree[1]](place, tree[2])
    return _KINDS[kind](tree, place)


def nodes(tree: Tree, place: Place) -> list[Node]:
    """The nodes of a tree; none where its value is no set of nodes."""
    found = value(tree, place)
    return found if isinstance(found, list) else []


def text(tree: Tree, place: Place) -> str:
    """The text of a tree."""
    return values.text(value(tree, place))


def number(tree: Tree, place: Place) -> float:
    """The number of a tree."""
    return values.number(value(tree, place), place.world.offset)


def _negated(tree: Tree, place: Place) -> Value:
    return -number(tree[1], place)


def _narrowed(tree: Tree, place: Place) -> Value:
    return _filtered(nodes(tree[1], place), tree[2], place)


def _united(tree: Tree, place: Place) -> Value:
    return list(dict.fromkeys([*nodes(tree[1], place), *nodes(tree[2], place)]))


def _operation(tree: Tree, place: Place) -> Value:
    _kind, sign, left, right = tree
    if sign == "and":
        return values.truth(value(left, place)) and values.truth(value(right, place))
    if sign == "or":
        return values.truth(value(left, place)) or values.truth(value(right, place))
    one, other = value(left, place), value(right, place)
    offset = place.world.offset
    if sign == "=":
        return values.equal(one, other, offset)
    if sign == "!=":
        return values.unequal(one, other, offset)
    if sign in {"<", ">", "<=", ">="}:
        return values.ordered(sign, one, other, offset)
    return values.arithmetic(sign, values.number(one, offset), values.number(other, offset))


def _path(tree: Tree, place: Place) -> Value:
    _kind, start, steps = tree
    found: list[Node]
    if start == "/":
        found = [place.world.top]
    elif start == ".":
        found = [place.node]
    else:
        found = nodes(start, place)
    for axis, test, predicates in steps:
        found = _step(found, axis, test, predicates, place)
        if not found:
            break
    return found


def _step(found: list[Node], axis: str, test: str, predicates: tuple[Tree, ...], place: Place) -> list[Node]:
    gathered: list[Node] = []
    for node in found:
        quick = _looked_up(node, axis, test, predicates, place)
        if quick is not None:
            gathered += quick
            continue
        reached = [each for each in _axis(node, axis, place) if _fits(each, test)]
        gathered += _filtered(reached, predicates, place) if predicates else reached
    return gathered if len(found) == 1 else list(dict.fromkeys(gathered))


def _fits(node: Node, test: str) -> bool:
    return node.relevant and (test == "node()" or (test == "*" and node.name != "") or node.name == test)


def _axis(node: Node, axis: str, place: Place) -> Iterable[Node]:
    if axis == "child":
        place.world.spend(len(node.children))
        return node.children
    if axis == "self":
        return (node,)
    if axis == "parent":
        return (node.parent,) if node.parent is not None else ()
    return _far(node, axis, place)


def _far(node: Node, axis: str, place: Place) -> list[Node]:
    """The axes forms rarely use."""
    if axis == "attribute":
        return []
    if axis.startswith("descendant"):
        found = list(node.walk())
        place.world.spend(len(found))
        return found if axis == "descendant-or-self" else found[1:]
    if axis.startswith("ancestor"):
        line = [node] if axis == "ancestor-or-self" else []
        above = node.parent
        while above is not None:
            line.append(above)
            above = above.parent
        return line
    siblings = node.parent.children if node.parent is not None else [node]
    at = siblings.index(node)
    place.world.spend(len(siblings))
    return siblings[at + 1 :] if axis == "following-sibling" else siblings[:at][::-1]


def _filtered(found: list[Node], predicates: tuple[Tree, ...], place: Place) -> list[Node]:
    for predicate in predicates:
        kept = []
        for at, node in enumerate(found, start=1):
            held = value(predicate, Place(place.world, node, place.current, at, len(found)))
            numbered = isinstance(held, float)
            if (held == at) if numbered else values.truth(held):
                kept.append(node)
        found = kept
    return found


def _looked_up(node: Node, axis: str, test: str, predicates: tuple[Tree, ...], place: Place) -> list[Node] | None:
    """Items of a list whose column equals something told elsewhere, found by an index; None for anything else."""
    if axis != "child" or len(predicates) != 1 or node.name != "root" or node.top() is place.world.top:
        return None
    column = _column_asked(predicates[0])
    if column is None:
        return None
    wanted = value(column[1], place)
    if isinstance(wanted, (bool, float)):
        return None
    index = place.world.lists.index(node, test, column[0])
    texts = [wanted] if isinstance(wanted, str) else list(dict.fromkeys(each.value for each in wanted))
    if len(texts) == 1:
        return list(index.get(texts[0], ()))
    return None


def _column_asked(predicate: Tree) -> tuple[str, Tree] | None:
    """Column and the other side of `column = something`, where the something does not depend on the item."""
    if predicate[0] != "op" or predicate[1] != "=":
        return None
    for one, other in ((predicate[2], predicate[3]), (predicate[3], predicate[2])):
        plain = one[0] == "path" and one[1] == "." and len(one[2]) == 1 and one[2][0][0] == "child" and not one[2][0][2]
        if plain and _elsewhere(other):
            return one[2][0][1], other
    return None


def _elsewhere(tree: Tree) -> bool:
    """Whether a tree never looks at the node it is read at."""
    near = {"position", "last", "string", "number", "name", "local-name", "string-length", "normalize-space", "once"}
    for part in parts(tree):
        if (part[0] == "path" and part[1] == ".") or (part[0] == "call" and part[1] in near):
            return False
    return True


_KINDS: dict[str, Callable[[Tree, Place], Value]] = {
    "path": _path,
    "op": _operation,
    "neg": _negated,
    "filter": _narrowed,
    "union": _united,
}

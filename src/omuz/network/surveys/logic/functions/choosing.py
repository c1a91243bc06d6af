"""Functions about choices, conditions and repeats."""

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.evaluation import FUNCTIONS, Place, nodes, number, text, value
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.paths import spoken_of
from omuz.network.surveys.logic.values import Value
from omuz.network.surveys.xlsform.expressions import Tree
from omuz.network.surveys.xlsform.tree import Question, Words

Arguments = tuple[Tree, ...]


def _selected_at(place: Place, given: Arguments) -> Value:
    chosen, at = text(given[0], place).split(), number(given[1], place)
    return chosen[int(at)] if at == at and 0 <= at < len(chosen) else ""  # noqa: PLR0124  # not a number is unlike itself


def _if(place: Place, given: Arguments) -> Value:
    return value(given[1] if values.truth(value(given[0], place)) else given[2], place)


def _coalesce(place: Place, given: Arguments) -> Value:
    return text(given[0], place) or text(given[1], place)


def _once(place: Place, given: Arguments) -> Value:
    return place.current.value or value(given[0], place)


def _instance(place: Place, given: Arguments) -> Value:
    tree = place.world.lists.tree(text(given[0], place))
    return [tree] if tree is not None else []


def _indexed(place: Place, given: Arguments) -> Value:
    """The answers at a path, with the numbered instance taken at each repeat named."""
    here = place.current.bind_path()
    target = spoken_of(given[0], here)
    if target is None:
        return []
    wanted = {}
    for at in range(1, len(given) - 1, 2):
        repeat = spoken_of(given[at], here)
        if repeat is not None:
            wanted[repeat] = number(given[at + 1], place)
    found, path = [place.world.top], ""
    for name in target.strip("/").split("/"):
        path += f"/{name}"
        found = [child for node in found for child in node.children if child.name == name and child.relevant]
        place.world.spend(len(found))
        if path in wanted:
            found = [found[int(wanted[path]) - 1]] if 1 <= wanted[path] <= len(found) else []
    return found


def _choice_name(place: Place, given: Arguments) -> Value:
    """The words of a chosen value, in the reader's language."""
    chosen, named = text(given[0], place), _led_to(text(given[1], place), place.current.bind_path())
    if not place.world.form.has(named):
        return ""
    node = place.world.form.node(named)
    if not isinstance(node, Question) or node.choices is None:
        return ""
    listed = place.world.form.lists.get(node.choices.list)
    choice = listed.by_name.get(chosen) if listed else None
    return words(choice.label, place) if choice else ""


def _led_to(written: str, here: str) -> str:
    """The path a written one leads to; inside a repeat the converter writes it from where it stands: "../day"."""
    steps = written.strip().split("/")
    names = [] if steps[0] == "" else here.strip("/").split("/")
    for step in steps:
        if step == "..":
            names = names[:-1]
        elif step not in {"", ".", "current()"}:
            names.append(step)
    return "/" + "/".join(names)


def words(told: Words, place: Place) -> str:
    """A sentence of the author with what is filled in."""
    pieces = told.pieces(place.world.language)
    return "".join(piece if isinstance(piece, str) else text(piece.tree, place) for piece in pieces)


def _itext(place: Place, given: Arguments) -> Value:
    found = place.world.form.itext.get(text(given[0], place))
    return words(found, place) if found else ""


def _randomize(place: Place, given: Arguments) -> Value:
    """The nodes in an order that follows from the seed alone."""
    found = list(nodes(given[0], place))
    seed = number(given[1], place) if len(given) > 1 else float(len(found) + 1)
    place.world.spend(len(found))
    return shuffled(found, int(seed) if seed == seed and abs(seed) < 1e15 else 1)  # noqa: PLR0124, PLR2004  # a whole number both sides hold


def shuffled(found: list[Node], seed: int) -> list[Node]:
    """The order every program of the standard gives for one seed (Park and Miller, Fisher and Yates)."""
    modulus = 2_147_483_647
    seed %= modulus
    seed += modulus - 1 if seed <= 0 else 0
    for last in range(len(found) - 1, 0, -1):
        seed = seed * 16_807 % modulus
        other = int((seed - 1) / (modulus - 1) * (last + 1))
        found[last], found[other] = found[other], found[last]
    return found


FUNCTIONS |= {
    "selected": lambda place, given: text(given[1], place).strip() in text(given[0], place).split(),
    "is-selected": lambda place, given: text(given[1], place).strip() in text(given[0], place).split(),
    "selected-at": _selected_at,
    "count-selected": lambda place, given: float(len(text(given[0], place).split())),
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "current": lambda place, _given: [place.current],
    "instance": _instance,
    "indexed-repeat": _indexed,
    "jr:choice-name": _choice_name,
    "jr:itext": _itext,
    "randomize": _randomize,
}

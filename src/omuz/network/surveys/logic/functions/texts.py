"""Functions about text."""

from uuid import uuid4

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.evaluation import FUNCTIONS, Place, nodes, number, text, value
from omuz.network.surveys.logic.functions.patterns import matches
from omuz.network.surveys.logic.values import Value
from omuz.network.surveys.xlsform.expressions import Tree

Arguments = tuple[Tree, ...]


def _own(place: Place, given: Arguments) -> str:
    return text(given[0], place) if given else place.node.value


def _each(place: Place, given: Arguments) -> list[str]:
    """The texts of all arguments, a set of nodes giving one for each node."""
    found: list[str] = []
    for tree in given:
        told = value(tree, place)
        found += [node.value for node in told] if isinstance(told, list) else [values.text(told)]
    place.world.spend(len(found))
    return found


def _substring(place: Place, given: Arguments) -> Value:
    told = text(given[0], place)
    start = values_round(number(given[1], place))
    end = start + values_round(number(given[2], place)) if len(given) > 2 else float("inf")  # noqa: PLR2004  # start, length
    return "".join(letter for at, letter in enumerate(told, start=1) if start <= at < end)


def values_round(told: float) -> float:
    """To the nearest whole number, halves upwards, as the standard rounds."""
    if told != told or told in {float("inf"), float("-inf")}:  # noqa: PLR0124  # not a number is unlike itself
        return told
    return float((told + 0.5) // 1)


def _substr(place: Place, given: Arguments) -> Value:
    told = text(given[0], place)
    start = _whole(number(given[1], place), 0)
    end = _whole(number(given[2], place), 0) if len(given) > 2 else len(told)  # noqa: PLR2004  # start, end
    start = max(0, len(told) + start) if start < 0 else start
    end = len(told) + end if end < 0 else min(end, len(told))
    return told[start:end] if start < end else ""


def _whole(told: float, otherwise: int) -> int:
    return int(told) if told == told and abs(told) < 1e9 else otherwise  # noqa: PLR0124, PLR2004  # no text is longer


def _translate(place: Place, given: Arguments) -> Value:
    told, old, new = (text(each, place) for each in given)
    table: dict[str, str] = {}
    for at, letter in enumerate(old):
        table.setdefault(letter, new[at] if at < len(new) else "")
    return "".join(table.get(letter, letter) for letter in told)


def _join(place: Place, given: Arguments) -> Value:
    return text(given[0], place).join(_each(place, given[1:]))


def _before(place: Place, given: Arguments) -> Value:
    told, mark = text(given[0], place), text(given[1], place)
    return told.partition(mark)[0] if mark and mark in told else ""


def _after(place: Place, given: Arguments) -> Value:
    told, mark = text(given[0], place), text(given[1], place)
    return told.partition(mark)[2] if mark else told


def _name(place: Place, given: Arguments) -> Value:
    if not given:
        return place.node.name
    found = nodes(given[0], place)
    return found[0].name if found else ""


def _string(place: Place, given: Arguments) -> Value:
    return _own(place, given)


FUNCTIONS |= {
    "string": _string,
    "concat": lambda place, given: "".join(_each(place, given)),
    "join": _join,
    "contains": lambda place, given: text(given[1], place) in text(given[0], place),
    "starts-with": lambda place, given: text(given[0], place).startswith(text(given[1], place)),
    "ends-with": lambda place, given: text(given[0], place).endswith(text(given[1], place)),
    "substring": _substring,
    "substr": _substr,
    "substring-before": _before,
    "substring-after": _after,
    "string-length": lambda place, given: float(len(_own(place, given))),
    "normalize-space": lambda place, given: " ".join(_own(place, given).split()),
    "translate": _translate,
    "regex": lambda place, given: matches(text(given[0], place), text(given[1], place)),
    "uuid": lambda _place, _given: str(uuid4()),
    "name": _name,
    "local-name": _name,
    "version": lambda place, _given: place.world.form.version,
    "pulldata": lambda _place, _given: "",
    "digest": lambda _place, _given: "",
    "property": lambda _place, _given: "",
    "search": lambda _place, _given: "",
}

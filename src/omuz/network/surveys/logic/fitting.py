"""Whether an answer is of the kind its question asks for, and one of its choices."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from omuz.network.surveys.logic import calendar
from omuz.network.surveys.logic.evaluation import Place, nodes
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform.tree import Form, Question

_WHOLE = re.compile(r"^-?\d{1,15}$", re.ASCII)
_DECIMAL = re.compile(r"^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$", re.ASCII)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII)
_PLACE = gettext_noop("Enlem −90 ile 90, boylam −180 ile 180 arasında bir sayı olmalı.")
_FEWEST = {"geopoint": 1, "geotrace": 2, "geoshape": 4}


def items(question: Question, node: Node, world: World) -> list[Node]:
    """The nodes a question's choices are, filtered by the other answers."""
    if question.choices is None:
        return []
    return nodes(question.choices.nodeset.tree, Place(world, node, node))


def value_of(item: Node, ref: str) -> str:
    """The value or the label of a choice: the text of one of its parts."""
    return next((child.value for child in item.children if child.name == ref), item.value if ref == "." else "")


def no_choices(question: Question, form: Form) -> bool:
    """Whether the choices are in a file that is not here, so that only a telephone can ask the question."""
    if question.choices is None or not question.choices.list:
        return False
    listed = form.lists.get(question.choices.list)
    return listed is None or not listed.choices


def misfit(question: Question, node: Node, world: World) -> tuple[str, str]:
    """Kind of the fault and a sentence; both empty when the answer fits."""
    sentence = _of_type(question, node.text, world)
    if not sentence and question.type == "range" and not _on_scale(question, node.text):
        sentence = _("Bu sayı sorunun ölçeğinin dışında.")
    if sentence:
        return "type", sentence
    if question.choices is None or not question.is_select:
        return "", ""
    offered = {value_of(item, question.choices.value) for item in items(question, node, world)}
    chosen = [node.text] if question.type == "select_one" else node.text.split()
    if no_choices(question, world.form):
        return "", ""
    if any(each not in offered for each in chosen):
        return "choice", _("Seçilen yanıt artık bu sorunun seçenekleri arasında değil; yeniden seçin.")
    return "", ""


def _on_scale(question: Question, text: str) -> bool:
    """Whether a number lies between the ends of its scale; a scale without numbers has none."""
    start, end, _step = question.range or ("", "", "")
    if not (_DECIMAL.match(start) and _DECIMAL.match(end)):
        return True
    least, most = sorted((float(start), float(end)))
    return least <= float(text) <= most


def _of_type(question: Question, text: str, world: World) -> str:
    """A sentence when the text is not of the question's kind."""
    kind = question.type
    if kind == "range":
        kind = "integer" if question.bind == "int" else "decimal"
    test = _TESTS.get(kind)
    return "" if test is None or test[0](text, world.offset) else _(test[1])


def _place_test(fewest: int) -> Callable[[str, int], bool]:
    return lambda text, _offset: _is_place(text, fewest)


def _is_place(text: str, fewest: int) -> bool:
    points = [point.split() for point in text.split(";") if point.strip()]
    return len(points) >= fewest and all(_is_point(point) for point in points)


def _is_point(parts: list[str]) -> bool:
    if not 2 <= len(parts) <= 4 or not all(_DECIMAL.match(part) for part in parts):  # noqa: PLR2004  # place, height, accuracy
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180  # noqa: PLR2004  # the earth


_TESTS: dict[str, tuple[Callable[[str, int], bool], str]] = {
    "integer": (lambda text, _offset: bool(_WHOLE.match(text)), gettext_noop("Tam sayı yazın.")),
    "decimal": (
        lambda text, _offset: bool(_DECIMAL.match(text)),
        gettext_noop("Sayı yazın; ondalık için nokta kullanın."),
    ),
    "date": (
        lambda text, _offset: bool(_DAY.match(text) and calendar.moment(text, 0)),
        gettext_noop("Takvimde olan bir gün yazın."),
    ),
    "time": (lambda text, _offset: calendar.clock(text) is not None, gettext_noop("Saati 14:05 gibi yazın.")),
    "dateTime": (
        lambda text, offset: "T" in text and calendar.moment(text, offset) is not None,
        gettext_noop("Gün ve saat yazın."),
    ),
    **{kind: (_place_test(fewest), _PLACE) for kind, fewest in _FEWEST.items()},
}
"""What an answer of each kind must be, and what is said when it is not."""

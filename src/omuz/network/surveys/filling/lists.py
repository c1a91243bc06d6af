"""Choices as the page shows them, and long lists found by a few letters."""

from omuz.foundation.catalogue.turkish import fold
from omuz.network.surveys.logic import Instance
from omuz.network.surveys.logic.evaluation import Place
from omuz.network.surveys.logic.fitting import items, value_of
from omuz.network.surveys.logic.functions.choosing import words
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import Runaway, World
from omuz.network.surveys.xlsform.tree import Form, Question

LONG = 150
"""From so many choices on a list is searched, not shown."""
MOST_FOUND = 50
MOST_SHOWN = 300
"""So many choices of a long list travel in the page itself; its template cuts at the same number."""

Option = tuple[str, str]


def shown_options(question: Question, node: Node, world: World) -> list[Option]:
    """Of a long list what a page without script shows, one more where there is more, and whatever is chosen."""
    if question.choices is None:
        return []
    offered, ref, chosen = _offered(question, node, world), question.choices.value, set(node.text.split()) | {node.text}
    rest = [item for item in offered[MOST_SHOWN + 1 :] if value_of(item, ref) in chosen] if node.text else []
    return _worded(question, [*offered[: MOST_SHOWN + 1], *rest], node, world)


def options(question: Question, node: Node, world: World) -> list[Option]:
    """Value and words of each choice offered now."""
    return _worded(question, _offered(question, node, world), node, world)


def _offered(question: Question, node: Node, world: World) -> list[Node]:
    """The items of a list; none where choosing among them never ends, which judging has said already."""
    try:
        return items(question, node, world)
    except (Runaway, RecursionError):
        return []


def _worded(question: Question, offered: list[Node], node: Node, world: World) -> list[Option]:
    if question.choices is None:
        return []
    listed = world.form.lists.get(question.choices.list)
    found = []
    for item in offered:
        value = value_of(item, question.choices.value)
        choice = listed.by_name.get(value) if listed else None
        own = next((child.text for child in item.children if child.name == "itextId"), "")
        label = world.form.itext.get(own) if own else None
        if label is None and choice is not None:
            label = choice.label if _same_label(item, choice.label.in_language()) else None
        plain = "" if own else value_of(item, question.choices.label)
        told = words(label, Place(world, node, node)) if label else plain
        found.append((value, told.strip() or value))
    return found


def _same_label(item: Node, told: str) -> bool:
    """Where a value stands twice in a list, the words are those of the row, not of the first with that value."""
    return any(child.name == "label" and child.text == told for child in item.children)


def is_long(question: Question, form: Form) -> bool:
    """Whether the choices are too many to show."""
    listed = form.lists.get(question.choices.list) if question.choices else None
    return listed is not None and len(listed.choices) > LONG


def list_found(form: Form, instance: Instance, path: str, text: str = "", language: str = "") -> list[Option]:
    """Choices of the question at `path` whose words or value hold `text`; at most MOST_FOUND. Raises KeyError."""
    node = instance.node(path)
    question = form.node(node.bind_path())
    if not isinstance(question, Question):
        raise KeyError(path)
    world = World(form, instance.top, form.language_for(language))
    wanted = fold(text)
    found = [each for each in options(question, node, world) if wanted in fold(f"{each[1]} {each[0]}")]
    found.sort(key=lambda each: not fold(each[1]).startswith(wanted))
    return found[:MOST_FOUND]


def whole_list(form: Form, name: str, language: str = "") -> list[list[object]]:
    """A list as the browser keeps it: value, words, the author's other columns. Raises KeyError."""
    spoken = form.language_for(language)
    return [
        [choice.name, "".join(p for p in choice.label.pieces(spoken) if isinstance(p, str)).strip() or choice.name,
         {key: value for key, value in choice.extra.items() if key != "itextId"}]
        for choice in form.lists[name].choices
    ]  # fmt: skip

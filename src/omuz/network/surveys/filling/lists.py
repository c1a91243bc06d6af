"""Choices as the page shows them, and long lists found by a few letters."""

from omuz.foundation.catalogue.turkish import fold
from omuz.network.surveys.logic import Instance
from omuz.network.surveys.logic.evaluation import Place
from omuz.network.surveys.logic.fitting import items, value_of
from omuz.network.surveys.logic.functions.choosing import words
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform.tree import Form, Question

LONG = 150
"""From so many choices on a list is searched, not shown."""
MOST_FOUND = 50

Option = tuple[str, str]


def options(question: Question, node: Node, world: World) -> list[Option]:
    """Value and words of each choice offered now."""
    if question.choices is None:
        return []
    listed = world.form.lists.get(question.choices.list)
    found = []
    for item in items(question, node, world):
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

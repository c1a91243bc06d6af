"""What the browser needs to follow a form by itself: its nodes, rules in order, lists, words, and the answers."""

import json
from typing import Any
from weakref import WeakKeyDictionary

from omuz.network.surveys.filling.lists import LONG, whole_list
from omuz.network.surveys.logic import Instance
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.order import plan_of
from omuz.network.surveys.logic.world import MONTHS, WEEKDAYS, World
from omuz.network.surveys.xlsform.expressions import Expression
from omuz.network.surveys.xlsform.tree import Any_, Form, Question, Repeat, Words

_KEPT: "WeakKeyDictionary[Form, dict[tuple[str, bool], str]]" = WeakKeyDictionary()


def definition(form: Form, language: str, *, long_lists: bool = False) -> str:
    """The form as JSON in one language; long lists travel apart unless wanted."""
    spoken = form.language_for(language)
    kept = _KEPT.setdefault(form, {})
    if (spoken, long_lists) not in kept:
        kept[(spoken, long_lists)] = json.dumps(
            _form(form, spoken, long_lists), ensure_ascii=False, separators=(",", ":")
        )
    return kept[(spoken, long_lists)]


def _form(form: Form, language: str, long_lists: bool) -> dict[str, Any]:
    tongue = "en" if "en" in language.lower() else "tr"
    plan = plan_of(form)
    nodes = [*form.walk(), *form.meta]
    return {
        "root": form.root,
        "version": form.version,
        "language": language,
        "months": MONTHS[tongue],
        "weekdays": WEEKDAYS[tongue],
        "nodes": {node.path: _node(node, language) for node in nodes},
        "shape": _shape(form),
        "plan": [[step.role, step.path, step.expression.tree] for step in plan.steps],
        "rounds": plan.rounds,
        "lists": {
            name: whole_list(form, name, language)
            for name, listed in form.lists.items()
            if long_lists or len(listed.choices) <= LONG
        },
        "itext": {key: _pieces(words, language) for key, words in form.itext.items()} if _asks_words(form) else {},
    }


def _asks_words(form: Form) -> bool:
    """Whether any rule asks for words of the form by their name."""
    rules = (rule for each in form.questions for rule in (each.relevant, each.constraint, each.calculation) if rule)
    return any("jr:itext" in rule.calls for rule in rules)


def _shape(form: Form) -> dict[str, list[str]]:
    """The children of each group and repeat, so that one more time can be made."""
    return {
        node.path: [child.name for child in node.children] for node in form.walk() if not isinstance(node, Question)
    }


def _node(node: Any_, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": "group"}
    if isinstance(node, Repeat):
        told = {"kind": "repeat", "fixed": node.fixed}
    if isinstance(node, Question):
        told = _question(node, language)
    fills = {role: _fills(words, language) for role, words in (("label", node.label), ("hint", node.hint))}
    told["fills"] = {role: each for role, each in fills.items() if each}
    return {key: value for key, value in told.items() if value not in (None, "", [], {}, False)}


def _question(node: Question, language: str) -> dict[str, Any]:
    return {
        "kind": "question",
        "type": node.type,
        "bind": node.bind,
        "asked": node.asked,
        "answerable": node.answerable,
        "required": _tree(node.required),
        "requiredSaid": _pieces(node.required_message, language),
        "constraint": _tree(node.constraint),
        "constraintSaid": _pieces(node.constraint_message, language),
        "readOnly": _tree(node.read_only),
        "calculated": node.calculation is not None,
        "default": node.default,
        "range": list(node.range[:2]) if node.range else None,
        "first": [[event, each.tree] for event, each in node.first],
        "choices": [node.choices.list, node.choices.nodeset.tree, node.choices.value, node.choices.label]
        if node.choices
        else None,
    }


def _tree(expression: Expression | None) -> Any:
    return expression.tree if expression else None


def _pieces(words: Words, language: str) -> list[Any]:
    return [piece if isinstance(piece, str) else piece.tree for piece in words.pieces(language)]


def _fills(words: Words, language: str) -> list[Any]:
    return [piece.tree for piece in words.pieces(language) if not isinstance(piece, str)]


def answers(instance: Instance, world: World) -> str:
    """The answers as JSON, and the hour they are judged at."""
    day, after = world.moment
    told = {"tree": _told(instance.root), "offset": world.offset, "day": day, "after": after}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(node: Node) -> list[Any]:
    return [node.name, node.text, [_told(child) for child in node.children]]

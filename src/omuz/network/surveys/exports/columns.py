"""From a form to columns: one a question, one a choice where several may be chosen, one table a repeat."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from omuz.network.surveys.xlsform import Form, Group, Question, Repeat
from omuz.network.surveys.xlsform.tree import METADATA

SPECIAL = {"not_asked": -97, "did_not_want": -98, "unknown": -99}
"""The three answers that say why there is no answer; in SPSS they are missing values."""

LEFT_OUT = frozenset({"note", "hidden_group", "image", "audio", "video", "file", *METADATA}) - {"today"}
"""What is no answer: notes, what this installation does not keep, and what a machine says of itself."""

RESERVED = frozenset("all and by eq ge gt le lt ne not or to with".split())
"""Words SPSS keeps for itself; "not" is what many a Turkish author calls a remark."""

NUMBERS = frozenset({"integer", "decimal", "range"})
_LONGEST_NAME = 60
_ONE = frozenset({"select_one"})
_SEVERAL = frozenset({"select_multiple", "rank"})


@dataclass(frozen=True)
class Code:
    """One choice: the value kept, its words, the number it has in SPSS, and whether it says that nothing is known."""

    value: str
    label: str
    number: int
    missing: bool


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `kind`: text, number, day, time, moment, code (one choice), chosen (whether `choice` was chosen), place (the place
    of `choice` in an order), worked_out (a calculation, a number where every value is one).
    """

    name: str
    label: str
    kind: str
    path: str = ""
    question: str = ""
    choice: str = ""
    codes: tuple[Code, ...] = ()
    universe: str = ""


@dataclass(frozen=True)
class Shape:
    """The columns of one table; `repeat` is the path of the repeat it holds the rows of, empty for the answers."""

    name: str
    label: str
    repeat: str
    parent: str
    columns: tuple[Column, ...]


@dataclass
class _Names:
    """Gives names that every program takes, each once in its table."""

    taken: set[str] = field(default_factory=set)

    def give(self, name: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)[:_LONGEST_NAME]
        plain = plain if plain[:1].isalpha() else f"q_{plain.lstrip('_')}"
        plain = f"{plain}_" if plain.lower() in RESERVED else plain
        found, number = plain, 2
        while found.lower() in self.taken:
            found, number = f"{plain}_{number}", number + 1
        self.taken.add(found.lower())
        return found


KEYS = ("answer_no", "centre_code", "centre_name", "organisation_name", "form_version")
ROW_KEYS = ("answer_no", "row_no", "parent_row")


def shapes(form: Form, language: str, key_labels: dict[str, str]) -> list[Shape]:
    """The tables of a form: the answers first, then one a repeat in the order of the form."""
    repeats = [node for node in form.walk() if isinstance(node, Repeat)]
    names = _Names()
    main = _shape(form, "answers", form.title, "", form.children, language, key_labels)
    names.give("answers")
    inner = [
        _shape(
            form,
            names.give(node.name),
            node.label.in_language(language) or node.name,
            node.path,
            node.children,
            language,
            key_labels,
        )
        for node in repeats
    ]
    return [main, *inner]


def _shape(
    form: Form,
    name: str,
    label: str,
    repeat: str,
    children: Iterable[Group | Repeat | Question],
    language: str,
    key_labels: dict[str, str],
) -> Shape:
    names = _Names()
    keys = ROW_KEYS if repeat else KEYS
    columns = [Column(names.give(key), key_labels[key], "number" if key == "answer_no" else "text") for key in keys]
    for question in _questions(children):
        columns += _columns(form, question, names, language)
    parents = [node.path for node in form.walk() if isinstance(node, Repeat) and repeat.startswith(f"{node.path}/")]
    return Shape(name, label, repeat, parents[-1] if parents else "", tuple(columns))


def _questions(children: Iterable[Group | Repeat | Question]) -> Iterator[Question]:
    """Questions below these nodes that stand in the same row, in the order of the form."""
    for node in children:
        if isinstance(node, Question):
            if node.type not in LEFT_OUT:
                yield node
        elif isinstance(node, Group):
            yield from _questions(node.children)


def _columns(form: Form, question: Question, names: _Names, language: str) -> list[Column]:
    label = question.label.in_language(language) or question.name
    codes = _codes(form, question, language)
    name = names.give(question.name)
    universe = question.relevant.source if question.relevant is not None else ""
    common = {"path": question.path, "question": question.type, "universe": universe}
    if question.type in _SEVERAL and codes:
        kind = "chosen" if question.type == "select_multiple" else "place"
        return [
            Column(
                names.give(f"{name}_{code.value}"),
                f"{label}: {code.label}",
                kind,
                choice=code.value,
                codes=(code,),
                **common,
            )
            for code in codes
        ]
    return [Column(name, label, _kind(question, codes), codes=codes, **common)]


def _kind(question: Question, codes: tuple[Code, ...]) -> str:
    if question.type in _ONE and codes:
        return "code"
    if question.type in NUMBERS:
        return "number"
    named = {"date": "day", "today": "day", "time": "time", "dateTime": "moment", "calculate": "worked_out"}
    return named.get(question.type, "worked_out" if question.type == "hidden" else "text")


def _codes(form: Form, question: Question, language: str) -> tuple[Code, ...]:
    """The choices of a question, each value once; empty where they come out of the answers themselves."""
    if question.choices is None or question.choices.list not in form.lists:
        return ()
    listed = list(form.lists[question.choices.list].by_name.values())
    order = {choice.name: place for place, choice in enumerate(form.lists[question.choices.list].choices)}
    listed.sort(key=lambda choice: order.get(choice.name, 0))
    numeric = all(re.fullmatch(r"0|-?[1-9]\d{0,8}", choice.name) for choice in listed)
    told, number = [], 0
    for choice in listed:
        special = choice.name in SPECIAL
        number += not special
        value = int(choice.name) if numeric else SPECIAL.get(choice.name, number)
        told.append(Code(choice.name, choice.label.in_language(language) or choice.name, value, special))
    return tuple(told)

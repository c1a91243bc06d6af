"""Plausible answers to every question of the profile that the demonstration has no opinion about."""

import tomllib
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from demo.invent import FOLDER
from omuz.network.surveys.logic import Instance, judge
from omuz.network.surveys.logic.judging import Judged
from omuz.network.surveys.xlsform import Form, Question, Repeat

_NEITHER = frozenset({"none", "other", "unknown", "no_answer"})
"""Choices that say nothing when they stand among others."""


@cache
def _told() -> dict[str, dict[str, list[Any]]]:
    """What may be answered to which question: `profile_words.toml`."""
    return tomllib.loads((FOLDER / "profile_words.toml").read_text(encoding="utf-8"))


def filled(form: Form, instance: Instance, dice: Random, given: Mapping[str, str]) -> Judged:
    """Answer what is still open, take back what the form refuses, and judge the whole."""
    taken = {f"{form.path}/{path}" for path in given}
    open_ = [each for each in _asked_once(form) if each.path not in taken and each.answerable]
    for question in open_:
        text = _invented(form, question, dice)
        if text:
            instance.put(question.path, text)
    judged = judge(form, instance, browser=True)
    invented = {question.path for question in open_}
    for _time in range(len(open_)):
        refused = [fault.path for fault in judged.faults if fault.path in invented and instance.get(fault.path)]
        if not refused:
            break
        for path in refused:
            instance.put(path, "")
        judged = judge(form, instance, browser=True)
    return judged


def _asked_once(form: Form) -> list[Question]:
    """Questions outside of any repeat."""
    repeats = tuple(f"{node.path}/" for node in form.walk() if isinstance(node, Repeat))
    return [question for question in form.questions if not question.path.startswith(repeats or ("//",))]


def _invented(form: Form, question: Question, dice: Random) -> str:
    """An answer of the question's kind; empty for words and numbers nobody has thought of."""
    told = _told()
    fitting = told["choices"].get(question.name) or told["words"].get(question.name)
    if fitting:
        return str(dice.choice(fitting))
    if question.is_select and question.choices and question.choices.list and not question.choices.filtered:
        codes = [choice.name for choice in form.lists[question.choices.list].choices if choice.name not in _NEITHER]
        most = 1 if question.type == "select_one" else min(3, len(codes))
        return " ".join(dice.sample(codes, dice.randint(1, most))) if codes else ""
    if question.name in told["numbers"]:
        least, most = told["numbers"][question.name]
        return str(dice.randint(least, most))
    if question.type == "date":
        return f"{dice.randint(2021, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return ""

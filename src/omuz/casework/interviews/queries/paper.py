"""What stands on the blank paper form: each topic with its questions as boxes to tick."""

from dataclasses import dataclass

from django.utils import timezone

from omuz.casework.interviews.queries.wording import Topic, wording
from omuz.casework.interviews.rules.questions import BLOCKS, QUESTIONS, Question
from omuz.foundation.catalogue.lists import code_list

ROWS = {"children": 4, "persons": 2, "places": 3}
"""How many entries of a repeated block the paper has room for."""


@dataclass(frozen=True)
class Group:
    """One topic on paper: its words, its questions with their boxes, and the rows of its repeated block."""

    topic: Topic
    questions: list[tuple[str, list[str]]]
    rows: range
    columns: list[tuple[str, list[str]]]


def _boxes(question: Question, words: str) -> tuple[str, list[str]]:
    labels = (
        [] if question.long else [label for _code, label in code_list(question.catalogue).choices(timezone.localdate())]
    )
    return wording().questions[words].title.say(), labels


def sheet() -> list[Group]:
    """Every topic in the order of the page, in the reader's language."""
    groups = []
    for topic in wording().topics:
        block = next((each for each in BLOCKS.values() if each.topic == topic.key), None)
        questions = [_boxes(each, each.name) for each in QUESTIONS if each.topic == topic.key]
        columns = [_boxes(each, f"{block.name}.{each.name}") for each in block.questions] if block else []
        groups.append(Group(topic, questions, range(ROWS[block.name] if block else 0), columns))
    return groups

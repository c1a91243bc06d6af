"""Every question an interview may put, by topic; none is ever required, and what is not here is not collected."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name, its topic, its list, and whether several answers hold.

    `ranked`: the order of several answers is hers and is kept. `long`: the list is offered as one field, not as chips.
    """

    name: str
    topic: str
    catalogue: str
    several: bool = False
    ranked: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Questions put once for each child, person or place; `most` is how many the form has room for."""

    name: str
    topic: str
    most: int
    questions: tuple[Question, ...]


QUESTIONS: Final = (
    Question("how", "talk", "interview_how"),
    Question("notes_allowed", "talk", "yes_no"),
    Question("limits_told", "talk", "yes_no"),
    Question("other_worker", "talk", "yes_no"),
    Question("urgent", "talk", "yes_no"),
    Question("requests", "requests", "request", several=True, ranked=True),
    Question("violence_types", "violence", "violence_type", several=True),
    Question("sexual_detail", "violence", "sexual_detail"),
    Question("since", "violence", "violence_since"),
    Question("last", "violence", "violence_last"),
    Question("frequency", "violence", "violence_frequency"),
    Question("has_children", "children", "yes_no"),
    Question("needs", "access", "access_need", several=True),
    Question("needs_met", "access", "needs_met"),
    Question("interpreter_language", "access", "interpreter_language"),
    Question("interpreter_how", "access", "interpreter_how"),
    Question("interpreter_knows", "access", "yes_no"),
    Question("age_band", "herself", "age_band"),
    Question("relationship", "herself", "relationship_status"),
    Question("relationship_years", "herself", "relationship_years"),
    Question("nationality_status", "herself", "nationality_status"),
    Question("housing", "living", "housing"),
    Question("income", "living", "income"),
    Question("work", "living", "work"),
    Question("education", "living", "education"),
    Question("social_security", "living", "social_security"),
)
BY_NAME: Final = {question.name: question for question in QUESTIONS}

CHILDREN: Final = Block(
    "children",
    "children",
    6,
    (
        Question("age", "children", "child_age"),
        Question("with_her", "children", "yes_no"),
        Question("exposure", "children", "child_exposure"),
    ),
)
PERSONS: Final = Block(
    "persons",
    "persons",
    4,
    (
        Question("relation", "persons", "relation"),
        Question("sex", "persons", "person_sex"),
        Question("traits", "persons", "person_trait", several=True),
    ),
)
"""Persons who used violence: how they stand to her and what bears on her safety. There is no further field."""
PLACES: Final = Block(
    "places",
    "places",
    5,
    (
        Question("place", "places", "institution", long=True),
        Question("result", "places", "place_result"),
    ),
)
BLOCKS: Final = {block.name: block for block in (CHILDREN, PERSONS, PLACES)}

TOPICS: Final = (
    "talk", "requests", "violence", "persons", "children", "places", "access", "herself", "living", "words", "view",
)  # fmt: skip
"""Every topic in the order of the page; she and the worker take them as they come."""

WORDS: Final = {"her_words": 1000, "self_description": 200, "worker_view": 1000}
"""Free fields and the most characters of each; the worker's view stands apart from her account."""
CHECKED: Final = ("her_words", "worker_view")
"""Free fields in which names, numbers and addresses are pointed out."""

UNDER_18: Final = frozenset({"under_15", "age_15_17"})
PROFESSIONAL: Final = frozenset({"phone", "in_person", "colleague"})
"""Interpreters who count as provided: not a relative, not a neighbour."""
ACQUAINTED: Final = frozenset({"relative", "neighbour"})


def field_name(block: str, place: int, question: str) -> str:
    """The name of one answer of a repeated block: `children-0-age`."""
    return f"{block}-{place}-{question}"


def question_of(name: str) -> Question | None:
    """The question behind the name of a field, of a repeated block too; None for any other field."""
    if name in BY_NAME:
        return BY_NAME[name]
    parts = name.split("-")
    if len(parts) != 3 or parts[0] not in BLOCKS:  # noqa: PLR2004  # block, place, question
        return None
    return next((each for each in BLOCKS[parts[0]].questions if each.name == parts[2]), None)

"""The words of an interview: topics, titles and one gentle way to ask each question, as domain people wrote them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.casework.interviews.rules.questions import BLOCKS, QUESTIONS, TOPICS
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True, slots=True)
class Topic:
    """A card: its title, and one sentence under it where there is one."""

    key: str
    title: Words
    lead: Words | None


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question stands on the page, and how it could be asked gently where it is asked at all."""

    title: Words
    gently: Words | None


@dataclass(frozen=True)
class Wording:
    """Every topic in the page's order, every question by name (`persons.sex` in a block), and what holds always."""

    topics: tuple[Topic, ...]
    questions: dict[str, Asking]
    always: Words


def _lists() -> dict[str, str]:
    """Question → its list, as the rules have it."""
    told = {question.name: question.catalogue for question in QUESTIONS}
    told |= {f"{block.name}.{each.name}": each.catalogue for block in BLOCKS.values() for each in block.questions}
    return told


@lru_cache(maxsize=4)
def _wording_in(folder: Path) -> Wording:
    page = read_definition(folder / "texts" / "interview_questions.toml")
    page.about()
    topics = {section.choice("key", TOPICS): _topic(section) for section in page.sections("topic")}
    lists, questions = _lists(), {}
    for section in page.sections("question"):
        name = section.choice("name", lists)
        section.choice("list", [lists[name]])
        questions[name] = _asking(section)
    for missing in (
        *(name for name in TOPICS if name not in topics),
        *(name for name in lists if name not in questions),
    ):
        raise page.fault(_("“%(key)s” yazılmamış") % {"key": missing})
    found = Wording(tuple(topics[key] for key in TOPICS), questions, page.words("always"))
    page.finish()
    return found


def _topic(section: Section) -> Topic:
    found = Topic(section.text("key"), section.words("title"), section.words("lead") if section.has("lead") else None)
    section.finish()
    return found


def _asking(section: Section) -> Asking:
    found = Asking(section.words("title"), section.words("gently") if section.has("gently") else None)
    section.finish()
    return found


def wording() -> Wording:
    """The words of this installation's catalogue. Raises CatalogueError when the file is broken or incomplete."""
    return _wording_in(catalogue_folder())


def title_of(name: str) -> str:
    """The words over a question, in the reader's language; `name` as in the catalogue."""
    return wording().questions[name].title.say()

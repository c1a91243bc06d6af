"""The invented stories with their model answers, as the catalogue holds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.casework.contacts.forms.choices import question_label
from omuz.casework.contacts.rules.answers import BY_NAME as CONTACT
from omuz.casework.interviews.queries.shown import field_label
from omuz.casework.interviews.rules.questions import BY_NAME as INTERVIEW
from omuz.casework.practice.rules import ANY, NOTE, Codes, Pair, Typed, compared, was_made
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.lists import SPECIAL, code_list, label_of
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True)
class Mistake:
    """A common mistake, why it is one, and the answer that shows it."""

    code: str
    title: Words
    why: Words
    field: str
    codes: Codes


@dataclass(frozen=True)
class Story:
    """One invented story: what the trainee reads, the model answer for each page, the mistakes."""

    code: str
    place: int
    title: Words
    told: Words
    note: Words
    contact: Mapping[str, Codes]
    interview: Mapping[str, Codes]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class Line:
    """One question in words: hers beside the model's."""

    label: str
    hers: str
    model: str
    same: bool


@dataclass(frozen=True)
class Compared:
    """The whole comparison."""

    lines: tuple[Line, ...]
    mistakes: tuple[tuple[Mistake, bool], ...]
    agreed: int

    @property
    def made(self) -> int:
        """How many of the common mistakes show."""
        return sum(made for _mistake, made in self.mistakes)


def stories() -> tuple[Story, ...]:
    """Every story in its order. Raises CatalogueError for a broken file."""
    return _stories(catalogue_folder() / "training" / "vignettes")


def story_of(code: str) -> Story | None:
    """One story; None where there is none of that code."""
    return next((story for story in stories() if story.code == code), None)


@lru_cache(maxsize=4)
def _stories(folder: Path) -> tuple[Story, ...]:
    return tuple(sorted((read_story(path) for path in folder.glob("*.toml")), key=lambda story: story.place))


def read_story(path: Path) -> Story:
    """One story file. Raises CatalogueError naming the file and the place, also for a code its list does not hold."""
    page = read_definition(path)
    page.about(path.stem)
    contact, interview = _contact_lists(), _interview_lists()
    story = Story(
        code=path.stem,
        place=page.whole("place"),
        title=page.words("title"),
        told=page.words("story"),
        note=page.words("note"),
        contact=_answers(page.section("contact"), contact),
        interview=_answers(page.section("interview"), interview) if page.has("interview") else {},
        mistakes=tuple(_mistake(section, contact | interview) for section in page.sections("mistake")),
    )
    if not story.mistakes:
        raise page.fault(_("en az bir yanlış yazılmalı"), "mistake")
    page.finish()
    return story


def _contact_lists() -> dict[str, str]:
    return {name: question.catalogue for name, question in CONTACT.items()}


def _interview_lists() -> dict[str, str]:
    return {name: question.catalogue for name, question in INTERVIEW.items()}


def _answers(section: Section, lists: Mapping[str, str]) -> dict[str, Codes]:
    found = {}
    for name in section.names():
        if name not in lists:
            raise section.fault(_("bu sayfada böyle bir soru yok"), name)
        found[name] = _known(section, name, lists[name])
    return found


def _known(section: Section, key: str, catalogue: str) -> Codes:
    codes = section.texts(key)
    known = (*code_list(catalogue).codes, *SPECIAL, ANY)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise section.fault(_("“%(code)s” listede yok") % {"code": unknown[0]}, key)
    return codes


def _mistake(section: Section, lists: Mapping[str, str]) -> Mistake:
    field = section.choice("field", (*lists, NOTE))
    mistake = Mistake(
        code=section.text("code"),
        title=section.words("title"),
        why=section.words("why"),
        field=field,
        codes=section.texts("codes") if field == NOTE else _known(section, "codes", lists[field]),
    )
    section.finish()
    return mistake


def beside_contact(story: Story, typed: Typed) -> Compared:
    """A contact record beside the model answer."""
    pairs = compared(typed, story.contact, CONTACT)
    return _told(story, typed, [(question_label(pair.name), CONTACT[pair.name].catalogue, pair) for pair in pairs])


def beside_interview(story: Story, typed: Typed) -> Compared:
    """An interview beside the model answer; only questions, never what was written freely."""
    pairs = compared(typed, story.interview, INTERVIEW)
    return _told(story, typed, [(field_label(pair.name), INTERVIEW[pair.name].catalogue, pair) for pair in pairs])


def _told(story: Story, typed: Typed, pairs: Iterable[tuple[str, str, Pair]]) -> Compared:
    lines = tuple(
        Line(label, _in_words(catalogue, pair.hers), _in_words(catalogue, pair.model), pair.same)
        for label, catalogue, pair in pairs
    )
    asked = [mistake for mistake in story.mistakes if mistake.field in typed]
    told = tuple((mistake, was_made(mistake.field, mistake.codes, typed)) for mistake in asked)
    return Compared(lines, told, sum(line.same for line in lines))


def _in_words(catalogue: str, codes: Codes) -> str:
    return ", ".join(label_of(catalogue, code) for code in codes if code in (*code_list(catalogue).codes, *SPECIAL))

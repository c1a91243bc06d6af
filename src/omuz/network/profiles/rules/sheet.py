"""The questions of a profile as this room works with them: by name, in sections, public or not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from omuz.foundation.catalogue import turkish
from omuz.network.surveys.filling import sections
from omuz.network.surveys.xlsform import Form, Group, Question, Repeat


class Kind(StrEnum):
    """How a question can be counted; words cannot."""

    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    WORDS = "words"


_KINDS = {
    "select_one": Kind.ONE,
    "select_multiple": Kind.MANY,
    "rank": Kind.MANY,
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
}


@dataclass(frozen=True)
class Asked:
    """One question: `options` are its choices as (code, words), in the order of the form."""

    name: str
    path: str
    label: str
    kind: Kind
    options: tuple[tuple[str, str], ...]
    public: bool
    type: str

    def in_words(self, text: str, language: str = "tr") -> str:
        """An answer as a reader reads it."""
        if self.kind in (Kind.ONE, Kind.MANY):
            known = dict(self.options)
            return ", ".join(known.get(code, code) for code in text.split())
        if self.kind is Kind.NUMBER:
            value = number_in(text)
            return text if value is None else turkish.number(value, None, language)
        if self.type == "date":
            try:
                return turkish.day(date.fromisoformat(text[:10]))
            except ValueError:
                return text
        return text[:5] if self.type == "time" else text


@dataclass(frozen=True)
class Part:
    """One section of the form with the questions somebody answers."""

    key: str
    label: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Sheet:
    """A version of the questionnaire in one language."""

    parts: tuple[Part, ...]

    @property
    def questions(self) -> tuple[Asked, ...]:
        return tuple(question for part in self.parts for question in part.questions)

    @property
    def by_name(self) -> Mapping[str, Asked]:
        return {question.name: question for question in self.questions}


def number_in(text: str) -> float | None:
    """The number a text holds; None where it holds none."""
    try:
        return float(text)
    except ValueError:
        return None


def sheet_of(form: Form, public: Collection[str], language: str) -> Sheet:
    """The questions of a form by section; a question in a group of its own carries the group's words before its own."""
    parts = []
    for section in sections(form):
        found: list[Asked] = []
        for node in section.nodes:
            _gather(form, node, public, language, "", found, top=True)
        if found:
            parts.append(Part(section.key, section.label.in_language(language), tuple(found)))
    return Sheet(tuple(parts))


def _gather(
    form: Form,
    node: Group | Repeat | Question,
    public: Collection[str],
    language: str,
    before: str,
    found: list[Asked],
    *,
    top: bool = False,
) -> None:
    label = node.label.in_language(language)
    if isinstance(node, Question):
        if node.answerable:
            found.append(_asked(form, node, public, language, f"{before} – {label}" if before else label))
    elif isinstance(node, Group):
        for child in node.children:
            _gather(form, child, public, language, "" if top else label, found)


def _asked(form: Form, node: Question, public: Collection[str], language: str, label: str) -> Asked:
    options: tuple[tuple[str, str], ...] = ()
    if node.choices is not None and node.choices.list in form.lists:
        listed = form.lists[node.choices.list].choices
        options = tuple((each.name, each.label.in_language(language) or each.name) for each in listed)
    kind = _KINDS.get(node.type, Kind.WORDS)
    return Asked(node.name, node.path, label or node.name, kind, options, node.name in public, node.type)


def by_name(values: Mapping[str, str]) -> dict[str, str]:
    """Path → answer as name → answer; what stands below `meta` is left out. Names are the form's own and stay."""
    return {path.rsplit("/", 1)[-1]: text for path, text in values.items() if text and "/meta/" not in path}

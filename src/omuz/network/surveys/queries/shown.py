"""An answer and a blank form as a reader sees them: sections with lines of words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from omuz.network.surveys.filling import Section, sections
from omuz.network.surveys.filling.wording import undressed
from omuz.network.surveys.queries.words import SELECTS, bare, in_words, label_at, node_at
from omuz.network.surveys.xlsform import Form, Group, Question, Repeat

_MOST_BOXES = 40
_LINES = {"text": 2}
_PATH = re.compile(r"/[\w./-]+")
_NOT_ON_PAPER = frozenset({"calculate", "hidden"})


@dataclass(frozen=True)
class Told:
    """One section of an answer: its key, its heading, and question with answer in words."""

    key: str
    label: str
    lines: tuple[tuple[str, str], ...]


def told(form: Form, values: Mapping[str, str], language: str) -> list[Told]:
    """An answer in words, section by section; questions without an answer are left out."""
    found = []
    for section in sections(form):
        lines = tuple(
            (label_at(form, path, language), in_words(form, path, text, language))
            for path, text in values.items()
            if text and holds(section, path) and _worth_reading(form, path)
        )
        if lines:
            found.append(Told(section.key, undressed(section.label.in_language(language)), lines))
    return found


def holds(section: Section, path: str) -> bool:
    """Whether a path stands in a section."""
    plain = bare(path)
    return any(plain == node.path or plain.startswith(f"{node.path}/") for node in section.nodes)


def _worth_reading(form: Form, path: str) -> bool:
    node = node_at(form, path)
    return isinstance(node, Question) and node.asked and node.type != "note"


@dataclass(frozen=True)
class PaperLine:
    """One line of a blank form: a heading, or a question with boxes to tick or lines to write on.

    `when` is the condition as its author wrote it, for whoever fills by hand; `depth` counts groups around it.
    """

    kind: str
    depth: int
    label: str
    hint: str = ""
    when: str = ""
    boxes: tuple[str, ...] = ()
    several: bool = False
    rows: tuple[int, ...] = ()


def paper(form: Form, language: str) -> list[PaperLine]:
    """A form as lines on paper, in its order."""
    return list(_paper(form, form.children, language, 0))


def _paper(form: Form, nodes: Iterable[Group | Repeat | Question], language: str, depth: int) -> Iterator[PaperLine]:
    for node in nodes:
        label, hint = (undressed(words.in_language(language)) for words in (node.label, node.hint))
        when = _condition(form, node, language)
        if isinstance(node, Question):
            if node.asked and node.type not in _NOT_ON_PAPER:
                yield _question(form, node, PaperLine(node.type, depth, label or node.name, hint, when), language)
            continue
        if label or isinstance(node, Repeat):
            yield PaperLine("repeat" if isinstance(node, Repeat) else "group", depth, label or node.name, hint, when)
        yield from _paper(form, node.children, language, depth + 1)


def _condition(form: Form, node: Group | Repeat | Question, language: str) -> str:
    """The condition as its author wrote it, with the questions in place of their paths."""
    if node.relevant is None or node.relevant.always:
        return ""
    return _PATH.sub(lambda found: _named(form, found.group(), language), node.relevant.source).strip()


def _named(form: Form, path: str, language: str) -> str:
    return f"“{label_at(form, path, language)}”" if form.has(path) else path


def _question(form: Form, node: Question, line: PaperLine, language: str) -> PaperLine:
    if node.type in SELECTS and node.choices is not None and node.choices.list in form.lists:
        listed = form.lists[node.choices.list].choices
        boxes = tuple(undressed(choice.label.in_language(language)) or choice.name for choice in listed[:_MOST_BOXES])
        several = node.type != "select_one"
        more: tuple[int, ...] = (1,) if len(listed) > _MOST_BOXES else ()
        return PaperLine(line.kind, line.depth, line.label, line.hint, line.when, boxes, several, more)
    rows: tuple[int, ...] = () if node.type == "note" else tuple(range(_LINES.get(node.type, 1)))
    return PaperLine(line.kind, line.depth, line.label, line.hint, line.when, (), False, rows)

"""An answer and a blank form as a reader sees them: sections with lines of words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from omuz.network.surveys.filling import Section, sections
from omuz.network.surveys.filling.controls import range_control
from omuz.network.surveys.filling.lists import LONG
from omuz.network.surveys.filling.wording import undressed
from omuz.network.surveys.queries.conditions import Unsaid, condition_in_words
from omuz.network.surveys.queries.words import SELECTS, bare, in_words, label_at, node_at
from omuz.network.surveys.xlsform import Form, Group, Question, Repeat

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

    `when` is the condition in words, for whoever fills by hand; `depth` counts groups around it.
    """

    kind: str
    depth: int
    label: str
    hint: str = ""
    when: str = ""
    boxes: tuple[str, ...] = ()
    several: bool = False
    rows: tuple[int, ...] = ()
    required: bool = False


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
    """The condition in words; where there are none, as its author wrote it with the questions for their paths."""
    if node.relevant is None or node.relevant.always:
        return ""
    try:
        return condition_in_words(form, node.relevant, node.path, language)
    except Unsaid:
        pass
    return _PATH.sub(lambda found: _named(form, found.group(), language), node.relevant.source).strip()


def _named(form: Form, path: str, language: str) -> str:
    return f"“{label_at(form, path, language)}”" if form.has(path) else path


def _question(form: Form, node: Question, line: PaperLine, language: str) -> PaperLine:
    line = replace(line, required=node.required is not None and node.required.always)
    if node.type == "range" and node.range:
        return _scale(node, line)
    if node.type in SELECTS and node.choices is not None and node.choices.list in form.lists:
        listed = form.lists[node.choices.list].choices
        if len(listed) > LONG:
            told = _("%(n)s seçenekli bir liste; yanıtı yazın.") % {"n": len(listed)}
            return replace(line, hint=_told_too(line.hint, told), rows=(0,))
        boxes = tuple(undressed(choice.label.in_language(language)) or choice.name for choice in listed)
        if node.type == "rank":
            line = replace(line, hint=_told_too(line.hint, _("Kutulara sıra numarası yazın; ilk sıra 1.")))
        return replace(line, boxes=boxes, several=node.type != "select_one", rows=() if boxes else (0,))
    return replace(line, rows=() if node.type == "note" else tuple(range(_LINES.get(node.type, 1))))


def _scale(node: Question, line: PaperLine) -> PaperLine:
    """The numbers of a scale to choose from; of a long one its two ends."""
    control = range_control(node, "")
    if control.options:
        return replace(line, boxes=tuple(told for _value, told in control.options))
    ends = _("%(least)s ile %(most)s arasında") % {"least": control.least, "most": control.most}
    return replace(line, hint=_told_too(line.hint, ends) if control.least else line.hint, rows=(0,))


def _told_too(hint: str, more: str) -> str:
    return f"{hint}\n{more}" if hint else more

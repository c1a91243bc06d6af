"""An interview in words: what each topic says, as her file shows it and as she may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.casework.interviews.queries.labels import BLOCK_TITLES, FIELDS, SEXUAL_DETAIL_SILENT
from omuz.casework.interviews.queries.wording import title_of, wording
from omuz.casework.interviews.rules.answers import NOBODY_SAID, Answers, Said
from omuz.casework.interviews.rules.questions import BLOCKS, QUESTIONS, Question, question_of
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of

Line = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One topic of a recorded interview: title, lines of label and words, free text, her ranked requests."""

    key: str
    title: str
    lines: list[Line]
    text: str = ""
    ranked: tuple[str, ...] = ()


def field_label(name: str) -> str:
    """The words over a field, of a repeated block with the number of its entry."""
    question, parts = question_of(name), name.split("-")
    if question is None:
        return str(FIELDS.get(name, name))
    if len(parts) == 1:
        return title_of(name)
    one, _more = BLOCK_TITLES[parts[0]]
    return f"{str(one) % {'number': int(parts[1]) + 1}}: {title_of(f'{parts[0]}.{parts[2]}')}"


def in_words(question: Question, codes: Sequence[str], *, detail: bool = False) -> str:
    """Codes of a question in words, several parted by a comma; `detail` false says that none was asked."""
    words = [label_of(question.catalogue, code) for code in codes]
    if question.name == "violence_types" and not detail:
        words = [
            str(SEXUAL_DETAIL_SILENT) if code == "sexual" else word for code, word in zip(codes, words, strict=True)
        ]
    return ", ".join(words)


def sections_of(said: Said) -> list[Section]:
    """Every topic in which something was said, in the order of the page; what nobody said is left out."""
    answers = said.answers
    found = []
    for topic in wording().topics:
        section = Section(
            topic.key,
            topic.title.say(),
            [*_lines(topic.key, said), *_block_lines(topic.key, answers)],
            said.text({"words": "her_words", "view": "worker_view"}.get(topic.key, "")),
            _requests(answers) if topic.key == "requests" else (),
        )
        if section.lines or section.text or section.ranked:
            found.append(section)
    return found


def _requests(answers: Answers) -> tuple[str, ...]:
    codes = answers.said("requests")
    return () if codes == NOBODY_SAID else tuple(label_of("request", code) for code in codes)


def _lines(topic: str, said: Said) -> list[Line]:
    answers = said.answers
    lines: list[Line] = []
    if topic == "talk" and answers.minutes is not None:
        lines.append((str(FIELDS["minutes"]), str(answers.minutes)))
    detail = answers.said("sexual_detail") != NOBODY_SAID
    lines += [
        (title_of(each.name), in_words(each, answers.said(each.name), detail=detail))
        for each in QUESTIONS
        if each.topic == topic and not each.ranked and answers.said(each.name) != NOBODY_SAID
    ]
    if topic == "violence" and answers.incident_on:
        lines.append((str(FIELDS["incident_on"]), turkish.day(answers.incident_on)))
    if topic == "herself" and said.text("self_description"):
        lines.append((str(FIELDS["self_description"]), said.text("self_description")))
    return lines


def _block_lines(topic: str, answers: Answers) -> list[Line]:
    lines: list[Line] = []
    for block in BLOCKS.values():
        if block.topic != topic:
            continue
        one, _more = BLOCK_TITLES[block.name]
        for number, entry in enumerate(answers.entries(block), 1):
            told = [
                f"{title_of(f'{block.name}.{each.name}')}: {in_words(each, entry[each.name], detail=True)}"
                for each in block.questions
                if each.name in entry
            ]
            lines.append((str(one) % {"number": number}, " · ".join(told)))
    return lines


def silent_questions(answers: Answers) -> list[str]:
    """Labels of the questions that were not asked."""
    quiet = [each for each in QUESTIONS if answers.said(each.name) == NOBODY_SAID and each.name != "sexual_detail"]
    return [title_of(each.name) for each in quiet]


def title_for(answers: Answers) -> str:
    """What an interview is called: the first of the file, or a later one."""
    return _("İlk görüşme") if answers.first else _("Görüşme")

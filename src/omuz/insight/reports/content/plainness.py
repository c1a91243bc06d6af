"""Which texts of a report type are harder to read than its level allows, with the file, the line and the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from omuz.insight.reports.content.blocks import Block
from omuz.insight.reports.content.reading import LEVELS, Level, Reading, measured, words_of
from omuz.insight.reports.content.report_types import ReportType, SectionText

LANGUAGES = ("tr", "en")
BROKEN = ("heading",)


@dataclass(frozen=True)
class Hard:
    """A sentence too long, or a section too dense (then `sentence` is empty); `words` is its length or its mean."""

    section: str
    language: str
    file: str
    line: int
    sentence: str
    words: float


def section_reading(section: SectionText, language: str) -> Reading:
    """The standing text of a section measured as one."""
    return measured("\n\n".join(_texts(section.blocks, language)), language)


def too_hard(report: ReportType) -> tuple[Hard, ...]:
    """Every sentence and section over its level; none in a report that keeps its word."""
    return tuple(
        hard
        for section in report.sections
        for language in LANGUAGES
        for hard in _of_section(section, language, LEVELS[section.reading][language])
    )


def _of_section(section: SectionText, language: str, level: Level) -> Iterator[Hard]:
    for block in section.blocks:
        longest = measured("\n\n".join(_texts((block,), language)), language).longest
        length = len(words_of(longest))
        if length > level.longest:
            yield Hard(section.key, language, block.file, block.line, longest, length)
    mean = section_reading(section, language).mean
    if mean > level.mean:
        yield Hard(section.key, language, section.blocks[0].file, 1, "", round(mean, 1))


def _texts(blocks: tuple[Block, ...], language: str) -> list[str]:
    said = [words.say(language) for block in blocks if block.kind not in BROKEN for words in block.words]
    notes = [words.say(language) for block in blocks for words in (block.note,) if words]
    return said + notes

"""How far each section of a report is: which sources it has, whether somebody has written and signed, what is stale."""

from collections.abc import Mapping
from dataclasses import dataclass

from omuz.insight.reports.content.composing import Edition
from omuz.insight.reports.content.report_types import ReportType, SectionText
from omuz.insight.reports.gathered import Piece, is_empty
from omuz.insight.reports.quoting import Touched, touched
from omuz.insight.reports.snapshot import Snapshot


@dataclass(frozen=True)
class Progress:
    """One section. `missing`: sources without data that are not allowed to be silent; `stale`: sentences to look at."""

    section: SectionText
    given: tuple[str, ...]
    missing: tuple[str, ...]
    asks_for_text: bool
    written: bool
    signed: bool
    stale: tuple[Touched, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done by people; missing data do not hold a section back, they are said."""
        return self.signed and not self.stale and (self.written or not self.asks_for_text)


def progress(report: ReportType, snapshot: Snapshot, edition: Edition, language: str) -> tuple[Progress, ...]:
    """Every section in the order of the report, also those not chosen."""
    return tuple(_of_section(section, snapshot.pieces, edition, language) for section in report.sections)


def _of_section(section: SectionText, pieces: Mapping[str, Piece], edition: Edition, language: str) -> Progress:
    silent = {key for block in section.blocks if block.silent or block.kind == "years" for key in block.sources}
    asked = dict.fromkeys(key for block in section.blocks for key in block.sources)
    given = tuple(key for key in asked if key in pieces and not is_empty(pieces[key]))
    text = edition.texts.get(section.key)
    return Progress(
        section=section,
        given=given,
        missing=tuple(key for key in asked if key not in given and key not in silent),
        asks_for_text=section.prompt is not None,
        written=bool(text and text.words.strip()),
        signed=section.key in edition.signed,
        stale=touched(text.words, text.figures, pieces, language) if text else (),
    )

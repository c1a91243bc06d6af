"""One edition put together: its document, its progress section by section, its files, and whether they are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from omuz.foundation.people.access import Person
from omuz.insight.reports.content.progress import Progress
from omuz.insight.reports.content.report_types import ReportType
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.parts import Document
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.models import Edition, SectionText, SignOff

Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")


@dataclass(frozen=True)
class SectionLine:
    """One section on the desk. `text` is the newest version in that language; `open_comments` are not settled."""

    progress: Progress
    chosen: bool
    text: SectionText | None
    written_by: str
    signoff: SignOff | None
    signed_by: str
    fallen: SignOff | None
    open_comments: int


@dataclass(frozen=True)
class SameBytes:
    """Whether a PDF made today is the published one, byte for byte; `why` says what may have changed it."""

    same: bool
    why: str
    published: str
    today: str


def report_type_of(edition: Edition) -> ReportType:
    """The type as it was when the edition was made, from its frozen text."""
    raise NotImplementedError


def sources_of(edition: Edition) -> Mapping[str, Source]:
    """The list of sources as it was when the edition was made."""
    raise NotImplementedError


def snapshot_of(edition: Edition) -> Snapshot:
    """What the edition was made from. Raises BrokenSnapshot."""
    raise NotImplementedError


def document(person: Person, edition: Edition, language: Language) -> Document:
    """The document of an edition; raises Http404 for a draft she may not read."""
    raise NotImplementedError


def section_lines(person: Person, edition: Edition, language: Language) -> tuple[SectionLine, ...]:
    """Every section of a draft in order, chosen or not, with how far it is."""
    raise NotImplementedError


def pdf(person: Person, edition: Edition, language: Language) -> bytes:
    """The edition as PDF, set with the definitions it was made with."""
    raise NotImplementedError


def docx(person: Person, edition: Edition, language: Language) -> bytes:
    """The edition as DOCX."""
    raise NotImplementedError


def xlsx(person: Person, edition: Edition, language: Language) -> bytes:
    """All tables of the edition as a workbook."""
    raise NotImplementedError


def same_bytes(edition: Edition, language: Language) -> SameBytes:
    """Make the PDF again and hold it against the digest kept at publication."""
    raise NotImplementedError

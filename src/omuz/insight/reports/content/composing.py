"""Puts a report together: its text, what was gathered, what people wrote. What is missing is said, never skipped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.turkish import day
from omuz.insight.reports import parts
from omuz.insight.reports.content.blocks import Block, filled
from omuz.insight.reports.content.placed import check_filled
from omuz.insight.reports.content.printing import printed
from omuz.insight.reports.content.report_types import ReportType, SectionText
from omuz.insight.reports.content.source_keys import Source, fits
from omuz.insight.reports.gathered import Piece, is_empty
from omuz.insight.reports.numbers import UnknownFigure
from omuz.insight.reports.quoting import paragraphs
from omuz.insight.reports.snapshot import Snapshot


@dataclass(frozen=True)
class Written:
    """A person's text of one section in one language; `figures` are what its quoted figures read when she wrote."""

    words: str
    by: str
    figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignedOff:
    """Who stands for a section, by role or name, since when."""

    by: str
    on: date


@dataclass(frozen=True)
class Edition:
    """What people decided about one edition. `chosen`: sections besides the required ones; None is all of them.

    `places` fill the `{…}` of the texts (network, centre, municipality, programme, donor). `texts`, `voices` and
    `signed` go by the section's key.
    """

    number: int
    dated: date
    publisher: str
    places: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Written] = field(default_factory=dict)
    voices: Mapping[str, tuple[parts.Voice, ...]] = field(default_factory=dict)
    signed: Mapping[str, SignedOff] = field(default_factory=dict)
    chosen: frozenset[str] | None = None
    draft: bool = True


def compose(
    report: ReportType, snapshot: Snapshot, known: Mapping[str, Source], edition: Edition, language: Literal["tr", "en"]
) -> parts.Document:
    """The document of one edition in one language.

    Raises CatalogueError with file and line where a standing text does not fit the data, UnknownFigure where a
    person's text does not, WrongPiece and NotProtected where a room gave what it may not.
    """
    pieces = {key: fits(known[key], piece) for key, piece in snapshot.pieces.items() if key in known}
    places = {
        **edition.places,
        "year": str(snapshot.year), "former": str(snapshot.year - 1), "publisher": edition.publisher,
        "dated": day(edition.dated),
    }  # fmt: skip
    check_filled(report, places)
    desk = _Desk(pieces, known, edition, places, language)
    with override(language):
        sections = tuple(
            part for section in report.sections if stands(section, edition, pieces) for part in desk.section(section)
        )
        return parts.Document(
            kind=report.code,
            title=filled(report.title.say(language), places),
            subtitle=filled(report.subtitle.say(language), places),
            language=language,
            year=snapshot.year,
            edition=edition.number,
            dated=edition.dated,
            snapshot=snapshot.digest,
            publisher=edition.publisher,
            sections=sections,
            imprint=tuple(filled(line.say(language), places) for line in report.imprint),
            draft=edition.draft,
        )


def stands(section: SectionText, edition: Edition, pieces: Mapping[str, Piece]) -> bool:
    """Whether a section is printed: required or chosen, and its condition holds."""
    wanted = section.required or edition.chosen is None or section.key in edition.chosen
    return wanted and section.when.holds(pieces)


@dataclass(frozen=True)
class _Desk:
    """What a section is put together from."""

    pieces: Mapping[str, Piece]
    known: Mapping[str, Source]
    edition: Edition
    places: Mapping[str, str]
    language: Literal["tr", "en"]

    def section(self, section: SectionText) -> Iterator[parts.Section]:
        """The section and, where it has headings, its parts below."""
        signed = self.edition.signed.get(section.key)
        barren = self._barren(section)
        for place, (heading, blocks) in enumerate(_split(section)):
            if heading is None:
                made = [*self._blocks(section, blocks, barren), *self._at_the_end(section, barren)]
                yield parts.Section(
                    section.key, filled(section.title.say(self.language), self.places), tuple(made), section.level,
                    signed.by if signed else "", signed.on if signed else None,
                )  # fmt: skip
            elif not (barren and any(block.sources for block in blocks)):
                below = tuple(self._blocks(section, blocks, barren))
                title = filled(heading.words[0].say(self.language), self.places)
                if below:
                    yield parts.Section(f"{section.key}{parts.PART}{place}", title, below, section.level + 1)

    def _barren(self, section: SectionText) -> bool:
        """Whether a section has a sentence of its own for having no data at all, and has none."""
        asked = [block for block in section.blocks if block.sources]
        return bool(section.absent and asked) and not any(self._there(block) for block in asked)

    def _at_the_end(self, section: SectionText, barren: bool) -> Iterator[parts.Block]:
        if barren and section.absent:
            yield parts.Absent(f"{section.key}.absent", filled(section.absent.say(self.language), self.places))
        if not any(block.kind == "written" for block in section.blocks):
            yield from self._written(section)

    def _blocks(self, section: SectionText, blocks: tuple[Block, ...], barren: bool) -> Iterator[parts.Block]:
        missing: list[Block] = []
        for block in blocks:
            if not block.when.holds(self.pieces):
                continue
            if block.kind == "written":
                yield from self._written(section)
            elif block.sources and not self._there(block):
                missing += [] if block.silent or block.kind == "years" else [block]
            else:
                yield from self._printed(block)
        if missing and not barren:
            yield parts.Absent(f"{section.key}.absent_{missing[0].line}", self._said_absent(missing))

    def _there(self, block: Block) -> bool:
        found = [key in self.pieces and not is_empty(self.pieces[key]) for key in block.sources]
        return any(found) if block.kind == "beside" else all(found)

    def _printed(self, block: Block) -> Iterator[parts.Block]:
        try:
            yield from printed(block, self.pieces, self.known, self.places, self.language)
        except UnknownFigure as error:
            raise CatalogueError(
                _("%(file)s, satır %(line)s: %(what)s") % {"file": block.file, "line": block.line, "what": error}
            ) from error

    def _said_absent(self, missing: list[Block]) -> str:
        """`Bu yıl gösterilecek kadar yanıt yok: bina; odalar.`, reason by reason."""
        reasons: dict[str, list[str]] = {}
        for block in missing:
            source = next(self.known[key] for key in block.sources if key not in self.pieces or
                          is_empty(self.pieces[key]))  # fmt: skip
            title = (block.title or source.title).say(self.language)
            reasons.setdefault(source.absent.say(self.language), []).append(filled(title, self.places))
        return " ".join(f"{reason}: {'; '.join(dict.fromkeys(titles))}." for reason, titles in reasons.items())

    def _written(self, section: SectionText) -> Iterator[parts.Block]:
        text = self.edition.texts.get(section.key)
        if text is not None and text.words.strip():
            told = paragraphs(text.words, self.pieces, self.language, text.figures)
            yield parts.Prose(f"{section.key}.written", told, "written", text.by)
        yield from self.edition.voices.get(section.key, ())


def _split(section: SectionText) -> list[tuple[Block | None, tuple[Block, ...]]]:
    """What stands before the first heading, then each heading with what stands under it."""
    found: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in section.blocks:
        if block.kind == "heading":
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return [(heading, tuple(blocks)) for heading, blocks in found]

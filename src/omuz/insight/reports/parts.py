"""A report as data: sections of blocks, every printed number under its own key, no count the gate did not see.

Built by `content`, kept by `snapshot`, set by `paper`, `word`, `annex` and `web`. All words are already in the
document's one language. Nothing here counts, reads a file or knows a centre's model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from omuz.foundation.privacy.cells import Key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.figure import Shape
from omuz.insight.charts.reading import protected

Tone = Literal["", "good", "partly", "gap", "unknown", "hidden"]
"""What a cell of a matrix means beside its words; a colour never says it alone."""
TONES: Final[tuple[Tone, ...]] = get_args(Tone)
PART: Final = ".part_"
"""Between the key of a section and the place of a heading within it."""


class NotABlock(TypeError):
    """Something was put into a document that a document does not hold: a number, a raw table, a list."""


class SameKey(ValueError):
    """Two parts of a document have one key, so that a number could not be told from another."""


@dataclass(frozen=True)
class Text:
    """Words of a paragraph, set as they are: nothing in them is markup."""

    words: str

    def __post_init__(self) -> None:
        _texts(self.words)


@dataclass(frozen=True)
class Quoted:
    """A figure quoted in a sentence: the key of a number of this document and how it reads there (`7/22`).

    `was` is what it read when the sentence was written, where that has changed since.
    """

    key: str
    words: str
    was: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.words, self.was)


Paragraph = tuple[Text | Quoted, ...]


@dataclass(frozen=True)
class Wording:
    """Words for a table whose definition is not in the dictionary of indicators, a question of a profile for example.

    `dimensions`: name → words; `categories`: name → code → words; `base`: what the figures are of;
    `counted`: head of the column of numbers (“Merkez”). What is left empty is taken from the definition.
    `fractions`: counts are printed with their whole (`7/22`), as figures of few centres have to be.
    """

    dimensions: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    base: str = ""
    counted: str = ""
    fractions: bool = False


@dataclass(frozen=True)
class Prose:
    """Paragraphs. `origin` standing: from the report type; made: put together from figures; written: by people."""

    key: str
    paragraphs: tuple[Paragraph, ...]
    origin: Literal["standing", "made", "written"] = "standing"
    by: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.by)
        for paragraph in self.paragraphs:
            for span in paragraph:
                _kind(span, Text | Quoted)


@dataclass(frozen=True)
class Points:
    """A list of short items, in order or not."""

    key: str
    items: tuple[Paragraph, ...]
    ordered: bool = False

    def __post_init__(self) -> None:
        _texts(self.key)
        for item in self.items:
            for span in item:
                _kind(span, Text | Quoted)


@dataclass(frozen=True)
class Box:
    """A framed note: how the report was made, what a reader has to know; pairs of a name and its words."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        _texts(self.key, self.title, *(text for fact in self.facts for text in fact))


@dataclass(frozen=True)
class Figure:
    """A chart with its numbers beside it: one protected table, or several years of one with the shape `trend`.

    `earlier`: tables of the same indicator for former periods, oldest first. `alt` says the picture to who does
    not see it; empty: the title is used. `of`: the source whose numbers it shows, as sentences quote them.
    """

    key: str
    title: str
    table: SafeTable
    chart: Shape = "bars"
    alt: str = ""
    source: str = ""
    note: str = ""
    wording: Wording = Wording()
    earlier: tuple[SafeTable, ...] = ()
    of: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.title, self.alt, self.source, self.note, self.of)
        _kind(self.wording, Wording)
        for table in (self.table, *self.earlier):
            protected(table)


@dataclass(frozen=True)
class Grid:
    """A protected table of one or two dimensions, printed as a table; years beside each other with `earlier`."""

    key: str
    title: str
    table: SafeTable
    source: str = ""
    note: str = ""
    wording: Wording = Wording()
    earlier: tuple[SafeTable, ...] = ()
    of: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.title, self.source, self.note, self.of)
        _kind(self.wording, Wording)
        for table in (self.table, *self.earlier):
            protected(table)


@dataclass(frozen=True)
class Tally:
    """How many of how many centres: `7/22`.

    The part stands in a protected table at `at`; the whole is what it is a share of, in a table of counts the total.
    """

    key: str
    label: str
    table: SafeTable
    at: Key = ()
    source: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.label, self.source)
        protected(self.table).cell(self.at)

    @property
    def part(self) -> int | None:
        """None where the gate hides it."""
        return self.table.cell(self.at).value

    @property
    def whole(self) -> int | None:
        """None where the gate hides it."""
        table = self.table
        return (table.denominator(self.at) if table.measure == "share" else table.total).value


@dataclass(frozen=True)
class Listing:
    """Public facts about centres, standards and actions in rows of words; never counts of women.

    `numbers`: places of the columns that are set like figures, to the right. `tables`: the protected tables its
    numbers were read from, where it sets several beside each other. `leads`: the block each row is about; its first
    cell leads there, and the block to it.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
    note: str = ""
    numbers: tuple[int, ...] = ()
    tables: tuple[SafeTable, ...] = ()
    leads: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _texts(self.key, self.title, self.source, self.note, *self.columns, *self.leads)
        _rows(self.columns, self.rows)
        if self.leads and len(self.leads) != len(self.rows):
            raise NotABlock(f"{self.key}: {len(self.leads)} / {len(self.rows)}")
        for table in self.tables:
            protected(table)


@dataclass(frozen=True)
class Mark:
    """One cell of a matrix: its words and what they mean."""

    words: str
    tone: Tone = ""

    def __post_init__(self) -> None:
        _texts(self.words)
        if self.tone not in TONES:
            raise NotABlock(f"tone {self.tone}")


@dataclass(frozen=True)
class Matrix:
    """Rows against columns in words and shades: gaps by standard and centre, policies by municipality."""

    key: str
    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Mark, ...]], ...]
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _texts(self.key, self.title, self.corner, self.source, self.note, *self.columns)
        for name, marks in self.rows:
            _texts(name)
            if len(marks) != len(self.columns):
                raise NotABlock(f"{self.key}: {name}: {len(marks)} / {len(self.columns)}")
            for mark in marks:
                _kind(mark, Mark)


@dataclass(frozen=True)
class Absent:
    """Why there are no figures here, in one sentence."""

    key: str
    sentence: str

    def __post_init__(self) -> None:
        _texts(self.key, self.sentence)


@dataclass(frozen=True)
class Missing:
    """Centres that were asked and did not answer, by name, with the sentence that says so."""

    key: str
    sentence: str
    centres: tuple[str, ...]

    def __post_init__(self) -> None:
        _texts(self.key, self.sentence, *self.centres)


@dataclass(frozen=True)
class Voice:
    """Words from an open answer, shown after the identity check and with consent; `said_by` names no person."""

    key: str
    words: str
    said_by: str

    def __post_init__(self) -> None:
        _texts(self.key, self.words, self.said_by)


@dataclass(frozen=True)
class Card:
    """What a centre agreed to show of itself: name, a line under it, facts; `consent` says when and by which role."""

    key: str
    name: str
    line: str
    facts: tuple[tuple[str, str], ...]
    consent: str

    def __post_init__(self) -> None:
        _texts(self.key, self.name, self.line, self.consent, *(text for fact in self.facts for text in fact))
        if not self.consent.strip():
            raise NotABlock(f"{self.key}: a card needs the centre’s consent")


Block = Prose | Points | Box | Figure | Grid | Tally | Listing | Matrix | Absent | Missing | Voice | Card
Numbered = Figure | Grid | Listing | Matrix
"""Blocks that carry a number and a caption: figures (`Şekil 3`) and tables (`Tablo 5`), each counted by itself."""
BLOCKS: Final = get_args(Block)


@dataclass(frozen=True)
class Section:
    """A heading (`level` 1–3) with its blocks. `signed_by` names the role or person who stands for it."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    signed_by: str = ""
    signed_on: date | None = None

    def __post_init__(self) -> None:
        _texts(self.key, self.title, self.signed_by)
        if self.level not in (1, 2, 3):
            raise NotABlock(f"{self.key}: level {self.level}")
        for block in self.blocks:
            _kind(block, Block)


@dataclass(frozen=True)
class Document:
    """A whole report. `snapshot` is the SHA-256 of what it was made from; `dated` the day of the edition.

    `draft`: not signed off yet; every page says so.
    Raises NotABlock, SameKey.
    """

    kind: str
    title: str
    subtitle: str
    language: Literal["tr", "en"]
    year: int
    edition: int
    dated: date
    snapshot: str
    publisher: str
    sections: tuple[Section, ...]
    imprint: tuple[str, ...] = ()
    draft: bool = False

    def __post_init__(self) -> None:
        _texts(self.kind, self.title, self.subtitle, self.snapshot, self.publisher, *self.imprint)
        seen: set[str] = set()
        for part in (*self.sections, *self.blocks()):
            if part.key in seen or not part.key:
                raise SameKey(part.key)
            seen.add(part.key)

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for section in self.sections:
            _kind(section, Section)
            yield from section.blocks


def root(key: str) -> str:
    """The key of the section a part of one stands under (`budget` of `budget.part_2`); of a section its own."""
    return key.partition(PART)[0]


def plain(*paragraphs: str) -> tuple[Paragraph, ...]:
    """Paragraphs without quoted figures."""
    return tuple((Text(words),) for words in paragraphs)


def _texts(*values: object) -> None:
    """Raise NotABlock for anything that is not a text: no number slips in beside the gate."""
    for value in values:
        if not isinstance(value, str):
            raise NotABlock(f"a text was expected, not {type(value).__name__}")


def _kind(value: object, kind: object) -> None:
    if not isinstance(value, kind):  # type: ignore[arg-type]  # a union of classes is a class here
        raise NotABlock(type(value).__name__)


def _rows(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    for row in rows:
        _texts(*row)
        if len(row) != len(columns):
            raise NotABlock(f"{len(row)} / {len(columns)}")

"""Numbers of figures and tables (`Şekil 3`, `Tablo 5`), and where each figure of a report comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.charts.figure import explained
from omuz.insight.reports.drawn import base_of, chart_of, reading_of
from omuz.insight.reports.parts import (
    Document,
    Figure,
    Grid,
    Listing,
    Matrix,
    Numbered,
    Paragraph,
    Quoted,
    Section,
)

GROUND: Final = "ground"
"""Key of the section every document ends with: definition, base and gate decision of each figure."""
_FEW: Final = 14
_AFTER_NAME: Final = re.compile("[@:%#~]")


@dataclass(frozen=True)
class Caption:
    """What stands at a figure or table: `Şekil`, 3."""

    kind: Literal["figure", "table"]
    number: int

    @property
    def word(self) -> str:
        return _("Şekil") if self.kind == "figure" else _("Tablo")

    @property
    def label(self) -> str:
        return f"{self.word} {self.number}"


def captions(document: Document) -> dict[str, Caption]:
    """The caption of every numbered block by its key, in reading order."""
    found: dict[str, Caption] = {}
    figures = tables = 0
    for block in document.blocks():
        if isinstance(block, Figure):
            figures += 1
            found[block.key] = Caption("figure", figures)
        elif isinstance(block, Grid | Listing | Matrix):
            tables += 1
            found[block.key] = Caption("table", tables)
    return found


def places_of(document: Document) -> dict[str, str]:
    """Where numbers stand: the name a sentence quotes them by → the first numbered block that prints them."""
    found: dict[str, str] = {}
    for block in document.blocks():
        if isinstance(block, Numbered):
            found.setdefault(block.key, block.key)
            if isinstance(block, Figure | Grid) and block.of:
                found.setdefault(block.of, block.key)
    return found


def place_of(key: str, places: Mapping[str, str]) -> str:
    """The block in which the number with this key stands, empty where it is in none."""
    return places.get(_AFTER_NAME.split(key, maxsplit=1)[0], "")


Piece = tuple[str, str, str]
"""Words, what they read when the sentence was written (if that has changed), the block they point to."""


def pieces(paragraph: Paragraph, places: Mapping[str, str], known: Mapping[str, Caption]) -> list[Piece]:
    """A paragraph in pieces; the first number out of each block is followed by where it stands: `7/22 (Tablo 5)`."""
    told: list[Piece] = []
    named: set[str] = set()
    for span in paragraph:
        if not isinstance(span, Quoted):
            told.append((span.words, "", ""))
            continue
        target = place_of(span.key, places)
        told.append((span.words, span.was, ""))
        if target and target not in named:
            named.add(target)
            told += [(" (", "", ""), (known[target].label, "", target), (")", "", "")]
    return told


def is_short(document: Document) -> bool:
    """Whether a document is a brief of a few pages: it begins at once, without cover and contents."""
    return sum(1 for _block in document.blocks()) <= _FEW


def grounded(document: Document) -> tuple[Section, ...]:
    """The document's sections, and at their end the ground of every figure. Call under its language."""
    known = captions(document)
    rows = [
        _ground(block, known[block.key].label, document.language)
        for block in document.blocks()
        if isinstance(block, Figure | Grid)
    ]
    if not rows:
        return document.sections
    heads = (_("Yer"), _("Tanım ve sürüm"), _("Taban ve dönem"), _("Gizlenen hücre"))
    listing = Listing(f"{GROUND}.listing", _("Şekil ve tabloların dayanağı"), heads, tuple(rows))
    return (*document.sections, Section(GROUND, _("Sayıların dayanağı"), (listing,)))


def _ground(block: Figure | Grid, label: str, language: str) -> tuple[str, ...]:
    table = block.table
    how = dict(how_counted(block, language))
    version = _("%(code)s, sürüm %(version)s") % {"code": table.indicator, "version": table.version}
    return label, version, base_of(block, language), how[_("Gizlenen hücre")]


def how_counted(block: Figure | Grid, language: str) -> tuple[tuple[str, str], ...]:
    """Definition, base, version and decision of the gate, line by line. Call under the document's language."""
    if isinstance(block, Figure):
        return chart_of(block, language).how
    return tuple(explained(reading_of(block, language)))


def signed(section: Section) -> str:
    """Who stands for a section and since when; empty where nobody has signed it."""
    if not section.signed_by:
        return ""
    if section.signed_on is None:
        return _("Bu bölümü onaylayan: %(who)s") % {"who": section.signed_by}
    return _("Bu bölümü onaylayan: %(who)s, %(day)s") % {"who": section.signed_by, "day": day(section.signed_on)}

"""Numbers of figures and tables (`Şekil 3`, `Tablo 5`), and how a sentence points to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.reports.drawn import is_drawn
from omuz.insight.reports.parts import (
    Document,
    Figure,
    Grid,
    Numbered,
    Paragraph,
    Quoted,
    Section,
)

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
    """The caption of every numbered block by its key, in reading order; a figure that is only numbers is a table."""
    found: dict[str, Caption] = {}
    figures = tables = 0
    for block in document.blocks():
        if isinstance(block, Figure) and is_drawn(block):
            figures += 1
            found[block.key] = Caption("figure", figures)
        elif isinstance(block, Numbered):
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


def signed(section: Section) -> str:
    """Who stands for a section and since when; empty where nobody has signed it."""
    if not section.signed_by:
        return ""
    if section.signed_on is None:
        return _("Bu bölümü onaylayan: %(who)s") % {"who": section.signed_by}
    return _("Bu bölümü onaylayan: %(who)s, %(day)s") % {"who": section.signed_by, "day": day(section.signed_on)}

"""A document as plain data for Typst: every word is already chosen, nothing in it is markup."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import day
from omuz.insight.charts.drawing import svg
from omuz.insight.charts.maps import credit
from omuz.insight.reports.captions import Caption, captions, is_short, pieces, places_of, signed
from omuz.insight.reports.drawn import base_of, drawing_of
from omuz.insight.reports.grounds import GROUND, grounded, leading
from omuz.insight.reports.laid import Laid, Placed, laid, tally_text
from omuz.insight.reports.parts import (
    Absent,
    Block,
    Box,
    Card,
    Document,
    Figure,
    Grid,
    Listing,
    Matrix,
    Missing,
    Paragraph,
    Points,
    Prose,
    Section,
    Tally,
    Voice,
    root,
)
from omuz.insight.reports.widths import fitted, lines_of

Told = dict[str, Any]
_GROUPS: Final = 8
TEXT_WIDTH: Final = 481.0
_APART: Final = re.compile(r"[\s–/-]+")
_LONG: Final = 15
_BRIEF: Final = 17
"""Lines of a table that is not parted from one page to the next."""
_SIZE: Final = re.compile(r'<svg(?=[^>]* width="([0-9.]+)")(?=[^>]* height="([0-9.]+)")')
_HIGHEST: Final = 600.0
_CARD: Final = 900
"""Letters of a card that is not parted from one page to the next."""


@dataclass
class Setting:
    """What is gathered while a document is told: captions, and pictures by the name under which Typst finds them."""

    document: Document
    known: Mapping[str, Caption]
    places: Mapping[str, str]
    leads: frozenset[str] = frozenset()
    drawn: bool = True
    pictures: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.document.language


def told(document: Document, of: str = "", *, drawn: bool = True) -> tuple[Told, dict[str, str]]:
    """The document for the template, and its pictures. Call under the document's language.

    `of`: only the section with this key and what stands under it, numbered as in the whole.
    `drawn` false leaves the pictures out.
    """
    whole = document if of and of != GROUND else replace(document, sections=grounded(document))
    setting = Setting(whole, captions(whole), places_of(whole), leading(document), drawn)
    sections = list(_sections(setting, of))
    return {
        "lang": whole.language,
        "title": whole.title,
        "subtitle": whole.subtitle,
        "publisher": whole.publisher,
        "year": str(whole.year),
        "short": is_short(document),
        "dated": [whole.dated.year, whole.dated.month, whole.dated.day],
        "edition": _edition(whole),
        "draft": _("Taslak: henüz imzalanmadı") if whole.draft else "",
        "imprint": _imprint(whole),
        "words": _words(),
        "figures": any(one.kind == "figure" for one in setting.known.values()),
        "tables": any(one.kind == "table" for one in setting.known.values()),
        "sections": sections,
    }, setting.pictures


def _edition(document: Document) -> str:
    return _("%(number)s. baskı · %(day)s") % {"number": document.edition, "day": day(document.dated)}


def _imprint(document: Document) -> list[list[str]]:
    digest = document.snapshot
    parted = " ".join(digest[place : place + _GROUPS] for place in range(0, len(digest), _GROUPS))
    return [
        [_("Yayımlayan"), document.publisher],
        [_("Baskı"), _edition(document)],
        [_("Verinin özeti (SHA-256)"), parted],
        *(["", line] for line in document.imprint),
    ]


def _words() -> Told:
    return {
        "contents": _("İçindekiler"),
        "figures": _("Şekiller"),
        "tables": _("Tablolar"),
        "figure": _("Şekil"),
        "table": _("Tablo"),
        "about": _("Bu belge hakkında"),
        "was": _("yazıldığında: %(was)s") % {"was": "§"},
        "how": _("Nasıl sayıldı: sayfa %(page)s") % {"page": "§"},
    }


def _sections(setting: Setting, of: str) -> Iterator[Told]:
    """Sections with their blocks; a heading never jumps over a level."""
    level = 0
    for section in setting.document.sections:
        if of and of != root(section.key):
            continue
        level = min(section.level, level + 1)
        blocks = list(_blocks(section, setting))
        across = bool(blocks) and bool(blocks[0].get("across"))
        yield {
            "key": section.key,
            "title": section.title,
            "level": level,
            "across": across,
            "blocks": blocks,
            "signed": signed(section),
        }


def _blocks(section: Section, setting: Setting) -> Iterator[Told]:
    """Blocks in order; tallies that follow each other stand in one table."""
    waiting: list[Tally] = []
    for block in section.blocks:
        if isinstance(block, Tally):
            waiting.append(block)
            continue
        if waiting:
            yield _tallies(waiting, setting)
            waiting = []
        yield _block(block, setting)
    if waiting:
        yield _tallies(waiting, setting)


def _tallies(tallies: list[Tally], setting: Setting) -> Told:
    return {
        "kind": "tallies",
        "heads": [_("Soru"), _("Merkez")],
        "rows": [
            {
                "key": tally.key,
                "label": tally.label,
                "text": tally_text(tally, setting.language),
                "ground": ground_of(tally.key, setting),
                "part": tally.part,
                "whole": tally.whole,
            }
            for tally in tallies
        ],
        "source": next((_source(tally.source) for tally in tallies if tally.source), ""),
    }


def _block(block: Block, setting: Setting) -> Told:
    if isinstance(block, Figure):
        return _figure(block, setting)
    if isinstance(block, Grid | Listing | Matrix):
        return {"kind": "table", **_captioned(block, setting)}
    if isinstance(block, Prose):
        return {
            "kind": "prose",
            "paragraphs": _spans(block.paragraphs, setting),
            "origin": block.origin,
            "by": block.by,
        }
    if isinstance(block, Points):
        return {"kind": "points", "items": _spans(block.items, setting), "ordered": block.ordered}
    return _framed(block)


def _framed(block: Block) -> Told:
    """Blocks that stand in a frame of their own."""
    if isinstance(block, Box):
        return {"kind": "box", "title": block.title, "facts": [list(fact) for fact in block.facts]}
    if isinstance(block, Card):
        facts = [list(fact) for fact in block.facts]
        letters = sum(len(name) + len(words) for name, words in facts) + len(block.line) + len(block.consent)
        return {"kind": "card", "name": block.name, "line": block.line, "facts": facts, "consent": block.consent,
                "brief": letters <= _CARD}  # fmt: skip
    if isinstance(block, Missing):
        return {"kind": "missing", "sentence": block.sentence, "centres": list(block.centres)}
    if isinstance(block, Voice):
        return {"kind": "voice", "words": block.words, "by": block.said_by}
    if isinstance(block, Absent):
        return {"kind": "absent", "sentence": block.sentence}
    raise TypeError(type(block).__name__)


def _spans(paragraphs: tuple[Paragraph, ...], setting: Setting) -> list[list[Told]]:
    return [
        [{"words": words, "was": was, "to": to} for words, was, to in pieces(paragraph, setting.places, setting.known)]
        for paragraph in paragraphs
    ]


def _figure(block: Figure, setting: Setting) -> Told:
    drawing = drawing_of(block, setting.language) if setting.drawn else None
    picture = svg(drawing) if drawing is not None else ""
    name = f"picture:{block.key}" if picture else ""
    if picture:
        setting.pictures[name] = picture
    return {
        "kind": "figure",
        "picture": name,
        "wide": points_wide(picture),
        "alt": block.alt or _("%(title)s. Aynı sayılar hemen altındaki tabloda.") % {"title": block.title},
        "credit": credit(setting.language) if block.chart == "map" else "",
        **_captioned(block, setting),
    }


def points_wide(picture: str) -> float:
    """How wide a picture is set, in points: three quarters of a pixel, never wider or higher than a page allows."""
    size = _SIZE.search(picture)
    return set_wide(float(size[1]), float(size[2])) if size else 0.0


def set_wide(wide: float, high: float) -> float:
    """The width in points for a drawing of so many pixels."""
    return wide * min(0.75, TEXT_WIDTH / wide, _HIGHEST / high)


def _captioned(block: Figure | Grid | Listing | Matrix, setting: Setting) -> Told:
    told = laid(block, setting.language)
    return {
        "key": block.key,
        "title": block.title,
        "ground": ground_of(block.key, setting),
        "dense": told.dense,
        "base": base_of(block, setting.language) if isinstance(block, Figure | Grid) else "",
        "source": _source(block.source),
        "note": block.note,
        **_table(told),
    }


def ground_of(key: str, setting: Setting) -> str:
    """The line of a block among those that say how it was counted; empty where it has none."""
    return f"{GROUND}:{key}" if key in setting.leads else ""


def _source(words: str) -> str:
    return _("Kaynak: %(source)s") % {"source": words} if words else ""


def _table(laid_out: Laid) -> Told:
    fit = fitted(laid_out)
    first = {row[0].to: line for line, row in reversed(list(enumerate(laid_out.rows))) if row and row[0].to}
    return {
        "across": fit.across,
        "parts": [
            {
                "widths": list(part.widths),
                "wide": part.wide,
                "brief": lines_of(laid_out, part) <= _BRIEF,
                "heads": [_head(laid_out.heads[place]) for place in part.columns],
                "numbers": [place in laid_out.numbers for place in part.columns],
                "rows": [
                    [_cell(row[place], first=line == first.get(row[place].to)) for place in part.columns]
                    for line, row in enumerate(laid_out.rows)
                ],
            }
            for part in fit.parts
        ],
        "footed": laid_out.footed,
        "brief": sum(lines_of(laid_out, part) for part in fit.parts) <= _BRIEF,
    }


def _cell(cell: Placed, *, first: bool) -> Told:
    """A cell; the first that leads to a block is the place that block leads back to."""
    mark = f"{GROUND}:{cell.to}" if cell.to and first else ""
    return {"words": cell.words, "long": _very_long(cell.words), "tone": cell.tone, "to": cell.to, "mark": mark}


def _very_long(words: str) -> bool:
    """Only words too long for any column are divided."""
    return any(len(word) > _LONG for word in _APART.split(words))


def _head(words: str) -> Told:
    return {"words": words, "long": _very_long(words)}

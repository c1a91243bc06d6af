"""What stands behind one figure of a document: definition, base, each cell with the decision of the gate, digest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.privacy.cells import TOTAL, Cell
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.reading import label, read
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.reports.captions import captions
from omuz.insight.reports.grounds import Ground, grounded, grounds_of, how_counted
from omuz.insight.reports.parts import Document, Figure, Grid, Listing, Matrix, Section, Tally, Wording, root
from omuz.insight.reports.web import anchor

Asked = Figure | Grid | Listing | Matrix | Tally


@dataclass(frozen=True)
class Behind:
    """One protected table behind a figure: what the gate decided, and every cell as it may be told."""

    ground: Ground
    defined: bool
    threshold: int
    heads: tuple[dict[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Told:
    """One figure or table, where it stands and what is behind it; no table is behind public facts.

    `how` is the answer to “nasıl sayıldı?” line by line, `quote` what a person writes to have the number in a sentence.
    """

    label: str
    title: str
    section: str
    section_title: str
    anchor: str
    source: str
    quote: str
    how: tuple[tuple[str, str], ...]
    behind: tuple[Behind, ...]


def told_of(document: Document, key: str) -> Told | None:
    """What is told of the block with this key, in the document's language; None where it holds no figures."""
    with override(document.language):
        whole = replace(document, sections=grounded(document))
        known = captions(whole)
        for section in whole.sections:
            for block in section.blocks:
                if block.key == key and isinstance(block, Asked):
                    called = known[key].label if key in known else ""
                    return _told(block, called, _home(whole, section), document.language)
    return None


def _home(document: Document, section: Section) -> Section:
    """The section a part stands under."""
    return next(each for each in document.sections if each.key == root(section.key))


def _told(block: Asked, called: str, home: Section, language: str) -> Told:
    grounds = grounds_of(block, language)
    return Told(
        label=called,
        title=block.label if isinstance(block, Tally) else block.title,
        section=home.key,
        section_title=home.title,
        anchor=anchor(block.key),
        source=block.source,
        quote=_quote(block),
        how=how_counted(block, language) if isinstance(block, Figure | Grid) else (),
        behind=tuple(
            _behind(ground, table, _wording(block), language)
            for ground, table in reversed(list(zip(grounds, _tables(block), strict=True)))
        ),
    )


def _tables(block: Asked) -> Iterator[SafeTable]:
    """The tables `grounds_of` tells of, in its order."""
    if isinstance(block, Figure | Grid):
        yield from (*block.earlier, block.table)
    elif isinstance(block, Tally):
        yield block.table
    elif isinstance(block, Listing):
        yield from block.tables


def _wording(block: Asked) -> Wording:
    return block.wording if isinstance(block, Figure | Grid) else Wording()


def _quote(block: Asked) -> str:
    """The key of the number in a person's text; empty where there is no single table to name."""
    if isinstance(block, Tally):
        at = f":{'/'.join(block.at)}" if block.at else ""
        return f"{{{{{block.key}{at}}}}}"
    return f"{{{{{block.of or block.key}}}}}" if isinstance(block, Figure | Grid) else ""


def _behind(ground: Ground, table: SafeTable, wording: Wording, language: str) -> Behind:
    about = read(table, language).about
    heads: list[dict[str, str]] = [{"label": _("Hücre")}, {"label": _("Sayı"), "kind": "number"}]
    if table.measure == "share":
        heads.append({"label": _("Payda"), "kind": "number"})
    elif table.measure == "median":
        heads[1]["label"] = _("Yanıt")
        heads.append({"label": _("Ortanca"), "kind": "number"})
    rows = []
    for cell in table.cells:
        words = [
            _("Toplam")
            if code == TOTAL
            else wording.categories.get(one.name, {}).get(code) or label(about, one, code, language)
            for one, code in zip(table.dimensions, cell.key, strict=True)
        ]
        rows.append((" · ".join(words) or _("Toplam"), cell, *_beside(table, cell)))
    return Behind(ground, ground.indicator in all_indicators(), table.policy.threshold, tuple(heads), tuple(rows))


def _beside(table: SafeTable, cell: Cell) -> tuple[Any, ...]:
    """What stands beside a count: what it is a share of, or the median of the answers."""
    if table.measure == "share":
        return (table.denominator(cell.key),)
    if table.measure == "median":
        return (_("gizlendi") if cell.median is None else cell.median,)
    return ()

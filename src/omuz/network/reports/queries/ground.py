"""What stands behind one figure of a document: definition, base, each cell with the decision of the gate, digest."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.privacy.cells import TOTAL, Cell
from omuz.insight.charts.reading import label, read
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.reports.captions import captions, grounded, how_counted
from omuz.insight.reports.drawn import base_of
from omuz.insight.reports.parts import Document, Figure, Grid, Listing, Matrix, Section, Tally, root
from omuz.insight.reports.web import anchor

Grounded = Figure | Grid | Listing | Matrix | Tally


@dataclass(frozen=True)
class Ground:
    """One figure or table. `protected` is false for public facts, which no gate decides on; the rest is then empty."""

    label: str
    title: str
    section: str
    section_title: str
    anchor: str
    source: str
    quote: str
    protected: bool = False
    indicator: str = ""
    defined: bool = False
    base: str = ""
    how: tuple[tuple[str, str], ...] = ()
    decision: str = ""
    threshold: int = 0
    digest: str = ""
    heads: tuple[dict[str, str], ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()


def ground_of(document: Document, key: str) -> Ground | None:
    """The ground of the block with this key, in the document's language; None where it has no figures."""
    with override(document.language):
        whole = replace(document, sections=grounded(document))
        known = captions(whole)
        for section in whole.sections:
            for block in section.blocks:
                if block.key == key and isinstance(block, Grounded):
                    called = known[key].label if key in known else ""
                    return _ground(block, called, _home(whole, section), document.language)
    return None


def _home(document: Document, section: Section) -> Section:
    """The section a part stands under."""
    return next(each for each in document.sections if each.key == root(section.key))


def _ground(block: Grounded, called: str, home: Section, language: str) -> Ground:
    plain = Ground(
        label=called,
        title=block.label if isinstance(block, Tally) else block.title,
        section=home.key,
        section_title=home.title,
        anchor=anchor(home.key if isinstance(block, Tally) else block.key),
        source=block.source,
        quote="",
    )
    if isinstance(block, Listing | Matrix):
        return plain
    like = Grid(block.key, plain.title, block.table) if isinstance(block, Tally) else block
    table = block.table
    told = table.explain()
    of = f"{block.key}:{'/'.join(block.at)}" if isinstance(block, Tally) and block.at else block.key
    return replace(
        plain,
        quote=f"{{{{{of if isinstance(block, Tally) else block.of or block.key}}}}}",
        protected=True,
        indicator=table.indicator,
        defined=table.indicator in all_indicators(),
        base=base_of(like, language),
        how=how_counted(like, language),
        decision=_decision(told.cells, sum(told.hidden.values()), told.threshold),
        threshold=told.threshold,
        digest=table.digest,
        heads=({"label": _("Hücre")}, {"label": _("Sayı"), "kind": "number"}, {"label": _("Payda"), "kind": "number"}),
        rows=tuple(_row(cell, like, language) for cell in table.cells),
    )


def _decision(cells: int, hidden: int, threshold: int) -> str:
    """What the gate did with the table in one sentence."""
    told = {"cells": cells, "hidden": hidden, "threshold": threshold}
    if not threshold:
        return _("%(cells)s hücrenin hepsi gösterilir: bunlar herkese açık bilgilerdir.") % told
    if not hidden:
        return _("%(cells)s hücreye bakıldı, %(threshold)s sayısının altında kalan yok; hepsi gösterilir.") % told
    return _("%(cells)s hücreye bakıldı, %(hidden)s tanesi gizlendi. Eşik %(threshold)s.") % told


def _row(cell: Cell, block: Figure | Grid, language: str) -> tuple[Any, ...]:
    table = block.table
    about, told = read(table, language).about, block.wording.categories
    words = [
        _("Toplam") if code == TOTAL else told.get(one.name, {}).get(code) or label(about, one, code, language)
        for one, code in zip(table.dimensions, cell.key, strict=True)
    ]
    whole = table.denominator(cell.key) if table.measure == "share" else None
    return " · ".join(words) or _("Toplam"), cell, whole

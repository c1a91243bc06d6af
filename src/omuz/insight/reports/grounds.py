"""Where each figure of a report comes from: definition, base, period, rule, what was hidden and why, digest.

Every document ends with this section; each figure leads to its line there, and the line back to the figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import periods
from omuz.insight.charts.figure import explained, why_hidden
from omuz.insight.charts.reading import read
from omuz.insight.reports.captions import captions, is_short
from omuz.insight.reports.drawn import chart_of, reading_of
from omuz.insight.reports.parts import (
    Block,
    Box,
    Document,
    Figure,
    Grid,
    Listing,
    Matrix,
    Prose,
    Section,
    Tally,
    plain,
)

GROUND: Final = "ground"
"""Key of the section every document ends with; `ground:<key>` is the line of one figure in it."""
_SHOWN: Final = 12
"""Letters of a digest that are printed; the workbook has it whole."""
NOTHING: Final = "–"
Grounded = Figure | Grid | Tally | Listing | Matrix


@dataclass(frozen=True)
class Ground:
    """One protected table behind a figure, in words; `hidden` says how many cells were hidden and why."""

    indicator: str
    version: int
    base: str
    period: str
    rule: str
    hidden: str
    hidden_count: int
    digest: str


def grounds_of(block: Block, language: str) -> tuple[Ground, ...]:
    """Every protected table behind a block, former years first; none for listed facts. Call under the language."""
    if isinstance(block, Figure | Grid):
        return tuple(_ground(table, language, block.wording.base) for table in (*block.earlier, block.table))
    if isinstance(block, Tally):
        return (_ground(block.table, language),)
    if isinstance(block, Listing):
        return tuple(_ground(table, language) for table in block.tables)
    return ()


def _ground(table: SafeTable, language: str, base: str = "") -> Ground:
    told = read(table, language)
    rule = rule_of(table.policy, language)
    why = why_hidden([table.explain().hidden]) or _("yok")
    of = base or (told.base if told.about else table.base)
    period = periods.said(table.period, language)
    return Ground(table.indicator, table.version, of, period, rule, why, table.hidden_count, table.digest)


def rule_of(policy: Policy, language: str) -> str:
    """The gate's rule for a table in one sentence. Call under the language."""
    if policy.public:
        return _("herkese açık bilgi; hiçbir sayı gizlenmez")
    told = [_("eşik %(n)s: daha küçük sayı gösterilmez") % {"n": policy.threshold}]
    if policy.zeros == "hide":
        told.append(_("sıfır ve herkesin verdiği yanıt da gösterilmez"))
    if policy.silent:
        told.append(_("gizlenen sayının küçük olup olmadığı da söylenmez"))
    if policy.median_from:
        told.append(_("ortanca en az %(n)s yanıttan alınır") % {"n": policy.median_least})
    if policy.centres:
        told.append(_("arkasında en az %(n)s merkez olmalı") % {"n": policy.centres})
    if policy.dominance:
        share = number(policy.dominance, 0, language)
        told.append(_("tek merkezin payı yüzde %(share)s üstündeyse sayı gösterilmez") % {"share": share})
    if policy.rounding:
        told.append(_("sayılar %(n)s ve katlarına yuvarlanır") % {"n": policy.rounding})
    return "; ".join(told)


def how_counted(block: Figure | Grid, language: str) -> tuple[tuple[str, str], ...]:
    """Definition, base, version and decision of the gate, line by line. Call under the document's language."""
    if isinstance(block, Figure):
        return chart_of(block, language).how
    return tuple(explained(reading_of(block, language)))


def leading(document: Document) -> frozenset[str]:
    """Keys of the blocks that have a line in the ground: what a reader may ask about."""
    return frozenset(block.key for block in _asked(document))


def grounded(document: Document) -> tuple[Section, ...]:
    """The document's sections, and at their end the ground of every figure. Call under its language."""
    asked = list(_asked(document))
    if not asked:
        return document.sections
    grounds = {block.key: grounds_of(block, document.language) for block in asked}
    rules = {} if is_short(document) else _rules(grounds.values())
    labels = {key: caption.label for key, caption in captions(document).items()}
    lines = [
        (block.key, line)
        for block in asked
        for line in _lines(block, labels.get(block.key, ""), grounds[block.key], rules)
    ]
    heads = (_("Yer"), _("Tanım"), _("Sürüm"), _("Taban"), _("Dönem"), _("Kural"), _("Gizlenen hücre"), _("Özet"))
    listing = Listing(
        f"{GROUND}.listing", _("Her şekil ve tablonun dayanağı"), heads, tuple(line for _key, line in lines),
        leads=tuple(key for key, _line in lines),
    )  # fmt: skip
    return (*document.sections, Section(GROUND, ground_title(), (*_opening(rules), listing)))


def ground_title() -> str:
    """The heading of the section. Call under the document's language."""
    return _("Nasıl sayıldı")


def _asked(document: Document) -> Iterator[Grounded]:
    """Every block with a number in it; of a brief only those whose numbers the gate has protected."""
    short = is_short(document)
    for block in document.blocks():
        if isinstance(block, Figure | Grid | Tally) or (
            isinstance(block, Listing | Matrix) and (not short or (isinstance(block, Listing) and block.tables))
        ):
            yield block


def _rules(grounds: Iterable[Sequence[Ground]]) -> Mapping[str, str]:
    """Rule in words → the short name it has in the table: `K1`, `K2`."""
    found = dict.fromkeys(one.rule for each in grounds for one in each)
    return {rule: _("K%(n)s") % {"n": place} for place, rule in enumerate(found, start=1)}


def _opening(rules: Mapping[str, str]) -> tuple[Block, ...]:
    if not rules:
        return ()
    told = _(
        "Bu rapordaki her şekil, tablo ve kesir buradaki satırına, her satır da yerine bağlanır. Tanım, sayının"
        " sözlükteki adıdır. Özet, korunmuş tablonun SHA-256 özetinin ilk %(n)s hanesidir; tamamı çalışma kitabındadır."
    ) % {"n": _SHOWN}
    facts = tuple((code, words) for words, code in rules.items())
    return Prose(f"{GROUND}.how", plain(told)), Box(f"{GROUND}.rules", _("Küçük sayı kuralları"), facts)


def _lines(
    block: Grounded, label: str, grounds: Sequence[Ground], rules: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    place = label or (block.label if isinstance(block, Tally) else "")
    if not grounds:
        yield (place, NOTHING, NOTHING, _("Herkese açık bilgi"), *(NOTHING,) * 4)
    for one in grounds:
        rule = rules.get(one.rule, one.rule)
        yield (
            place, one.indicator, str(one.version), one.base or NOTHING, one.period, rule, one.hidden,
            one.digest[:_SHOWN],
        )  # fmt: skip

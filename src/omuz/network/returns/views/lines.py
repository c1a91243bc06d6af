"""Lines of the release ledger in words: what happened, to whom, from which returns, by which digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import label_of
from omuz.insight.charts.periods import said
from omuz.network.returns.models import Hold, LedgerEntry
from omuz.network.returns.queries.reasons import said_reason
from omuz.network.returns.queries.terms import terms

_ACTS = {
    LedgerEntry.Act.RELEASED: lambda: _("yayımlandı"),
    LedgerEntry.Act.CORRECTED: lambda: _("düzeltilerek yeniden yayımlandı"),
    LedgerEntry.Act.WITHDRAWN: lambda: _("kapatıldı"),
    LedgerEntry.Act.HELD: lambda: _("bekletilmeye başlandı"),
    LedgerEntry.Act.LIFTED: lambda: _("bekletme kaldırıldı"),
}


@dataclass(frozen=True)
class Line:
    """One line as a page shows it."""

    at: datetime
    what: str
    act: str
    audience: str
    sources: list[str]
    digest: str
    reason: str


def lines_of(entries: Sequence[LedgerEntry]) -> list[Line]:
    """The ledger in words, in the order given."""
    return [
        Line(
            at=one.at,
            what=said(one.quarter) if one.quarter else held_in_words(*one.about.split("/", 1)),
            act=_ACTS[LedgerEntry.Act(one.act)](),
            audience=said_audience(one.audience),
            sources=[_("%(centre)s, %(version)s. sürüm") % {"centre": c, "version": v} for c, v, _sum in one.sources],
            digest=one.digest,
            reason=said_reason(one.reason) if one.reason else "",
        )
        for one in entries
    ]


def said_audience(code: str) -> str:
    """To whom, in words."""
    if code == "director":
        return _("müdür")
    found = terms().audiences.get(code)
    return found.label.say() if found else code


def held_in_words(breakdown: str, code: str = "") -> str:
    """What is withheld: “İlçe: Karaburun”."""
    if breakdown == Hold.Breakdown.DISTRICT:
        return _("İlçe: %(name)s") % {"name": label_of("district", code)}
    return _("Şiddet türü: %(name)s") % {"name": label_of("violence_type", code)}

"""What changed since the quarter before, and since the version sent before, in words for the preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.periods import said
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.changes import Change, total_changes
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.own import newest_sent, tables_of


@dataclass(frozen=True)
class Compared:
    """A ledger of totals beside those of what was sent before."""

    before: str
    columns: list[dict[str, Any]]
    rows: list[list[Any]]


def compared(row: CentreReturn, tables: Mapping[str, SafeTable]) -> Compared | None:
    """Against the version sent before, else the quarter before; None where there is neither."""
    waits = row.state != CentreReturn.State.SENT
    correction = newest_sent(row.centre_id, row.period, with_numbers=True) if waits else None
    before = correction or newest_sent(row.centre_id, row.period.before, with_numbers=True)
    if before is None:
        return None
    told = tables_of(before)
    changes = total_changes(told, tables)
    if not changes:
        return None
    name = _("%(version)s. sürüm") % {"version": before.version} if correction else said(before.quarter)
    return Compared(
        before=name,
        columns=_columns(name),
        rows=[[_title(one.key), told[one.key].total, tables[one.key].total, _difference(one)] for one in changes],
    )


def _columns(name: str) -> list[dict[str, Any]]:
    labels = (name, _("Şimdi"), _("Fark"))
    return [{"label": _("Tablo")}, *({"label": label, "kind": "number"} for label in labels)]


def _title(key: str) -> str:
    return contents().plans[key].indicator.title.say()


def _difference(change: Change) -> str:
    if change.before is None or change.after is None:
        return "–"
    written = number(change.after - change.before, 0, get_language() or "tr")
    return f"+{written}" if change.after > change.before else written

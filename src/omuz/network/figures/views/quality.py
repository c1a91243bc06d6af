"""The data-quality page of the network."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.figure import Figure, figure
from omuz.insight.charts.periods import said
from omuz.insight.indicators.definitions import Missing
from omuz.network.figures.queries.quality import (
    Hiding,
    Punctuality,
    board_until,
    boxes_of,
    hidings,
    punctuality,
)
from omuz.network.figures.queries.series import measured, network_points
from omuz.network.figures.views.wording import earlier_gaps, gaps_said
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.notes import Note, notes_of
from omuz.network.returns.queries.reasons import said_reason
from omuz.network.returns.rules.quarters import Quarter, Standing
from omuz.network.returns.views.places import choices, quarter_of, today
from omuz.network.returns.views.shown import on_page

_NUMBER = {"kind": "number"}


@page("network.returns")
def quality(request: SignedInRequest) -> HttpResponseBase:
    """Who reported, in time or not, what the checks asked, what was not asked, what is hidden."""
    quarter = quarter_of(request, Quarter.of(today()).before)
    rows = board_until(request.person, today())
    stands = punctuality(rows)
    hidden = hidings(request.person, quarter)
    points = network_points(request.person, measured()[0].lead, quarter)
    context = {
        "quarter": quarter,
        "period": said(str(quarter)),
        "quarters": choices([one.quarter for one in stands], quarter),
        "boxes": boxes_of(rows, quarter),
        "said_reason": {box.declined: said_reason(box.declined) for _name, box in boxes_of(rows, quarter)},
        "standing": points[-1],
        "gaps": gaps_said(points[-1]),
        "earlier": earlier_gaps(points),
        "punctuality": _punctuality(stands),
        "notes": [(note, _asked(note)) for note in notes_of(request.person, quarter)],
        "hidden": _hidden(hidden),
        "figures": on_page(_unasked(hidden), None),
    }
    return render(request, "figures/quality.html", context)


def _punctuality(stands: Sequence[Punctuality]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """What lacks stands before what came late, so that it is in sight on a narrow screen too."""
    counted = [
        (_("Zamanında"), Standing.RECEIVED),
        (_("Gelmedi"), Standing.MISSING),
        (_("Göndermedi"), Standing.DECLINED),
        (_("Geç"), Standing.LATE),
    ]
    if any(one.counts[Standing.AWAITED] for one in stands):
        counted.append((_("Bekleniyor"), Standing.AWAITED))
    labels = [*(label for label, _standing in counted), _("Düzeltildi")]
    heads = [{"label": _("Dönem")}, *({"label": label, **_NUMBER} for label in labels)]
    rows = [
        [said(str(one.quarter)), *(one.counts[standing] for _label, standing in counted), one.corrected]
        for one in stands
    ]
    return heads, rows


def _hidden(hidden: Sequence[Hiding]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    heads = [
        {"label": _("Tablo")},
        {"label": _("Merkez"), **_NUMBER},
        {"label": _("Hücre"), **_NUMBER},
        {"label": _("Gizli ya da aralık"), **_NUMBER},
        {"label": _("Pay"), "kind": "share"},
        {"label": _("Toplanamayan")},
    ]
    rows = [
        [
            _title(one),
            f"{one.whole.reported}/{one.whole.known}",
            one.cells,
            one.hidden,
            one.hidden / one.cells if one.cells else None,
            ", ".join((*one.whole.unlike, *one.whole.without)) or "–",
        ]
        for one in hidden
    ]
    return heads, rows


def _title(one: Hiding) -> str:
    title = one.plan.indicator.title.say()
    columns = one.plan.indicator.kind.columns
    split = ", ".join(columns[name].title.say() for name in one.plan.by if name in columns)
    return f"{title} ({split})" if split else title


def _asked(note: Note) -> str:
    """What was asked: the finding, and the table it is about."""
    findings = {
        "jump": _("yarıdan fazla değişti"),
        "empty": _("hiç kayıt yok"),
        "corrected": _("düzeltildi"),
        "parts": _("parçalar toplamı vermiyor"),
        "declined": _("bildirim göndermiyor"),
    }
    plan = contents().plans.get(note.key)
    finding = findings.get(note.check, note.check)
    return f"{plan.indicator.title.say()}, {finding}" if plan else finding


def _unasked(hidden: Sequence[Hiding]) -> dict[str, Figure]:
    """The table of questions that were not asked, drawn."""
    found = next((one for one in hidden if isinstance(one.plan.indicator.measure, Missing)), None)
    if found is None or found.whole.table is None:
        return {}
    return {found.plan.key: figure(found.whole.table, found.plan.patterns, found.plan.shape)}

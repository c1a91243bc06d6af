"""The director's brief: one page of released totals, and nothing that was not released to her."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.downloads.sheet import Part, Sheet, sheet_pdf
from omuz.insight.charts.periods import said
from omuz.insight.charts.reading import Row, read, share_text, value_text
from omuz.insight.indicators.definitions import Count, Persons, Share
from omuz.network.figures.rules.comparison import Point, compared
from omuz.network.figures.views.wording import change_said
from omuz.network.returns.models import Release
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.own import tables_of
from omuz.network.returns.queries.released import released
from omuz.network.returns.views.released import choice, unopened
from omuz.network.returns.views.shown import attachment


def _chosen(request: SignedInRequest, rows: Sequence[Release]) -> Release | None:
    wanted = request.GET.get("bildirim", "")
    return next((row for row in rows if str(row.pk) == wanted), rows[0] if rows else None)


@page("totals.released")
def brief(request: SignedInRequest) -> HttpResponseBase:
    """One page for the director: the totals of a quarter beside those of the quarter before."""
    rows = released(request.person)
    names = {centre.id: centre.name for centre in Centre.objects.filter(pk__in=[row.centre_id for row in rows])}
    shown = _chosen(request, rows)
    told = _lines(shown, _before(shown, rows)) if shown else []
    centre = names.get(shown.centre_id, "") if shown else ""
    if shown and request.GET.get("dosya") == "pdf":
        return attachment(sheet_pdf(_paper(shown, centre, told)), "application/pdf", ending="pdf")
    context = {
        "every": choice(rows, shown),
        "unopened": unopened(rows, shown),
        "shown": shown,
        "centre": centre,
        "period": said(shown.quarter) if shown else "",
        "heads": _heads(),
        "lines": told,
        "cautions": _cautions(),
    }
    return render(request, "figures/brief.html", context)


def _before(shown: Release, rows: Sequence[Release]) -> Release | None:
    """The release of the same centre for the quarter before."""
    wanted = (shown.centre_id, str(shown.period.before))
    return next((row for row in rows if (row.centre_id, row.quarter) == wanted), None)


def _heads() -> tuple[str, ...]:
    return _("Gösterge"), _("Önceki çeyrek"), _("Bu çeyrek"), _("Değişim")


def _lines(shown: Release, before: Release | None) -> list[list[Any]]:
    """Totals only: counts and shares of a quarter, no breakdown, no year."""
    now, past = tables_of(shown), tables_of(before) if before else {}
    return [
        [plan.indicator.title.say(), _total(past.get(key)), _total(table), _change(shown, table, past.get(key))]
        for key, table in now.items()
        if (plan := contents().plans[key]) and _is_total(plan, now)
    ]


def _is_total(plan: Plan, now: Mapping[str, SafeTable]) -> bool:
    return not plan.yearly and plan.key in now and isinstance(plan.indicator.measure, Count | Persons | Share)


def _total(table: SafeTable | None) -> str:
    if table is None:
        return "–"
    reading = read(table)
    row: Row = reading.total
    return share_text(row, reading.language) if reading.shares and row.known else value_text(row, reading)


def _change(shown: Release, table: SafeTable, past: SafeTable | None) -> str:
    centre = frozenset({str(shown.centre_id)})
    points = [Point(shown.period.before, past, centre), Point(shown.period, table, centre)]
    return change_said(compared(points))["short"] if past is not None else "–"


def _cautions() -> list[str]:
    return [
        _("Merkezin size açtığı toplamlardır; tek tek kayıtlar hiçbir yoldan görülemez."),
        _("Sayılan temastır, kadın sayısı değildir: bir kadın birden çok kez ulaşmış olabilir."),
        _("Küçük sayılar gizlidir. Rastlantının da yapabileceği bir fark artış ya da azalış sayılmaz."),
        _("Sayının artması işin kötüye gittiğini göstermez; merkez daha çok bilinir olmuş olabilir."),
    ]


def _paper(shown: Release, centre: str, told: list[list[Any]]) -> Sheet:
    return Sheet(
        language=(get_language() or "tr").split("-")[0],
        title=_("Toplamlar: %(period)s") % {"period": said(shown.quarter)},
        lead=(centre,),
        heads=_heads(),
        rows=tuple(tuple(str(cell) for cell in line) for line in told),
        parts=(Part(_("Okurken"), tuple(_cautions())),),
        foot=_("Bildirim %(quarter)s, %(version)s. sürüm, özet %(digest)s")
        % {"quarter": shown.quarter, "version": shown.version, "digest": shown.digest[:16]},
    )

"""A series made into a figure, with the words about its last quarter and the decisions of the gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.privacy.cells import Cell, Reason
from omuz.insight.charts.figure import Beside, Figure, figure, trend_figure
from omuz.insight.charts.periods import said
from omuz.insight.charts.trend import key_of
from omuz.network.figures.queries.released import Let
from omuz.network.figures.queries.series import categories, leading, tables_by_period
from omuz.network.figures.rules.comparison import Compared, Point, compared, known
from omuz.network.figures.views.wording import change_said, gaps_said, pale_said, usual_said
from omuz.network.returns.queries.contents import Plan
from omuz.network.returns.queries.terms import terms

SERIES = "seri"
"""The key under which a series is handed out as a file, beside the keys of the tables."""


@dataclass(frozen=True)
class Line:
    """One series ready for a page."""

    plan: Plan
    points: list[Point]
    category: str
    title: str
    found: Compared

    @property
    def now(self) -> Point:
        return self.points[-1]

    @property
    def apart(self) -> frozenset[str]:
        """Quarters in which other centres reported than in the last one."""
        return frozenset(
            str(one.quarter) for one in self.points if one.table is not None and one.centres != self.now.centres
        )

    def figure(self, *, centres: bool) -> Figure | None:
        """The series drawn; `centres` adds how many reported. None where nobody ever did."""
        tables = tables_by_period(self.points)
        if not any(tables.values()):
            return None
        told = {str(one.quarter): f"{one.reported}/{one.known}" for one in self.points}
        return trend_figure(
            tables,
            self.title,
            category=self.category,
            apart=self.apart,
            notes=(pale_said(),) if self.apart else (),
            beside=(Beside(_("Bildiren merkez"), told),) if centres else (),
        )

    def cell(self) -> Cell | None:
        table = self.now.table
        return table.cell(key_of(table, self.category)) if table else None

    def words(self) -> dict[str, Any]:
        """What is said of the last quarter: change, own past, gaps."""
        cell = self.cell()
        low, high = known(cell) if cell else (0, None)
        return {
            "change": change_said(self.found),
            "usual": usual_said(self.found, self.now, low if low == high else None),
            "gaps": gaps_said(self.now),
        }


def line_of(plan: Plan, points: list[Point], asked: str = "") -> Line:
    """The series of a table: of one category where it has categories (the one asked for, else the leading one)."""
    named = dict(categories(plan, points))
    category = asked if asked in named else leading(points) if named else ""
    title = plan.indicator.title.say()
    if category:
        title = f"{title}: {named.get(category, category)}"
    return Line(plan, points, category, title, compared(points, category))


def of_quarter(plan: Plan, point: Point, notes: Sequence[str] = ()) -> Figure | None:
    """The table of one quarter as its own figure; None where nobody reported, and for a bare number."""
    if point.table is None or plan.shape == "number":
        return None
    return figure(point.table, plan.patterns, plan.shape, notes=notes)


_WHY: dict[Reason, Callable[[], str]] = {
    Reason.SMALL: lambda: _("küçük sayı"),
    Reason.COMPLEMENTARY: lambda: _("çıkarmayla bulunmasın diye"),
    Reason.GROUP: lambda: _("grubuyla"),
    Reason.PARTIAL: lambda: _("bir merkez gizlediği için aralık"),
    Reason.HELD: lambda: _("bir süre verilmediği için"),
    Reason.CENTRES: lambda: _("arkasında çok az merkez olduğu için"),
}


def decisions(*series: Sequence[Point]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """What the gate decided about all these tables, quarter by quarter: columns and rows of a ledger, newest first."""
    number = {"kind": "number"}
    heads: list[dict[str, Any]] = [
        {"label": _("Dönem")},
        {"label": _("Hücre"), **number},
        {"label": _("Gizli ya da aralık"), **number},
        {"label": _("Neden")},
        {"label": _("Eşik"), **number},
        {"label": _("Merkez"), **number},
    ]
    quarters: dict[str, list[Point]] = {}
    for one in sorted((point for points in series for point in points), key=lambda point: point.quarter):
        quarters.setdefault(str(one.quarter), []).append(one)
    return heads, [_decision(points) for points in reversed(quarters.values())]


def fates(told: Sequence[tuple[Let, str]]) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """What the releases did with a table: columns and rows of a ledger, newest first."""
    words = {
        "in": _("yayımlandı"),
        "held": _("bekletildi"),
        "few": _("az sayıda merkezi ele vereceği için kaldı"),
        "out": _("bu yayımda yok"),
    }
    audiences = {code: one.label.say() for code, one in terms().audiences.items()}
    heads = [{"label": label} for label in (_("Yayım"), _("Gün"), _("Kime"), _("Karar"))]
    rows = [
        [_named(one), one.row.released_at.date(), audiences.get(one.row.audience, one.row.audience), words[fate]]
        for one, fate in told
    ]
    heads[1]["kind"] = "day"
    return heads, rows


def _named(one: Let) -> str:
    told = {"period": said(one.row.quarter), "n": one.row.number}
    return _("%(period)s, %(n)s. yayım") % told


def _decision(points: Sequence[Point]) -> list[Any]:
    """One quarter over all its tables."""
    period = said(str(points[0].quarter))
    told = [point.table.explain() for point in points if point.table is not None]
    centres = f"{max(point.reported for point in points)}/{points[0].known}"
    if not told:
        return [period, None, None, _("bildirim yok"), None, centres]
    sums = {reason: sum(one.hidden.get(reason, 0) for one in told) for reason in _WHY}
    why = ", ".join(f"{_WHY[reason]()}: {count}" for reason, count in sums.items() if count)
    return [period, sum(one.cells for one in told), sum(sums.values()), why or "–", told[0].threshold, centres]

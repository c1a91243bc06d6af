"""The press sheet: released figures only, with the sentences that may and may not be said."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.downloads.sheet import Part, Sheet, sheet_pdf
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.periods import said
from omuz.insight.charts.reading import Row
from omuz.network.figures.queries.press import Occasion, occasion, press
from omuz.network.figures.queries.released import NEWEST, PUBLIC, Let, let_one
from omuz.network.figures.views.everybody import embedded
from omuz.network.figures.views.released import PICTURES
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.views.places import today
from omuz.network.returns.views.shown import attachment, figures_of

_WIDEST = Fraction(1, 20)
"""Five points of a hundred."""


@dataclass(frozen=True)
class Said:
    """One sentence that may be said, with the figure it is made of."""

    key: str
    figure: Figure
    source: str

    @property
    def text(self) -> str:
        return self.figure.title


def sentences(one: Let) -> list[Said]:
    """The sentences of a release in the order of the sheet; tables held back or not in it are passed over."""
    shown = [key for key in press().tables if key in one.tables and key in contents().plans]
    figures = figures_of({key: one.tables[key] for key in shown})
    return [Said(key, figures[key], one.source(key)) for key in shown if _sharp(figures[key].reading.total)]


def _sharp(total: Row) -> bool:
    """Whether a number is told, and not between bounds so wide apart that a headline would make its own of them."""
    if not total.known:
        return False
    return total.share is None or (total.share.high is not None and total.share.high - total.share.low <= _WIDEST)


@page(None)
def occasions(request: SignedInRequest) -> HttpResponseBase:
    """The days for which there is a sheet, the next one first."""
    days = sorted(((one, one.next_after(today())) for one in press().occasions), key=lambda each: each[1])
    one, _every = let_one(request.person, "", PUBLIC)
    context = {"days": days, "shown": one, "period": said(one.row.quarter) if one else ""}
    return render(request, "figures/occasions.html", context)


@page(None)
def sheet(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The sheet of one day over the release chosen, else the newest public one."""
    about = occasion(key)
    one, every = let_one(request.person, request.GET.get("yayim", ""), PUBLIC)
    if one and request.GET.get("dosya") == "pdf":
        made = sheet_pdf(_paper(about, one, sentences(one)))
        return attachment(made, "application/pdf", ending="pdf")
    context = {
        "about": about,
        "press": press(),
        "shown": one,
        "every": [(str(each.row.pk), said(each.row.quarter), each == one) for each in every[:NEWEST]],
        "period": said(one.row.quarter) if one else "",
        "sentences": [_for_page(request, one, each) for each in sentences(one)] if one else [],
    }
    return render(request, "figures/press.html", context)


def _for_page(request: SignedInRequest, one: Let, said_one: Said) -> dict[str, Any]:
    """A sentence with its picture's public addresses, ready to be copied."""
    places = {
        kind: request.build_absolute_uri(reverse("figures:picture", args=[one.row.pk, said_one.key, kind]))
        for kind in PICTURES
    }
    return {
        "text": said_one.text,
        "source": said_one.source,
        "places": [(kind.upper(), where) for kind, where in places.items()],
        "key": said_one.key,
        "embed": embedded(places["svg"], f"{said_one.text}. {said_one.source}"),
    }


def _paper(about: Occasion, one: Let, told: list[Said]) -> Sheet:
    source = told[0].source if told else ""
    never = [
        _("%(never)s %(why)s Yerine: %(instead)s")
        % {"never": each.text.say(), "why": each.why.say(), "instead": each.instead.say()}
        for each in press().never
    ]
    return Sheet(
        language=(get_language() or "tr").split("-")[0],
        title=about.title.say(),
        lead=(about.opening.say(), source),
        parts=(
            Part(_("Söylenebilir"), tuple(each.text + "." for each in told)),
            Part(_("Her sayıyla birlikte söylenir"), tuple(each.say() for each in press().along)),
            Part(_("Söylenmez"), tuple(never)),
        ),
        foot=_("Yayım %(number)s, özet %(digest)s") % {"number": one.number, "digest": one.row.digest[:16]},
    )

"""The views a person keeps, in words of the catalogue."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.insight.charts.periods import said
from omuz.insight.indicators.definitions import Indicator
from omuz.network.figures.models import KeptView
from omuz.network.figures.queries.series import measured_one


@dataclass(frozen=True)
class Kept:
    """One kept view: its words, and what its address asks for."""

    id: UUID
    code: str
    title: str
    period: str
    asked: str


def kept_views(person: Person) -> list[Kept]:
    """Her views, newest first; those of an indicator the returns no longer hold are passed over."""
    found = []
    for row in KeptView.objects.filter(staff_id=person.staff_id, centre="").order_by("-kept_at"):
        try:
            about = measured_one(row.indicator).indicator
        except Http404:
            continue
        title = about.title.say()
        if row.row:
            title = f"{title}: {_said(about, row.row)}"
        asked = {name: value for name, value in (("satir", row.row), ("donem", row.quarter)) if value}
        period = said(row.quarter) if row.quarter else ""
        found.append(Kept(row.pk, about.code.lower(), title, period, urlencode(asked)))
    return found


def kept_of_centre(person: Person, centre: str) -> list[Kept]:
    """Her views of a centre's own page, newest first."""
    rows = KeptView.objects.filter(staff_id=person.staff_id, centre=centre).order_by("-kept_at")
    return [_of_centre(row) for row in rows]


def _of_centre(row: KeptView) -> Kept:
    asked = {"merkez": row.centre} | ({"donem": row.quarter} if row.quarter else {})
    return Kept(row.pk, "", said(row.quarter) if row.quarter else "", "", urlencode(asked))


def _said(about: Indicator, code: str) -> str:
    columns = about.kind.columns
    if code in columns:
        return columns[code].title.say()
    own = [columns[name] for name in about.allowed_by if name in columns and code in (columns[name].codes or ())]
    return own[-1].label(code) if own else code

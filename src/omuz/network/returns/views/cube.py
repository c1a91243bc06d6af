"""Sums over centres as figures; each says from how many centres it comes and which are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import in_turkish
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import Cell
from omuz.insight.charts.figure import Beside, Figure, figure, figure_of
from omuz.insight.charts.numerals import cased
from omuz.insight.charts.periods import said
from omuz.insight.charts.reading import read_series
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.received import Sum, reported_quarters, summed
from omuz.network.returns.rules.quarters import Quarter, quarters_until

MONTHS = "contacts_by_month"
_SERIES = 8
_SHOWN = (
    MONTHS,
    "contacts_by_channel",
    "violence_by_type",
    "violence_by_relation",
    "anonymous_contacts",
    "spoken_with_herself",
    "contacts_by_district",
)
"""What the network's page shows, in this order; the rest of the returns is for the centres themselves."""


@dataclass(frozen=True)
class Reporting:
    """How many centres reported a quarter, by name how the others stand, and all contacts they reported."""

    reported: int
    known: int
    missing: tuple[str, ...]
    declined: tuple[str, ...]
    late: tuple[str, ...]
    corrected: tuple[str, ...]
    contacts: Cell | None


def standing_of(person: Person, quarter: Quarter) -> Reporting:
    """Who reported this quarter."""
    (whole,) = summed(person, MONTHS, [quarter])
    return Reporting(
        whole.reported,
        whole.known,
        whole.missing,
        whole.declined,
        whole.late,
        whole.corrected,
        whole.table.total if whole.table else None,
    )


def sums_as_figures(person: Person, quarter: Quarter) -> dict[str, Figure]:
    """The figures of the network for one quarter; the months reach back two years, districts show a whole year."""
    plans = contents().plans
    made = {key: _made(person, plans[key], quarter) for key in _SHOWN if key in plans}
    return {key: found for key, found in made.items() if found is not None}


def _made(person: Person, plan: Plan, quarter: Quarter) -> Figure | None:
    if plan.key == MONTHS:
        return _months(summed(person, plan.key, quarters_until(quarter, _SERIES)), plan)
    wanted = _latest_year(person, quarter) if plan.yearly else quarter
    if wanted is None:
        return None
    (one,) = summed(person, plan.key, [wanted])
    return figure(one.table, plan.patterns, plan.shape, notes=lacking(one)) if one.table else None


def _latest_year(person: Person, quarter: Quarter) -> Quarter | None:
    """The last quarter of the latest full year reported by then; a year's table travels with it."""
    return next((one for one in reported_quarters(person) if one.closes_year and one <= quarter), None)


def lacking(one: Sum) -> list[str]:
    """Which centres a sum lacks and why, and which came late or were corrected, so that nobody reads a gap as quiet."""
    reported = number(one.reported, 0)
    told = {"reported": cased(reported, "of") if in_turkish() else reported, "known": number(one.known, 0)}
    whole = one.reported == one.known
    notes = [
        (_("%(known)s merkezin hepsi bildirdi") if whole else _("%(known)s merkezin %(reported)s bildirdi")) % told
    ]
    if one.missing:
        notes[0] = _("%(head)s. Bildirmeyen: %(names)s") % {"head": notes[0], "names": ", ".join(one.missing)}
    lists = (
        (one.declined, _("Göndermeme kararı veren: %(names)s")),
        (one.without, _("Bildirdi ama bu tablo yok: %(names)s")),
        (one.unlike, _("Başka sürümle sayıldığı için toplanamayan: %(names)s")),
        (one.late, _("Geç gelen, toplamda: %(names)s")),
        (one.corrected, _("Düzeltilmiş, son sürümü toplamda: %(names)s")),
    )
    return notes + [sentence % {"names": ", ".join(names)} for names, sentence in lists if names]


def lacking_between(sums: Sequence[Sum]) -> list[str]:
    """What a sum over several quarters lacks, quarter by quarter, newest first; whole and timely ones need no word."""
    told = []
    for one in reversed(sums):
        notes = lacking(one) if one.table else [_("bildirim yok")]
        if len(notes) > 1 or one.reported < one.known:
            told.append(f"{said(str(one.quarter))}: {'; '.join(notes)}")
    return told or lacking(sums[-1])


def _months(sums: Sequence[Sum], plan: Plan) -> Figure | None:
    """Months of the quarters from the first reported on; a quarter nobody reported stays a gap."""
    first = next((place for place, one in enumerate(sums) if one.table), None)
    if first is None:
        return None
    told = sums[first:]
    absent = [month for one in told if one.table is None for month in one.quarter.months]
    reading = read_series([one.table for one in told if one.table], absent)
    reporting = {month: f"{one.reported}/{one.known}" for one in told for month in one.quarter.months}
    return figure_of(
        reading,
        plan.patterns,
        plan.shape,
        notes=lacking_between(told),
        beside=(Beside(_("Bildiren merkez"), reporting),),
    )

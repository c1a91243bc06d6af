"""Entering figures of others: one event an act, all lines of a file or none."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.external import EIGE, external_sheet
from omuz.foundation.people.access import Person
from omuz.network.handbook.models import ExternalFigure
from omuz.network.handbook.queries.external import entries_by_place
from omuz.network.handbook.rules.external import Entry, NotAFigure, Place


def enter(*, by: Person, entries: Sequence[Entry]) -> int:
    """Keep entries that say something new, and return how many. Raises NotAFigure when a place comes twice."""
    by.require("external.enter")
    places = [entry.place for entry in entries]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is not None:
        raise NotAFigure("code", _("%(code)s, %(year)s iki kez yazılmış.") % {"code": twice[0], "year": twice[2]})
    known = entries_by_place()
    new = [entry for entry in entries if known.get(entry.place) != entry]
    if new:
        with recorded(by=by, event="external.entered", about=f"rows:{len(new)}"):
            for entry in new:
                _row(by, entry).save()
    return len(new)


def withdraw(*, by: Person, place: Place) -> None:
    """Take an entry back; the row stays and a new one says that it no longer counts. Raises NotAFigure."""
    by.require("external.enter")
    entry = entries_by_place().get(place)
    if entry is None:
        raise NotAFigure("code", _("Geri alınacak kayıt yok; hiçbir şey değişmedi."))
    with recorded(by=by, event="external.withdrawn", about="rows:1"):
        row = _row(by, entry)
        row.withdrawn = True
        row.save()


def _row(by: Person, entry: Entry) -> ExternalFigure:
    return ExternalFigure(
        sheet=EIGE,
        sheet_version=external_sheet().version,
        code=entry.code,
        part=entry.part,
        year=entry.year,
        area=entry.area,
        value=entry.value,
        source=entry.source,
        note=entry.note,
        entered_by=by.staff_id,
        entered_at=timezone.now(),
    )

"""Decisions as a workbook, for whoever works on them in the office."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.network.meetings.documents.papers import standing_words
from omuz.network.meetings.queries.decisions import Line


def decisions_book(lines: Iterable[Line]) -> bytes:
    """One row a decision; every text is text, every day a day."""
    rows: list[list[Cell]] = [
        [
            _("Karar no"),
            _("Toplantı günü"),
            _("Karar"),
            _("Kurum"),
            _("Sorumlu görev"),
            _("Gün"),
            _("Durum"),
            _("Son söz"),
            _("Son sözün günü"),
        ]
    ]
    for line in lines:
        row, last = line.decision, line.last
        rows.append(
            [
                row.code,
                row.meeting.on,
                row.what,
                line.owner,
                row.owner_post,
                row.due,
                standing_words(line.standing),
                last.words if last else "",
                last.on if last else None,
            ]
        )
    return as_workbook([Sheet(_("Kararlar"), rows)])

"""Stretches of days a list may show, and pages of a list that stay put when rows are added above."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from omuz.casework.contacts.queries.index import Line

PAGE = 30
"""Rows of one page of a list."""


class Span(StrEnum):
    """Which days a list shows; one neutral letter in the address."""

    TODAY = "g"
    WEEK = "h"
    MONTH = "a"
    ALL = "t"

    @classmethod
    def named(cls, letter: str) -> "Span":
        """The span of a letter, this week for anything else."""
        return cls(letter) if letter in set(cls) else cls.WEEK


def span_of(span: Span, now: datetime) -> tuple[datetime, datetime]:
    """First moment and the moment after the last; `now` is local with its zone. Weeks begin on Monday."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    if span is Span.TODAY:
        return midnight, tomorrow
    if span is Span.WEEK:
        return midnight - timedelta(days=now.weekday()), tomorrow
    if span is Span.MONTH:
        return midnight.replace(day=1), tomorrow
    return midnight.replace(year=1900), tomorrow


def page_of(lines: Sequence[Line], *, after: str) -> tuple[list[Line], str | None, str | None]:
    """One page of `lines`: those after the line with id `after` (the first page for an unknown one).

    With it the value of `after` for the page before (None on the first page) and for the page behind it (None on
    the last).
    """
    wanted = _id_in(after)
    start = next((place + 1 for place, line in enumerate(lines) if line.id.int == wanted), 0) if wanted else 0
    shown = list(lines[start : start + PAGE])
    newer: str | None = None
    if start:
        before = start - PAGE
        newer = str(lines[before - 1].id) if before > 0 else ""
    older = str(shown[-1].id) if start + PAGE < len(lines) else None
    return shown, newer, older


def _id_in(text: str) -> int | None:
    """The number of an id; None where the text is none."""
    try:
        return UUID(text).int
    except ValueError:
        return None

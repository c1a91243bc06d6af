"""Recommendations of a year as the page lists them, and the figures drafts are drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import fold
from omuz.foundation.people.access import Person
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece
from omuz.insight.reports.snapshot import read_snapshot
from omuz.network.reports.models import Edition, Recommendation
from omuz.network.reports.queries.voices.quotes import REPORT
from omuz.network.reports.rules.voices_drafts import WANTED, gap_words
from omuz.network.reports.rules.voices_proposals import proposals


@dataclass(frozen=True)
class Line:
    """One recommendation with what it answers and to whom it is addressed, in words."""

    row: Recommendation
    who: Words
    gap: Words
    late: bool

    @property
    def what(self) -> Words:
        return Words(self.row.what_tr, self.row.what_en or self.row.what_tr)

    @property
    def post(self) -> Words:
        return Words(self.row.post_tr, self.row.post_en or self.row.post_tr)

    @property
    def addressed(self) -> Words:
        """To whom: the kind of organisation and the post, once where the post names it already."""
        pairs = zip((self.who.tr, self.who.en), (self.post.tr, self.post.en), strict=True)
        return Words(*(post if fold(post).startswith(fold(who)) else f"{who}: {post}" for who, post in pairs))

    @property
    def means(self) -> Words:
        return Words(self.row.means_tr, self.row.means_en or self.row.means_tr)

    @property
    def reason(self) -> Words | None:
        """The figure it was drawn from, as it read that day."""
        told = self.row.reason
        return Words(told["tr"], told["en"]) if told.get("tr") else None


def lines(year: int, today: date, *states: str) -> list[Line]:
    """Recommendations of a year, drafts first, then by their day; with `states` only those."""
    rows = Recommendation.objects.filter(year=year)
    if states:
        rows = rows.filter(state__in=states)
    known = proposals().who
    order: dict[str, int] = {"draft": 0, "accepted": 1, "rejected": 2}
    return sorted(
        (line_of(row, known, today) for row in rows), key=lambda line: (order[line.row.state], line.row.until)
    )


def line_of(row: Recommendation, known: Mapping[str, Words], today: date) -> Line:
    """One recommendation in words."""
    open_still = row.state == Recommendation.State.ACCEPTED and row.progress in ("", Recommendation.Progress.UNDER_WAY)
    return Line(row, known.get(row.who, Words(row.who, row.who)), gap_words(row.gap), open_still and row.until < today)


def recommendation(person: Person, recommendation_id: UUID) -> Recommendation:
    """One of them; raises Http404 where there is none she may read."""
    person.require("reports.comment")
    found: Recommendation | None = Recommendation.objects.filter(pk=recommendation_id).first()
    if found is None:
        raise Http404
    return found


def years() -> list[int]:
    """Years with recommendations, newest first."""
    return sorted(set(Recommendation.objects.values_list("year", flat=True)), reverse=True)


def gap_figures(person: Person, year: int) -> Mapping[str, Piece]:
    """The figures drafts are drawn from: those of the year’s newest edition, else what the rooms give today."""
    edition = (
        Edition.objects.filter(report=REPORT, year=year, state__in=(Edition.State.DRAFT, Edition.State.PUBLISHED))
        .order_by("-number").first()
    )  # fmt: skip
    if edition is not None:
        pieces = read_snapshot(edition.snapshot).pieces
        return {key: pieces[key] for key in WANTED if key in pieces}
    found: dict[str, Piece] = {}
    for room in dict.fromkeys(key.partition(".")[0] for key in WANTED):
        keys = frozenset(key for key in WANTED if key.startswith(f"{room}."))
        for path in _sources_of(room):
            given: Mapping[str, Piece] = import_string(path)(person, Asked(REPORT, year, keys))
            found.update({key: piece for key, piece in given.items() if key in keys})
    return found


def _sources_of(room: str) -> tuple[str, ...]:
    named: str | tuple[str, ...] = settings.REPORT_SOURCES.get(room, ())
    return (named,) if isinstance(named, str) else tuple(named)

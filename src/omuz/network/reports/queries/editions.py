"""Editions as each person may see them: drafts for whoever works on them, published ones for everybody else."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.network.reports.models import Edition

_HEAVY = ("snapshot", "content")
"""Texts of many pages: not read where only a list is shown."""


def may_read_drafts(person: Person) -> bool:
    """Whether she works on reports, or speaks about them for her centre."""
    return person.may("reports.comment")


def _seen(person: Person) -> QuerySet[Edition]:
    person.require("reports.read")
    rows: QuerySet[Edition] = Edition.objects.exclude(state=Edition.State.DISCARDED)
    return rows if may_read_drafts(person) else rows.filter(state=Edition.State.PUBLISHED)


def editions_of(person: Person, report: str = "", year: int = 0, about: str | None = None) -> list[Edition]:
    """Editions she may see, newest first, without snapshot and content; of one report, year and place where named."""
    rows = _seen(person)
    if report:
        rows = rows.filter(report=report)
    if year:
        rows = rows.filter(year=year)
    if about is not None:
        rows = rows.filter(about=about)
    return list(rows.defer(*_HEAVY).order_by("-year", "report", "about", "-number"))


def edition_for(person: Person, edition_id: UUID) -> Edition:
    """One edition, whole; raises Http404 where it is not there for her."""
    found = _seen(person).filter(pk=edition_id).first()
    if found is None:
        raise Http404
    return found


def require_seen(person: Person, edition: Edition) -> None:
    """Raise Http404 where she may not see this edition, Refused where she may see none."""
    person.require("reports.read")
    readable = edition.is_published or (may_read_drafts(person) and edition.state != Edition.State.DISCARDED)
    if not readable:
        raise Http404


def open_draft(person: Person, report: str, year: int, about: str = "") -> Edition | None:
    """The draft somebody works on, if any and if she may see it."""
    return _seen(person).filter(report=report, year=year, about=about, state=Edition.State.DRAFT).first()


def newest(person: Person, report: str, year: int, about: str = "") -> Edition | None:
    """The newest edition she may see that was not withdrawn: a published one, or the draft after it."""
    rows = _seen(person).filter(report=report, year=year, about=about)
    return rows.exclude(state=Edition.State.WITHDRAWN).order_by("-number").first()


def before(edition: Edition) -> Edition | None:
    """The published edition of the same report, year and place that came before this one, withdrawn or not."""
    rows = Edition.objects.filter(
        report=edition.report, year=edition.year, about=edition.about, number__lt=edition.number
    )
    found: Edition | None = (
        rows.filter(state__in=(Edition.State.PUBLISHED, Edition.State.WITHDRAWN)).order_by("-number").first()
    )
    return found


def former_text_edition(edition: Edition) -> Edition | None:
    """The newest other edition of the same report and place, of this year or a former one, whose texts go on."""
    rows = Edition.objects.filter(report=edition.report, about=edition.about, year__lte=edition.year)
    rows = rows.exclude(pk=edition.pk).exclude(state=Edition.State.DISCARDED)
    found: Edition | None = rows.defer(*_HEAVY).order_by("-year", "-number").first()
    return found

"""Proposed words with how far they are, the words that may be printed, and those an edition printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Staff
from omuz.insight.reports.content.report_types import SectionText, report_type
from omuz.insight.reports.parts import Voice
from omuz.network.reports.models import AgreedQuote, Edition, PrintedQuote, Quote
from omuz.network.reports.queries.voices.open_answers import OpenAnswer, open_answer

REPORT: Final = "needs"
"""The report type whose sections words may stand in."""
NEEDS: Final = "needs_named"
"""The section in whose list words about a need stand."""


@dataclass(frozen=True)
class QuoteLine:
    """Proposed words with whose they are, as far as the reader may know, and what she may do with them."""

    row: Quote
    centre: str
    section: str
    proposed_by: str
    checked_by: str
    may_edit: bool
    may_check: bool
    may_consent: bool

    @property
    def waits_for_her(self) -> bool:
        """Whether the next step is one she can take."""
        return (self.may_check and self.row.checked_at is None) or (self.may_consent and self.row.consented_at is None)


def sections() -> tuple[SectionText, ...]:
    """Sections words may stand in. Raises CatalogueError."""
    return report_type(REPORT).sections


def quote_lines(person: Person, year: int) -> list[QuoteLine]:
    """Proposed words of a year: her centre’s, all for the network, consented ones for a second reader."""
    rows = list(Quote.objects.filter(year=year, dropped_at__isnull=True))
    return sorted(lines_of(person, rows), key=lambda line: (not line.waits_for_her, sort_key(line.row.words_tr)))


def quote_line(person: Person, quote_id: UUID) -> QuoteLine:
    """One of them; raises Http404 for any she may not see."""
    rows = list(Quote.objects.filter(pk=quote_id, dropped_at__isnull=True))
    lines = lines_of(person, rows)
    if not lines:
        raise Http404
    return lines[0]


def lines_of(person: Person, rows: list[Quote]) -> list[QuoteLine]:
    """Rows with names and rights; the name of a centre only for the centre itself and the network."""
    centres = dict(Centre.objects.filter(pk__in={row.centre_id for row in rows}).values_list("id", "name"))
    staff = dict(
        Staff.objects.filter(pk__in={each for row in rows for each in (row.proposed_by, row.checked_by)})
        .values_list("id", "full_name")
    )  # fmt: skip
    titles = {section.key: section.title.say() for section in sections()}
    leads = frozenset(held.centre_id for held in person.centres_where("reports.consent"))
    made = []
    for row in rows:
        hers = row.centre_id in leads or person.sees_network
        if not (hers or person.edits_network):
            continue
        made.append(
            QuoteLine(
                row=row,
                centre=centres.get(row.centre_id, "") if hers else "",
                section=titles.get(row.section, row.section),
                proposed_by=staff.get(row.proposed_by, ""),
                checked_by=staff.get(row.checked_by, "") if row.checked_by else "",
                may_edit=hers,
                may_check=row.proposed_by != person.staff_id,
                may_consent=row.centre_id in leads,
            )
        )
    return made


def original_of(person: Person, row: Quote) -> OpenAnswer | None:
    """The answer the words come from, for the centre’s coordinator and the network coordinator; None for others."""
    if not person.may("reports.quote"):
        return None
    try:
        return open_answer(person, row.answer_id, row.path)
    except Http404:
        return None


def voices_of(edition: Edition, sections_there: frozenset[str], language: str) -> Mapping[str, tuple[Voice, ...]]:
    """Section → words to print there: what may be printed today in a draft, what was printed in a published one."""
    if edition.is_draft:
        rows: list[AgreedQuote] | list[PrintedQuote] = list(AgreedQuote.objects.filter(year=edition.year, area=""))
    else:
        rows = list(PrintedQuote.objects.filter(edition=edition))
    with override(language):
        said_by = _("Bir merkezin sözü")
    found: dict[str, tuple[Voice, ...]] = {}
    for row in rows:
        if row.section in sections_there:
            before = found.get(row.section, ())
            words = row.words_en if language == "en" and row.words_en else row.words_tr
            found[row.section] = (*before, Voice(f"{row.section}.voice_{len(before) + 1}", words, said_by))
    return found


def needs_in_words(year: int) -> list[AgreedQuote]:
    """Words about needs that may be printed, by area; nothing in them says whose they are."""
    rows = AgreedQuote.objects.filter(year=year).exclude(area="")
    return sorted(rows, key=lambda row: (row.area, sort_key(row.words_tr)))

"""The register of municipalities’ documents: what was decided, when, under which number; actions with money."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import override

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.foundation.privacy.gate import ANSWERS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.of_centres import protected
from omuz.insight.public import listed
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Rows, Table, TableWords
from omuz.network.standards.facts import action_facts
from omuz.network.standards.models import PolicyDocument
from omuz.network.standards.queries.network import EQUALITY_PLAN

FUNDED, DOCUMENTS = "policies.funded_actions", "policies.documents"
NOT_SAID: Final = Words("–", "–")
COLUMNS: Final = (
    Words("Belediye", "Municipality"), Words("Belge", "Document"), Words("Adı", "Title"),
    Words("Karar günü", "Decided on"), Words("Sayısı", "Number"), Words("Dönemi", "Period"),
)  # fmt: skip


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What the register holds of a year: public documents, read by everybody. Raises Refused."""
    person.require("standards.read")
    found: dict[str, Piece] = {}
    if asked.wants(DOCUMENTS) and (rows := documents(asked.year)):
        found[DOCUMENTS] = Rows(COLUMNS, rows)
    if asked.wants(FUNDED):
        tables = [table for year in _years(asked.year) if (table := _funded(year)) is not None]
        if tables and tables[-1].period == str(asked.year):
            words = TableWords(counted=Words("Eylem", "Actions"), fractions=True)
            found[FUNDED] = Table(tables[-1], tuple(tables[:-1]), words)
    return found


def in_force(year: int, organisation_id: UUID | None = None) -> list[PolicyDocument]:
    """Documents whose period holds a year, or that were decided in it where they have none."""
    rows = PolicyDocument.objects.filter(
        Q(period_from__lte=year, period_to__gte=year)
        | Q(period_from__lte=year, period_to__isnull=True)
        | Q(period_from__isnull=True, decided_on__year=year)
    )
    return list(rows.filter(organisation_id=organisation_id) if organisation_id else rows)


def documents(year: int, organisation_id: UUID | None = None) -> tuple[tuple[Words, ...], ...]:
    """The rows of the list, by municipality and kind."""
    rows = in_force(year, organisation_id)
    names = dict(Organisation.objects.filter(id__in={row.organisation_id for row in rows}).values_list("id", "name"))
    kinds = listed("policy_document")
    order = list(kinds)
    rows.sort(
        key=lambda row: (sort_key(names[row.organisation_id]), order.index(row.kind) if row.kind in kinds else 99)
    )
    return tuple(
        (_same(names[row.organisation_id]), kinds.get(row.kind, _same(row.kind)), _same(row.title), _day(row),
         _same(row.number) if row.number else NOT_SAID, _period(row))
        for row in rows
    )  # fmt: skip


def _years(year: int) -> list[int]:
    """The years of the plans up to this one, at most three."""
    return [year - 2, year - 1, year]


def _funded(year: int) -> SafeTable | None:
    """I59 of one year, protected as what institutions do (decision 0019). None where no plan says anything."""
    facts = action_facts(PolicyDocument.objects.filter(kind=EQUALITY_PLAN), year)
    raw = count(indicator("I59"), facts, period=str(year), population=f"plans/{year}/I59")
    if not (raw.denominators or {}).get((), 0):
        return None
    return protected({FUNDED: raw}, ANSWERS).get(FUNDED)


def _same(text: str) -> Words:
    return Words(text, text)


def _day(row: PolicyDocument) -> Words:
    if row.decided_on is None:
        return NOT_SAID
    with override("tr"):
        told = turkish.day(row.decided_on)
    with override("en"):
        return Words(told, turkish.day(row.decided_on))


def _period(row: PolicyDocument) -> Words:
    told = "–".join(str(year) for year in dict.fromkeys((row.period_from, row.period_to)) if year is not None)
    return _same(told) if told else NOT_SAID

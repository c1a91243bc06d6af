"""Living standards: what a centre's own records say beside the level it claims, through the gate or not at all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import protect
from omuz.foundation.privacy.policy import CENTRE
from omuz.foundation.privacy.safe import SafeTable
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.definitions import Indicator, indicator
from omuz.insight.indicators.engine import NotCountable, count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.sources import facts_from_installation
from omuz.network.standards.rules.content import Criterion


@dataclass(frozen=True)
class Measured:
    """One figure beside a criterion: what it is called, what it says, over how many, in which period."""

    title: str
    value: str
    base: str
    period: str
    caveat: str


def measured(
    person: Person, *, vault: OpenedVault | None, centre_id: UUID, criteria: list[Criterion], today: date
) -> dict[str, list[Measured]]:
    """Criterion → its figures of this year; nothing where this installation keeps no such records.

    Only for the centre's own people with her vault open (`vault` None: nothing). Facts are read once a kind.
    """
    if vault is None or not person.may("figures.centre", centre_id) or centre_id not in person.centres:
        return {}
    kept: dict[str, Facts | None] = {}
    found: dict[str, list[Measured]] = {}
    for criterion in criteria:
        for code in criterion.measured_by:
            figure = _figure(person, vault, centre_id, code, str(today.year), kept)
            if figure:
                found.setdefault(criterion.code, []).append(figure)
    return found


def _figure(
    person: Person, vault: OpenedVault, centre_id: UUID, code: str, year: str, kept: dict[str, Facts | None]
) -> Measured | None:
    try:
        counted = indicator(code)
        kind = counted.kind.code
        if kind not in kept:
            kept[kind] = None
            kept[kind] = facts_from_installation(kind, person=person, vault=vault, centre_id=centre_id, period=year)
        facts = kept[kind]
        if facts is None:
            return None
        table = protect(count(counted, facts, period=year, population=f"{kind}/{centre_id}/{year}"), CENTRE)
    except (NotCountable, CatalogueError):
        return None
    return Measured(
        title=str(counted.title),
        value=_said(counted, table),
        base=_base(table),
        period=year,
        caveat=str(counted.caveat),
    )


def _said(counted: Indicator, table: SafeTable) -> str:
    """The figure in words; hidden stays hidden, and a distribution is not pressed into one number."""
    language = get_language() or "tr"
    total = table.total
    if total.hidden is not None:
        return _("gizlendi (küçük sayı)")
    if table.measure == "median":
        return _("gizlendi (küçük sayı)") if total.median is None else turkish.number(total.median, 1, language)
    if table.measure == "share" and not table.dimensions:
        share = table.share(total.key)
        return _("hesaplanamadı: paydada kayıt yok") if share is None else turkish.share(share / 100, 0, language)
    return turkish.number(total.value or 0, 0, language) + " " + str(counted.unit)


def _base(table: SafeTable) -> str:
    """How many records stand behind it."""
    cell = table.denominator(table.total.key) if table.measure == "share" else table.total
    return _("gizlendi") if cell.hidden is not None else turkish.number(cell.value or 0, 0, get_language() or "tr")

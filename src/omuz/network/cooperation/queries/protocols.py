"""Protocols by how they stand today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.cooperation.models import Protocol
from omuz.network.cooperation.rules import Standing, standing

_ORDER = (Standing.ENDS_SOON, Standing.ENDED, Standing.COMING, Standing.IN_FORCE)


@dataclass(frozen=True)
class ProtocolLine:
    """A protocol, whose it is (empty: the network's), how it stands, and whether she may change it."""

    row: Protocol
    holder: str
    standing: Standing
    hers: bool

    @property
    def to_renew(self) -> bool:
        """Whether somebody has to act: it ends soon and does not renew itself."""
        return self.standing is Standing.ENDS_SOON and not self.row.renews


def protocol_lines(person: Person, today: date) -> list[ProtocolLine]:
    """Every protocol: what ends soon first, then what has ended. Raises Refused."""
    person.require("cooperation.read")
    names = dict(Centre.objects.values_list("id", "name"))
    lines = [
        ProtocolLine(row, names.get(row.centre_id, ""), standing(row.signed_on, row.ends_on, today), _hers(person, row))
        for row in Protocol.objects.select_related("partner")
    ]
    return sorted(lines, key=lambda line: (_ORDER.index(line.standing), line.row.ends_on or date.max, line.row.title))


def protocol_rows(person: Person, today: date) -> list[list[Cell]]:
    """The register as rows of a table with its heads; days are days. Raises Refused."""
    heads: list[Cell] = [
        _("Protokol"), _("Sayısı"), _("Kurum"), _("Kimin"), _("İmza günü"), _("Bittiği gün"), _("Durum"),
        _("Neyi kapsıyor"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            line.row.title,
            line.row.number,
            line.row.partner.name,
            line.holder or _("Ağın"),
            line.row.signed_on,
            line.row.ends_on or _("süresiz"),
            standing_words(line),
            line.row.covers,
        ]
        for line in protocol_lines(person, today)
    ]
    return [heads, *rows]


def standing_words(line: ProtocolLine) -> str:
    """How a protocol stands, in words."""
    if line.standing is Standing.ENDS_SOON:
        return _("yenilenecek") if line.row.renews else _("yakında bitiyor")
    return {
        Standing.ENDED: _("bitti"),
        Standing.COMING: _("henüz başlamadı"),
        Standing.IN_FORCE: _("yürürlükte"),
    }[line.standing]


def _hers(person: Person, row: Protocol) -> bool:
    return person.edits_network if row.centre_id is None else person.may("cooperation.write", row.centre_id)


def protocol_of(person: Person, protocol_id: UUID) -> Protocol:
    """A protocol she may change; Http404 for none."""
    found: Protocol | None = Protocol.objects.select_related("partner").filter(id=protocol_id).first()
    if found is None or not _hers(person, found):
        raise Http404
    return found

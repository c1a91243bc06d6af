"""Municipalities side by side as a workbook, in the order of the alphabet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.network.coordination.queries.copies import Beside
from omuz.network.coordination.rules.differences import Fate
from omuz.network.coordination.rules.words import FATES, STANDINGS


def abreast_workbook(lines: Sequence[Beside]) -> bytes:
    """One row a municipality: stage, actions by how they stand, protocol, pages, cards, what became of the template."""
    heads = [_("Belediye"), _("Aşama"), _("Aşamanın günü"), *(str(words) for words in STANDINGS.values()),
             _("Protokol"), _("Müdürlük"), _("Onaylı sayfa"), _("Kart"), _("Kalıbı"),
             *(str(words) for words in FATES.values())]  # fmt: skip
    rows: list[list[Cell]] = [list(heads)]
    for line in lines:
        fates: list[Cell] = [line.share.number(each) if line.share else None for each in Fate]
        rows.append([line.workspace.municipality.name, line.stage, line.since,
                     *(line.standings[each.value] for each in STANDINGS), line.protocol, line.units, line.confirmed,
                     line.cards_words, line.template, *fates])  # fmt: skip
    return as_workbook([Sheet(_("Yan yana"), rows)])

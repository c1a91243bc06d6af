"""What a draft still holds though its centre has taken the consent back, or given it to other words since."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from omuz.insight.reports.gathered import Cards, Facts, Piece, Rows
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.queries.voices.cards import agreed_card, cards_piece, consent_piece
from omuz.network.reports.queries.voices.report import IN_WORDS, words_rows

_HERE: Final = __name__.rpartition(".")[0]


def _given_here(key: str) -> bool:
    """Whether this room is asked for a key’s room; what another gave was agreed to elsewhere."""
    named: str | tuple[str, ...] = settings.REPORT_SOURCES.get(key.partition(".")[0], ())
    return any(path.startswith(_HERE) for path in ((named,) if isinstance(named, str) else named))


def taken_back(snapshot: Snapshot) -> tuple[str, ...]:
    """A sentence for each thing that may not be published as it was gathered; for whoever reads all consents."""
    return tuple(dict.fromkeys(_faults(snapshot)))


def _faults(snapshot: Snapshot) -> Iterator[str]:
    for key, piece in snapshot.pieces.items():
        if not _given_here(key):
            continue
        if key == IN_WORDS and isinstance(piece, Rows):
            still = set(words_rows(snapshot.year).rows)
            if any(row not in still for row in piece.rows):
                yield _("bir merkezin sözü için verilen onay geri alınmış ya da söz değişmiş")
        elif isinstance(piece, Cards):
            agreed = set(cards_piece(snapshot.year).cards)
            yield from (
                _("“%(name)s” kartının onayı geri alınmış ya da kart değişmiş") % {"name": card.name}
                for card in piece.cards
                if card not in agreed
            )
        elif key.startswith("centre.") and not _still_agreed(key, piece, snapshot):
            yield _("merkezin kart onayı geri alınmış ya da kart değişmiş")


def _still_agreed(key: str, piece: Piece, snapshot: Snapshot) -> bool:
    agreed = agreed_card(snapshot.about, snapshot.year)
    if agreed is None:
        return False
    if isinstance(piece, Facts) and key == "centre.consent":
        return piece == consent_piece(agreed)
    return agreed.pieces.get(key) == piece

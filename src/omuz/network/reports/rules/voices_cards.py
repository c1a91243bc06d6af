"""Which lines a centre may put on its card, and what of a confidential place may never stand there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.reports.gathered import Facts, Names, Pair, Piece, Rows
from omuz.network.directory.rules.places import tells_where


@dataclass(frozen=True)
class Line:
    """Something a centre may show of itself; `tells` where every answer says where the centre is or who answers."""

    code: str
    title: Words
    group: str
    tells: bool = False


LINES: Final = (
    Line("organisation", Words("Kuruluş", "Organisation"), "facts"),
    Line("kind", Words("Türü", "Kind"), "facts"),
    Line("district", Words("İlçe", "District"), "facts", tells=True),
    Line("address", Words("Adres", "Address"), "facts", tells=True),
    Line("how_to_reach", Words("Nasıl gelinir", "How to get there"), "facts", tells=True),
    Line("phone", Words("Telefon", "Telephone"), "facts", tells=True),
    Line("email", Words("E-posta", "E-mail"), "facts", tells=True),
    Line("website", Words("İnternet sayfası", "Website"), "facts", tells=True),
    Line("hours", Words("Çalışma saatleri", "Opening hours"), "facts"),
    Line("appointment", Words("Randevu", "Appointments"), "facts"),
    Line("services", Words("Hizmetler", "Services"), "services"),
    Line("channels", Words("Başvuru yolları", "Ways to get in touch"), "reach"),
    Line("languages", Words("Diller", "Languages"), "reach"),
    Line("access", Words("Erişilebilirlik", "Accessibility"), "reach"),
    Line("chapters", Words("Asgari standartlar: kendi profilimiz", "Minimum standards: our own profile"), "chapters"),
    Line("steps", Words("İyileştirme adımlarımız", "Our steps to improve"), "steps"),
    Line("needs", Words("Adını andığımız ihtiyaçlar", "Needs we named"), "needs"),
)
"""In the order of the card. A confidential place has no district, address, telephone, mail or website on it."""

CHOSEN_AT_FIRST: Final = frozenset(
    "organisation kind district address phone website hours appointment services channels languages access".split()
)
"""Ticked until the centre chooses: what its public page says already. The profile, steps and needs are not."""

CARD_PIECES: Final[Mapping[str, tuple[str, str]]] = {
    "facts": ("centre.facts", "facts"),
    "services": ("centre.services", "rows"),
    "reach": ("centre.reach", "rows"),
    "chapters": ("centre.chapters", "rows"),
    "steps": ("centre.steps", "rows"),
    "needs": ("centre.needs", "rows"),
}
"""Group of lines → the source key it fills and the kind of piece."""


def lines_for(secret: bool) -> tuple[Line, ...]:
    """The lines a centre may choose from."""
    return tuple(line for line in LINES if not (secret and line.tells))


def allowed(chosen: Any, secret: bool) -> tuple[str, ...]:
    """Codes of `chosen` that may stand on the card, in the order of the card."""
    wanted = frozenset(chosen)
    return tuple(line.code for line in lines_for(secret) if line.code in wanted)


def card_code(code: str, centre_id: UUID, secret: bool) -> str:
    """What names the card in a document: the centre's code, or a number that says nothing of a confidential place."""
    return f"m-{hashlib.sha256(centre_id.bytes).hexdigest()[:8]}" if secret else code


def quiet(words: Words) -> bool:
    """Whether words tell no place."""
    return not (tells_where(words.tr) or tells_where(words.en))


def quiet_facts(facts: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The pairs that tell no place; a fact that does is left out whole, half an address is one too."""
    return tuple(pair for pair in facts if quiet(pair[1]))


def without_place(piece: Piece) -> Piece:
    """A piece of a confidential centre without what tells where it is."""
    match piece:
        case Facts(facts=facts):
            return Facts(quiet_facts(facts))
        case Rows(columns=columns, rows=rows, numbers=numbers):
            return Rows(columns, tuple(row for row in rows if all(map(quiet, row))), numbers)
        case Names(names=names):
            return Names(tuple(name for name in names if not tells_where(name)))
    return piece


def digest_of(payload: Mapping[str, Any]) -> str:
    """SHA-256 of a card as it will be printed."""
    told = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()

"""A centre’s card as it would be printed today: the lines it chose, nothing that tells where a confidential place is.

Read by the centre itself before it agrees; what is printed later is what it agreed to, kept in its consent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.models import Centre
from omuz.insight.reports.gathered import Facts, Pair, Piece, Rows, is_empty, payload_of
from omuz.network.directory.queries.entries import public_part, secret_centres, services_of
from omuz.network.directory.rules.places import tells_where
from omuz.network.profiles.models import PublicProfile
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.reports.queries.voices.card_standing import chapters, needs, steps
from omuz.network.reports.rules.voices_cards import (
    CARD_PIECES,
    LINES,
    allowed,
    card_code,
    digest_of,
    lines_for,
    without_place,
)

UNNAMED: Final = Words("Yeri gizli bir merkez", "A centre whose place is confidential")
_TITLES: Final = {line.code: line.title for line in LINES}
_SERVICE: Final = (Words("Hizmet", "Service"), Words("Saatler", "Hours"), Words("Kimler için", "For whom"))
_REACH: Final = (Words("Başlık", "Subject"), Words("Bilgi", "Answer"))


@dataclass(frozen=True)
class CentreCard:
    """A card made of `lines`: its name, the code that names it in documents, and pieces by source key."""

    centre: Centre
    year: int
    secret: bool
    code: str
    name: str
    lines: tuple[str, ...]
    pieces: Mapping[str, Piece]

    @cached_property
    def payload(self) -> dict[str, Any]:
        """Everything that will be printed, as plain JSON values."""
        told = {key: payload_of(piece) for key, piece in self.pieces.items()}
        return {"code": self.code, "name": self.name, "pieces": told}

    @cached_property
    def digest(self) -> str:
        """By which a page says which card it showed."""
        return digest_of({"year": self.year, "lines": list(self.lines), **self.payload})


def card_of(centre: Centre, year: int, chosen: Iterable[str]) -> CentreCard:
    """The card with these lines; lines a confidential place may not have are left out whatever was chosen."""
    secret = centre.id in secret_centres()
    lines = allowed(chosen, secret)
    made: dict[str, Piece] = {}
    for group, (key, _kind) in CARD_PIECES.items():
        codes = [line.code for line in lines_for(secret) if line.group == group and line.code in lines]
        if not codes:
            continue
        piece = _PIECES[group](centre, year, codes)
        piece = without_place(piece) if secret else piece
        if not is_empty(piece):
            made[key] = piece
    code = card_code(centre.code, centre.id, secret)
    return CentreCard(centre, year, secret, code, card_name(centre, secret=secret), lines, made)


def card_name(centre: Centre, *, secret: bool) -> str:
    """The name on the card; of a confidential place one that names no district: the one people know it by, if any."""
    if not secret or not tells_where(centre.name):
        return centre.name
    profile = _public_profile(centre)
    known = str(profile.values.get("name_known", "")) if profile else ""
    return known if known and not tells_where(known) else UNNAMED.tr


def _public_profile(centre: Centre) -> PublicProfile | None:
    rows = PublicProfile.objects.filter(centre_id=centre.id).select_related("version", "round")
    found: PublicProfile | None = rows.order_by("-round__opens_on").first()
    return found


def same(text: str) -> Words:
    """Words a centre wrote in one language only."""
    return Words(text, text)


def labels(name: str, codes: Iterable[str]) -> Words:
    """Codes of a list in both languages."""
    told = [(label_of(name, code, "tr"), label_of(name, code, "en")) for code in codes]
    return Words(", ".join(tr for tr, _en in told), ", ".join(en for _tr, en in told))


def _facts(centre: Centre, year: int, codes: list[str]) -> Facts:
    del year
    public = public_part(centre)
    found: list[Pair] = []
    for code in codes:
        if code == "organisation":
            words = same(centre.organisation.name)
        elif code == "kind":
            words = labels("centre_kind", [centre.organisation.kind])
        elif code == "district":
            words = labels("district", [centre.district]) if centre.district else same("")
        else:
            words = same(str(getattr(public, code)))
        if words.tr:
            found.append((_TITLES[code], words))
    return Facts(tuple(found))


def _services(centre: Centre, year: int, codes: list[str]) -> Rows:
    del year, codes
    rows = [
        (labels("service", [row.kind]) if row.name == label_of("service", row.kind, "tr") else same(row.name),
         same(row.hours), same(row.eligibility))
        for row in services_of(centre)
        if not row.closed
    ]  # fmt: skip
    return Rows(_SERVICE, tuple(rows))


def _reach(centre: Centre, year: int, codes: list[str]) -> Rows:
    del year
    public = public_part(centre)
    told = {
        "channels": _channels(centre),
        "languages": labels("service_language", public.languages),
        "access": labels("place_access", public.access),
    }
    return Rows(_REACH, tuple((_TITLES[code], told[code]) for code in codes if told[code].tr))


def _channels(centre: Centre) -> Words:
    """The ways to get in touch of the newest public profile."""
    profile = _public_profile(centre)
    text = str(profile.values.get("channels", "")) if profile else ""
    if profile is None or not text:
        return same("")
    said = []
    for language in ("tr", "en"):
        asked = sheet(profile.version, language).by_name.get("channels")
        said.append(asked.in_words(text, language) if asked else "")
    return Words(*said)


_PIECES: Final[Mapping[str, Callable[[Centre, int, list[str]], Piece]]] = {
    "facts": _facts,
    "services": _services,
    "reach": _reach,
    "chapters": lambda centre, year, _codes: chapters(centre.id, year),
    "steps": lambda centre, year, _codes: steps(centre.id, year),
    "needs": lambda centre, year, _codes: needs(centre.id, year),
}


def pairs_of(pieces: Mapping[str, Piece]) -> Iterator[Pair]:
    """Facts, services and ways to reach a centre as pairs, for the card among the others of a report."""
    facts = pieces.get("centre.facts")
    if isinstance(facts, Facts):
        yield from (pair for pair in facts.facts if pair[0] not in (_TITLES["organisation"], _TITLES["district"]))
    services = pieces.get("centre.services")
    if isinstance(services, Rows):
        names = [row[0] for row in services.rows]
        joined = Words(", ".join(each.tr for each in names), ", ".join(each.en for each in names))
        yield (_TITLES["services"], joined)
    reach = pieces.get("centre.reach")
    if isinstance(reach, Rows):
        yield from ((row[0], row[1]) for row in reach.rows)


def line_of(pieces: Mapping[str, Piece]) -> Words:
    """Organisation and district, where the centre shows them."""
    facts = pieces.get("centre.facts")
    found = facts.facts if isinstance(facts, Facts) else ()
    told = [words for title, words in found if title in (_TITLES["organisation"], _TITLES["district"])]
    return Words(" · ".join(each.tr for each in told), " · ".join(each.en for each in told))

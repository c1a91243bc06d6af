"""Reads what is about to leave the way an enemy would: an address, a shelter, a name she did not agree to.

A shelter named with an address, a known confidential address and her own name are refused; everything else warns.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from omuz.casework.consents.rules.groups import PHONE, REAL_NAME, SAFE_CONTACT
from omuz.casework.contacts.rules.note import Mention, Names, check_note
from omuz.foundation.catalogue.turkish import fold

_SHELTER: Final = re.compile(r"\b(sigina\w*|siginma ?ev\w*|konuk ?ev\w*|guvenli ev\w*|ara istasyon\w*)")
_SHORTEST: Final = 3


class Fault(StrEnum):
    """What is wrong with a text that is about to leave."""

    SHELTER_ADDRESS = "shelter_address"
    CONFIDENTIAL_PLACE = "confidential_place"
    HER_NAME = "her_name"
    HER_PHONE = "her_phone"
    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    NATIONAL_ID = "national_id"
    EMAIL = "email"
    IBAN = "iban"


REFUSED: Final = frozenset({Fault.SHELTER_ADDRESS, Fault.CONFIDENTIAL_PLACE, Fault.HER_NAME, Fault.HER_PHONE})
"""With these nothing leaves; the others are asked about and may stay."""


@dataclass(frozen=True, slots=True)
class Found:
    """One fault in one group, with the words it was found in."""

    group: str
    fault: Fault
    text: str

    @property
    def refused(self) -> bool:
        """Whether nothing may leave with it."""
        return self.fault in REFUSED


@dataclass(frozen=True, slots=True)
class Known:
    """What the file and the address book know and a text must not give away."""

    her_names: Collection[str] = ()
    her_phones: Collection[str] = ()
    confidential: Collection[str] = ()


_MENTIONS: Final = {
    Mention.PHONE: Fault.PHONE,
    Mention.NATIONAL_ID: Fault.NATIONAL_ID,
    Mention.EMAIL: Fault.EMAIL,
    Mention.IBAN: Fault.IBAN,
    Mention.NAME: Fault.NAME,
    Mention.ADDRESS: Fault.ADDRESS,
}


def lint(groups: Mapping[str, str], known: Known, names: Names) -> list[Found]:
    """Every fault of the texts, refused ones first."""
    found = [fault for group, text in groups.items() for fault in _faults(group, text, groups, known, names)]
    return sorted(dict.fromkeys(found), key=lambda each: not each.refused)


def _faults(group: str, text: str, groups: Mapping[str, str], known: Known, names: Names) -> Iterable[Found]:
    plain = f" {fold(text)} "
    mentions = [hit for hit in check_note(text, names) if not _belongs(group, hit.what)]
    addresses = [hit for hit in mentions if hit.what is Mention.ADDRESS]
    if addresses and any(_SHELTER.search(fold(each)) for each in groups.values()):
        yield Found(group, Fault.SHELTER_ADDRESS, addresses[0].text)
    for place in known.confidential:
        if _stands_in(place, plain):
            yield Found(group, Fault.CONFIDENTIAL_PLACE, place)
    if group != REAL_NAME and REAL_NAME not in groups:
        yield from (Found(group, Fault.HER_NAME, name) for name in _parts(known.her_names) if _stands_in(name, plain))
    if not {PHONE, SAFE_CONTACT} & groups.keys():
        digits = re.sub(r"\D", "", text)
        yield from (Found(group, Fault.HER_PHONE, each) for each in known.her_phones if _same_line(each, digits))
    for hit in mentions:
        yield Found(group, _MENTIONS[hit.what], hit.text)


def _belongs(group: str, what: Mention) -> bool:
    """Whether the group is there to hold exactly this."""
    if group == REAL_NAME:
        return what is Mention.NAME
    return group in (PHONE, SAFE_CONTACT) and what is Mention.PHONE


def _parts(names: Collection[str]) -> Iterable[str]:
    """Each word of her names; a word of two letters would be found everywhere."""
    return dict.fromkeys(part for name in names for part in fold(name).split() if len(part) >= _SHORTEST)


def _stands_in(words: str, plain: str) -> bool:
    """Whether the words stand in a folded text, bare or with an ending behind."""
    wanted = fold(words)
    return len(wanted) >= _SHORTEST and re.search(rf"(?<=\s){re.escape(wanted)}", plain) is not None


def _same_line(number: str, digits: str) -> bool:
    last = re.sub(r"\D", "", number)[-10:]
    return len(last) == 10 and last in digits  # noqa: PLR2004  # digits of a Turkish number without its zero

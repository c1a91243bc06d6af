"""One referral opened, and everything that would leave with it, made by the one function that also seals it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.queries.files import OpenedCase, opened, record_of, records_of, safe_contact_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.cases.rules.identity import Kind, entries_of
from omuz.casework.consents.queries.given import Coverage, coverage
from omuz.casework.consents.rules.groups import IDENTITY, PSEUDONYM
from omuz.casework.consents.rules.recipients import Recipient
from omuz.casework.contacts.queries.sentences import given_names
from omuz.casework.referrals.models import Referral, ReferralStep
from omuz.casework.referrals.queries.book import confidential_names, sender_of
from omuz.casework.referrals.rules.lint import Found, Known, lint
from omuz.casework.referrals.rules.payload import Content, payload_of
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

SHE_CARRIES = "herself"
"""A letter she takes there in her own hand names no counselling centre."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a referral says, from its opened envelopes; `groups` in the order of the catalogue."""

    on: date
    number: str
    way: str
    recipient: Recipient
    purpose: str
    urgent: bool
    answer_by: date | None
    carried: str
    groups: Mapping[str, str]
    sent_on: date | None = None
    result: str = ""
    obstacles: tuple[str, ...] = ()
    excepted: bool = False
    packet: UUID | None = None
    letter_id: UUID | None = None
    withdrawn_on: date | None = None

    @property
    def shares(self) -> bool:
        """Whether anything is passed on at all."""
        return self.way != "herself"


@dataclass(frozen=True, slots=True)
class OpenedReferral:
    """A referral with its file."""

    row: Referral
    file: OpenedCase
    told: Told

    @property
    def id(self) -> UUID:
        found: UUID = self.row.id
        return found


def referral_of(
    person: Person, referral_id: UUID, *, vault: OpenedVault, permission: str = "cases.read"
) -> OpenedReferral:
    """A referral of a file she may see; Http404 otherwise."""
    row = record_of(person, Referral, referral_id, permission=permission)
    file = opened(row.case, vault)
    return OpenedReferral(row, file, told_of(row, file))


@read_once
def referrals_of(file: OpenedCase) -> list[OpenedReferral]:
    """Every referral of a file, oldest first."""
    return [OpenedReferral(row, file, told_of(row, file)) for row in records_of(file.case, Referral)]


def told_of(row: Referral, file: OpenedCase) -> Told:
    """What a referral says."""
    texts = {**row.opened(file.key, "words"), **row.opened(file.key, "identity")}
    return told_in(row.opened(file.key, "answers"), texts)


def told_in(answers: dict[str, Any], texts: Mapping[str, str]) -> Told:
    """From opened envelopes; without `texts` the groups are empty."""
    chosen = [code for code in code_list("field_group").codes if code in answers["groups"]]
    return Told(
        on=date.fromisoformat(answers["on"]),
        number=answers["number"],
        way=answers["way"],
        recipient=Recipient.from_payload(answers["recipient"]),
        purpose=answers["purpose"],
        urgent=answers["urgent"],
        answer_by=_day(answers.get("answer_by")),
        carried=answers.get("carried", ""),
        groups={code: texts.get(code, "") for code in chosen},
        sent_on=_day(answers.get("sent_on")),
        result=answers.get("result", ""),
        obstacles=tuple(answers.get("obstacles", ())),
        excepted=bool(answers.get("excepted")),
        packet=UUID(answers["packet"]) if answers.get("packet") else None,
        letter_id=UUID(answers["letter_id"]) if answers.get("letter_id") else None,
        withdrawn_on=_day(answers.get("withdrawn_on")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def envelopes(texts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The text of each group in the envelope of its class."""
    return {
        "words": {group: text for group, text in texts.items() if group not in IDENTITY},
        "identity": {group: text for group, text in texts.items() if group in IDENTITY},
    }


def covered(file: OpenedCase, told: Told, on: date) -> Coverage:
    """Whether her yes covers this referral that day, asked of the database now."""
    if not told.shares:
        return Coverage((), None, (), excepted=False)
    return coverage(file, recipient=told.recipient, purpose=told.purpose, groups=told.groups, channel=told.way, on=on)


def payload_now(file: OpenedCase, told: Told, until: date | None) -> dict[str, Any]:
    """What leaves: shown on the page, sealed into a packet, printed on a letter; always from here."""
    content = Content(
        number=told.number,
        way=told.way,
        sender=sender_of(file.centre_id, quiet=told.carried == SHE_CARRIES),
        recipient=told.recipient,
        purpose=told.purpose,
        on=told.on,
        answer_by=told.answer_by,
        urgent=told.urgent,
        groups=told.groups,
    )
    return payload_of(content, until)


def faults(file: OpenedCase, told: Told) -> list[Found]:
    """What is wrong with the texts that would leave."""
    recipient = told.recipient.name
    known = Known(
        her_names=[*her_names(file), *_chosen_name(file, told)],
        her_phones=her_phones(file),
        confidential=[name for name in confidential_names(file.centre_id) if name != recipient],
    )
    return lint({group: text for group, text in told.groups.items() if text}, known, given_names())


def _chosen_name(file: OpenedCase, told: Told) -> list[str]:
    """The name she chose for herself, unless it is the very pseudonym that is passed on: it may out her."""
    chosen, pseudonym = (str(file.identity.get(name, "")) for name in ("chosen_name", "pseudonym"))
    return [] if not chosen or (PSEUDONYM in told.groups and chosen == pseudonym) else [chosen]


def her_names(file: OpenedCase) -> list[str]:
    """Every real name the file keeps of her."""
    return [entry.value for entry in entries_of(file.identity) if entry.kind == Kind.NAME]


def her_phones(file: OpenedCase) -> list[str]:
    """Every number the file keeps of her, that of the safe-contact block first."""
    safe = safe_contact_of(file).number
    kept = [entry.value for entry in entries_of(file.identity) if entry.kind == Kind.PHONE]
    return [number for number in (safe, *kept) if number]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a referral's history."""

    on: date
    act: str
    result: str
    obstacles: tuple[str, ...]
    note: str
    made_by: UUID


def history_of(referral: OpenedReferral) -> list[Line]:
    """What happened with it, oldest first."""
    key, lines = referral.file.key, []
    for row in records_of(referral.file.case, ReferralStep).filter(referral=referral.row):
        answers = row.opened(key, "answers")
        note = row.opened(key, "words").get("note", "")
        lines.append(
            Line(
                date.fromisoformat(answers["on"]), answers.get("act", ""), answers.get("result", ""),
                tuple(answers.get("obstacles", ())), note, row.made_by,
            )
        )  # fmt: skip
    return lines

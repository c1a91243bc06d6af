"""A house with something to find in it: contacts with planted words, a draft, returns, a release, two centres."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import time_machine

from tests.browser.addresses import Address, addresses
from tests.network.returns import invented

if TYPE_CHECKING:
    from tests.attack.sealed import Sealed
    from tests.cast import Cast, Member

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
QUARTER = "2026-Q3"
NOTE = "Zümrütanka gece kapıda bekledi"
NUMBER = "0555 987 65 43"
WORD_AGREED = "mandalinabahçesi"
TYPED = "yarımkalmışkarabatak"
PLANTED = ("Zümrütanka", "987 65 43", "mandalinabahçesi", "yarımkalmışkarabatak")
"""Words that are somewhere in what she said, and may stand nowhere but behind the seal."""

FORM = {
    "version": "1", "reason": "typing_slip", "result": "reached", "changed": "note", "note": "araya girdim",
    "channel": "phone", "on": "20.11.2026", "clock": "10:00", "what": "go", "why": "transferred", "s": "x",
    "small_differences": "on", "role": "counsellor", "place": "centre:konak-1", "username": "yeni.biri",
    "full_name": "Yeni Biri", "password": "x", "again": "x", "old": "x", "lines": "x", "language": "en",
    "session": "x", "q": "T-AAAAA", "kind": "violence", "name": "Yeni Kurum", "code": "yeni-1",
}  # fmt: skip
"""A body with something for every form of the house; `version` is a draft's first."""


@dataclass
class House:
    """What there is to find, and whose it is."""

    cast: "Cast"
    songul: "Member"
    contact: Any
    draft: Any
    elsewhere: Any
    prepared: Any
    sent: Any
    release: Any
    files: "Sealed | None" = None

    def __getitem__(self, name: str) -> "Member":
        if self.files is not None and name in {"selin", "gulsum"}:
            member: Member = getattr(self.files, name)
            return member
        found: Member = self.songul if name == "songul" else getattr(self.cast, name)
        return found

    @property
    def sealed(self) -> "Sealed":
        """The three files; only `full` has them."""
        assert self.files is not None
        return self.files

    @property
    def codes_of_konak(self) -> set[str]:
        """The codes of its contact and of its three files."""
        files = [self.sealed.open, self.sealed.restricted, self.sealed.conflict]
        return {self.contact.code, *(each.case.code for each in files)}

    @property
    def of_konak(self) -> dict[str, list[Any]]:
        """The parts of an address → what they are called at Konak."""
        return {
            "contact_id": [self.contact.id, self.draft.id],
            "return_id": [self.sent.id, self.prepared.id],
            "release_id": [self.release.id],
            "staff_id": [self.cast.ayse.staff.pk],
            "code": [self.cast.konak.code],
            **(self.files.open.parts | self.files.centre if self.files else {}),
            **_ANYBODYS,
        }

    @property
    def absent(self) -> dict[str, list[Any]]:
        """The same parts, naming what is not there."""
        of_konak = {name for name in self.of_konak if name.endswith("_id")}
        return {**{name: [uuid4()] for name in of_konak}, "code": ["yok-1"], **_ANYBODYS}


_ANYBODYS: dict[str, list[Any]] = {
    "run_id": [UUID(int=7)],
    "export_id": [UUID(int=7)],
    "hold_id": [UUID(int=7)],
    "number": [1],
    "key": ["contacts_by_month"],
    "kind": ["csv", "breach", "served"],
    "what": ["onay", "geri", "inceleme", "haber"],
    "word": ["yok"],
    "pk": [1],
    "name": ["yok"],
}


PERSON_LEVEL = frozenset({
    "contacts", "cases", "desk", "interviews", "safety", "services", "consents", "referrals", "orders", "appointments",
    "team", "rights", "returns",
})  # fmt: skip
"""Rooms in which a new kind of part has to be given something to name; elsewhere it names what nobody has."""

_OTHERWISE: dict[str, dict[str, list[Any]]] = {"standards": {"code": ["A1"], "place": [0]}}
"""Rooms in which a part of the same name means another thing: there a criterion has a code, not a centre."""


def paths(address: Address, values: Mapping[str, list[Any]]) -> list[str]:
    """Every path of an address with these values, one at a time; a new part of a sealed room has to be named here."""
    room = address.name.partition(":")[0]
    if room not in PERSON_LEVEL:
        nobodys = {part: [7 if f"<int:{part}>" in address.route else UUID(int=7)] for part in address.parts}
        values = {**nobodys, **values, **_OTHERWISE.get(room, {})}
    longest = max((len(values[part]) for part in address.parts), default=1)
    return [
        address.path({part: values[part][turn % len(values[part])] for part in address.parts})
        for turn in range(longest)
    ]


def every_address() -> list[Address]:
    """Every address but the static files."""
    return [address for address in addresses() if not address.route.startswith("static/")]


def plain(response: Any) -> str:
    """The body of an answer without what differs between any two answers."""
    if response.streaming:
        return ""
    text = response.content.decode("utf-8", "replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    # The frame's language choice leads back to the address that was asked for.
    text = re.sub(r'name="next" value="[^"]*"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}", "#", text)


def rows_of(*, but: tuple[str, ...] = ()) -> dict[str, int]:
    """Rows of each table the serving role may count in the open transaction."""
    from django.db import connection

    counted = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in but:
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counted[table] = cursor.fetchone()[0]
    return counted


@pytest.fixture
def clock() -> Iterator[None]:
    """Monday 23 November 2026, noon in Istanbul."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def house(cast: "Cast", clock: None, settings: Any) -> Iterator[House]:
    """Konak full of findable things; at Bornova Songül leads and Zeynep works.

    The cast comes before the clock is moved: its rows are kept for every test after this one.
    """
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.foundation.vault import index
    from omuz.foundation.vault.actions import grant
    from tests.cast import member

    settings.FACT_SOURCES = {
        "contact": "tests.network.returns.invented",
        "data_protection": settings.FACT_SOURCES["data_protection"],
    }
    settings.OMUZ_KIND = "both"
    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    with acting(cast.zeynep.person):
        grant(by=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.bornova.id, staff_id=songul.staff.pk)
    for centre in (cast.konak, cast.bornova):
        for quarter in ("2026-Q2", QUARTER):
            invented.ROWS.setdefault(centre.id, []).extend(
                invented.contacts(90, quarter, district=centre.district or "konak")
            )
    sent, prepared, release = _returns(cast)
    yield House(cast, songul, recorded(cast.ayse), drafted(cast.ayse), recorded(cast.zeynep), prepared, sent, release)
    invented.ROWS.clear()
    for opening in index.held():
        index.evict(opening)


@pytest.fixture
def full(house: House) -> House:
    """The house with three files of Konak, in which every room has written."""
    from tests.attack.sealed import sealed

    house.files = sealed(house.cast)
    return house


def _returns(cast: "Cast") -> tuple[Any, Any, Any]:
    from omuz.foundation.people.access import acting
    from omuz.network.returns import actions

    nermin = cast.nermin
    given: dict[str, Any] = {"by": nermin.person, "vault": nermin.vault}
    with acting(nermin.person):
        sent = actions.prepare_return(**given, centre_id=cast.konak.id, quarter="2026-Q2")
        sent = actions.send_return(**given, row=sent)
        release = actions.release_totals(by=nermin.person, row=sent)
        prepared = actions.prepare_return(**given, centre_id=cast.konak.id, quarter=QUARTER)
    return sent, prepared, release


def recorded(member: "Member", *, note: str = NOTE, number: str = NUMBER) -> Any:
    """A contact with a promised call and everything planted in it."""
    from omuz.casework.contacts.actions import Said, record_contact
    from omuz.casework.contacts.rules.answers import Answers
    from omuz.casework.contacts.rules.safe_contact import SafeContact
    from omuz.foundation.people.access import acting

    person = member.person
    safe = SafeContact(
        callable="yes", number=number, start=time(9), end=time(17), if_other_answers=WORD_AGREED, code_word=WORD_AGREED
    )
    answers = Answers(at=NOW - timedelta(hours=1), channel="phone", kind="violence", violence_types=("sexual",))
    with acting(person):
        return record_contact(
            by=person,
            vault=member.vault,
            centre_id=next(iter(person.centres)),
            said=Said(answers, safe, note, date(2026, 11, 23)),
        )


def drafted(member: "Member") -> Any:
    """A draft somebody left."""
    from omuz.casework.contacts.actions import open_draft
    from omuz.foundation.people.access import acting

    person = member.person
    with acting(person):
        return open_draft(
            by=person,
            vault=member.vault,
            contact_id=uuid4(),
            centre_id=next(iter(person.centres)),
            changes={"note": [TYPED], "channel": ["phone"]},
            page="p",
        )

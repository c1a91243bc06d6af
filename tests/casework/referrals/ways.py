"""Referrals for tests, made by the same acts people use: institutions, consents, and everything up to the sending."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.models import Case
from omuz.casework.consents.actions.giving import Spoken, record_consents
from omuz.casework.consents.rules.recipients import Recipient
from omuz.casework.referrals.actions.drafting import Plan, begin_referral, prepare_referral
from omuz.casework.referrals.actions.keeping import Entry, write_institution
from omuz.casework.referrals.actions.sending import send_referral
from omuz.casework.referrals.models import Packet, Referral
from omuz.casework.referrals.queries.book import of_institution, recipient_of
from omuz.casework.referrals.queries.told import referral_of
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file

DAY = date(2026, 3, 10)
NERGIS = {"id": "1", "kind": "name", "value": "Nergis Yıldız", "purpose": "dava", "expires_on": "2027-03-01"}
TEXTS = {"pseudonym": "Deniz", "needs": "Boşanma davası için avukat görüşmesi"}


def institution(cast: Any, kind: str = "bar_legal_aid", name: str = "İzmir Barosu", **more: Any) -> Recipient:
    """An entry of Konak's address book, as a recipient."""
    with acting(cast.ayse.person):
        row = write_institution(
            by=cast.ayse.person, centre_id=cast.konak.id, entry=Entry(kind, name, **more), verified_on=DAY
        )
        return of_institution(row)


def bornova(cast: Any) -> Recipient:
    """The other centre of the installation, as Ayşe finds it."""
    with acting(cast.ayse.person):
        return recipient_of(cast.ayse.person, cast.konak.id, f"centre:{cast.bornova.id}")


def says(cast: Any, case: Case, recipient: Recipient, groups: Iterable[str], *, yes: bool = True, way: str = "letter",
         on: date = DAY, until: date | None = None) -> list[Any]:  # fmt: skip
    """She answers what was said aloud."""
    spoken = Spoken(recipient, "legal_support", way, dict.fromkeys(groups, yes), on, until)
    with acting(cast.ayse.person):
        return record_consents(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, spoken=spoken)


def begun(cast: Any, case: Case, recipient: Recipient, *, way: str = "letter", texts: dict[str, str] | None = None,
          **more: Any) -> Referral:  # fmt: skip
    """A draft."""
    plan = Plan(recipient, way, "legal_support", TEXTS if texts is None else texts, DAY, **more)
    with acting(cast.ayse.person):
        return begin_referral(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, plan=plan)


def prepared(cast: Any, row: Referral, on: date = DAY) -> Referral:
    """The same, prepared."""
    with acting(cast.ayse.person):
        return prepare_referral(
            by=cast.ayse.person, vault=cast.ayse.vault, referral_id=row.id, revision=row.revision, on=on
        )


def sent(cast: Any, row: Referral, on: date = DAY) -> Referral:
    """The same, sent."""
    with acting(cast.ayse.person):
        return send_referral(
            by=cast.ayse.person, vault=cast.ayse.vault, referral_id=row.id, revision=row.revision, on=on
        )


def sent_to(cast: Any, case: Case, recipient: Recipient, *, way: str, groups: Sequence[str] = tuple(TEXTS),
            until: date | None = None, texts: dict[str, str] | None = None, **more: Any) -> Referral:  # fmt: skip
    """All of it: her yes, the draft, prepared, sent."""
    says(cast, case, recipient, groups, way=way, until=until)
    chosen = texts or {group: TEXTS.get(group, "…") for group in groups}
    return sent(cast, prepared(cast, begun(cast, case, recipient, way=way, texts=chosen, **more)))


def packet_to_bornova(cast: Any, case: Case | None = None, **more: Any) -> tuple[Case, Referral, UUID]:
    """A file of Konak, its referral to Bornova, and the packet that lies there."""
    case = case or opened_file(cast, identity={"pseudonym": "Deniz"})
    row = sent_to(cast, case, bornova(cast), way="packet", **more)
    with acting(cast.ayse.person):
        told = referral_of(cast.ayse.person, row.id, vault=cast.ayse.vault).told
        assert told.packet is not None
        assert Packet.objects.filter(id=told.packet).exists()
    return case, row, told.packet

"""A file with something of every room in it, written by the same acts people use; every word in it is planted."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from omuz.casework.appointments.actions.booking import Wanted, book_appointment
from omuz.casework.cases.actions.identity import add_identity
from omuz.casework.cases.models import Case
from omuz.casework.contacts.actions import Said, correct_contact, record_contact
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import CorrectionReason
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.casework.interviews.actions import record_interview
from omuz.casework.interviews.rules.answers import Answers as Asked
from omuz.casework.interviews.rules.answers import Said as Told
from omuz.casework.orders.actions.aid import ask_for_aid
from omuz.casework.orders.rules.aid import Aid, AidKind
from omuz.casework.rights.actions.asking import receive_request
from omuz.casework.rights.actions.giving import give_notice
from omuz.casework.rights.actions.wishes import wish_keeping
from omuz.casework.rights.rules.asking import Kind
from omuz.casework.safety.actions.plans import write_plan
from omuz.casework.safety.actions.talks import record_talk
from omuz.casework.safety.rules.factors import Answer, Factor
from omuz.casework.safety.rules.factors import Said as Fear
from omuz.casework.safety.rules.plan import Plan
from omuz.casework.safety.rules.talk import Talk
from omuz.casework.services.actions import ask, record_session
from omuz.casework.services.rules.sessions import Given
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.orders.at_work import Desk
from tests.casework.referrals import ways

DAY = date(2026, 3, 2)
ISTANBUL = ZoneInfo("Europe/Istanbul")
HERS = "leylakgizli"
"""Stands in every free field of the file."""


def whole_contact(cast: Any, word: str = HERS) -> Any:
    """A contact, corrected once."""
    ayse = cast.ayse
    answers = Answers(at=datetime(2026, 3, 1, 10, tzinfo=ISTANBUL), channel="phone", kind="violence")
    with acting(ayse.person):
        row = record_contact(
            by=ayse.person,
            vault=ayse.vault,
            centre_id=cast.konak.id,
            said=Said(answers, SafeContact(), f"{word} temasta", None),
        )
        correct_contact(
            by=ayse.person,
            vault=ayse.vault,
            contact_id=row.id,
            revision=row.revision,
            said=Said(answers, SafeContact(), f"{word} düzeltildi", None),
            reason=CorrectionReason.SHE_ADDED,
        )
    return row


def whole_file(cast: Any, word: str = HERS) -> Case:
    """The file of a woman who came through a contact and had some of everything."""
    contact = whole_contact(cast, word)
    case = opened_file(
        cast,
        identity={"pseudonym": f"{word} takma"},
        words={"note": f"{word} dosya"},
        presented={"channel": "phone", "reason": "violence", "violence_types": ["physical"]},
        presented_words={"note": f"{word} başvuru"},
        contact_id=contact.id,
    )
    by = {"by": cast.ayse.person, "vault": cast.ayse.vault}
    of = {**by, "case_id": case.id}
    with acting(cast.ayse.person):
        _talked(of, word)
        _served(cast, of, word)
        _planned(of, word)
    desk = Desk(cast, case)
    desk.order(note=f"{word} karar")
    ways.sent_to(cast, case, ways.institution(cast, name=f"Baro {word[:3]}"), way="letter")
    ways.sent_to(cast, case, ways.bornova(cast), way="packet", texts={"needs": f"{word} paket"}, groups=("needs",))
    return case


def _talked(of: dict[str, Any], word: str) -> None:
    codes = {"requests": ("legal",), "violence_types": ("physical",)}
    texts = {"her_words": f"{word} görüşme", "worker_view": f"{word} kanaat"}
    record_interview(**of, said=Told(Asked(on=DAY, codes=codes, first=True), texts))
    record_talk(
        **of, talk=Talk(DAY, {Factor.OWN_FEAR: Answer(Fear.YES)}, her_words=f"{word} korku", note=f"{word} görüş")
    )
    write_plan(**of, plan=Plan(DAY, {"reason_to_give": f"{word} plan"}))


def _served(cast: Any, of: dict[str, Any], word: str) -> None:
    ask(**of, service="legal", on=DAY, hers=f"{word} istek")
    record_session(**of, given=Given(DAY, "legal", cast.ayse.staff.pk, minutes=45), note=f"{word} seans")
    ask(**of, service="shelter", on=DAY)
    ask_for_aid(**of, aid=Aid(AidKind.CHILDCARE, DAY), note=f"{word} yardım")


def _planned(of: dict[str, Any], word: str) -> None:
    add_identity(**of, kind="name", value="Nergis Yıldız", purpose="dava", expires_on=date(2026, 6, 1))
    start = datetime(2026, 12, 1, 11, tzinfo=ISTANBUL)
    early = datetime.combine(DAY, start.time(), ISTANBUL)
    book_appointment(**of, wanted=Wanted(start, 45), note=f"{word} randevu", on=DAY, now=early)
    receive_request(**of, kind=Kind.COPY, on=DAY, words=f"{word} talep")
    give_notice(**of, version=date(2026, 11, 22), how="spoken", language="tr", on=DAY)
    wish_keeping(**of, kind=Kind.KEEP_LONGER, until=date(2040, 1, 1), on=DAY)

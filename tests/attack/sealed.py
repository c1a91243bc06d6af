"""Three files of Konak with something of every room in them: one open to the team, one restricted, one with a conflict.

Every free field holds the file's own word; whoever may not know of a file may meet neither its word nor its code.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from tests.cast import Cast, Member

DAY = date(2026, 3, 2)
OPEN, RESTRICTED, CONFLICT = "leylakgizli", "karanfilsaklı", "menekşekapalı"


@dataclass
class File:
    """One file: the word in it, its row, and what every part of an address is called in it."""

    word: str
    case: Any
    parts: dict[str, list[UUID]]

    @cached_property
    def ids(self) -> set[str]:
        return {str(each) for ids in self.parts.values() for each in ids}


@dataclass
class Sealed:
    """The three files, who else works at Konak, and what belongs to the centre rather than to a file."""

    open: File
    restricted: File
    conflict: File
    selin: "Member"
    gulsum: "Member"
    centre: dict[str, list[UUID]]


def sealed(cast: "Cast") -> Sealed:
    """Fill Konak: the restricted file is known to Nermin and Selin, the other one hidden from Ayşe."""
    from omuz.casework.team.actions.walls import declare_conflict, restrict_file
    from omuz.foundation.people.rules import Role

    selin = _newcomer(cast, "selin", "Selin Usta", Role.COUNSELLOR)
    gulsum = _newcomer(cast, "gulsum", "Gülsüm Ak", Role.RECEPTION)
    cases = [_filled(cast, selin, word) for word in (OPEN, RESTRICTED, CONFLICT)]
    _of_the_centre(cast, selin, cases)
    files = [
        File(word, case, _parts_of(cast, case)) for word, case in zip((OPEN, RESTRICTED, CONFLICT), cases, strict=True)
    ]
    nermin = cast.nermin
    _act(nermin, restrict_file, case_id=cases[1].id, names=[nermin.staff.pk, selin.staff.pk], why=f"{RESTRICTED} neden")
    _act(nermin, declare_conflict, case_id=cases[2].id, staff_id=cast.ayse.staff.pk)
    _asked_for_glass(cast, cases[1].code)
    declared = {"declaration_id": _ids(cast, "team.Declaration", case_id=cases[2].id)}
    files[2].parts.update(declared)
    return Sealed(*files, selin, gulsum, _parts_of_centre(cast) | declared)


def _newcomer(cast: "Cast", username: str, full_name: str, role: Any) -> "Member":
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.vault.actions import grant
    from tests.cast import member

    made = member(username, full_name, role, accounts.Place(centre=cast.konak), "psychologist")
    if role == "counsellor":
        nermin = cast.nermin
        with _acting(nermin):
            grant(by=nermin.person, vault=nermin.vault, centre_id=cast.konak.id, staff_id=made.staff.pk)
    return made


def _acting(member: "Member") -> Any:
    from omuz.foundation.people.access import acting

    return acting(member.person)


def _act(member: "Member", action: Any, **told: Any) -> Any:
    """One act by a member of the cast, with her vault."""
    person = member.person
    with _acting(member):
        return action(by=person, vault=member.vault, **told)


def _filled(cast: "Cast", selin: "Member", word: str) -> Any:
    """A file in which every room has written, by Ayşe and Selin, with the word in every free field."""
    from omuz.casework.appointments.actions.promising import plan_follow_up
    from omuz.casework.cases.actions.identity import add_identity, keep_safe_contact
    from omuz.casework.contacts.rules.safe_contact import SafeContact
    from omuz.casework.safety.actions.reminders import add_trigger
    from omuz.casework.safety.rules.triggers import TriggerKind
    from omuz.casework.services.actions.notes import write_note
    from omuz.casework.team.actions.walls import note_tie
    from tests.casework.rights.whole import whole_file

    case = whole_file(cast, word)
    of = {"case_id": case.id}
    safe = SafeContact(callable="yes", number=f"0500 {word}", start=time(0), end=time(23, 59), code_word=word)
    _act(cast.ayse, keep_safe_contact, **of, safe=safe)
    _act(cast.ayse, add_identity, **of, kind="name", value=_name(word), purpose=word, expires_on=date(2027, 6, 1))
    _act(cast.ayse, plan_follow_up, **of, way="phone", due_on=date(2026, 12, 1), note=f"{word} söz")
    _act(cast.ayse, add_trigger, **of, kind=TriggerKind.COURT_DATE, day=date(2026, 12, 3), on=DAY, note=f"{word} gün")
    _act(cast.ayse, note_tie, **of, ties=["works_it"])
    _act(selin, write_note, **of, on=DAY, text=f"{word} süreç")
    _papers(cast, case.id, word)
    _drafts(cast, case.id, word)
    return case


def _name(word: str) -> str:
    return f"{word.capitalize()} Ateş"


def _papers(cast: "Cast", case_id: UUID, word: str) -> None:
    """A legal request with its answer, a decision about notifying, an exception, a pause that ended."""
    from omuz.casework.consents.actions.excepting import Exceptional, ask_override
    from omuz.casework.orders.actions.notification import weigh_notification
    from omuz.casework.orders.actions.requests import note_on_request, register_request, write_answer
    from omuz.casework.orders.rules.notification import Weighing
    from omuz.casework.orders.rules.requests import Asked
    from tests.casework.referrals import ways

    of = {"case_id": case_id}
    asked = Asked(on=DAY, institution="family_court", kind="file", answer_by=date(2026, 12, 16))
    request = _act(cast.ayse, register_request, **of, asked=asked, words={"document": f"{word}/1", "asked": word})
    _act(
        cast.ayse,
        note_on_request,
        request_id=request.id,
        revision=1,
        what="reviewed",
        changes={"review": "answer_least", "reviewed_on": DAY},
        words={"lawyer": f"{word} avukat", "review": word},
    )
    _act(cast.nermin, write_answer, request_id=request.id, on=DAY, words={"text": word, "reason": word})
    weighed = Weighing(on=DAY, basis=("regulation_6284_m4",), decision="notify", institution="police")
    _act(cast.ayse, weigh_notification, **of, weighing=weighed, words=dict.fromkeys(("told", "wish", "plan"), word))
    wanted = Exceptional(ways.institution(cast, name=f"Kurum {word[:4]}"), "legal_support", ["needs"], "letter")
    _act(cast.ayse, ask_override, **of, wanted=wanted, reason=f"{word} istisna", on=date(2026, 11, 22))


def _drafts(cast: "Cast", case_id: UUID, word: str) -> None:
    """What somebody began and did not finish."""
    from omuz.casework.interviews.actions.drafts import open_draft
    from omuz.casework.safety.actions.drafts import Draft, keep
    from omuz.casework.safety.models import RiskTalk, SafetyPlan

    _act(
        cast.ayse, open_draft, case_id=case_id, interview_id=uuid4(), changes={"her_words": [f"{word} yarım"]}, page="p"
    )
    for model in (RiskTalk, SafetyPlan):
        _act(cast.ayse, keep, model=model, draft=Draft(case_id, uuid4(), 0, {"note": [f"{word} yarım"]}, "p"))


def _of_the_centre(cast: "Cast", selin: "Member", cases: list[Any]) -> None:
    """A meeting with decisions about all three, two merges, a group, a recall, minutes, a card, a breach, a room."""
    from omuz.casework.appointments.actions.door import keep_room
    from omuz.casework.services.actions.groups import record_group
    from omuz.casework.services.rules.sessions import Form, Given
    from omuz.casework.team.actions.meeting import decide, open_meeting, put_on_table
    from omuz.casework.team.actions.merging import propose_merge
    from tests.casework.cases.files import opened_file

    konak, nermin = cast.konak.id, cast.nermin
    meeting = _act(nermin, open_meeting, centre_id=konak, on=date(2026, 11, 23), present=[nermin.staff.pk])
    for case, word in zip(cases, (OPEN, RESTRICTED, CONFLICT), strict=True):
        about = {"case_id": case.id, "meeting_id": meeting.id}
        _act(nermin, put_on_table, **about)
        _act(nermin, decide, **about, what=f"{word} karar", post="holder", due_on=date(2026, 11, 30))
        _act(nermin, propose_merge, case_id=case.id, other_id=opened_file(cast).id, why=f"{word} aynı")
    _act(
        selin,
        record_group,
        centre_id=konak,
        case_ids=[case.id for case in cases],
        given=Given(date(2026, 11, 20), "group_work", selin.staff.pk, minutes=90, form=Form.GROUP),
        note="Altı kişi",
    )
    with _acting(nermin):
        keep_room(by=nermin.person, centre_id=konak, name="Mor oda", step_free=True)
    _recalled(cast)
    _erased(cast)
    _card(cast)
    _breached(cast)


def _recalled(cast: "Cast") -> None:
    """She took back what a letter had carried: somebody is to be told."""
    from omuz.casework.referrals.actions.recalling import revoke_referral
    from tests.casework.cases.files import opened_file
    from tests.casework.referrals import ways

    referral = ways.sent_to(cast, opened_file(cast), ways.institution(cast, name="Haber verilecek"), way="letter")
    _act(cast.ayse, revoke_referral, referral_id=referral.id, revision=referral.revision, on=date(2026, 11, 20))


def _erased(cast: "Cast") -> None:
    """One woman is forgotten, so that there are minutes."""
    from omuz.casework.rights.actions.erasure import erase_file
    from omuz.casework.rights.rules.destruction import Ground, Signature
    from tests.casework.cases.files import opened_file

    case = opened_file(cast)
    signed = Signature("Nermin Aksoy", "Koordinatör", case.code)
    _act(cast.nermin, erase_file, case_id=case.id, ground=Ground.HER_WISH, signature=signed, on=date(2026, 11, 20))


def _breached(cast: "Cast") -> None:
    """A letter went to another door."""
    from omuz.casework.rights.actions.breaches import ToldBreach, write_breach

    told = ToldBreach(datetime(2026, 11, 20, 9, tzinfo=UTC), "wrong_recipient", "not_yet", what="Zümrütanka mektubu")
    _act(cast.nermin, write_breach, centre_id=cast.konak.id, told=told)


def _card(cast: "Cast") -> None:
    from omuz.casework.referrals.actions.keeping import bring_card, hand_out_card

    raw = _act(cast.zeynep, hand_out_card, centre_id=cast.bornova.id)
    with _acting(cast.ayse):
        bring_card(by=cast.ayse.person, centre_id=cast.konak.id, raw=raw)


def _asked_for_glass(cast: "Cast", code: str) -> None:
    from omuz.casework.team.actions.walls import ask_for_glass

    _act(cast.ayse, ask_for_glass, centre_id=cast.konak.id, code=code, why="Nöbetteyim")


OF_A_FILE = {
    "interview_id": ("interviews.Interview",),
    "talk_id": ("safety.RiskTalk",),
    "plan_id": ("safety.SafetyPlan",),
    "trigger_id": ("safety.RiskTrigger",),
    "entry_id": ("safety.UrgentEntry",),
    "note_id": ("services.ProcessNote",),
    "request_id": ("services.ServiceRequest", "orders.LegalRequest", "rights.RightsRequest"),
    "shelter_id": ("services.ShelterRequest",),
    "session_id": ("services.ServiceSession",),
    "override_id": ("consents.ConsentOverride",),
    "consent_id": ("consents.Consent",),
    "referral_id": ("referrals.Referral",),
    "order_id": ("orders.ProtectionOrder",),
    "step_id": ("orders.OrderStep",),
    "aid_id": ("orders.AidRequest",),
    "decision_id": ("orders.NotificationDecision", "team.Decision"),
    "answer_id": ("orders.LegalAnswer",),
    "appointment_id": ("appointments.Appointment",),
    "follow_up_id": ("appointments.FollowUp",),
    "item_id": ("team.AgendaItem",),
    "merge_id": ("team.Merge",),
}
"""Part of an address → the records of a file it may name."""
OF_THE_CENTRE = {
    "group_id": "services.GroupSession",
    "slot_id": "appointments.Slot",
    "institution_id": "referrals.Institution",
    "card_id": "referrals.LetterboxCard",
    "recall_id": "referrals.Recall",
    "meeting_id": "team.Meeting",
    "glass_id": "team.GlassBreak",
    "minutes_id": "rights.Minutes",
    "breach_id": "rights.Breach",
}
"""Part of an address → rows of the centre that name no file."""
SENT_AWAY = "packet_id"
"""The one thing of Konak that Bornova may open: it was sent there."""


def _ids(cast: "Cast", model: str, **which: Any) -> list[UUID]:
    from django.apps import apps

    from omuz.foundation.tenancy.context import counting_rows

    with _acting(cast.nermin), counting_rows():
        found = apps.get_model(model).objects.filter(centre_id=cast.konak.id, **which).values_list("id", flat=True)
        return list(found)


def _parts_of(cast: "Cast", case: Any) -> dict[str, list[UUID]]:
    parts = {
        part: [each for model in models for each in _ids(cast, model, case_id=case.id)]
        for part, models in OF_A_FILE.items()
    }
    empty = [part for part, ids in parts.items() if not ids]
    assert empty == [], "every part of an address has something to name"
    return {"case_id": [case.id], **parts}


def _parts_of_centre(cast: "Cast") -> dict[str, list[UUID]]:
    parts = {part: _ids(cast, model) for part, model in OF_THE_CENTRE.items()}
    assert [part for part, ids in parts.items() if not ids] == []
    return {**parts, SENT_AWAY: _ids(cast, "referrals.Packet")}

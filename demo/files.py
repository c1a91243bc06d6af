"""Plants the invented women's files with the same actions people use, so that every page has something to show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from demo.invent import ISTANBUL
from demo.women import ACTIONS, Woman, day, invented, vignettes
from omuz.casework.appointments.actions.booking import Wanted, book_appointment
from omuz.casework.appointments.actions.promising import CannotPlan, plan_follow_up
from omuz.casework.cases.actions.opening import FirstPage, open_file
from omuz.casework.cases.actions.presenting import present_again
from omuz.casework.cases.actions.stepping import Closing, close_file
from omuz.casework.consents.actions.giving import Spoken, record_consents
from omuz.casework.consents.rules.recipients import INSTITUTION, Recipient
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.casework.interviews.actions.recording import record_interview
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.orders.actions.orders import add_step, open_order
from omuz.casework.orders.rules.steps import Kind, Step
from omuz.casework.referrals.actions.drafting import Plan as Passing
from omuz.casework.referrals.actions.drafting import begin_referral, prepare_referral
from omuz.casework.referrals.actions.keeping import Entry, write_institution
from omuz.casework.referrals.actions.sending import note_result, send_referral
from omuz.casework.referrals.rules.states import Result
from omuz.casework.safety.actions.plans import write_plan
from omuz.casework.safety.actions.talks import record_talk
from omuz.casework.safety.actions.urgent import met_urgently
from omuz.casework.safety.models import UrgentEntry
from omuz.casework.safety.rules.factors import RED, Answer, Factor, When
from omuz.casework.safety.rules.factors import Said as FactorSaid
from omuz.casework.safety.rules.plan import Copy, Plan
from omuz.casework.safety.rules.talk import Talk, UrgentState
from omuz.casework.services.actions.asking import ask, settle_request
from omuz.casework.services.actions.sessions import record_session
from omuz.casework.services.actions.shelter import settle_shelter
from omuz.casework.services.models import ServiceRequest, ShelterRequest
from omuz.casework.services.rules.requests import RequestState
from omuz.casework.services.rules.sessions import Given
from omuz.casework.services.rules.shelter import Outcome
from omuz.casework.team.actions.walls import restrict_file
from omuz.foundation.people.access import Person, acting
from omuz.foundation.vault.opened import OpenedVault

_SERVICE = {"share": "social_work", "information": "social_work", "legal": "legal", "psychological": "psychological",
            "shelter": "shelter", "accompaniment": "accompaniment", "economic_in_kind": "economic_in_kind",
            "nursery": "nursery", "work_training": "work_training", "group_work": "group_work"}  # fmt: skip
_INSTITUTIONS = {
    "bar_legal_aid": "Adli yardım bürosu (örnek)",
    "sonim": "Şiddet önleme merkezi (örnek)",
    "hospital": "Devlet hastanesi (örnek)",
    "municipal_social_aid": "Sosyal yardım birimi (örnek)",
    "police": "Kadın ve çocuk büro amirliği (örnek)",
    "women_organisation": "Kadın dayanışma derneği (örnek)",
    "municipal_shelter": "Sığınmaevi (örnek)",
}
_PURPOSE = {"bar_legal_aid": "legal_support", "sonim": "protection", "hospital": "health",
            "municipal_social_aid": "economic_support", "police": "protection"}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """One member of staff at work in one centre: herself, her opened vault, and the day it is."""

    person: Person
    vault: OpenedVault
    centre_id: UUID
    today: date

    def act(self, action: Callable[..., Any], **told: Any) -> Any:
        """Do one thing as she does it."""
        with acting(self.person):
            return action(by=self.person, vault=self.vault, **told)


def plant_files(
    desks: list[Desk],
    *,
    number: int,
    seed: int,
    district: str,
    with_vignettes: bool,
    tell: Callable[[int], None] = lambda _done: None,
) -> None:
    """That many files in one centre, spread over its staff; the ten vignettes among them where wanted.

    `tell` hears how many are done.
    """
    women = [*(vignettes() if with_vignettes else ()), *invented(seed, number, district)]
    book = _address_book(desks[0])
    team = [each.person.staff_id for each in desks]
    for done, (woman, desk) in enumerate(zip(women[:number], cycle(desks), strict=False), 1):
        _file(woman, desk, book, district, team)
        tell(done)


def _address_book(desk: Desk) -> dict[str, UUID]:
    found = {}
    with acting(desk.person):
        for kind, name in _INSTITUTIONS.items():
            row = write_institution(
                by=desk.person, centre_id=desk.centre_id, entry=Entry(kind, name), verified_on=day(desk.today, 60)
            )
            found[kind] = row.id
    return found


def _safe(woman: Woman) -> SafeContact:
    if woman.number % 5 == 0:
        return SafeContact(callable="no")
    start = time(9 + woman.number % 4, 0)
    return SafeContact(
        callable="yes",
        number="(örnek numara)",
        days=frozenset(range(7) if woman.number % 3 else {0, 2, 4}),
        start=start,
        end=time(start.hour + 8, 0),
        if_other_answers="Diş randevusu için aradığımızı söyleyin.",
        code_word=("kiraz", "vapur", "deniz", "nar")[woman.number % 4],
    )


def _file(woman: Woman, desk: Desk, book: dict[str, UUID], district: str, team: list[UUID]) -> None:
    came = day(desk.today, woman.came)
    case_id = _opened(woman, desk, came, district)
    if woman.interviewed_after is not None:
        talked = min(came + timedelta(days=woman.interviewed_after), desk.today)
        _heard(woman, desk, case_id, talked)
        _helped(woman, desk, case_id, talked)
        _passed_on(woman, desk, case_id, talked, book)
        _protected(woman, desk, case_id, talked)
        _settled(woman, desk, case_id, talked)
    _ended(woman, desk, case_id, came)
    if woman.restricted:
        desk.act(restrict_file, case_id=case_id, names=team, why="Eşi belediyede çalışıyor.", on=desk.today)


def _opened(woman: Woman, desk: Desk, came: date, district: str) -> UUID:
    told: dict[str, Any] = {
        "channel": woman.channel,
        "reason": "violence" if woman.violence else "psychological_support",
        "for_whom": "herself",
        "anonymous": "yes" if woman.anonymous else "no",
        "urgent": woman.codes.get("urgent", ("not_asked",))[0],
    }
    if district:
        told["district"] = district
    told |= {name: list(woman.codes[name]) for name in ("violence_types",) if name in woman.codes}
    if "age_band" in woman.codes:
        told["age_band"] = woman.codes["age_band"][0]
    identity = {"pseudonym": woman.pseudonym, "safe": _safe(woman).to_payload()}
    first = FirstPage(on=came, identity=identity, presented=told)
    file = desk.act(open_file, centre_id=desk.centre_id, first=first)
    found: UUID = file.id
    return found


def _heard(woman: Woman, desk: Desk, case_id: UUID, on: date) -> None:
    answers = Answers(on=on, codes=woman.codes, blocks=woman.blocks, minutes=50 + woman.number % 4 * 10)
    words = {"her_words": woman.her_words} if woman.her_words else {}
    desk.act(record_interview, case_id=case_id, said=Said(answers, words))
    if not woman.factors:
        return
    told = {Factor(name): Answer(FactorSaid(said), When(when)) for name, (said, when) in woman.factors.items()}
    red = [factor for factor, answer in told.items() if factor in RED and answer.present]
    actions = {
        factor: (ACTIONS[(woman.number + place) % len(ACTIONS)],)
        if (woman.number + place) % 7
        else ("she_did_not_want",)
        for place, factor in enumerate(red)
    }
    talk = Talk(on=on, answers=told, actions=actions, plan_offered="yes" if woman.plan else "no")
    desk.act(record_talk, case_id=case_id, talk=talk)
    if woman.plan:
        plan = Plan(
            on=on,
            words={
                "whom_to_call": "Ablamı ararım.",
                "taxi_money": "Çantanın gizli gözünde.",
                "safest_room": "Balkonlu oda.",
            },
            copy=(Copy.DOES_NOT_WANT, Copy.AT_CENTRE, Copy.CODED_CARD)[woman.number % 3],
        )
        desk.act(write_plan, case_id=case_id, plan=plan)
    _met(desk, case_id, on)


def _met(desk: Desk, case_id: UUID, on: date) -> None:
    """The team met about all but the newest; those stand on today's list."""
    if on >= day(desk.today, 6):
        return
    with acting(desk.person):
        waiting = list(UrgentEntry.objects.filter(case_id=case_id, state=UrgentState.OPEN.value))
    for entry in waiting:
        desk.act(
            met_urgently,
            entry_id=entry.id,
            on=on + timedelta(days=entry.due_on.day % 5 // 4),
            decided="Birlikte bakıldı.",
        )


def _helped(woman: Woman, desk: Desk, case_id: UUID, on: date) -> None:
    for wish in woman.wishes:
        if wish in _SERVICE and _SERVICE[wish] != "social_work":
            desk.act(ask, case_id=case_id, service=_SERVICE[wish], on=on)
    for service, times in woman.sessions:
        for turn in range(times):
            held = on + timedelta(days=4 + woman.number % 9 + 14 * turn)
            if held <= desk.today:
                place = "court" if service == "accompaniment" else "not_asked"
                given = Given(on=held, service=service, worker=desk.person.staff_id, profession=_profession(service),
                              channel="face_to_face", minutes=45, place=place)  # fmt: skip
                desk.act(record_session, case_id=case_id, given=given)
    if woman.shelter and woman.shelter != "waiting":
        with acting(desk.person):
            row = ShelterRequest.objects.filter(case_id=case_id).first()
        if row is not None:
            refused = woman.shelter_why if woman.shelter == "refused" else ()
            settled = min(on + timedelta(days=1), desk.today)
            desk.act(
                settle_shelter,
                shelter_id=row.id,
                revision=row.revision,
                outcome=Outcome(woman.shelter),
                on=settled,
                refused=refused,
            )


def _settled(woman: Woman, desk: Desk, case_id: UUID, on: date) -> None:
    """What lies weeks back is settled one way or another, so that today's page shows today's work."""
    quiet = day(desk.today, 45)
    with acting(desk.person):
        waiting = list(
            ServiceRequest.objects.filter(case_id=case_id, state=RequestState.WAITING.value, due_on__lt=quiet)
        )
    for row in waiting:
        if row.due_on is not None and woman.number % 9:
            over = min(row.due_on + timedelta(days=3), desk.today)
            state = RequestState.NOT_MET if woman.number % 3 else RequestState.WITHDRAWN
            why = {"unmet_reason": "nobody_to_do_it"} if state is RequestState.NOT_MET else {}
            desk.act(settle_request, request_id=row.id, revision=row.revision, state=state, on=over, **why)
    if woman.factors and on < day(desk.today, 88) and woman.number % 8:
        again = Talk(on=day(desk.today, 10 + woman.number % 60), answers={Factor.OWN_FEAR: Answer(FactorSaid.NO)})
        desk.act(record_talk, case_id=case_id, talk=again)


def _profession(service: str) -> str:
    return {"psychological": "psychologist", "legal": "lawyer"}.get(service, "social_worker")


def _passed_on(woman: Woman, desk: Desk, case_id: UUID, on: date, book: dict[str, UUID]) -> None:
    """A referral with her yes, as long ago as the interview; older ones have a result."""
    if not woman.referred:
        return
    kind = woman.referred
    recipient = Recipient(INSTITUTION, book[kind], kind, _INSTITUTIONS[kind])
    sent = min(on + timedelta(days=3), desk.today)
    texts = {"needs": "Randevu ve bilgi istiyor."}
    spoken = Spoken(recipient, _PURPOSE[kind], "letter", dict.fromkeys(texts, True), sent)
    desk.act(record_consents, case_id=case_id, spoken=spoken)
    plan = Passing(recipient, "letter", _PURPOSE[kind], texts, sent, answer_by=sent + timedelta(days=14))
    row = desk.act(begin_referral, case_id=case_id, plan=plan)
    for action in (prepare_referral, send_referral):
        row = desk.act(action, referral_id=row.id, revision=row.revision, on=sent)
    if sent < day(desk.today, 30) and woman.number % 4:
        result = (Result.RECEIVED, Result.RECEIVED, Result.NOT_RECEIVED, Result.WENT)[woman.number % 4]
        desk.act(note_result, referral_id=row.id, revision=row.revision, on=sent + timedelta(days=12), result=result)


def _protected(woman: Woman, desk: Desk, case_id: UUID, on: date) -> None:
    if not woman.order:
        return
    asked = Step(id="", kind=Kind.ASKED, on=min(on + timedelta(days=1), desk.today), by="with_us")
    order = desk.act(open_order, case_id=case_id, step=asked)
    for step in _order_steps(woman, asked.on):
        if step.on <= desk.today:
            with acting(desk.person):
                order.refresh_from_db()
            desk.act(add_step, order_id=order.id, revision=order.revision, step=step)


def _order_steps(woman: Woman, asked: date) -> Iterator[Step]:
    decided = asked + timedelta(days=2)
    if woman.number % 8 == 3:
        yield Step(id="", kind=Kind.REFUSED, on=decided, authority="family_judge")
        return
    length = (30, 60, 90, 180)[woman.number % 4]
    yield Step(id="", kind=Kind.GRANTED, on=decided, authority="family_judge", measures=("m5_a", "m5_b", "m5_c"),
               amount=length, unit="day", starts_on=decided,
               confidential="yes" if woman.number % 6 == 0 else "no")  # fmt: skip
    if woman.breach:
        yield Step(id="", kind=Kind.BREACH, on=decided + timedelta(days=11), told_to=("police",))
    if woman.number % 10:
        yield Step(id="", kind=Kind.ENDED, on=decided + timedelta(days=length), result="ran_out")


def _ended(woman: Woman, desk: Desk, case_id: UUID, came: date) -> None:
    if woman.closed:
        closed = max(came, day(desk.today, woman.came - min(110, woman.came)))
        desk.act(close_file, case_id=case_id, closing=Closing(on=closed, reason=woman.closed, with_her="yes"))
    for ago in woman.again:
        told = {
            "channel": "phone",
            "reason": "violence" if woman.violence else "psychological_support",
            "for_whom": "herself",
        }
        desk.act(present_again, case_id=case_id, first=FirstPage(on=day(desk.today, ago), presented=told))
    if woman.follow_up is not None and not woman.closed:
        _promised(woman, desk, case_id)


def _promised(woman: Woman, desk: Desk, case_id: UUID) -> None:
    """A promise to ask how she is, and for some a time agreed this week; her safe hours decide."""
    due = desk.today + timedelta(days=max(woman.follow_up or 0, 0))
    try:
        desk.act(plan_follow_up, case_id=case_id, way="phone", due_on=due, why="how_is_she")
    except CannotPlan:
        return
    if woman.number % 2:
        start = datetime.combine(
            desk.today + timedelta(days=1 + woman.number % 4), time(9 + woman.number % 7, 0), ISTANBUL
        )
        desk.act(
            book_appointment,
            case_id=case_id,
            wanted=Wanted(start, 50, worker_id=desk.person.staff_id),
            said={"kind": "interview"},
        )

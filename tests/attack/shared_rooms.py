"""The rooms in which centres work together, each with something in it that its outsiders may not read."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils import timezone

if TYPE_CHECKING:
    from tests.cast import Cast, Member

WORDS = {
    "reports": "hatmitaslağı",
    "training": "papatyaeğitim",
    "meetings": "lavantatutanak",
    "cooperation": "menekşebağ",
    "programmes": "defneprogram",
    "coordination": "süsennotu",
    "exchange": "gelincikanaliz",
    "outreach": "kekikstandı",
}
"""Room → a word in its rows: a report's draft text; who sits in a centre's training; minutes; a tie's note; a goal;
a note of a focus group; a draft of an analysis; what a centre noted of a stand."""
OUTSIDERS = {
    "reports": ("ayse", "zeynep", "derya", "can"),
    "training": ("zeynep", "songul", "derya", "can"),
    "meetings": ("can",),
    "cooperation": ("can",),
    "programmes": ("can",),
    "coordination": ("zeynep", "songul", "sema", "derya", "can", "ayse"),
    "exchange": ("zeynep", "songul", "sema", "elif_", "derya", "can"),
    "outreach": ("zeynep", "songul", "sema", "derya", "can"),
}
"""Room → who may not meet its word; the director reads her own municipality's decisions."""
OPEN = ("leaflet", "practice")
"""Rooms without anything of one centre: tried for breaking only."""


@dataclass
class Shared:
    """The cast, Songül who leads Bornova, Sema who edits; room → part → what it is called."""

    cast: "Cast"
    songul: "Member"
    sema: "Member"
    parts: dict[str, dict[str, list[Any]]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> "Member":
        found: Member = getattr(self, name) if name in {"songul", "sema"} else getattr(self.cast, name)
        return found


def furnished(cast: "Cast", desk: Any) -> Shared:
    """Fill the rooms by the acts people use; `desk` is the desk of reports with its invented year."""
    made = Shared(cast, desk.songul, desk.sema)
    made.parts["reports"] = _reports(desk)
    made.parts["training"] = _training(cast)
    made.parts["meetings"] = _meetings(cast)
    made.parts["cooperation"] = _cooperation(cast)
    made.parts["programmes"] = _programmes(cast)
    made.parts["coordination"] = _coordination(made)
    made.parts["exchange"] = _exchange(cast)
    made.parts["outreach"] = _outreach(cast)
    made.parts["leaflet"] = {"language": ["tr"], "code": [cast.konak.code]}
    made.parts["practice"] = {"code": ["older_rural"]}
    return made


def _reports(desk: Any) -> dict[str, list[Any]]:
    from tests.network.reports.desks import PLACES

    draft = desk.begin()
    desk.write(desk.cast.elif_, draft, f"Binaların yarısı ortak, {WORDS['reports']}.")
    nobodys = ("recommendation_id", "round_id", "answer_id", "quote_id")
    return {
        "code": ["small"], "edition_id": [draft.id], "key": [PLACES], "version": [1], "language": ["tr"],
        "kind": ["pdf"], "centre_id": [desk.cast.konak.id], **{part: [uuid4()] for part in nobodys},
    }  # fmt: skip


def _training(cast: "Cast") -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.training.actions.certificates import give_certificates
    from omuz.network.training.actions.seats import Guest, offer_seats
    from omuz.network.training.models import Certificate
    from tests.network.training.gatherings import attended, moved, planned

    training = planned(cast.nermin, host=cast.konak.id, days=0)
    with acting(cast.nermin.person):
        guest = Guest(f"Sosyolog, {WORDS['training']}", cast.konak.id)
        (seat,) = offer_seats(by=cast.nermin.person, training=training, guest=guest)
    with acting(cast.nermin.person):
        moved(training, timezone.localdate() - timedelta(days=1))
    attended(cast.nermin, training)
    with acting(cast.nermin.person):
        give_certificates(by=cast.nermin.person, training=training)
        certificate = Certificate.objects.get(seat=seat)
    return {
        "code": [training.course], "training_id": [training.id], "seat_id": [seat.id], "moment": ["before"],
        "certificate_id": [certificate.id], "kind": ["csv"], "row_id": [uuid4()], "ending": ["pdf"],
    }  # fmt: skip


def _meetings(cast: "Cast") -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.meetings.actions import decisions, institutions, rota
    from omuz.network.meetings.models import Institution

    by = cast.elif_.person
    with acting(by):
        institutions.take_in_directory(by=by)
        host = Institution.objects.filter(hosts=True).first()
        assert host is not None
        (meeting,) = rota.plan(by=by, turns=[rota.Planned(timezone.localdate(), host)], first_number=1)
        wording = decisions.Wording(f"Kart dağıtılsın, {WORDS['meetings']}", "KDM koordinatörü", host, None)
        decision = decisions.take_decision(by=by, meeting=meeting, wording=wording)
    return {
        "meeting_id": [meeting.id], "decision_id": [decision.id], "institution_id": [host.id], "ending": ["pdf"],
        "attachment_id": [uuid4()], "what": ["minutes"],
    }  # fmt: skip


def _cooperation(cast: "Cast") -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.cooperation import actions
    from tests.network.directory.planted import plant

    partner, by = plant(cast).bar, cast.nermin.person
    with acting(by):
        actions.write_ties(
            by=by, centre_id=cast.konak.id, ways={partner.id: ("regular", WORDS["cooperation"])},
            today=timezone.localdate(),
        )  # fmt: skip
        protocol = actions.write_protocol(
            by=by, centre_id=cast.konak.id, partner_id=partner.id,
            told=actions.Told(title=f"Adli yardım, {WORDS['cooperation']}", signed_on=date(2026, 1, 1)),
        )  # fmt: skip
    return {"centre_id": [cast.konak.id], "protocol_id": [protocol.id]}


def _programmes(cast: "Cast") -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.programmes import actions
    from omuz.network.programmes.models import Programme
    from tests.network.programmes.test_pages import GOAL, TOLD

    assert cast.elif_.client().post("/programlar/yeni/", TOLD).status_code == 302
    with acting(cast.elif_.person):
        programme = Programme.objects.get(code="ornek")
        goal = actions.write_goal(
            by=cast.elif_.person, programme=programme, level="objective", parent=None, today=timezone.localdate(),
            told={**GOAL, "title": f"Ortak ölçüt, {WORDS['programmes']}"},
        )  # fmt: skip
    return {
        "code": ["ornek"], "level": ["objective"], "goal_id": [goal.id], "parent_id": [goal.id],
        "remark_id": [uuid4()], "piece_id": [uuid4()],
    }  # fmt: skip


def _coordination(made: Shared) -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.coordination.actions import learning, places
    from tests.network.coordination import groups
    from tests.network.coordination.houses import House

    cast = made.cast
    with acting(cast.elif_.person):
        row = places.begin(by=cast.elif_.person, municipality=cast.town, on=timezone.localdate() - timedelta(days=30))
    house = House(cast, made.songul, made.sema, row, cast.bornova.organisation)
    units = house.mapped()
    house.drafted(units)
    step = house.planned(units[0])
    group = groups.held(house, units[0], notes=[(f"Kartı bilen az, {WORDS['coordination']}.", ["barrier_time"])])
    sheet = groups.drawn(house, units[0], confirmed=True)
    with acting(house.nermin):
        lesson = learning.learn(by=house.nermin, workspace=row, on=house.today, text="Kart cepte taşınır.")
        draft = row.protocols.get()
    template, _begun = groups.copied(house)
    return {
        "workspace_id": [row.id], "unit_id": [units[0].id], "version": [1], "protocol_id": [draft.id],
        "ending": ["pdf"], "step_id": [step.id], "lesson_id": [lesson.id], "what": ["kilavuz"], "group_id": [group.id],
        "action_id": [groups.first_action(house, sheet).id], "template_id": [template.id],
    }  # fmt: skip


def _exchange(cast: "Cast") -> dict[str, list[Any]]:
    from tests.network.exchange import drafts
    from tests.network.exchange.board.boards import Board

    draft = drafts.begun(cast, power=f"Evin anahtarı şiddet uygulayandaydı, {WORDS['exchange']}.")
    board = Board(cast)
    return {
        "analysis_id": [draft.id], "centre_id": [cast.konak.id], "name": ["ver"], "kind": ["xlsx"],
        "card_id": [board.card().id], "step": ["geri-al"], "question_id": [(asked := board.question()).id],
        "answer_id": [board.answer(asked).id],
    }  # fmt: skip


def _outreach(cast: "Cast") -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.outreach import actions
    from tests.network.outreach.test_pages import STAND

    by, today = cast.ayse.person, timezone.localdate()
    told = {**STAND, "note": f"Masanın yeri değişti, {WORDS['outreach']}"}
    with acting(by):
        row = actions.write(by=by, centre_id=cast.konak.id, told=told, today=today)
    return {"activity_id": [row.id]}

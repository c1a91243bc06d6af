"""The network's rooms with something of Konak in each that nobody outside may read, and common knowledge beside it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.utils import timezone

if TYPE_CHECKING:
    from tests.cast import Cast, Member

INTERNAL = ("kızılcıkhattı", "fesleğenyanıt", "ıhlamurzayıf", "sedefkanıt", "nergisadım", "yaseminprofil")
"""Words in Konak's internal directory part, answer, comment, evidence, step and profile."""
ROOMS = ("directory", "surveys", "profiles", "standards")
OWN = frozenset({"invitation_id", "answer_id", "assessment_id", "step_id", "device_id"})
"""Parts that name rows of one centre: a foreign one and an absent one are answered alike."""


@dataclass
class Rooms:
    """The cast, Songül who leads Bornova, Sema who edits; room → part → what it is called at Konak."""

    cast: "Cast"
    songul: "Member"
    sema: "Member"
    parts: dict[str, dict[str, list[Any]]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> "Member":
        found: Member = getattr(self, name) if name in {"songul", "sema"} else getattr(self.cast, name)
        return found

    def absent(self, room: str) -> dict[str, list[Any]]:
        """The same parts with rows of a centre that are not there."""
        return {part: [uuid4()] if part in OWN else values for part, values in self.parts[room].items()}


def furnished(cast: "Cast") -> Rooms:
    """Fill the four rooms by the acts people use."""
    from tests.network.directory.planted import plant
    from tests.network.standards import houses

    directory, standards = plant(cast), houses.made(cast)
    made = Rooms(cast, standards.songul, standards.sema)
    made.parts["directory"] = _directory(directory)
    made.parts["standards"] = _standards(standards)
    made.parts["surveys"] = _surveys(made)
    made.parts["profiles"] = _profiles(made)
    return made


def _directory(directory: Any) -> dict[str, list[Any]]:
    from omuz.network.directory.models import ContactPost, Directorate, InternalPart, Service

    konak = directory.cast.konak
    directory.keep(directory.cast.nermin, InternalPart(centre_id=konak.id), note=INTERNAL[0], direct_line="0232 1")
    return {
        "code": [konak.code],
        "service_id": [Service.objects.filter(centre_id=konak.id).values_list("id", flat=True).first()],
        "partner_id": [directory.bar.id],
        "post_id": [ContactPost.objects.values_list("id", flat=True).first()],
        "organisation_id": [directory.cast.town.id],
        "directorate_id": [Directorate.objects.values_list("id", flat=True).first()],
        "kind": ["csv"],
    }


def _standards(house: Any) -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.standards.actions.assessing import add_evidence, keep
    from omuz.network.standards.actions.improving import Step, open_step
    from omuz.network.standards.actions.remarks import remark
    from omuz.network.standards.actions.versions import open_draft
    from omuz.network.standards.rules.evidence import Evidence

    cast, ayse = house.cast, house.cast.ayse
    row = house.assessment(cast.konak, ayse)
    with acting(house.sema.person):
        draft = open_draft(by=house.sema.person, based_on=house.standard)
    with acting(ayse.person):
        keep(by=ayse.person, assessment=row, changes={"A1": {"level": "1", "comment": INTERNAL[2]}}, seen={})
        add_evidence(by=ayse.person, assessment=row, code="A1", piece=Evidence("description", INTERNAL[3]))
        until = timezone.localdate() + timedelta(days=30)
        step = open_step(
            by=ayse.person, centre_id=cast.konak.id, code="A1", assessment=row,
            step=Step(what=INTERNAL[4], responsible="müdür", until=until, means=""),
        )  # fmt: skip
        said = remark(by=ayse.person, draft=draft, code="A1", kind="comment", words="Açık.", centre_id=cast.konak.id)
    return {
        "standard_id": [draft.id], "round_id": [house.asked.id], "assessment_id": [row.id], "step_id": [step.id],
        "remark_id": [said.id], "document_id": [UUID(int=7)], "code": ["A1"], "place": [0], "ending": ["csv"],
    }  # fmt: skip


def _surveys(made: Rooms) -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.surveys import actions
    from omuz.network.surveys.actions.devices import make_device
    from omuz.network.surveys.actions.rounds import Guest
    from tests.network.surveys.conftest import House, workbook

    cast, sema, ayse = made.cast, made.sema.person, made.cast.ayse.person
    today = timezone.localdate()
    with acting(sema):
        version, _new = actions.take_in(by=sema, content=workbook(), name="merkez.xlsx")
        version = actions.publish_version(by=sema, version=version)
        guests = [Guest(cast.konak.id), Guest(cast.bornova.id)]
        asked = actions.open_round(
            by=sema, version=version, title="Tur", opens_on=today, due_on=today + timedelta(days=9), guests=guests
        )
    house = House(cast, made.sema, version, asked)
    answer = house.begun()
    house.fill(answer.id, {"/data/place/rooms": "4", "/data/team/wish": INTERNAL[1]})
    with acting(ayse):
        device = make_device(by=ayse, centre_id=cast.konak.id, name="Tablet").device
    return {
        "invitation_id": [house.invitation().id], "answer_id": [answer.id], "version_id": [version.id],
        "round_id": [asked.id], "device_id": [device.id], "kind": ["csv"], "code": [device.code], "token": ["yok"],
        "round_code": ["yok"],
    }  # fmt: skip


def _profiles(made: Rooms) -> dict[str, list[Any]]:
    from omuz.foundation.people.access import acting
    from omuz.network.profiles import actions
    from tests.network.profiles.conftest import House

    cast, elif_ = made.cast, made.cast.elif_.person
    today = date.fromordinal(timezone.localdate().toordinal())
    with acting(elif_):
        asked = actions.open_year(by=elif_, opens_on=today, due_on=today + timedelta(weeks=6))
    house = House(cast, asked)
    told = {"/identity/name": "Konak KDM", "/identity/area_district": "konak", "/identity/type": "district"}
    house.send(cast.nermin, cast.konak, {**told, "/staff/staff_needs_1": INTERNAL[5]})
    house.sign(cast.nermin, cast.konak)
    return {
        "code": [cast.konak.code], "round_id": [asked.id], "name": ["staff_needs_1"],
        "invitation_id": [house.invitation(cast.konak).id],
    }  # fmt: skip

"""Forms of the installation that two people race for, with something in each to be changed."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.trust.racing import REDIRECT, Raced

if TYPE_CHECKING:
    from tests.cast import Cast, Member


def planted(cast: "Cast") -> list[Raced]:
    """Every form with its two browsers, on records made by the acts people use."""
    return [*_network(cast), *_directory(cast), *_coordination(cast), *_casework(cast), *_counted(cast)]


def _raced(name: str, address: str, member: "Member", *fields: str) -> Raced:
    return Raced(name, address, (member.client(), member.client()), fields)


def _network(cast: "Cast") -> list[Raced]:
    from tests.attack import shared_rooms as rooms

    activity = rooms._outreach(cast)["activity_id"][0]
    goal = rooms._programmes(cast)["goal_id"][0]
    met = rooms._meetings(cast)
    meeting, institution = met["meeting_id"][0], met["institution_id"][0]
    elif_ = cast.elif_
    return [
        _raced("outreach:activity", f"/onleme/{activity}/", cast.ayse, "what", "where", "note"),
        _raced("programmes:write", "/programlar/ornek/yaz/", elif_, "title", "about", "donor"),
        _raced("programmes:goal", f"/programlar/ornek/is/{goal}/", elif_, "title", "indicator", "where"),
        _raced("meetings:details", f"/toplantilar/{meeting}/bilgi/", elif_, "topic", "place", "how_to_reach"),
        _raced("meetings:institution", f"/toplantilar/kurumlar/{institution}/", elif_, "name"),
        _raced("meetings:wording", f"/toplantilar/{meeting}/karar/{met['decision_id'][0]}/", elif_, "what"),
    ]


def _directory(cast: "Cast") -> list[Raced]:
    from tests.attack import shared_rooms as rooms

    protocol = rooms._cooperation(cast)["protocol_id"][0]
    address = f"/is-birligi/protokoller/{protocol}/"
    from omuz.foundation.people.access import acting
    from omuz.network.directory.models import Partner

    with acting(cast.elif_.person):
        partner = Partner.objects.filter(kind="bar_legal_aid").values_list("id", flat=True).first()
    return [
        _raced("cooperation:protocol", address, cast.nermin, "title", "covers", "reference"),
        _raced("directory:institution-change", f"/merkezler/kurumlar/{partner}/duzenle/", cast.elif_, "name", "note"),
    ]


def _coordination(cast: "Cast") -> list[Raced]:
    from tests.network.coordination import houses

    house: Any = houses.made(cast)
    units = house.mapped()
    house.drafted(units)
    step = house.planned(units[0])
    here = f"/koordinasyon/{house.workspace.id}"
    elif_ = cast.elif_
    begun = {"committed_on": f"{house.today:%d.%m.%Y}", "commitment": "başkanlık yazısı", "secretariat_post": ""}
    assert elif_.client().post(f"{here}/bilgi/", begun).status_code == REDIRECT
    return [
        _raced("coordination:details", f"{here}/bilgi/", elif_, "commitment"),
        _raced("coordination:focal", f"{here}/mudurlukler/{units[0].id}/irtibat/", elif_, "name"),
        _raced("coordination:step-change", f"{here}/eylem/{step.id}/degistir/", elif_, "what", "indicator", "means"),
        _raced("coordination:draft", f"{here}/protokol/taslak/", elif_, "title", "text"),
    ]


def _casework(cast: "Cast") -> list[Raced]:
    from tests.casework.cases.files import opened_file

    case = opened_file(cast, None, identity={"pseudonym": "Deniz"})
    return [
        _raced("cases:about", f"/dosyalar/{case.id}/bilgi/", cast.ayse, "chosen_name", "phrase"),
        _raced("cases:safe", f"/dosyalar/{case.id}/guvenli/", cast.ayse, "if_other_answers", "code_word"),
    ]


def _counted(cast: "Cast") -> list[Raced]:
    """Forms that name their record themselves: a figure of others, the hours of a year."""
    from omuz.foundation.people.access import acting
    from omuz.network.handbook.actions import enter
    from omuz.network.handbook.rules.external import Entry
    from omuz.network.training.actions.elsewhere import count_supervision

    with acting(cast.elif_.person):
        enter(by=cast.elif_.person, entries=[Entry("EIGE09", "", 2023, "turkiye", 315, "Bakanlık açıklaması", "")])
    with acting(cast.nermin.person):
        year = timezone.localdate().year
        count_supervision(by=cast.nermin.person, centre_id=cast.konak.id, year=year, hours=100, workers=100)
    where = "/sozluk/dis-sayilar/yaz/?place=EIGE09:&year=2023&area=turkiye"
    hours = _raced("training:supervision", "/egitim/supervizyon/", cast.nermin, "hours", "workers")
    hours.words = lambda chance: str(chance.randint(101, 400))
    return [_raced("handbook:external-new", where, cast.elif_, "source", "note"), hours]

"""The invented network is believable, near the published shares, and the same on every machine."""

from collections import Counter
from datetime import date, timedelta

from demo.invent import DemoCentre, invented_contacts, network
from omuz.casework.contacts.rules.answers import QUESTIONS, SPECIAL
from omuz.foundation.catalogue.lists import code_list

YEAR = [date(2025, 1, 1) + timedelta(days=ahead) for ahead in range(365)]


def _centres() -> list[DemoCentre]:
    return [
        DemoCentre(each["code"], each["district"], each["yearly"])
        for owner in network()["organisation"]
        for each in owner["centres"]
    ]


def test_there_are_four_metropolitan_seventeen_district_and_one_association_centre() -> None:
    kinds = Counter(owner["kind"] for owner in network()["organisation"] for _ in owner["centres"])
    assert kinds == {"metropolitan": 4, "district": 17, "ngo": 1}


def test_every_placeholder_says_that_it_is_one() -> None:
    names = [owner["name"] for owner in network()["organisation"]]
    names += [each["name"] for owner in network()["organisation"] for each in owner["centres"]]
    assert all("(örnek)" in name for name in names)


def test_the_same_seed_centre_and_day_give_the_same_contacts() -> None:
    centre = _centres()[0]
    for day in YEAR[:20]:
        assert list(invented_contacts(7, centre, day)) == list(invented_contacts(7, centre, day))
    assert [len(list(invented_contacts(7, centre, day))) for day in YEAR] != [
        len(list(invented_contacts(8, centre, day))) for day in YEAR
    ]


def test_a_year_holds_about_ten_thousand_contacts_with_the_published_mix() -> None:
    told = [each for centre in _centres() for day in YEAR for each in invented_contacts(2411, centre, day)]
    channels = Counter(each["channel"] for each in told)
    seekers = sum(each["kind"] == "whereabouts_enquiry" for each in told)
    assert 9_500 < len(told) < 10_500
    assert 0.66 < channels["phone"] / len(told) < 0.72
    assert 0.19 < channels["face_to_face"] / len(told) < 0.23
    assert 0.04 < seekers / len(told) < 0.075


def test_every_invented_answer_is_a_code_of_its_list() -> None:
    known = {
        question.name: {entry.code for entry in code_list(question.catalogue).entries} | set(SPECIAL)
        for question in QUESTIONS
    }
    centre = _centres()[4]
    for day in YEAR[:60]:
        for told in invented_contacts(3, centre, day):
            for question in QUESTIONS:
                if question.name in told:
                    codes = told[question.name] if question.multi else [told[question.name]]
                    assert set(codes) <= known[question.name], question.name

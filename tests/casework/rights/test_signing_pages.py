"""Pages on which somebody signs: nothing is destroyed by one press, by the wrong person or without her password."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from omuz.casework.cases.models import Case
from omuz.casework.contacts.models import Contact
from omuz.casework.rights.models import Minutes
from omuz.foundation.people.access import acting
from tests.casework.rights.test_pages import OF_FILE, at, count, text_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_nothing_is_destroyed_before_the_second_step(cast: Cast, case: Case) -> None:
    client = cast.nermin.client()
    text = text_of(client, at("erase", case.id))
    assert "Yok olacak" in text
    assert "Kalacak" in text
    assert client.post(at("erase", case.id), {}).status_code == 422
    assert client.post(at("erase", case.id), {"ground": "her_wish"}).status_code == 422
    first = client.post(at("erase", case.id), {"ground": "her_wish", "asked_how": "said", "on": "02.03.2026"})
    assert first.status_code == 200
    assert 'name="typed"' in first.content.decode()
    assert 'value="Nermin Aksoy"' in first.content.decode()
    signing = {"ground": "her_wish", "asked_how": "said", "on": "02.03.2026", "step": "sign", "name": "Nermin Aksoy",
               "post": "Merkez koordinatörü"}  # fmt: skip
    wrong = client.post(at("erase", case.id), signing | {"typed": "D-22222"})
    assert wrong.status_code == 422
    assert "hiçbir şey yok edilmedi" in wrong.content.decode()
    assert count(cast.nermin, Minutes) == 0
    done = client.post(at("erase", case.id), signing | {"typed": case.code})
    with acting(cast.nermin.person):
        minutes = Minutes.objects.get()
        assert Case.objects.get(id=case.id).state == "destroyed"
    assert done["Location"] == at("minutes", minutes.id)
    assert case.code in text_of(client, at("minutes", minutes.id))
    assert client.get(at("erase", case.id)).status_code == 404
    for page in OF_FILE:
        assert client.get(at(page, case.id)).status_code == 404, page


def test_the_password_is_asked_again_on_the_way(cast: Cast, case: Case) -> None:
    import time_machine

    with time_machine.travel("2026-11-22T09:00:00+03:00", tick=True) as clock:
        client = cast.nermin.client()
        assert client.get(at("erase", case.id)).status_code == 200
        clock.shift(660)
        for address in (at("erase", case.id), at("due")):
            answer = client.get(address)
            assert answer.status_code == 302
            assert reverse("confirm") in answer["Location"]
        signing = {"ground": "her_wish", "asked_how": "said", "step": "sign", "name": "N", "post": "K"}
        assert client.post(at("erase", case.id), signing | {"typed": case.code}).status_code == 302
    with acting(cast.nermin.person):
        assert Case.objects.get(id=case.id).state == "contact"


def test_a_contact_without_a_file_goes_with_its_code_typed(cast: Cast, contact: Any) -> None:
    row = contact(note="not")
    client = cast.nermin.client()
    found = client.post(at("find-contact"), {"q": row.code})
    assert found["Location"] == at("forget-contact", row.id)
    body = {"name": "Nermin Aksoy", "post": "Koordinatör"}
    assert client.get(at("forget-contact", row.id)).status_code == 200
    assert client.post(at("forget-contact", row.id), body | {"typed": "x"}).status_code == 422
    assert client.post(at("forget-contact", row.id), body | {"typed": row.code}).status_code == 302
    with acting(cast.nermin.person):
        assert Contact.objects.get(id=row.id).state == "forgotten"
    assert client.get(reverse("contacts:open", args=[row.id])).status_code == 404
    assert client.get(reverse("contacts:correct", args=[row.id])).status_code == 404
    assert row.code not in text_of(client, reverse("contacts:list") + "?d=all")
    gone = client.post(reverse("contacts:find"), {"q": row.code})
    assert gone["Location"] == reverse("contacts:list")


def test_a_contact_of_a_file_is_not_forgotten_apart_from_it(cast: Cast, contact: Any) -> None:
    from tests.casework.cases.files import opened_file

    row = contact()
    opened_file(cast, contact_id=row.id)
    client = cast.nermin.client()
    assert client.post(at("find-contact"), {"q": row.code})["Location"] == at("register")
    assert client.get(at("forget-contact", row.id))["Location"] == at("register")
    assert cast.zeynep.client().get(at("forget-contact", row.id)).status_code == 403


def test_the_list_of_what_is_due_is_signed_in_two_steps(cast: Cast, case: Case, contact: Any, closed: Any) -> None:
    contact(on=date(2026, 1, 1))
    closed(case, date(2020, 1, 1))
    client = cast.nermin.client()
    text = text_of(client, at("due"))
    assert case.code in text
    assert client.post(at("due"), {})["Location"] == at("due")
    body = {"file": str(case.id), "contacts": "1"}
    second = client.post(at("due"), body)
    assert 'name="typed"' in second.content.decode()
    signing = body | {"step": "sign", "name": "Nermin Aksoy", "post": "Koordinatör"}
    assert client.post(at("due"), signing | {"typed": "1"}).status_code == 422
    assert count(cast.nermin, Minutes) == 0
    assert client.post(at("due"), signing | {"typed": "2"}).status_code == 302
    with acting(cast.nermin.person):
        minutes = Minutes.objects.get()
        assert Case.objects.get(id=case.id).state == "destroyed"
    listed = text_of(client, at("minutes-list"))
    assert minutes.code in listed
    paper = client.get(at("minutes-paper", minutes.id))
    assert paper["Content-Type"] == "application/pdf"
    for name, status in (("ayse", 403), ("zeynep", 403), ("can", 403)):
        assert getattr(cast, name).client().get(at("minutes", minutes.id)).status_code == status


def test_minutes_of_another_centre_are_not_there(cast: Cast, case: Case, signed: Any) -> None:
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests.casework.rights.test_erasure import erase
    from tests.cast import member

    minutes = erase(cast.nermin, case, signed(case.code))
    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    for name in ("minutes", "minutes-paper"):
        assert songul.client().get(at(name, minutes.id)).status_code == 404

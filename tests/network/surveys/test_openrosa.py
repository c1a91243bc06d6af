"""Field devices: what they may fetch and send, who they are, and that the same form sent twice is kept once."""

import base64
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.models import Staff
from omuz.network.surveys import actions
from omuz.network.surveys.actions.devices import Made
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.models import Answer, Device
from omuz.network.surveys.rules import openrosa
from omuz.network.surveys.rules.devices import MOST_REFUSED, digest_of, fits, new_token
from tests.network.surveys.conftest import House

LIST = "{http://openrosa.org/xforms/xformsList}"


@pytest.fixture
def made(house: House) -> Made:
    """A telephone of Konak."""
    person = house.cast.ayse.person
    with acting(person):
        return actions.make_device(by=person, centre_id=house.cast.konak.id, name="Beyaz telefon")


def signed(code: str, token: str) -> Client:
    """A device that signs in with code and token, and keeps no cookie."""
    word = base64.b64encode(f"{code}:{token}".encode()).decode()
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Basic {word}", "X-OpenRosa-Version": "1.0"})


def filled(house: House, instance_id: str = "uuid:1", rooms: str = "4", **more: str) -> bytes:
    """A small form as a device sends it."""
    told = "".join(f"<{name}>{text}</{name}>" for name, text in more.items())
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{openrosa.form_id(house.asked.code)}" version="1">'
        f"<place><rooms>{rooms}</rooms><ramp>yes</ramp><why/></place>"
        f"<job><langs>tr ku</langs><hours>7.5</hours><since>2020-01-02</since><note>{told}</note><double>8</double>"
        "</job><team><post><role>Avukat</role><many>1</many><vacant>no</vacant></post><wish/><plan/></team>"
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID></orx:meta></data>"
    ).encode()


def send(client: Client, content: bytes, **others: Any) -> Any:
    """Post a form as devices do."""
    files = {"xml_submission_file": SimpleUploadedFile("x.xml", content, "text/xml"), **others}
    return client.post(reverse("surveys:device-submission"), files)


def test_a_device_lists_fetches_and_submits_the_forms_of_its_centre(house: House, made: Made) -> None:
    client = signed(made.device.code, made.token)
    answer = client.get(reverse("surveys:device-forms"))
    assert (answer.status_code, answer["X-OpenRosa-Version"]) == (200, "1.0")
    (form,) = etree.fromstring(answer.content)
    told = {child.tag.removeprefix(LIST): child.text or "" for child in form}
    assert (told["formID"], told["name"]) == (f"r_{house.asked.code}", "2026 merkez formu")
    xform = client.get(told["downloadUrl"])
    assert f"md5:{openrosa.md5_of(xform.content)}" == told["hash"]
    assert b"Ka\xc3\xa7 oda var?" in xform.content
    head = client.head(reverse("surveys:device-submission"))
    assert (head.status_code, head["Location"].endswith("/submission")) == (204, True)
    answer = send(client, filled(house))
    assert (answer.status_code, "Form alındı." in answer.content.decode()) == (201, True)
    assert not answer.cookies
    with acting(house.cast.ayse.person):
        kept = Answer.objects.get()
        assert (kept.state, kept.device_id, kept.instance_id) == ("submitted", made.device.id, "uuid:1")
        event = AuditEvent.objects.get(event="answer.received")
        assert (event.username, event.role) == (made.device.code, "device")


def test_the_same_submission_twice_is_kept_once_and_another_under_its_number_is_refused(
    house: House, made: Made
) -> None:
    client = signed(made.device.code, made.token)
    assert [send(client, filled(house)).status_code for _twice in range(2)] == [201, 201]
    assert send(client, filled(house, rooms="9")).status_code == 409
    with acting(house.cast.ayse.person):
        assert Answer.objects.count() == 1
    assert house.kept(_only(house))["/data/place/rooms"] == "4"


def _only(house: House) -> Any:
    with acting(house.cast.ayse.person):
        return Answer.objects.values_list("id", flat=True).get()


def test_code_and_token_may_stand_in_the_address_and_then_every_further_address_carries_them(
    house: House, made: Made
) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.get(reverse("surveys:device-forms-by-address", args=[made.device.code, made.token]))
    assert answer.status_code == 200
    address = etree.fromstring(answer.content).findtext(f"{LIST}xform/{LIST}downloadUrl") or ""
    assert made.token in address
    assert client.get(address).status_code == 200
    where = reverse("surveys:device-submission-by-address", args=[made.device.code, made.token])
    files = {"xml_submission_file": SimpleUploadedFile("x.xml", filled(house), "text/xml")}
    assert client.post(where, files).status_code == 201


def test_a_wrong_token_a_revoked_device_and_a_maker_who_left_open_nothing(house: House, made: Made) -> None:
    address = reverse("surveys:device-forms")
    assert Client().get(address)["WWW-Authenticate"].startswith("Basic")
    assert signed(made.device.code, "yanlis").get(address).status_code == 401
    assert signed("bornova-1.x", made.token).get(address).status_code == 401
    assert signed(made.device.code, made.token).get(address).status_code == 200
    person = house.cast.nermin.person
    with acting(person):
        actions.revoke_device(by=person, device=Device.objects.get())
    assert signed(made.device.code, made.token).get(address).status_code == 401


def test_a_device_stops_when_whoever_made_it_leaves(house: House, made: Made) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded

    with recorded(by=SYSTEM, event="staff.left"):
        Staff.objects.filter(username="ayse").update(is_active=False)
    assert signed(made.device.code, made.token).get(reverse("surveys:device-forms")).status_code == 401


def test_guessing_is_told_to_wait_before_long_and_keeps_nobody_out(house: House, made: Made) -> None:
    address = reverse("surveys:device-forms")
    for _try in range(MOST_REFUSED):
        assert signed(made.device.code, "yanlis").get(address).status_code == 401
    assert signed(made.device.code, "yanlis").get(address).status_code == 429
    assert signed(made.device.code, made.token).get(address).status_code == 200


def test_a_device_that_asks_without_pause_is_told_to_wait(
    house: House, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omuz.network.surveys.views.openrosa.MOST_PER_MINUTE", 2)
    client, address = signed(made.device.code, made.token), reverse("surveys:device-forms")
    with time_machine.travel("2026-11-23T09:00:01Z", tick=False):
        assert [client.get(address).status_code for _time in range(3)] == [200, 200, 429]


def test_a_token_is_kept_as_a_digest_only(made: Made) -> None:
    assert bytes(made.device.digest) == digest_of(made.token)
    assert fits(made.token.upper() + " ", bytes(made.device.digest))
    assert not fits(new_token(), bytes(made.device.digest))


def test_a_device_sees_no_row_of_another_centre(house: House, made: Made) -> None:
    other = house.begun(house.cast.zeynep)
    house.fill(other.id, {"/data/place/rooms": "2"}, house.cast.zeynep)
    assert send(signed(made.device.code, made.token), filled(house)).status_code == 201
    with acting(house.cast.zeynep.person):
        assert Answer.objects.get().revision == 1


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"<data", 400),
        (b'<!DOCTYPE data [<!ENTITY x SYSTEM "file:///etc/hostname">]><data id="r_a">&x;</data>', 400),
        (b'<data id="r_yok"/>', 404),
        (b'<data encrypted="yes" id="r_a"/>', 400),
    ],
)
def test_what_cannot_be_read_or_is_not_asked_is_refused_in_a_sentence(
    house: House, made: Made, content: bytes, status: int
) -> None:
    answer = send(signed(made.device.code, made.token), content)
    assert answer.status_code == status
    assert etree.fromstring(answer.content)[0].text


def test_answers_the_form_refuses_are_refused_with_the_question_and_the_reason(house: House, made: Made) -> None:
    answer = send(signed(made.device.code, made.token), filled(house, rooms="500"))
    assert answer.status_code == 422
    assert "Kaç oda var?" in answer.content.decode()
    with acting(house.cast.ayse.person):
        assert not Answer.objects.exists()


def test_a_picture_is_refused_by_name_and_a_record_of_taps_is_not_kept(house: House, made: Made) -> None:
    client = signed(made.device.code, made.token)
    picture = SimpleUploadedFile("oda.jpg", b"x", "image/jpeg")
    answer = send(client, filled(house), **{"oda.jpg": picture})
    assert (answer.status_code, "oda.jpg" in answer.content.decode()) == (415, True)
    taps = SimpleUploadedFile("audit.csv", b"x", "text/csv")
    assert send(client, filled(house), **{"audit.csv": taps}).status_code == 201


def test_a_form_begun_in_the_browser_is_not_overwritten_from_a_device(house: House, made: Made) -> None:
    answer = house.begun()
    house.fill(answer.id, {"/data/place/rooms": "7"})
    assert send(signed(made.device.code, made.token), filled(house)).status_code == 409
    assert house.kept(answer.id)["/data/place/rooms"] == "7"


def test_a_closed_round_is_neither_listed_nor_taken(house: House, made: Made) -> None:
    client, person = signed(made.device.code, made.token), house.cast.elif_.person
    with acting(person):
        actions.close_round(by=person, asked=house.asked)
    assert len(etree.fromstring(client.get(reverse("surveys:device-forms")).content)) == 0
    assert send(client, filled(house)).status_code == 409


def test_a_gift_too_large_is_not_even_read(house: House, made: Made) -> None:
    client = signed(made.device.code, made.token)
    answer = client.post(
        reverse("surveys:device-submission"), b"x", content_type="text/xml", headers={"content-length": "99999999"}
    )
    assert answer.status_code == 413


def test_an_authors_own_address_is_taken_out_of_the_form(house: House) -> None:
    xform = house.version.xform.replace(
        "<instance>", '<submission action="https://example.org/s" base64RsaPublicKey="x"/><instance>', 1
    )
    served = openrosa.served(xform, round_code="abc", title="x", version="1")
    assert b"example.org" not in served
    assert b'id="r_abc"' in served


def test_a_device_answers_for_its_centre_where_a_municipality_is_asked_through_it_too(house: House, made: Made) -> None:
    elif_ = house.cast.elif_.person
    with acting(elif_):
        guest = Guest(house.cast.konak.id, house.cast.konak.organisation_id)
        actions.invite(by=elif_, asked=house.asked, guests=[guest])
    client = signed(made.device.code, made.token)
    assert send(client, filled(house)).status_code == 201
    with acting(house.cast.ayse.person):
        assert Answer.objects.get().invitation.organisation_id is None
    assert send(client, filled(house, "uuid:2")).status_code == 409
    assert len(etree.fromstring(client.get(reverse("surveys:device-forms")).content)) == 0

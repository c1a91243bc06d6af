"""Names swapped inside a form: another centre's contact, return, person, post; nothing of it is taken."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.attack.conftest import FORM, House


def _konak(house: House) -> tuple[Any, ...]:
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.people.models import Post
    from omuz.foundation.tenancy.context import see_as
    from omuz.foundation.vault.models import CentreKeyGrant
    from omuz.network.returns.models import CentreReturn, ReceivedReturn, Release

    see_as([house.cast.konak.id], network=True)
    centre = house.cast.konak.id
    return (
        sorted(Contact.objects.filter(centre_id=centre).values_list("id", "state", "revision")),
        sorted(CentreReturn.objects.filter(centre_id=centre).values_list("id", "state", "version")),
        sorted(Release.objects.filter(centre_id=centre).values_list("id", "digest")),
        sorted(ReceivedReturn.objects.filter(centre_id=centre).values_list("id", "version")),
        sorted(CentreKeyGrant.objects.filter(centre_id=centre).values_list("holder_id", "granted_at")),
        sorted(Post.objects.filter(centre_id=centre).values_list("id", "staff_id", "role")),
    )


def test_a_contact_of_another_centre_named_in_a_new_form_answers_like_one_that_is_not_there(house: House) -> None:
    client = house["zeynep"].client(raise_request_exception=False)
    before = _konak(house)
    for contact_id in (house.contact.id, house.draft.id):
        answer = client.post(reverse("contacts:new"), {**FORM, "contact": str(contact_id), "version": "0"})
        assert answer.status_code != 500
        kept = client.post(reverse("contacts:keep", args=[contact_id]), {**FORM, "version": "0"})
        assert kept.status_code != 500
    assert _konak(house) == before


@pytest.mark.parametrize("merkez", ["konak-1", "KONAK-1", "konak-1 ", "yok"])
def test_another_centre_named_in_the_address_or_in_the_form_is_not_there(house: House, merkez: str) -> None:
    songul = house["songul"].client(raise_request_exception=False)
    before = _konak(house)
    for name in ("contacts:new", "contacts:import", "contacts:export", "returns:prepare"):
        for query, body in ((f"?merkez={merkez}", {}), ("", {"merkez": merkez})):
            answer = songul.post(reverse(name) + query, {**FORM, "contact": str(uuid4()), **body})
            assert answer.status_code == 404, (name, query)
    for name in ("contacts:list", "contacts:today", "returns:indicators", "returns:returns"):
        assert songul.get(reverse(name), {"merkez": merkez}).status_code == 404
    assert _konak(house) == before


def test_a_coordinator_gives_no_post_and_no_key_at_another_centre(house: House) -> None:
    songul, zeynep = house["songul"].client(raise_request_exception=False), house.cast.zeynep.staff.pk
    before = _konak(house)
    for role in ("counsellor", "centre_coordinator", "it_administrator", "network_coordinator", "director"):
        for place in ("centre:konak-1", "network", f"organisation:{house.cast.town.id}", "centre:yok"):
            songul.post(reverse("give-post", args=[zeynep]), {"role": role, "place": place})
            songul.post(
                reverse("invite"), {**FORM, "role": role, "place": place, "username": f"x.{role}".replace("_", "-")}
            )
    for code in ("konak-1", "bornova-1"):
        songul.post(reverse("grant", args=[code, house.cast.ayse.staff.pk]))
        songul.post(reverse("grant", args=["konak-1", zeynep]))
        songul.post(reverse("take-back", args=["konak-1", house.cast.ayse.staff.pk]))
    for staff in (house.cast.ayse, house.cast.nermin, house.cast.can, house.cast.elif_, house.cast.derya):
        for name in ("renew", "leave", "give-post", "person"):
            answer = songul.post(reverse(name, args=[staff.staff.pk]), FORM)
            assert answer.status_code == 404, (name, staff.staff.username)
    assert _konak(house) == before
    assert house["zeynep"].person.roles == {"counsellor"}


def test_a_return_of_another_centre_is_neither_sent_nor_opened_nor_put_aside(house: House) -> None:
    songul = house["songul"].client(raise_request_exception=False)
    before = _konak(house)
    for row in (house.prepared, house.sent):
        for name in ("send", "put-aside", "release", "withdraw"):
            assert songul.post(reverse(f"returns:{name}", args=[row.pk]), FORM).status_code == 404
        for name in ("return", "file"):
            assert songul.get(reverse(f"returns:{name}", args=[row.pk])).status_code == 404
    assert _konak(house) == before


def test_a_counsellor_does_not_do_her_coordinators_acts(house: House) -> None:
    ayse = house["ayse"].client(raise_request_exception=False)
    before = _konak(house)
    for name in ("send", "put-aside", "release", "withdraw"):
        assert ayse.post(reverse(f"returns:{name}", args=[house.prepared.pk]), FORM).status_code == 403
    for name in ("returns:prepare", "contacts:import", "contacts:export", "people", "invite"):
        assert ayse.post(reverse(name), FORM).status_code == 403
    assert ayse.post(reverse("grant", args=["konak-1", house.cast.can.staff.pk])).status_code == 403
    assert ayse.post(reverse("make-key", args=["konak-1"])).status_code == 403
    assert _konak(house) == before


def test_a_coordinator_of_one_centre_who_works_at_two_has_no_more_rights_at_the_other(house: House) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.models import Post
    from omuz.foundation.vault.actions import grant

    songul, konak = house["songul"], house.cast.konak
    with recorded(by=SYSTEM, event="post.given"):
        Post(staff=songul.staff, role="counsellor", centre=konak, starts_on="2020-01-01").save(force_insert=True)
    with acting(house["nermin"].person):
        grant(by=house["nermin"].person, vault=house["nermin"].vault, centre_id=konak.id, staff_id=songul.staff.pk)
    client, before = songul.client(raise_request_exception=False), _konak(house)
    for name, row in (
        ("send", house.prepared),
        ("put-aside", house.prepared),
        ("release", house.sent),
        ("withdraw", house.sent),
    ):
        assert client.post(reverse(f"returns:{name}", args=[row.pk]), FORM).status_code in (403, 404), name
    assert client.get(reverse("returns:file", args=[house.sent.pk])).status_code in (403, 404)
    for name in ("contacts:import", "contacts:export", "returns:prepare"):
        assert client.post(reverse(name) + "?merkez=konak-1", FORM).status_code == 404
    client.post(reverse("grant", args=["konak-1", house.cast.zeynep.staff.pk]))
    client.post(reverse("invite"), {**FORM, "place": "centre:konak-1"})
    client.post(reverse("give-post", args=[songul.staff.pk]), {"role": "centre_coordinator", "place": "centre:konak-1"})
    assert client.post(reverse("leave", args=[house.cast.ayse.staff.pk]), FORM).status_code == 404
    assert _konak(house) == before


def test_renewing_a_colleague_does_not_take_over_what_she_holds_elsewhere(house: House) -> None:
    """A coordinator who could renew an account that also runs the installation would become it."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.models import Post

    with recorded(by=SYSTEM, event="post.given"):
        Post(staff=house.cast.ayse.staff, role="it_administrator", starts_on="2020-01-01").save(force_insert=True)
        Post(staff=house.cast.ayse.staff, role="counsellor", centre=house.cast.bornova, starts_on="2020-01-01").save(
            force_insert=True
        )
    nermin = house["nermin"].client(raise_request_exception=False)
    answer = nermin.post(reverse("renew", args=[house.cast.ayse.staff.pk]), {"second_factor": "on"})
    assert answer.status_code in (403, 404)
    assert "/davet/" not in answer.content.decode()

"""The pages of the key: made with its sheet, confirmed, granted, and recovered from paper."""

from typing import Any

from django.test import Client
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts, places
from omuz.foundation.people.actions.accounts import Place
from omuz.foundation.people.models import Centre
from omuz.foundation.people.rules import Role
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault.models import CentreKeyGrant
from tests.cast import Cast, Member, member


def _new_centre(cast: Cast) -> Centre:
    return places.found_centre(by=cast.can.person, organisation=cast.town, code="konak-2", name="Konak İkinci KDM")


def _stale(client: Client) -> None:
    session = client.session
    session["confirmed_at"] = 0
    session.save()


def test_a_coordinator_makes_the_key_with_a_second_holder_and_a_sheet(cast: Cast) -> None:
    centre = _new_centre(cast)
    leader = member("gul", "Gül Er", Role.CENTRE_COORDINATOR, Place(centre=centre))
    second = member("oya", "Oya Tan", Role.COUNSELLOR, Place(centre=centre))
    client = leader.client()
    before = client.get(reverse("keys")).content.decode()
    assert "henüz oluşturulmadı" in before
    assert "Oya Tan" in before
    page = client.post(reverse("make-key", args=["konak-2"]))
    assert len(page.context["lines"]) == 7
    assert page.context["holders"] == 2
    assert page.context["lines"][0] in page.content.decode()
    assert Member(second.staff).vault.centres == {centre.id}


def test_the_sheet_is_shown_once_and_its_safe_is_confirmed(cast: Cast) -> None:
    centre = _new_centre(cast)
    client = member("gul", "Gül Er", Role.CENTRE_COORDINATOR, Place(centre=centre)).client()
    lines = client.post(reverse("make-key", args=["konak-2"])).context["lines"]
    page = client.get(reverse("keys")).content.decode()
    assert lines[0] not in page
    assert "henüz onaylanmadı" in page
    assert "Anahtar tek kişide" in page
    client.post(reverse("sheet-stored", args=["konak-2"]))
    assert "kurtarma kâğıdı kasada" in client.get(reverse("keys")).content.decode()


def test_a_second_key_is_never_made(cast: Cast) -> None:
    answer = cast.nermin.client().post(reverse("make-key", args=["konak-1"]))
    assert answer.status_code == 403
    with acting(cast.nermin.person):
        assert CentreKeyGrant.objects.filter(centre_id=cast.konak.id).count() == 3


def test_making_a_key_asks_for_the_password_again(cast: Cast) -> None:
    client = cast.nermin.client()
    _stale(client)
    answer = client.post(reverse("make-key", args=["konak-1"]))
    assert answer["Location"].startswith(reverse("confirm"))


def test_a_counsellor_makes_and_grants_no_key(cast: Cast) -> None:
    client = cast.ayse.client()
    assert client.post(reverse("make-key", args=["konak-1"])).status_code == 403
    assert client.post(reverse("grant", args=["konak-1", cast.ayse.staff.pk])).status_code == 403
    assert client.post(reverse("sheet-stored", args=["konak-1"])).status_code == 403


def test_another_centres_key_pages_are_not_there(cast: Cast) -> None:
    client = cast.nermin.client()
    assert client.get(reverse("recover", args=["bornova-1"])).status_code == 404
    assert client.post(reverse("make-key", args=["bornova-1"])).status_code == 404
    assert client.post(reverse("sheet-stored", args=["bornova-1"])).status_code == 404
    assert client.get(reverse("recover", args=["yok-1"])).status_code == 404


def test_with_the_sheet_the_key_comes_back_when_nobody_holds_it(cast: Cast) -> None:
    with acting(cast.nermin.person):
        for holder in (cast.ayse, cast.nermin):
            vault.withdraw(by=cast.nermin.person, centre_id=cast.konak.id, staff_id=holder.staff.pk)
    client = cast.nermin.client()
    assert "kimse kalmadı" in client.get(reverse("keys")).content.decode()
    typed = cast.sheet.text.lower().replace("-", " ")
    page = client.post(reverse("recover", args=["konak-1"]), {"lines": typed})
    assert "yeniden sizde" in page.content.decode()
    assert Member(cast.nermin.staff).vault.centres == {cast.konak.id}


def test_a_mistyped_sheet_says_which_line_and_keeps_what_was_typed(cast: Cast) -> None:
    client = cast.nermin.client()
    lines = list(cast.sheet.lines)
    lines[2] = ("0" if lines[2][0] != "0" else "1") + lines[2][1:]
    page = client.post(reverse("recover", args=["konak-1"]), {"lines": "\n".join(lines)}).content.decode()
    assert "3. satır" in page
    assert lines[0] in page


def test_the_sheet_of_another_centre_opens_nothing(cast: Cast) -> None:
    centre = _new_centre(cast)
    leader = member("gul", "Gül Er", Role.CENTRE_COORDINATOR, Place(centre=centre))
    with acting(leader.person):
        other: Any = vault.create_centre_key(by=leader.person, centre_id=centre.id, holder_ids=[leader.staff.pk])
    page = cast.nermin.client().post(reverse("recover", args=["konak-1"]), {"lines": other.text})
    assert "güncel kâğıdı değil" in page.content.decode()


def test_a_holder_whose_post_was_ended_by_it_is_shown_and_her_key_taken_back(cast: Cast) -> None:
    with acting(cast.can.person):
        accounts.leave(by=cast.can.person, staff=cast.ayse.staff)
    client = cast.nermin.client()
    assert "görevi bitti" in client.get(reverse("keys")).content.decode()
    client.post(reverse("take-back", args=["konak-1", cast.ayse.staff.pk]))
    with acting(cast.nermin.person):
        assert not CentreKeyGrant.objects.filter(holder_id=cast.ayse.staff.pk).exists()
    assert "görevi bitti" not in client.get(reverse("keys")).content.decode()


def test_the_key_of_somebody_at_work_is_not_taken_back(cast: Cast) -> None:
    answer = cast.nermin.client().post(reverse("take-back", args=["konak-1", cast.ayse.staff.pk]))
    assert answer.status_code == 403
    assert Member(cast.ayse.staff).vault.centres == {cast.konak.id}


def test_after_the_password_she_is_led_back_to_the_page_with_the_button(cast: Cast) -> None:
    client = cast.nermin.client()
    _stale(client)
    asked = client.post(reverse("make-key", args=["konak-1"]))
    answer = client.post(asked["Location"], {"password": cast.nermin.password}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("keys")
    assert answer.status_code == 200


def test_a_leaver_opens_nothing_with_her_old_password(cast: Cast) -> None:
    with acting(cast.nermin.person):
        accounts.leave(by=cast.nermin.person, staff=cast.ayse.staff)
    assert Member(cast.ayse.staff).vault.centres == frozenset()

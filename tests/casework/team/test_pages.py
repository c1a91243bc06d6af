"""The pages of walls, glass, merges and the month: who gets which answer, and what is left after a wall is built."""

import re

import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"team:{name}", args=args)


def test_declaring_on_the_page_closes_every_page_at_once(cast) -> None:
    case, client = opened_file(cast), cast.ayse.client()
    assert case.code in client.get(url("walls", case.id)).content.decode()
    answer = client.post(url("declare", case.id), {"ben": "1"}, follow=True)
    assert "size hiçbir yerde görünmez" in answer.content.decode()
    assert case.code not in answer.content.decode()
    for address in (url("walls", case.id), url("merging", case.id), reverse("appointments:book", args=[case.id])):
        assert client.get(address).status_code == 404
    for name in ("declare", "tie", "restrict", "lift-list", "propose"):
        assert client.post(url(name, case.id)).status_code == 404
    page = cast.nermin.client().get(url("walls", case.id)).content.decode()
    assert "Ayşe Demir" in page
    lift = re.search(rf'action="({re.escape(url("walls", case.id))}bildir/[^"]+/kaldir/)"', page)
    assert lift
    assert cast.nermin.client().post(lift[1], {"version": "1", "why": ""}).status_code == 422
    assert cast.nermin.client().post(lift[1], {"version": "1", "why": "yanlışlık"}).status_code == 302
    assert client.get(url("walls", case.id)).status_code == 200


def test_a_coordinator_enters_a_conflict_for_a_colleague_on_the_page(cast, selin) -> None:
    case, client = opened_file(cast), cast.nermin.client()
    assert client.post(url("declare", case.id), {}).status_code == 422
    assert client.post(url("declare", case.id), {"staff": str(selin.staff.pk)}).status_code == 302
    assert selin.client().get(url("walls", case.id)).status_code == 404
    assert cast.ayse.client().post(url("declare", case.id), {"staff": str(cast.nermin.staff.pk)}).status_code == 403


def test_a_list_is_kept_on_the_page_and_wrong_ones_come_back_as_typed(cast, selin) -> None:
    case, client = opened_file(cast), cast.ayse.client()
    with acting(cast.ayse.person):
        version = str(type(case).objects.get(id=case.id).revision)
    alone = client.post(
        url("restrict", case.id), {"names": [str(cast.ayse.staff.pk)], "why": "yakını", "version": version}
    )
    assert alone.status_code == 422
    assert "en az iki kişi" in alone.content.decode()
    assert "yakını" in alone.content.decode()
    names = [str(cast.ayse.staff.pk), str(cast.nermin.staff.pk)]
    assert client.post(url("restrict", case.id), {"names": names, "why": "yakını", "version": "99"}).status_code == 409
    assert (
        client.post(url("restrict", case.id), {"names": names, "why": "yakını", "version": version}).status_code == 302
    )
    assert selin.client().get(url("walls", case.id)).status_code == 404
    assert client.post(url("lift-list", case.id), {"ac-why": ""}).status_code == 422
    assert client.post(url("lift-list", case.id), {"ac-why": "gerek kalmadı"}).status_code == 302
    assert selin.client().get(url("walls", case.id)).status_code == 200


def test_a_tie_offers_restriction_and_another_centre(cast) -> None:
    case, client = opened_file(cast), cast.ayse.client()
    assert client.post(url("tie", case.id), {"ties": ["works_it", "kin_of_manager"]}).status_code == 302
    text = client.get(url("walls", case.id)).content.decode()
    assert "Önce onu koruyun" in text
    assert "başka bir merkeze" in text
    assert client.post(url("tie", case.id), {"ties": ["nothing"]}).status_code == 422


def test_glass_is_asked_and_answered_on_its_pages(cast, selin) -> None:
    case, client = opened_file(cast), selin.client()
    with acting(cast.nermin.person):
        from omuz.casework.team.actions.walls import restrict_file

        restrict_file(
            by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, why="yakını",
            names=[cast.ayse.staff.pk, cast.nermin.staff.pk],
        )  # fmt: skip
    assert client.post(url("glass"), {"code": "D-ZZZZZ", "why": "acil"}).status_code == 422
    assert client.post(url("glass"), {"code": case.code, "why": ""}).status_code == 422
    assert client.post(url("glass"), {"code": case.code.lower(), "why": "acil"}).status_code == 302
    page = cast.nermin.client().get(url("glass")).content.decode()
    answer = re.search(r'href="(/ekibimiz/kisitli/[0-9a-f-]{36}/)"', page)
    assert answer
    assert client.post(answer[1], {"why": "kendim", "ac": "1"}).status_code == 422
    assert cast.nermin.client().post(answer[1], {"why": "", "ac": "1"}).status_code == 422
    assert cast.nermin.client().post(answer[1], {"why": "doğru", "ac": "1"}).status_code == 302
    assert client.get(url("walls", case.id)).status_code == 200
    month = cast.nermin.client().get(url("month")).content.decode()
    for seen in (case.code, "Selin Usta", "Nermin Aksoy", "açıldı"):
        assert seen in month
    assert cast.zeynep.client().get(answer[1]).status_code == 404


def test_merging_goes_through_two_people_on_the_page_and_back(cast, named) -> None:
    case, other = named("Ayşegül Yılmaz"), named("Aysegul Yilmaz")
    client, second = cast.ayse.client(), cast.nermin.client()
    page = client.get(url("merging", case.id)).content.decode()
    assert other.code in page
    assert "Ayşegül" not in page
    assert client.post(url("propose", case.id), {"q": "D-ZZZZZ", "why": "x"}).status_code == 422
    assert client.post(url("propose", case.id), {"q": other.code, "why": "Kendisi söyledi"}).status_code == 302
    found = re.search(
        r'action="(/ekibimiz/birlesme/[0-9a-f-]{36}/)"', second.get(url("merging", case.id)).content.decode()
    )
    assert found
    mine = client.post(found[1], {"birlestir": "1", "version": "1"}, follow=True).content.decode()
    assert "iki ayrı kişi" in mine
    assert second.post(found[1], {"birlestir": "1", "version": "1"}).status_code == 302
    assert client.get(url("merging", other.id)).status_code == 404
    assert second.post(found[1], {"geri": "1", "version": "2", "why": "İki ayrı kadın"}).status_code == 302
    assert client.get(url("merging", other.id)).status_code == 200
    assert cast.zeynep.client().post(found[1], {"geri": "1", "version": "3"}).status_code == 404


@pytest.mark.parametrize(("who", "code"), [("zeynep", 404), ("elif_", 403), ("derya", 403), ("can", 403)])
def test_strangers_and_other_posts_find_nothing(cast, who, code) -> None:
    case, client = opened_file(cast), getattr(cast, who).client()
    for name in ("walls", "merging"):
        assert client.get(url(name, case.id)).status_code == code
    for name in ("declare", "tie", "restrict", "lift-list", "propose"):
        assert client.post(url(name, case.id)).status_code == code
    if code == 403:
        for name in ("team", "meetings", "glass", "search", "log", "month"):
            assert client.get(url(name)).status_code == 403


def test_the_coordinators_pages_are_hers_alone(cast) -> None:
    for name in ("log", "month"):
        assert cast.ayse.client().get(url(name)).status_code == 403
        assert cast.nermin.client().get(url(name)).status_code == 200
        assert cast.nermin.client().get(url(name) + "?ay=2026-10").status_code == 200
        assert cast.nermin.client().get(url(name) + "?ay=kasım").status_code == 200


def test_the_month_shows_no_file_closed_to_the_coordinator(cast, selin) -> None:
    case = opened_file(cast)
    with acting(cast.nermin.person):
        from omuz.casework.team.actions.walls import declare_conflict

        declare_conflict(by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, staff_id=selin.staff.pk)
    assert case.code in cast.nermin.client().get(url("month")).content.decode()
    cast.nermin.client().post(url("declare", case.id), {"ben": "1"})
    assert case.code not in cast.nermin.client().get(url("month")).content.decode()


def test_every_page_hides_persons_in_presentation_and_names_no_one_in_its_title(cast) -> None:
    case, client = opened_file(cast), cast.nermin.client()
    for address in (
        url("team"), url("walls", case.id), url("merging", case.id), url("glass"), url("search"), url("log"),
        url("month"),
        reverse("appointments:calendar"), reverse("appointments:book", args=[case.id]),
        reverse("appointments:plan", args=[case.id]),
    ):  # fmt: skip
        text = client.get(address).content.decode()
        assert "data-person" in text, address
        assert "<title>Belge</title>" in text, address
        assert text.count("<h1") == 1, address

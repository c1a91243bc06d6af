"""What each of the six may open and press in a workspace: readers read, its own coordinator and the network write."""

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.coordination.models import Step, Unit, Workspace

if TYPE_CHECKING:
    from tests.network.coordination.houses import House

READ = ("workspace", "units", "protocol", "plan", "cards", "lessons")
WRITTEN = ("details", "set-back", "draft", "step-new")


@pytest.mark.parametrize("name", READ)
def test_who_works_in_the_network_reads_a_workspace(house: "House", name: str) -> None:
    for who in ("ayse", "nermin", "zeynep", "elif_", "derya"):
        assert house.page(name, getattr(house.cast, who), house.workspace.id).status_code == 200, who
    assert house.page(name, house.sema, house.workspace.id).status_code == 200
    assert house.page(name, house.cast.can, house.workspace.id).status_code == 403


@pytest.mark.parametrize("name", WRITTEN)
def test_only_who_writes_opens_what_is_written(house: "House", name: str) -> None:
    for who in (house.cast.nermin, house.cast.elif_):
        assert house.page(name, who, house.workspace.id).status_code == 200
    for who in (house.cast.ayse, house.cast.zeynep, house.cast.derya, house.cast.can, house.sema):
        assert house.page(name, who, house.workspace.id).status_code == 403


def test_a_director_sees_her_own_municipality_and_no_other(house: "House") -> None:
    from omuz.network.coordination.actions import places

    with acting(house.songul.person):
        other = places.begin(by=house.songul.person, municipality=house.bornova, on=house.today)
    html = house.page("list", house.cast.derya).content.decode()
    assert "Konak Belediyesi" in html and "Bornova Belediyesi" not in html
    assert house.page("workspace", house.cast.derya, other.id).status_code == 404
    assert house.page("workspace", house.cast.ayse, other.id).status_code == 200


def test_another_municipalitys_coordinator_reads_and_cannot_press(house: "House") -> None:
    html = house.page("workspace", house.songul, house.workspace.id).content.decode()
    assert "Sıradaki aşama" in html and f"{house.workspace.id}/bilgi/" not in html
    assert house.post("details", house.songul, house.workspace.id, secretariat_post="Müdür").status_code == 403
    assert house.again().secretariat_post == ""


def test_the_database_shows_nothing_to_it_and_to_reception(house: "House") -> None:
    with acting(house.cast.can.person):
        assert not Workspace.objects.exists() and not Unit.objects.exists()
    with acting(house.cast.ayse.person):
        assert Workspace.objects.exists()


def test_the_database_keeps_another_municipalitys_hands_off(house: "House") -> None:
    from django.db import ProgrammingError

    from omuz.foundation.audit.chain import recorded

    house.mapped()
    songul = house.songul.person
    with acting(songul), recorded(by=songul, event="unit.removed", about="unit:x"):
        assert Unit.objects.filter(workspace=house.workspace).update(focal_post="Müdür") == 0
    with (
        acting(songul),
        pytest.raises(ProgrammingError, match="row-level security"),
        recorded(by=songul, event="unit.taken_in", about="unit:x"),
    ):
        Unit.objects.create(workspace=house.workspace, key="parks", name="Park")


def test_an_empty_room_says_what_to_do_first(cast: Any) -> None:
    html = cast.elif_.client().get(reverse("coordination:list")).content.decode()
    assert "adım adım neyin eksik olduğunu söyler" in html and "Çalışma alanını aç" in html
    html = cast.ayse.client().get(reverse("coordination:list")).content.decode()
    assert "Çalışma alanını aç" not in html


def test_every_empty_part_says_what_to_do_first(house: "House") -> None:
    expected = {
        "units": "Haritada henüz müdürlük yok",
        "protocol": "Taslak, haritadaki birimler",
        "plan": "Her müdürlükten en az bir eylem",
        "cards": "yalnız iki sayı bildirir",
        "lessons": "Küçük dersler de yazılır",
    }
    for name, words in expected.items():
        assert words in house.page(name, house.cast.nermin, house.workspace.id).content.decode()
    assert "Önce haritaya bir müdürlük" in house.page("step-new", None, house.workspace.id).content.decode()


def test_the_button_of_the_next_stage_comes_when_nothing_is_missing(house: "House") -> None:
    html = house.page("workspace", house.cast.nermin, house.workspace.id).content.decode()
    assert "Bu aşamaya geç" not in html and "yazılmadı" in html
    house.committed()
    assert "Bu aşamaya geç" in house.page("workspace", house.cast.nermin, house.workspace.id).content.decode()
    assert "Bu aşamaya geç" not in house.page("workspace", house.cast.ayse, house.workspace.id).content.decode()
    answer = house.post("reach", house.cast.nermin, house.workspace.id, on=house.today.isoformat(), evidence_note="")
    assert answer.status_code == 302 and house.again().stage == 1


def test_a_press_too_early_is_answered_with_the_sentence(house: "House") -> None:
    client = house.cast.nermin.client()
    where = reverse("coordination:reach", args=[house.workspace.id])
    answer = client.post(where, {"on": house.today.isoformat()}, follow=True)
    assert "aşamasına geçilemedi" in answer.content.decode()


def test_a_workspace_is_begun_and_directorates_are_taken_in_through_the_pages(house: "House") -> None:
    given = {"municipality": str(house.bornova.id), "on": house.today.isoformat()}
    answer = house.post("list", house.songul, **given)
    with acting(house.elif_):
        made = Workspace.objects.get(municipality=house.bornova)
    assert answer["Location"].endswith(f"/{made.id}/")
    house.post("units", house.songul, made.id, keys=["parks", "legal"], own="Kent Konseyi")
    html = house.page("units", house.songul, made.id).content.decode()
    assert "Park ve Bahçeler" in html and "Kent Konseyi" in html
    assert house.post("units", house.songul, made.id, own=" ").status_code == 422


def test_a_directorates_page_is_read_edited_confirmed_and_compared(house: "House") -> None:
    row = house.mapped()[2]
    where = (house.workspace.id, row.id)
    assert "Örnek metin" in house.page("unit", house.cast.ayse, *where).content.decode()
    start = dict.fromkeys(("notice", "ask", "say", "refer", "never"), "Bir cümle.")
    assert house.post("page", house.cast.nermin, *where, **start).status_code == 302
    html = house.page("unit", house.cast.nermin, *where).content.decode()
    assert "onay bekliyor" in html and "Müdürlük onayladı" in html
    house.post("confirm", house.cast.nermin, *where, 2, on=house.today.isoformat())
    assert "günü müdürlük onayladı" in house.page("unit", house.cast.ayse, *where).content.decode()
    assert "son sürüm" in house.page("version", house.cast.ayse, *where, 1).content.decode()
    assert house.post("page", house.cast.nermin, *where, **start).status_code == 422
    late = house.post("page", house.cast.elif_, *where, **{**start, "ask": "Ayrı odada sorun."}, base="1")
    assert late.status_code == 422 and "ikisini birleştirin" in late.content.decode()
    html = late.content.decode()
    assert "Ayrı odada sorun." in html and 'name="base" value="2"' in html and "yeni sekmede" in html
    refused = house.post("page", house.cast.nermin, *where, **{**start, "say": "0532 123 45 67 numarayı arayın"})
    assert refused.status_code == 422 and "telefon numarası" in refused.content.decode()


def test_whom_to_call_is_a_post(house: "House") -> None:
    row = house.mapped()[0]
    given = {"name": row.name, "focal_post": "Ayşe Hanım", "deputy_post": "", "focal_contact": ""}
    refused = house.post("focal", house.cast.nermin, house.workspace.id, row.id, **given)
    assert refused.status_code == 422 and "kişi adına benziyor" in refused.content.decode()
    given |= {"focal_post": "Şef", "focal_contact": "ayse.kaya@belediye.example"}
    refused = house.post("focal", house.cast.nermin, house.workspace.id, row.id, **given)
    assert "ortak kutusunu" in refused.content.decode()


def test_a_directorate_with_actions_stays_on_the_map(house: "House") -> None:
    first, second = house.mapped()[:2]
    house.planned(first)
    house.post("remove-unit", house.cast.nermin, house.workspace.id, first.id)
    house.post("remove-unit", house.cast.nermin, house.workspace.id, second.id)
    with acting(house.elif_):
        assert set(Unit.objects.values_list("key", flat=True)) >= {first.key} - {second.key}
        assert not Unit.objects.filter(pk=second.pk).exists() and Unit.objects.filter(pk=first.pk).exists()


def test_cards_are_counted_in_two_numbers(house: "House") -> None:
    rows = house.mapped()
    given = {f"handed-{rows[0].id}": "14", f"referred-{rows[0].id}": "", f"handed-{rows[1].id}": "0"}
    assert house.post("cards", house.cast.nermin, house.workspace.id, **given).status_code == 302
    html = house.page("cards", house.cast.nermin, house.workspace.id).content.decode()
    assert "14 / 0" in html and "0 / 0" in html
    for reader in (house.cast.ayse, house.cast.derya, house.songul):
        html = house.page("cards", reader, house.workspace.id).content.decode()
        assert "14 / 0" not in html and "sayılarını yaz" not in html and "küçük sayılar gösterilmez" in html
    answer = house.post("cards", house.cast.nermin, house.workspace.id, **{f"handed-{rows[0].id}": "çok"})
    assert (
        answer.status_code == 200
        and "sayı olmayan" in answer.content.decode()
        and 'value="çok"' in (answer.content.decode())
    )
    assert house.post("cards", house.cast.ayse, house.workspace.id, **given).status_code == 403


def test_lessons_are_written_and_taken_out_by_who_writes(house: "House") -> None:
    given = {"on": house.today.isoformat(), "text": "Zabıta baştan masada olmalı.", "for_whom": "Yeni belediyeler"}
    assert house.post("lessons", house.cast.ayse, house.workspace.id, **given).status_code == 403
    assert house.post("lessons", house.cast.nermin, house.workspace.id, **given).status_code == 302
    assert "Yeni belediyeler için" in house.page("lessons", house.cast.zeynep, house.workspace.id).content.decode()
    with acting(house.elif_):
        row = house.again().lessons.get()
    house.post("forget", house.cast.nermin, house.workspace.id, row.id)
    assert "Zabıta baştan" not in house.page("lessons", house.cast.zeynep, house.workspace.id).content.decode()


def test_nothing_of_another_workspace_opens_under_this_address(house: "House") -> None:
    from omuz.network.coordination.actions import places

    row = house.mapped()[0]
    step = house.planned(row)
    with acting(house.songul.person):
        other = places.begin(by=house.songul.person, municipality=house.bornova, on=house.today)
    assert house.page("unit", None, other.id, row.id).status_code == 404
    assert house.page("step", None, other.id, step.id).status_code == 404
    assert house.post("move", None, other.id, step.id, state="done").status_code == 404
    with acting(house.elif_):
        assert Step.objects.get(pk=step.pk).state == "planned"

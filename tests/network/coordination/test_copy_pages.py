"""What each of the six may open and press of focus groups, templates and the hand-over."""

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from omuz.foundation.people.access import acting
from omuz.network.coordination.models import FocusGroup, FocusNote, JointSession, Step, Template, UnitSheet, Workspace
from tests.network.coordination import groups
from tests.network.coordination.houses import House

READ = ("focus", "focus-guide", "focus-joint", "copy", "handover")
WRITTEN = ("focus-new", "focus-synthesis", "take-template")


def _people(house: House, *names: str) -> list[Any]:
    return [getattr(house.cast, name) for name in names]


@pytest.mark.parametrize("name", READ)
def test_the_network_and_the_centres_read_and_a_director_her_own(house: House, name: str) -> None:
    house.mapped()
    for who in (*_people(house, "ayse", "nermin", "zeynep", "elif_", "derya"), house.sema):
        assert house.page(name, who, house.workspace.id).status_code == 200
    assert house.page(name, house.cast.can, house.workspace.id).status_code == 403
    with acting(house.elif_):
        from omuz.network.coordination.actions import places

        other = places.begin(by=house.elif_, municipality=house.bornova, on=house.today)
    assert house.page(name, house.cast.derya, other.id).status_code == 404


@pytest.mark.parametrize("name", WRITTEN)
def test_only_who_writes_opens_what_is_written(house: House, name: str) -> None:
    house.mapped()
    for who in _people(house, "nermin", "elif_"):
        assert house.page(name, who, house.workspace.id).status_code == 200
    for who in (*_people(house, "ayse", "zeynep", "derya", "can"), house.sema):
        assert house.page(name, who, house.workspace.id).status_code == 403


@pytest.mark.parametrize("name", ["templates", "beside"])
def test_templates_and_the_table_are_read_by_the_network_and_the_centres(house: House, name: str) -> None:
    for who in (*_people(house, "ayse", "nermin", "zeynep", "elif_", "derya"), house.sema):
        assert house.page(name, who).status_code == 200
    assert house.page(name, house.cast.can).status_code == 403


def test_notes_are_opened_by_their_writers_alone(house: House) -> None:
    (unit, *_rest) = house.mapped()
    group = groups.held(house, unit, notes=[("Vakit yok.", ["barrier_time"], True)])
    for name in ("focus-notes", "focus-codes"):
        for who in _people(house, "nermin", "elif_"):
            assert "Vakit yok." in house.page(name, who, group.id).content.decode()
        for who in (*_people(house, "ayse", "zeynep", "derya", "can"), house.songul, house.sema):
            assert house.page(name, who, group.id).status_code == 403
    html = house.page("focus-group", house.cast.ayse, group.id).content.decode()
    assert "Vakit yok." not in html and "Notları yaz" not in html
    assert "Vakit yok." in house.page("focus-synthesis", house.cast.nermin, house.workspace.id).content.decode()
    assert house.page("focus-synthesis", house.songul, house.workspace.id).status_code == 403


def test_a_group_goes_from_plan_to_themes_by_its_forms(house: House) -> None:
    (unit, *_rest) = house.mapped()
    nermin, today = house.cast.nermin, timezone.localdate().isoformat()
    given = {"unit": str(unit.id), "level": "desk", "on": today, "minutes": "80", "seats": "4",
             "facilitator": "İKDD, eğitmen", "note_taker": "İKDD, not tutan"}  # fmt: skip
    refused = house.post("focus-new", nermin, house.workspace.id, **given)
    assert refused.status_code == 422 and "6 ile 9" in refused.content.decode()
    assert "İKDD, not tutan" in refused.content.decode()
    assert house.post("focus-new", nermin, house.workspace.id, **given | {"seats": "7"}).status_code == 302
    with acting(house.nermin):
        group = FocusGroup.objects.get()
    assert house.post("focus-held", nermin, group.id, on=today, came="7").status_code == 302
    wrong = house.post(
        "focus-notes", nermin, group.id, **{"new-stops": "Vakit yok.\nFatma bilir.", "new-did": "Aradık"}
    )
    html = wrong.content.decode()
    assert wrong.status_code == 422 and "kişinin adı" in html and "Aradık" in html and "Fatma bilir." in html
    right = house.post("focus-notes", nermin, group.id, **{"new-stops": "Vakit yok.\n\nAmir ister.", "codes": "yes"})
    assert right["Location"] == reverse("coordination:focus-codes", args=[group.id])
    with acting(house.nermin):
        rows = list(FocusNote.objects.all())
        assert [(row.question, row.words) for row in rows] == [("stops", "Vakit yok."), ("stops", "Amir ister.")]
    chosen = {f"codes-{rows[0].id}": ["barrier_time", "risk"], f"quote-{rows[0].id}": "on"}
    assert house.post("focus-codes", nermin, group.id, **chosen).status_code == 302
    with acting(house.nermin):
        row = FocusNote.objects.get(pk=rows[0].pk)
        assert (row.codes, row.quotable) == (["barrier_time", "risk"], True)
    assert house.post("focus-synthesis", nermin, house.workspace.id, risk="Korku yaygın.").status_code == 302
    assert "Korku yaygın." in house.page("focus-synthesis", nermin, house.workspace.id).content.decode()


def test_a_sheet_is_drawn_confirmed_and_taken_into_the_plan_by_one_press(house: House) -> None:
    (unit, *_rest) = house.mapped()
    nermin, today = house.cast.nermin, timezone.localdate().isoformat()
    given = {"workflow": "Kart ver\nAra", "what-0": "Kart basmak", "post-0": "Şef", "months-0": "3", "months-1": "3",
             "months-2": "3", "months-3": "3", "months-4": "12"}  # fmt: skip
    refused = house.post("focus-draw", nermin, unit.id, **given | {"post-0": "Ayşe Demir"})
    assert refused.status_code == 422 and "kişi adına" in refused.content.decode()
    assert house.post("focus-draw", nermin, unit.id, **given).status_code == 302
    assert "Plana al" not in house.page("focus-sheet", nermin, unit.id).content.decode()
    assert house.post("focus-confirm", nermin, unit.id, on=today, post="Müdür").status_code == 302
    html = house.page("focus-sheet", nermin, unit.id).content.decode()
    assert "Plana al: Kart basmak" in html
    assert "Plana al" not in house.page("focus-sheet", house.cast.ayse, unit.id).content.decode()
    with acting(house.nermin):
        action = UnitSheet.objects.get().actions.get()
    assert house.post("focus-into-plan", house.cast.ayse, action.id).status_code == 403
    assert house.post("focus-into-plan", nermin, action.id).status_code == 302
    with acting(house.nermin):
        assert Step.objects.get().what == "Kart basmak"
    assert "planda" in house.page("focus-sheet", nermin, unit.id).content.decode()
    joint = {"on": today, "present": [str(unit.id)], "words": "Uygun.", "validated": "on"}
    assert house.post("focus-joint", nermin, house.workspace.id, **joint).status_code == 302
    with acting(house.nermin):
        assert JointSession.objects.get().validated


def test_the_guide_is_worded_anew_by_its_form(house: House) -> None:
    nermin = house.cast.nermin
    html = house.page("focus-guide", nermin, house.workspace.id).content.decode()
    assert "Sözleri değiştir" in html
    assert "Sözleri değiştir" not in house.page("focus-guide", house.cast.ayse, house.workspace.id).content.decode()
    refused = house.post("focus-guide", nermin, house.workspace.id, **{"text-stops": "Ne durdurur?", "consent": "x"})
    assert refused.status_code == 422 and "Ne durdurur?" in refused.content.decode()
    assert house.post("focus-guide", house.cast.ayse, house.workspace.id, consent="x").status_code == 403


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_guide_consent_and_sheet_are_papers(house: House, ending: str) -> None:
    (unit, *_rest) = house.mapped()
    group = groups.planned(house, unit)
    groups.drawn(house, unit)
    begins = {"pdf": b"%PDF", "docx": b"PK"}[ending]
    for name, args in (("focus-paper", (house.workspace.id, "kilavuz")), ("focus-paper", (house.workspace.id, "onam")),
                       ("focus-group-guide", (group.id,)), ("focus-sheet-paper", (unit.id,))):  # fmt: skip
        answer = house.page(name, house.cast.ayse, *args, ending)
        assert answer.content.startswith(begins) and "belge" in answer["Content-Disposition"].lower()
    assert house.page("focus-paper", None, house.workspace.id, "baska", ending).status_code == 404


def test_a_model_is_looked_at_taken_handed_out_and_begun_elsewhere(house: House) -> None:
    rows = house.mapped()
    house.drafted(rows)
    html = house.page("take-template", house.cast.nermin, house.workspace.id).content.decode()
    assert "Zabıta Müdürlüğü" in html and "dahili 214" not in html
    assert house.post("take-template", house.cast.nermin, house.workspace.id, name="Konak modeli").status_code == 302
    with acting(house.elif_):
        template = Template.objects.get()
    for ending in ("toml", "json"):
        assert b"omuz-coordination-template" in house.page("template-file", None, template.id, ending).content
    assert house.page("template-file", None, template.id, "exe").status_code == 404
    page = house.page("template", house.cast.ayse, template.id).content.decode()
    assert "Zabıta Müdürlüğü" in page and "Çalışma alanını aç" not in page
    given = {"municipality": str(house.bornova.id), "on": timezone.localdate().isoformat()}
    assert house.post("template", house.songul, template.id, **given).status_code == 302
    with acting(house.elif_):
        begun = Workspace.objects.get(municipality=house.bornova)
    html = house.page("copy", None, begun.id).content.decode()
    assert "aynı kaldı" in html and "Konak modeli" in html
    assert house.page("copy", None, begun.id, ne="changed").status_code == 200
    assert house.post("template-retire", house.songul, template.id).status_code == 403
    assert house.post("template-retire", house.cast.nermin, template.id).status_code == 302
    assert "Konak modeli" not in house.page("templates").content.decode()


def test_a_file_with_a_fault_is_refused_beside_its_field(house: House) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("kalip.toml", b'format = "x"\n')
    answer = house.post("templates", house.cast.elif_, file=file)
    assert answer.status_code == 422 and "koordinasyon kalıbı değil" in answer.content.decode()
    assert house.post("templates", house.cast.ayse, file=SimpleUploadedFile("k.toml", b"x")).status_code == 403


def test_the_pack_and_the_table_come_as_files(house: House) -> None:
    rows = house.mapped()
    house.drafted(rows)
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        answer = house.page("handover-pack", house.cast.derya, house.workspace.id, ending)
        assert answer.content.startswith(begins)
    assert house.page("handover-pack", None, house.workspace.id, "exe").status_code == 404
    book = load_workbook(io.BytesIO(house.page("beside-book").content))
    assert book.worksheets[0]["A2"].value == "Konak Belediyesi"
    html = house.page("beside").content.decode()
    assert "Konak Belediyesi" in html and "sıralama değildir" in html


def test_empty_rooms_say_what_to_do_first(house: House) -> None:
    assert "önce müdürlükleri ekleyin" in house.page("focus", None, house.workspace.id).content.decode()
    assert "Henüz kalıp yok" in house.page("templates").content.decode()
    assert "kendi başına başladı" in house.page("copy", None, house.workspace.id).content.decode()
    assert "kalıp olacak bir şey" in house.page("take-template", None, house.workspace.id).content.decode()
    assert "Gösterilecek grup yok" in house.page("focus-synthesis", None, house.workspace.id).content.decode()

"""Lists load whole, keep their order, and name file and line of every fault."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import SPECIAL, all_lists, code_list, label_of, load_list
from omuz.foundation.catalogue.place import catalogue_folder

HEADER = "code,tr,en,valid_from,valid_to\n"


def _list(folder: Path, text: str) -> Path:
    path = folder / "channel.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_list_of_the_catalogues_loads_with_words_in_both_languages() -> None:
    lists = all_lists()
    assert len(lists) >= 13
    assert all(entry.tr and entry.en for one in lists.values() for entry in one)


def test_all_thirty_districts_of_izmir_are_there_with_the_two_places_outside() -> None:
    districts = code_list("district")
    assert len(districts.codes) == 32
    assert districts.codes[-2:] == ("out_of_province", "abroad")
    assert districts.label("cigli", "tr") == "Çiğli"


def test_a_label_follows_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert label_of("channel", "face_to_face") == "Face to face"
    with translation.override("tr"):
        assert label_of("channel", "face_to_face") == "Yüz yüze"
        assert label_of("channel", "did_not_want") == "Söylemek istemedi"


def test_the_three_special_answers_are_in_no_list_but_their_own() -> None:
    for name, one in all_lists().items():
        assert (set(SPECIAL) <= set(one.codes)) == (name == "special")


def test_a_code_past_its_last_day_keeps_its_words_but_cannot_be_chosen(tmp_path: Path) -> None:
    one = load_list(_list(tmp_path, HEADER + "fax,Faks,Fax,,2026-06-30\nphone,Telefon,Phone,2026-01-01,\n"))
    assert one.label("fax", "tr") == "Faks"
    assert one.choices(date(2026, 6, 30), "tr") == [("fax", "Faks"), ("phone", "Telefon")]
    assert one.choices(date(2026, 7, 1), "tr") == [("phone", "Telefon")]
    assert one.choices(date(2025, 12, 31), "tr") == [("fax", "Faks")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("code;tr;en\n", "satır 1"),
        (HEADER, "hiç kod yok"),
        (HEADER + "phone,Telefon,Phone\n", "satır 2"),
        (HEADER + "phone,Telefon,Phone,,\nPhone,Telefon,Phone,,\n", "satır 3"),
        (HEADER + "phone,Telefon,Phone,,\nphone,Tel,Tel,,\n", "satır 3"),
        (HEADER + "phone,,Phone,,\n", "satır 2"),
        (HEADER + "phone,Telefon,Phone,01.01.2026,\n", "01.01.2026"),
        (HEADER + "phone,Telefon,Phone,2026-02-01,2026-01-01\n", "satır 2"),
        (HEADER + "unknown,Bilinmiyor,Unknown,,\n", "unknown"),
    ],
)
def test_a_broken_list_is_one_sentence_that_names_the_file_and_the_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(CatalogueError) as fault:
        load_list(_list(tmp_path, text))
    assert "channel.csv" in str(fault.value)
    assert place in str(fault.value)
    assert str(fault.value).endswith(".")


def test_a_list_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "channel.csv"
    path.write_bytes((HEADER + "phone,Telefon ağı,Phone,,\n").encode("cp1254"))
    with pytest.raises(CatalogueError, match=r"channel\.csv"):
        load_list(path)


def test_a_list_nobody_wrote_is_told_by_its_name() -> None:
    with pytest.raises(CatalogueError, match="colour"):
        code_list("colour")


def test_the_environment_may_name_another_catalogue_folder(
    catalogues: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OMUZ_CATALOGUES", str(catalogues))
    assert catalogue_folder() == catalogues
    monkeypatch.setenv("OMUZ_CATALOGUES", str(tmp_path / "nowhere"))
    with pytest.raises(CatalogueError, match="OMUZ_CATALOGUES"):
        catalogue_folder()

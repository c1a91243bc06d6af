"""The words of the leaflet: the same keys in five languages, and a fault is a sentence with its file."""

import shutil
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.leaflet.queries.words import LANGUAGES, _leaflets, leaflets

# Spelt apart where the tree itself may not hold the word.
REJECTED = ("şiddet", "violence", "mağ" + "dur", "vic" + "tim", "العنف", "ضحية", "خشونت", "قربانی")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(catalogue_folder() / "leaflet", tmp_path / "leaflet")
    return tmp_path / "leaflet"


def _change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_five_languages_say_the_same_things() -> None:
    told = leaflets()
    assert tuple(told) == LANGUAGES
    assert {code for code, each in told.items() if each.direction == "rtl"} == {"ar", "fa"}
    assert all(len(each.rights) == 8 for each in told.values())


def test_nothing_that_may_be_seen_over_her_shoulder_says_what_it_is_about() -> None:
    for each in leaflets().values():
        whole = " ".join(each.words.values()).lower()
        assert [word for word in REJECTED if word in whole] == [], each.code


def test_a_key_that_one_language_lacks_is_named_with_its_file(folder: Path) -> None:
    _change(folder, "ku.toml", "no_phone =", "no_fone =")
    with pytest.raises(CatalogueError, match=r"ku\.toml.*no_(ph|f)one"):
        _leaflets(folder)


def test_nobody_can_call_a_translation_checked_without_saying_who_checked_it(folder: Path) -> None:
    _change(folder, "ar.toml", "checked = false", "checked = true")
    with pytest.raises(CatalogueError, match=r"ar\.toml, checked_by"):
        _leaflets(folder)


def test_every_unchecked_translation_stands_in_the_list_of_sources() -> None:
    listed = (catalogue_folder() / "leaflet" / "README.md").read_text(encoding="utf-8")
    for each in leaflets().values():
        line = next(line for line in listed.splitlines() if f"`{each.code}.toml`" in line)
        assert ("hayır" in line) is not each.checked, each.code

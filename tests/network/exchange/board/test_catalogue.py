"""The catalogue of the board: whole in both languages, its tags those of the lists and standards in force."""

import shutil
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.exchange.queries import board_words as words

pytestmark = pytest.mark.django_db


def test_a_card_has_four_parts_and_several_kinds_of_evidence() -> None:
    told = words.board_words()
    assert tuple(told.parts) == words.PARTS
    assert len(told.evidence) >= 5 and len(told.never) >= 4
    assert all(each.title.en and each.meaning.tr for each in (*told.parts.values(), *told.evidence.values()))


def test_tags_are_the_services_and_the_criteria_in_force() -> None:
    services, *chapters = words.tag_groups()
    assert [tag.code for tag in services.tags] == [code for code in code_list("service").codes if code != "other"]
    assert {"A1", "C8"} <= {tag.code for group in chapters for tag in group.tags}
    assert not any(tag.of_standard for tag in services.tags)
    assert all(tag.of_standard and tag.short == tag.code for group in chapters for tag in group.tags)


def test_every_service_has_other_words_to_be_found_by() -> None:
    assert set(words.board_words().other_words) == set(code_list("service").codes) - words.NO_TAG


def test_a_criterion_that_is_gone_is_still_named_by_its_code() -> None:
    assert [tag.title for tag in words.tags_of(["Z9"])] == ["Z9"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("tags.toml", 'code = "legal"', 'code = "hukuk"'), ("board.toml", 'code = "helps"', 'code = "yarar"')],
)
def test_a_fault_of_the_catalogue_is_a_sentence(tmp_path: Path, file: str, old: str, new: str) -> None:
    for part in ("exchange", "lists"):
        shutil.copytree(catalogue_folder() / part, tmp_path / part)
    path = tmp_path / "exchange" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError):
        words._read(tmp_path)

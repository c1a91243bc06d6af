"""Every kind of violence reads in every classification, or says why it does not."""

from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.violence import CODE, crosswalk, load_crosswalk


def test_every_kind_stands_once_for_each_classification() -> None:
    told = crosswalk()
    assert set(told.frameworks) == {"law_6284", "survey_2024", "eige_ipv", "gbvims"}
    assert {one.code for one in told.types} == set(code_list("violence_type").codes)
    assert {one.detail for one in told.types if one.code == "sexual"} == {"", *code_list("sexual_detail").codes}
    for one in told.types:
        assert set(one.parts) == set(told.frameworks)
        assert one.note is not None or all(one.parts.values())


def test_every_part_of_the_others_is_reached_by_some_kind() -> None:
    told = crosswalk()
    for code, framework in told.frameworks.items():
        assert {part for one in told.types for part in one.parts[code]} == set(framework.parts)


def test_several_kinds_stay_several_in_the_law() -> None:
    assert crosswalk().read("law_6284", ["physical", "verbal", "not_asked"]).parts == ("physical", "verbal")


def test_gbvims_takes_the_first_by_its_precedence() -> None:
    one = crosswalk().read_one
    assert one("gbvims", ["psychological", "physical", "economic"]).parts == ("physical_assault",)
    assert one("gbvims", ["forced_marriage", "economic"]).parts == ("forced_marriage",)
    assert one("gbvims", ["sexual", "physical"], detail="other_sexual").parts == ("sexual_assault",)
    assert one("gbvims", ["unknown"]).parts == ()


def test_sexual_violence_of_which_nothing_more_was_asked_is_not_guessed() -> None:
    told = crosswalk()
    assert told.read_one("gbvims", ["sexual", "physical"]) == told.read_one("gbvims", ["sexual"])
    assert told.read_one("gbvims", ["sexual"]).undecided
    assert told.read_one("gbvims", ["sexual"], detail="penetration").parts == ("rape",)
    assert told.read("law_6284", ["sexual"]).parts == ("sexual",)


def test_a_doubt_is_settled_by_another_kind_that_was_told() -> None:
    told = crosswalk()
    assert told.read("law_6284", ["digital"]).undecided
    assert not told.read("law_6284", ["digital", "psychological"]).undecided
    assert told.read("law_6284", ["digital", "psychological"]).parts == ("psychological",)


def test_eige_speaks_of_partners_only() -> None:
    told = crosswalk()
    assert told.read("eige_ipv", ["physical"], relations=["father"]).parts == ()
    assert told.read("eige_ipv", ["physical", "stalking"], relations=["ex_spouse", "father"]).parts == (
        "physical",
        "psychological",
    )
    assert told.read("eige_ipv", ["workplace_harassment"], relations=["spouse"]).parts == ()


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('code = "stalking"\n', 'code = "digital"\n', "stalking|digital"),
        ('code = "other"\n', 'code = "othr"\n', "oth"),
        ('gbvims = ["denial"]', 'gbvims = ["denail"]', "denial"),
        ('"denial", "psychological"]\npart.rape', '"denial"]\npart.rape', "precedence"),
        ('only_relations = ["spouse",', 'only_relations = ["husband",', "husband"),
        ('detail = "penetration"', 'detail = "other_sexual"', "penetration|other_sexual"),
        ("eige_ipv = []", "eige = []", "eige"),
    ],
)
def test_a_mapping_with_a_gap_is_refused(tmp_path: Path, was: str, now: str, told: str) -> None:
    text = (catalogue_folder() / "violence" / f"{CODE}.toml").read_text(encoding="utf-8")
    assert was in text
    path = tmp_path / f"{CODE}.toml"
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_crosswalk(path, catalogue_folder())

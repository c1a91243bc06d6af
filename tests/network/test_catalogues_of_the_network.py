"""The draft standard and the questionnaires of the catalogues are whole, and their parts know each other."""

import re
import tomllib
from typing import Any

import pytest
from openpyxl import load_workbook

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.surveys.logic import blank, judge
from omuz.network.surveys.xlsform import Form, read

FOLDER = catalogue_folder()
V0 = FOLDER / "standards" / "v0"
FORMS = ("centre_profile", "needs_priorities", "municipality_policy")
UNMAPPED = {"C6", "C7", "H6", "I8", "J2", "J3", "J4", "J5"}
"""Criteria from Turkish law, handbooks and the network itself that no framework has a part for."""
MAPPED_LEAST = {"KD": 37, "IC": 42, "WV": 31, "ES": 50, "EG": 12, "KV": 14, "62": 6}
"""Framework → criteria that answer to a part of it."""
UNUSED = {"IC": {"56"}, "WV": {"challenge"}, "EG": {"p3"}, "62": {"3", "5"}}
"""Framework → parts no criterion answers to yet."""
PUBLIC = "name name_known area_district area_served area_others type hours channels services".split()


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((V0 / f"{name}.toml").read_text(encoding="utf-8"))


def _criteria() -> list[dict[str, Any]]:
    return [criterion for chapter in _toml("standard")["chapters"] for criterion in _toml(chapter)["criterion"]]


def _form(name: str) -> Form:
    form = read((FOLDER / "surveys" / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
    assert isinstance(form, Form), str(form)
    return form


def test_the_draft_has_ninety_criteria_in_twelve_chapters_and_says_that_it_is_a_draft() -> None:
    standard = _toml("standard")
    assert standard["status"] == "draft"
    assert len(standard["chapters"]) == 12
    assert len({criterion["code"] for criterion in _criteria()}) == len(_criteria()) == standard["criteria"] == 90


def test_no_two_levels_of_the_draft_are_said_in_the_same_words() -> None:
    for language in ("tr", "en"):
        said = [criterion["level"][level][language] for criterion in _criteria() for level in "0123"]
        assert len(set(said)) == 360


def test_every_criterion_names_sources_and_figures_that_exist() -> None:
    standard = _toml("standard")
    sources = {reference["code"] for reference in standard["reference"]}
    indicators = {path.stem for path in (FOLDER / "indicators").glob("*.toml")}
    for criterion in _criteria():
        assert set(criterion["sources"]) <= sources, criterion["code"]
        assert set(criterion.get("measured_by", [])) <= indicators, criterion["code"]
        assert criterion.get("measured_in", "log") in standard["measured_in"], criterion["code"]


def test_the_cross_walk_speaks_of_every_criterion_and_of_parts_that_its_frameworks_have() -> None:
    crosswalk = _toml("crosswalk")
    parts = {one["code"]: {part["code"] for part in one["part"]} for one in crosswalk["framework"]}
    assert list(crosswalk["criterion"]) == [criterion["code"] for criterion in _criteria()]
    for code, mapped in crosswalk["criterion"].items():
        assert set(mapped) == set(parts), code
        assert all(set(mapped[framework]) <= parts[framework] for framework in parts), code


def test_only_what_no_framework_speaks_of_stands_without_a_mapping_and_no_framework_stands_empty() -> None:
    crosswalk = _toml("crosswalk")
    mapped = crosswalk["criterion"]
    assert {code for code, row in mapped.items() if not any(row.values())} == UNMAPPED
    assert {one["code"] for one in crosswalk["framework"]} == set(MAPPED_LEAST)
    for one in crosswalk["framework"]:
        framework = one["code"]
        named = [part for row in mapped.values() for part in row[framework]]
        assert sum(bool(row[framework]) for row in mapped.values()) >= MAPPED_LEAST[framework], framework
        assert {part["code"] for part in one["part"]} - set(named) == UNUSED.get(framework, set()), framework


@pytest.mark.parametrize("name", FORMS)
def test_a_questionnaire_of_the_catalogue_is_accepted_in_both_languages_without_a_remark(name: str) -> None:
    form = _form(name)
    assert form.code == name
    assert len(form.languages) == 2
    assert not form.warnings
    assert {fault.kind for fault in judge(form, blank(form)).faults} == {"required"}


def test_the_profile_asks_all_eighty_four_questions_in_their_order() -> None:
    form = _form("centre_profile")
    nine, asked = form.children[-9:], []
    for node in (node for group in nine for node in form.walk() if node.path.startswith(f"{group.path}/")):
        numbered = re.match(r"(\d+)[a-z]?\. ", node.label.in_language(form.default_language))
        asked += [int(numbered[1])] if numbered else []
    assert asked == sorted(asked)
    assert set(asked) == set(range(1, 85))


def test_only_what_may_be_published_is_marked_public_in_the_profile() -> None:
    sheet = load_workbook(FOLDER / "surveys" / "centre_profile.xlsx")["survey"]
    head, *rows = list(sheet.iter_rows(values_only=True))
    name, public = head.index("name"), head.index("omuz::public")
    assert [row[name] for row in rows if row[public] == "yes"] == PUBLIC


def test_choices_of_the_profile_carry_the_codes_by_which_the_directory_knows_them() -> None:
    form = _form("centre_profile")
    more = {
        ("district", "district"): set(),
        ("directorate", "directorate"): {"call_centre", "equality_unit", "other"},
        ("service", "service"): set(),
        ("language", "service_language"): {"other"},
        ("access_feature", "place_access"): {"audio_braille", "none"},
    }
    for (asked, kept), own in more.items():
        assert {choice.name for choice in form.lists[asked].choices} - set(code_list(kept).codes) == own


def test_the_folder_of_questionnaires_holds_nothing_else() -> None:
    assert {path.stem for path in (FOLDER / "surveys").glob("*.xls*")} == set(FORMS)

"""The catalogue's courses: the two of the mission first, each with modules, hours and skills in both languages."""

from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.training.queries.catalogue import courses, read_course, required_courses

FOLDER = catalogue_folder() / "training" / "courses"


def test_the_two_courses_of_the_mission_come_first_and_are_required() -> None:
    assert list(courses())[:2] == ["sensitive_intake", "feminist_interviewing"]
    assert str(courses()["sensitive_intake"].title) == "Toplumsal Cinsiyet Eşitliğine Duyarlı Başvuru Alma"
    assert {each.code for each in required_courses()} == {
        "sensitive_intake",
        "feminist_interviewing",
        "data_protection",
    }


def test_the_subjects_of_the_network_are_all_taught() -> None:
    assert set(courses()) >= {
        *("data_management", "case_analysis", "experience_sharing", "applied_session", "law_6284", "risk_talk"),
        *("data_protection", "secondary_trauma", "municipal_basics"),
    }


@pytest.mark.parametrize("code", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_a_course_says_in_both_languages_what_is_learnt(code: str) -> None:
    course = courses()[code]
    assert course.hours == sum(module.hours for module in course.modules) > 0
    for words in (course.title, course.aim, *(each.title for each in (*course.modules, *course.skills))):
        assert words.tr and words.en and words.tr != words.en
    assert len(set(course.skill_codes)) == len(course.skills)


def test_the_required_courses_reach_the_thirty_hours_of_the_standard() -> None:
    assert sum(course.hours for course in required_courses()) >= 30


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours = 4", "hours = 0", "en az 1"),
        ('audience = "centre"', 'audience = "everybody"', "audience"),
        ('source = "', 'sauce = "', "source"),
        ('code = "sensitive_intake"', 'code = "other"', "kod"),
    ],
)
def test_a_broken_course_is_refused_with_file_and_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "sensitive_intake.toml"
    text = (FOLDER / "sensitive_intake.toml").read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        read_course(path)

"""Courses as the catalogue tells them: aim, modules with hours, skills, and how long a training holds."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.training.rules import taken

AUDIENCES = ("centre", "municipality")


@dataclass(frozen=True)
class Module:
    """One part of a course; `hours` are lessons of sixty minutes."""

    code: str
    title: Words
    hours: int


@dataclass(frozen=True)
class Skill:
    """Something a participant rates herself in, 0–4, before and after."""

    code: str
    title: Words


@dataclass(frozen=True)
class Course:
    """One course; `refresh_months` 0 means that it never has to be taken again."""

    code: str
    version: int
    title: Words
    aim: Words
    audience: str
    required: bool
    refresh_months: int
    source: str
    owner: str
    reviewed_on: str
    modules: tuple[Module, ...]
    skills: tuple[Skill, ...]

    @property
    def hours(self) -> int:
        return sum(module.hours for module in self.modules)

    @property
    def skill_codes(self) -> tuple[str, ...]:
        return tuple(skill.code for skill in self.skills)


def courses() -> dict[str, Course]:
    """Every course by its code, the required ones first, then in the order of the list `training_course`."""
    return _courses(catalogue_folder() / "training" / "courses")


def course_of(code: str) -> Course | None:
    """One course; None for a code the catalogue no longer holds."""
    return courses().get(code)


def required_courses() -> tuple[Course, ...]:
    """Courses everybody who works with women should have taken."""
    return tuple(course for course in courses().values() if course.required)


@lru_cache(maxsize=4)
def _courses(folder: Path) -> dict[str, Course]:
    known = code_list("training_course").codes
    found = [read_course(path) for path in sorted(folder.glob("*.toml"))]
    for course in found:
        if course.code not in known:
            raise CatalogueError(_("“%(code)s” kursu training_course listesinde yok.") % {"code": course.code})
    found.sort(key=lambda course: (not course.required, known.index(course.code)))
    return {course.code: course for course in found}


def read_course(path: Path) -> Course:
    """One course file. Raises CatalogueError naming the file and the place."""
    page = read_definition(path)
    version = page.about(path.stem)
    course = Course(
        code=path.stem,
        version=version,
        title=page.words("title"),
        aim=page.words("aim"),
        audience=page.choice("audience", AUDIENCES),
        required=page.flag("required"),
        refresh_months=page.whole("refresh_months"),
        source=page.text("source"),
        owner=page.text("owner"),
        reviewed_on=page.day("reviewed_on").isoformat(),
        modules=tuple(_module(section) for section in page.sections("module")),
        skills=tuple(_skill(section) for section in page.sections("skill")),
    )
    if not course.modules or not course.skills:
        raise page.fault(_("en az bir bölüm ve bir beceri olmalı"))
    page.finish()
    return course


def _module(section: Section) -> Module:
    module = Module(section.text("code"), section.words("title"), section.whole("hours"))
    if module.hours < 1:
        raise section.fault(_("saat en az 1 olmalı"), "hours")
    section.finish()
    return module


def _skill(section: Section) -> Skill:
    skill = Skill(section.text("code"), section.words("title"))
    section.finish()
    return skill


def is_partial(code: str, hours: int) -> bool:
    """Whether so many hours are only a part of the course, so that they alone do not count as having taken it."""
    course = course_of(code)
    return course is not None and not taken(hours, course.hours)


def course_title(code: str) -> str:
    """A course in words, from the list where the catalogue no longer holds it."""
    course = course_of(code)
    if course is not None:
        return str(course.title)
    return code_list("training_course").label(code) if code in code_list("training_course") else code

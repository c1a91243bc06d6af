"""The focus-group guide of the catalogue, and the one a municipality made of it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.network.coordination.models import Guide, Workspace

FILE = "focus.toml"
QUESTIONS = 9


@dataclass(frozen=True)
class Named:
    """A code with its words: a level of staff, a theme of the coding frame, an output."""

    code: str
    title: Words
    means: Words | None = None


@dataclass(frozen=True)
class Question:
    """A question of the guide, what to ask on, and how many minutes it takes."""

    code: str
    minutes: int
    text: Words
    probe: Words


@dataclass(frozen=True)
class Frame:
    """Everything the catalogue says about focus groups."""

    version: int
    title: Words
    fewest: int
    most: int
    shortest: int
    longest: int
    rules: tuple[tuple[str, ...], tuple[str, ...]]
    consent: tuple[tuple[str, ...], tuple[str, ...]]
    levels: tuple[Named, ...]
    questions: tuple[Question, ...]
    themes: tuple[Named, ...]
    outputs: tuple[Named, ...]

    def level(self, code: str) -> str:
        return next((str(each.title) for each in self.levels if each.code == code), code)

    def theme(self, code: str) -> str:
        return next((str(each.title) for each in self.themes if each.code == code), code)

    @property
    def rule_lines(self) -> tuple[str, ...]:
        return self.rules[_spoken()]

    @property
    def consent_lines(self) -> tuple[str, ...]:
        return self.consent[_spoken()]


@dataclass(frozen=True)
class Asked:
    """A question as one municipality asks it, in one language."""

    code: str
    minutes: int
    text: str
    probe: str


@dataclass(frozen=True)
class GuideText:
    """The guide of one municipality."""

    questions: tuple[Asked, ...]
    consent: tuple[str, ...]
    own: bool

    def question(self, code: str) -> str:
        return next((each.text for each in self.questions if each.code == code), code)


def frame() -> Frame:
    """The focus-group page of the catalogue. Raises CatalogueError naming file and place."""
    path = catalogue_folder() / "coordination" / FILE
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


def guide_of(workspace: Workspace) -> GuideText:
    """The guide this municipality uses: its own words where it has some, those of the catalogue otherwise."""
    told = frame()
    own = Guide.objects.filter(workspace=workspace).first()
    if own is None:
        asked = tuple(Asked(each.code, each.minutes, str(each.text), str(each.probe)) for each in told.questions)
        return GuideText(asked, told.consent_lines, own=False)
    minutes = {each.code: each.minutes for each in told.questions}
    asked = tuple(
        Asked(row["code"], minutes.get(row["code"], 0), row["text"], row.get("probe", "")) for row in own.questions
    )
    return GuideText(asked, tuple(line for line in own.consent.splitlines() if line.strip()), own=True)


def _spoken() -> int:
    return 1 if (get_language() or "tr").startswith("en") else 0


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Frame:
    """Read once for each state of the file."""
    del changed
    return read_frame(path)


def read_frame(path: Path) -> Frame:
    """One file. Raises CatalogueError naming the file and the place."""
    page = read_definition(path)
    version, plan, consent = page.about(path.stem), page.section("plan"), page.section("consent")
    rules = plan.section("rules")
    made = Frame(
        version=version,
        title=page.words("title"),
        fewest=plan.whole("fewest"),
        most=plan.whole("most"),
        shortest=plan.whole("shortest"),
        longest=plan.whole("longest"),
        rules=(rules.texts("tr"), rules.texts("en")),
        consent=(consent.texts("tr"), consent.texts("en")),
        levels=tuple(_named(each) for each in page.sections("level")),
        questions=tuple(_question(each) for each in page.sections("question")),
        themes=tuple(_named(each) for each in page.sections("theme")),
        outputs=tuple(_named(each) for each in page.sections("output")),
    )
    for each in (rules, plan, consent, page):
        each.finish()
    if len(made.questions) != QUESTIONS:
        raise page.fault(_("kılavuzda dokuz soru olmalı"), "question")
    if not 0 < made.fewest <= made.most or not 0 < made.shortest <= made.longest:
        raise page.fault(_("en az, en çoktan büyük olamaz"), "plan")
    return made


def _named(section: Section) -> Named:
    made = Named(section.text("code"), section.words("title"), section.words("means") if section.has("means") else None)
    section.finish()
    return made


def _question(section: Section) -> Question:
    made = Question(section.text("code"), section.whole("minutes"), section.words("text"), section.words("probe"))
    section.finish()
    return made

"""Questionnaires with their versions, and the form a version holds."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.access import Person
from omuz.network.surveys.models import Questionnaire, QuestionnaireVersion, Round
from omuz.network.surveys.xlsform import Form, form_of
from omuz.network.surveys.xlsform.opening import opened


@dataclass(frozen=True)
class Shelf:
    """A questionnaire and its versions, newest first; `used` are the versions some round asks."""

    questionnaire: Questionnaire
    versions: tuple[QuestionnaireVersion, ...]
    used: frozenset[UUID]


def form_of_version(version: QuestionnaireVersion) -> Form:
    """The form a version asks, from what was kept of it."""
    return form_of(version.xform, version.itemsets)


def content_digest(xform: str, itemsets: str) -> str:
    """The digest by which a published version is known: SHA-256 of what it asks, in hexadecimal."""
    return hashlib.sha256(f"{xform}\0{itemsets}".encode()).hexdigest()


def intact(version: QuestionnaireVersion) -> bool:
    """Whether the version still is what was published."""
    return content_digest(version.xform, version.itemsets) == version.digest


def library() -> list[Shelf]:
    """Every questionnaire with all its versions, by title."""
    used = frozenset(Round.objects.values_list("version_id", flat=True))
    versions: dict[UUID, list[QuestionnaireVersion]] = {}
    for version in QuestionnaireVersion.objects.defer("workbook", "xform", "itemsets").order_by("-number"):
        versions.setdefault(version.questionnaire_id, []).append(version)
    return [
        Shelf(each, tuple(versions.get(each.id, ())), used)
        for each in sorted(Questionnaire.objects.all(), key=lambda each: each.title.casefold())
    ]


def version_of(version_id: UUID) -> QuestionnaireVersion:
    """One version with its questionnaire; Http404 where there is none."""
    found = QuestionnaireVersion.objects.select_related("questionnaire").filter(id=version_id).first()
    if found is None:
        raise Http404
    version: QuestionnaireVersion = found
    return version


def is_used(version: QuestionnaireVersion) -> bool:
    """Whether some round asks this version; such a version stays."""
    return bool(Round.objects.filter(version=version).exists())


def published_versions() -> Iterable[QuestionnaireVersion]:
    """Versions a round may ask, by questionnaire, newest first."""
    versions = QuestionnaireVersion.objects.defer("workbook", "xform", "itemsets").select_related("questionnaire")
    return versions.filter(published_at__isnull=False).order_by("questionnaire__title", "-number")


def catalogue_files() -> list[Path]:
    """The questionnaires that come with the catalogues."""
    return sorted((catalogue_folder() / "surveys").glob("*.xls*"))


def catalogue_titles() -> list[tuple[str, str]]:
    """The name of each file of `catalogue_files` and the title its author gave it."""
    return [(path.name, _title(path, path.stat().st_mtime_ns)) for path in catalogue_files()]


@lru_cache(maxsize=32)
def _title(path: Path, changed: int) -> str:
    """The title in the settings sheet, read once for each state of the file; its name where there is none."""
    del changed
    settings = opened(path.read_bytes(), path.name).sheets.get("settings")
    told = settings.rows[0] if settings and settings.rows else {}
    return told.get("form_title") or path.stem


def language_of(form: Form, code: str, wanted: str = "") -> str:
    """The language of a form to show: the one asked for, else the reader's own, else the author's first."""
    return wanted if wanted in form.languages else form.language_for(code)


def may_see_forms(person: Person) -> bool:
    """Whether she works with questionnaires at all: answers them or manages them."""
    return person.may("surveys.answer") or person.may("surveys.manage")

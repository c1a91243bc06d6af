"""Taking a questionnaire in, publishing a version of it, removing one nobody has used."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.surveys.models import Questionnaire, QuestionnaireVersion, Round
from omuz.network.surveys.queries.questionnaires import content_digest, is_used
from omuz.network.surveys.xlsform import Form, Refusals, read

MOST_BYTES = 5_000_000
NAMELESS = frozenset({"", "data"})
"""What the standard calls a form whose author gave it no id."""


class Unreadable(Exception):
    """The file is no questionnaire; `refusals` say what is wrong by sheet, row and column."""

    def __init__(self, refusals: Refusals) -> None:
        super().__init__(str(refusals))
        self.refusals = refusals


class SameName(Exception):
    """A published version of that name asks something else; the author must give hers a name of its own."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class StillUsed(Exception):
    """A round asks this version, so it stays."""


def take_in(*, by: Person, content: bytes, name: str) -> tuple[QuestionnaireVersion, bool]:
    """Keep an `.xlsx` or `.xls` as a version of its questionnaire; returns it, and whether it is new.

    The form's own id says which questionnaire it is. The same content again changes nothing; a version nobody has
    published is replaced by the next upload of its name. Raises Unreadable and SameName, and then nothing was kept.
    """
    by.require("surveys.manage")
    form = read(content, name)
    if isinstance(form, Refusals):
        raise Unreadable(form)
    return keep_form(by=by, form=form, content=content, name=name)


def keep_form(*, by: Actor, form: Form, content: bytes, name: str) -> tuple[QuestionnaireVersion, bool]:
    """Keep a form that has been read; for `take_in` and for what an installation brings along. Raises SameName."""
    digest = content_digest(form.xform, form.itemsets)
    code = _code(form, name)
    rows = QuestionnaireVersion.objects.filter(questionnaire__code=code)
    same = rows.filter(digest=digest).first()
    if same is not None:
        return same, False
    older = rows.filter(version=form.version).first() if form.version else None
    if older is not None and (older.frozen or is_used(older)):
        raise SameName(form.version)
    with recorded(by=by, event="questionnaire.taken_in", about=f"questionnaire:{code}") as record:
        if older is not None:
            older.delete()
        version = _kept(by, form, code, content, name)
        record.about = f"questionnaire:{code}/{version.number}"
    return version, True


def _code(form: Form, name: str) -> str:
    """The form's own id; the name of the file where the author gave none, so that two such forms stay apart."""
    return (form.code if form.code not in NAMELESS else PurePath(name).stem)[:80] or "form"


def _kept(by: Actor, form: Form, code: str, content: bytes, name: str) -> QuestionnaireVersion:
    now = timezone.now()
    title = (form.title if form.title not in NAMELESS else code)[:200]
    questionnaire = Questionnaire.objects.filter(code=code).first()
    if questionnaire is None:
        questionnaire = Questionnaire.objects.create(code=code, title=title, made_by=by.staff_id, made_at=now)
    elif questionnaire.title != title:
        questionnaire.title = title
        questionnaire.save(update_fields=["title"])
    rows = QuestionnaireVersion.objects.filter(questionnaire=questionnaire).order_by("-number")
    newest = rows.values_list("number", flat=True).first() or 0
    version: QuestionnaireVersion = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=newest + 1,
        version=(form.version or str(newest + 1))[:80],
        title=title,
        file_name=PurePath(name).name[:120],
        workbook=content,
        sha256=hashlib.sha256(content).hexdigest(),
        xform=form.xform,
        itemsets=form.itemsets,
        languages=list(form.languages),
        counts=_counts(form),
        digest=content_digest(form.xform, form.itemsets),
        made_by=by.staff_id,
        made_at=now,
    )
    return version


def _counts(form: Form) -> dict[str, Any]:
    names = ("questions", "selects", "groups", "repeats", "choices")
    return {name: getattr(form.counts, name) for name in names}


def publish_version(*, by: Person, version: QuestionnaireVersion) -> QuestionnaireVersion:
    """From here on the version never changes and rounds may ask it; publishing it again changes nothing."""
    by.require("surveys.manage")
    if version.frozen:
        return version
    about = f"questionnaire:{version.questionnaire.code}/{version.number}"
    with recorded(by=by, event="questionnaire.published", about=about):
        version.published_at = timezone.now()
        version.published_by = by.staff_id
        version.save(update_fields=["published_at", "published_by"])
    return version


def remove_version(*, by: Person, version: QuestionnaireVersion) -> None:
    """Remove a version no round has asked, and its questionnaire with the last one. Raises StillUsed."""
    by.require("surveys.manage")
    questionnaire = version.questionnaire
    with recorded(by=by, event="questionnaire.removed", about=f"questionnaire:{questionnaire.code}/{version.number}"):
        if Round.objects.filter(version=version).exists():
            raise StillUsed
        version.delete()
        if not questionnaire.versions.exists():
            questionnaire.delete()

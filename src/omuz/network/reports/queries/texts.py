"""What people wrote and said in an edition: versions with their writers, comments with their answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff
from omuz.network.reports.models import Comment, Edition, SectionText
from omuz.network.reports.queries.editions import may_read_drafts, require_seen


@dataclass(frozen=True)
class Version:
    """One version of a text with its writer's name, as the desk shows it."""

    row: SectionText
    writer: str


@dataclass(frozen=True)
class Said:
    """A comment with its writer's name and the answers to it, oldest first."""

    row: Comment
    writer: str
    answers: "tuple[Said, ...]" = ()


def newest_texts(edition: Edition, language: str) -> Mapping[str, SectionText]:
    """Section → its newest version in one language."""
    found: dict[str, SectionText] = {}
    for row in SectionText.objects.filter(edition=edition, language=language).order_by("version"):
        found[row.section] = row
    return found


def newest_text(edition: Edition, section: str, language: str) -> SectionText | None:
    """The newest version of one section's text."""
    rows = SectionText.objects.filter(edition=edition, section=section, language=language)
    found: SectionText | None = rows.order_by("-version").first()
    return found


def versions(person: Person, edition: Edition, section: str, language: str) -> list[Version]:
    """Every version of one section's text, newest first; raises Http404 for whoever may not read drafts."""
    _require_desk(person, edition)
    rows = list(SectionText.objects.filter(edition=edition, section=section, language=language).order_by("-version"))
    names = _names({row.by for row in rows})
    return [Version(row, names.get(row.by, "")) for row in rows]


def comments(person: Person, edition: Edition, section: str = "") -> list[Said]:
    """What was said about an edition or one of its sections, oldest first, answers under what they answer."""
    _require_desk(person, edition)
    rows = Comment.objects.filter(edition=edition, **({"section": section} if section else {})).order_by("at")
    kept = list(rows)
    names = _names({row.by for row in kept})
    answers: dict[object, list[Said]] = {}
    for row in kept:
        if row.answers_id is not None:
            answers.setdefault(row.answers_id, []).append(Said(row, names.get(row.by, "")))
    return [Said(row, names.get(row.by, ""), tuple(answers.get(row.id, ()))) for row in kept if row.answers_id is None]


def _require_desk(person: Person, edition: Edition) -> None:
    """Who wrote and said what is for whoever works on drafts, also after publication."""
    require_seen(person, edition)
    if not may_read_drafts(person):
        raise Http404


def _names(ids: set[object]) -> dict[object, str]:
    return dict(Staff.objects.filter(pk__in=ids).values_list("id", "full_name"))

"""Versions of the standards, what is said about a draft, and the redline between two versions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.standards.models import Adoption, Remark, Standard
from omuz.network.standards.rules.content import LANGUAGES, WORDED, Content, Criterion
from omuz.network.standards.rules.redline import Piece, redline


def versions(person: Person) -> list[Standard]:
    """Published versions, newest first."""
    person.require("standards.read")
    return list(Standard.objects.filter(published_at__isnull=False).order_by("-number"))


def newest() -> Standard | None:
    """The published version that counts now."""
    found: Standard | None = Standard.objects.filter(published_at__isnull=False).order_by("-number").first()
    return found


def open_draft_of() -> Standard | None:
    """The draft that is open, if any."""
    found: Standard | None = Standard.objects.filter(published_at__isnull=True).select_related("based_on").first()
    return found


def standard_of(person: Person, standard_id: UUID) -> Standard:
    """One version; raises Http404 when it is not there."""
    person.require("standards.read")
    found: Standard | None = Standard.objects.select_related("based_on").filter(pk=standard_id).first()
    if found is None:
        raise Http404
    return found


def criterion_of(standard: Standard, code: str) -> Criterion:
    """One criterion; raises Http404 when this version has none of that code."""
    found = standard.text.find(code)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Thread:
    """One remark with who spoke, and what others answered to it."""

    remark: Remark
    voice: str
    answers: list["Thread"] = field(default_factory=list)
    pieces: Sequence[Piece] = ()

    @property
    def support(self) -> int:
        return sum(1 for each in self.answers if each.remark.kind == Remark.Kind.SUPPORT)

    @property
    def dissent(self) -> int:
        return sum(1 for each in self.answers if each.remark.kind == Remark.Kind.DISSENT)


def threads(draft: Standard, code: str = "") -> list[Thread]:
    """What was said, oldest first, answers under what they answer; a proposal with its redline."""
    rows = list(draft.remarks.filter(code=code) if code else draft.remarks.all())
    names = dict(Centre.objects.filter(pk__in=[row.centre_id for row in rows]).values_list("id", "name"))
    text = draft.text
    found = {row.id: Thread(row, names.get(row.centre_id, ""), pieces=_pieces(text, row)) for row in rows}
    tops = []
    for row in rows:
        if row.about_id and row.about_id in found:
            found[row.about_id].answers.append(found[row.id])
        else:
            tops.append(found[row.id])
    return tops


def _pieces(text: Content, row: Remark) -> Sequence[Piece]:
    """How a proposal differs from the draft as it stands now; nothing once it is settled."""
    criterion = text.find(row.code)
    if row.kind != Remark.Kind.PROPOSAL or row.outcome or criterion is None:
        return ()
    part, _dot, language = row.part.partition(".")
    return redline(criterion.words(part)[language], row.words)


@dataclass(frozen=True)
class Difference:
    """One part of one criterion that says something else."""

    criterion: Criterion
    part: str
    language: str
    pieces: Sequence[Piece]


def differences(before: Content, after: Content) -> list[Difference]:
    """Every changed wording, weight and mark between two versions, in the order of the criteria."""
    found = []
    for now in after.criteria():
        was = before.find(now.code)
        if was is None:
            continue
        for part in WORDED:
            for language in LANGUAGES:
                old, new = was.words(part)[language], now.words(part)[language]
                if old != new:
                    found.append(Difference(now, part, language, redline(old, new)))
        if was.weight != now.weight:
            found.append(Difference(now, "weight", "", redline(str(was.weight), str(now.weight))))
        if was.critical != now.critical:
            kinds = {True: "K", False: "–"}
            found.append(Difference(now, "critical", "", redline(kinds[was.critical], kinds[now.critical])))
    return found


@dataclass(frozen=True)
class Adopted:
    """Who adopted a version."""

    adoption: Adoption
    organisation: str


def adoptions(standard: Standard) -> list[Adopted]:
    """Decisions about a version, newest first."""
    rows = list(standard.adoptions.all())
    names = dict(Organisation.objects.filter(pk__in=[row.organisation_id for row in rows]).values_list("id", "name"))
    return [Adopted(row, names.get(row.organisation_id, "")) for row in rows]

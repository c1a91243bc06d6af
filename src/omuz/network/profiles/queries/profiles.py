"""Signed profiles: of one centre, of a round, and the public part of everybody's."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.turkish import fold, sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.profiles.models import PublicProfile, SignedProfile
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.rules.secrecy import without_where
from omuz.network.surveys.models import Answer, Invitation, Round
from omuz.network.surveys.queries.rounds import Board, Line, board, invitation_of, lines_of

IN_LIST = ("area_district", "hours", "channels", "services")
"""What the list of centres says of each."""


def signed_of(asked: Round) -> dict[UUID, SignedProfile]:
    """Centre → its newest signature in a round, as far as this transaction may read.

    What would tell the place of a confidential centre is kept back in these rows; they are not to be saved.
    """
    rows = SignedProfile.objects.filter(round=asked).select_related("version").order_by("signed_at")
    found, secret = {row.centre_id: row for row in rows}, secret_centres()
    for centre_id in found.keys() & secret:
        found[centre_id].values = without_where(sheet(found[centre_id].version), found[centre_id].values)
    return found


def newest_signed(invitation: Invitation) -> SignedProfile | None:
    """The newest signature under an invitation."""
    rows = SignedProfile.objects.filter(round_id=invitation.round_id, centre_id=invitation.centre_id)
    found: SignedProfile | None = rows.select_related("version").order_by("-signed_at").first()
    return found


def earlier_signed(invitation: Invitation, most: int = 3) -> list[SignedProfile]:
    """What the same centre signed in earlier rounds, newest first, one a round."""
    rows = SignedProfile.objects.filter(
        centre_id=invitation.centre_id, round__opens_on__lt=invitation.round.opens_on
    ).select_related("round", "version")
    newest = {row.round_id: row for row in rows.order_by("signed_at")}
    return sorted(newest.values(), key=lambda row: row.round.opens_on, reverse=True)[:most]


def profile_rounds() -> list[Round]:
    """Every profile round, newest first."""
    rows = Round.objects.filter(kind=Round.Kind.PROFILE).select_related("version__questionnaire")
    return list(rows.order_by("-opens_on"))


def profile_round(round_id: UUID) -> Round:
    """One profile round; Http404 for another kind."""
    found = next((row for row in profile_rounds() if row.id == round_id), None)
    if found is None:
        raise Http404
    return found


def own_invitation(person: Person, invitation_id: UUID) -> Invitation:
    """A profile invitation of one of her centres; Http404 otherwise."""
    found = invitation_of(person, invitation_id)
    if found.round.kind != Round.Kind.PROFILE or found.centre_id not in person.centres:
        raise Http404
    person.require("profiles.answer", found.centre_id)
    return found


def answer_under(invitation: Invitation) -> Answer | None:
    """The form written under an invitation, if it is begun."""
    rows = Answer.objects.filter(invitation=invitation).select_related("version__questionnaire", "invitation__round")
    found: Answer | None = rows.order_by("-number").first()
    return found


@dataclass(frozen=True)
class Row:
    """One centre of a round as its manager follows it; `again` where it was written in after it was signed."""

    line: Line
    signed: SignedProfile | None
    again: bool

    @property
    def complete(self) -> bool:
        return self.signed is not None and not self.again


@dataclass(frozen=True)
class Followed:
    """A profile round with the signatures."""

    board: Board
    rows: tuple[Row, ...]

    @property
    def complete(self) -> int:
        return sum(row.complete for row in self.rows)


def followed(asked: Round) -> Followed:
    """A round: every centre with standing, sections and signature."""
    told, signed = board(asked.id), signed_of(asked)
    rows = Answer.objects.filter(invitation__round=asked).values_list("centre_id", "revision")
    revisions = dict(rows)
    made = []
    for line in told.lines:
        mine = signed.get(line.invitation.centre_id)
        made.append(Row(line, mine, mine is not None and revisions.get(mine.centre_id) != mine.revision))
    return Followed(told, tuple(made))


@dataclass(frozen=True)
class Shown:
    """A centre in the open list: its name, what it says in a few lines, and the day it was signed (None: missing)."""

    centre: Centre
    lines: tuple[tuple[str, str], ...]
    profile: PublicProfile | None


def public_list(query: str = "") -> list[Shown]:
    """Every centre with the public part it signed last; a centre without one is in the list as missing."""
    rows = PublicProfile.objects.select_related("version", "round").order_by("round__opens_on")
    newest, secret = {row.centre_id: row for row in rows}, secret_centres()
    shown = [_shown(centre, newest.get(centre.id), secret) for centre in Centre.objects.all()]
    wanted = fold(query)
    if wanted:
        shown = [each for each in shown if wanted in fold(" ".join([each.centre.name, *dict(each.lines).values()]))]
    return sorted(shown, key=lambda each: sort_key(each.centre.name))


def _shown(centre: Centre, profile: PublicProfile | None, secret: Collection[UUID]) -> Shown:
    if profile is None:
        return Shown(centre, (), None)
    return Shown(centre, tuple(public_lines(profile, IN_LIST, secret=centre.id in secret)), profile)


def public_lines(profile: PublicProfile, only: tuple[str, ...] = (), *, secret: bool) -> list[tuple[str, str]]:
    """Question and answer in words of a public part; with `only` these questions alone.

    Of a centre whose place is confidential (`secret`) nothing that tells where it is, whenever it was signed.
    """
    asked, known = sheet(profile.version), profile.values
    known = without_where(asked, known) if secret else known
    return [
        (question.label, question.in_words(known[question.name]))
        for question in asked.questions
        if known.get(question.name) and (not only or question.name in only)
    ]


def public_years(code: str) -> tuple[Centre, list[PublicProfile]]:
    """A centre and the public parts it signed, newest first; Http404 for a code nobody has."""
    centre = Centre.objects.filter(code=code).first()
    if centre is None:
        raise Http404
    rows = PublicProfile.objects.filter(centre_id=centre.id).select_related("version", "round")
    return centre, list(rows.order_by("-round__opens_on"))


def line_of(invitation: Invitation) -> Line:
    """One invitation with its sections."""
    return lines_of([invitation], sections=True)[0]

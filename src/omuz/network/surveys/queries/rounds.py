"""Rounds as those who manage them see them, and invitations as the invited centre sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.surveys.models import Invitation, Round
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.rules.rounds import DONE, OPEN, Standing, Times, reminds, standing, whole

_HEAVY = ("round__version__workbook", "round__version__xform", "round__version__itemsets")
"""What a list of rounds need not fetch: the files and the forms themselves."""


def standing_of(invitation: Invitation, today: date | None = None) -> Standing:
    """How an invitation stands today; its round must be at hand.

    Where a centre may send several forms, the invitation stays open until its last day and is sent after that.
    """
    asked, day = invitation.round, today or timezone.localdate()
    due_on = invitation.due_on or asked.due_on
    times = Times(
        opens_on=asked.opens_on,
        due_on=due_on,
        closed_at=asked.closed_at,
        begun=bool(invitation.progress),
        submitted_at=None if asked.several and day <= due_on else invitation.submitted_at,
        declined_at=invitation.declined_at,
        reopened_at=invitation.reopened_at,
    )
    return standing(times, day)


@dataclass(frozen=True)
class Line:
    """One invitation in a list: whose it is, how it stands, and how far it has come."""

    invitation: Invitation
    centre: str
    organisation: str
    standing: Standing
    done: int
    asked: int
    sections: tuple["Section", ...] = ()

    @property
    def due_on(self) -> date:
        return self.invitation.due_on or self.invitation.round.due_on

    @property
    def open(self) -> bool:
        return self.standing in OPEN

    @property
    def reminds(self) -> bool:
        reminded = self.invitation.reminded_at is not None
        return reminds(self.standing, self.due_on, timezone.localdate(), reminded=reminded)


@dataclass(frozen=True)
class Section:
    """How far one section of a form has come; `asked` is 0 where nobody has opened it yet."""

    key: str
    label: str
    done: int
    asked: int


@dataclass(frozen=True)
class Board:
    """A round as its manager follows it: who has sent, who writes, who is late, who declined."""

    asked: Round
    lines: tuple[Line, ...]

    def count(self, *standings: Standing) -> int:
        """How many invitations stand so."""
        return sum(line.standing in standings for line in self.lines)

    @property
    def sent(self) -> int:
        return self.count(Standing.SUBMITTED)

    @property
    def late(self) -> int:
        return self.count(Standing.LATE)

    @property
    def declined(self) -> int:
        return self.count(Standing.DECLINED)

    @property
    def settled(self) -> int:
        return self.count(*DONE)


def own_invitations(person: Person, *, kind: str = Round.Kind.SURVEY) -> list[Line]:
    """Invitations of her centres, those that wait for her first, then by last day."""
    rows = Invitation.objects.select_related("round__version").defer(*_HEAVY)
    rows = rows.filter(centre_id__in=person.centres, round__kind=kind)
    return sorted(lines_of(rows), key=lambda line: (not line.open, line.due_on, line.invitation.round.title))


def lines_of(invitations: Iterable[Invitation], *, sections: bool = False) -> list[Line]:
    """Invitations with the names of their centres, by centre name; with `sections` the progress of each section."""
    rows = list(invitations)
    centres = {row.id: row.name for row in Centre.objects.filter(id__in={each.centre_id for each in rows})}
    towns = {each.organisation_id for each in rows if each.organisation_id}
    organisations = {row.id: row.name for row in Organisation.objects.filter(id__in=towns)}
    lines = [
        Line(
            each,
            centres.get(each.centre_id, ""),
            organisations.get(each.organisation_id, "") if each.organisation_id else "",
            standing_of(each),
            *whole(each.progress),
            _sections(each) if sections else (),
        )
        for each in rows
    ]
    return sorted(lines, key=lambda line: (sort_key(line.centre), sort_key(line.organisation)))


def _sections(invitation: Invitation) -> tuple[Section, ...]:
    from omuz.network.surveys.filling import sections

    form = form_of_version(invitation.round.version)
    language = form.language_for("tr")
    told = invitation.progress
    return tuple(
        Section(each.key, each.label.in_language(language), *told.get(each.key, (0, 0))) for each in sections(form)
    )


def rounds(*, kind: str = Round.Kind.SURVEY) -> list[Board]:
    """Every round with its invitations, newest first; for whoever manages."""
    light = [name.removeprefix("round__") for name in _HEAVY]
    rows = list(Round.objects.filter(kind=kind).select_related("version").defer(*light))
    by_id = {row.id: row for row in rows}
    found: dict[UUID, list[Invitation]] = {}
    for each in Invitation.objects.filter(round__in=rows):
        each.round = by_id[each.round_id]
        found.setdefault(each.round_id, []).append(each)
    return [Board(row, tuple(lines_of(found.get(row.id, ())))) for row in rows]


def board(round_id: UUID) -> Board:
    """One round with every section of every centre; Http404 where there is none."""
    rounds_with_forms = Round.objects.select_related("version__questionnaire").defer("version__workbook")
    asked = rounds_with_forms.filter(id=round_id).first()
    if asked is None:
        raise Http404
    rows = list(Invitation.objects.filter(round=asked))
    for row in rows:
        row.round = asked
    return Board(asked, tuple(lines_of(rows, sections=True)))


def invitation_of(person: Person, invitation_id: UUID) -> Invitation:
    """An invitation of one of her centres, or any for whoever manages; Http404 otherwise."""
    rows = Invitation.objects.select_related("round__version__questionnaire").defer("round__version__workbook")
    rows = rows.filter(id=invitation_id)
    if not person.may("surveys.manage"):
        rows = rows.filter(centre_id__in=person.centres)
    found: Invitation | None = rows.first()
    if found is None:
        raise Http404
    return found

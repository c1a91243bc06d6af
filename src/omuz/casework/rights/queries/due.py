"""What is due in one centre: files, identity and contacts whose clock has run out, unless she wished otherwise."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.file_index import FileLine, opened_files
from omuz.casework.cases.rules.steps import State
from omuz.casework.contacts.queries.index import Line, Tally, opened_tally
from omuz.casework.rights.models import KeepingWish, Minutes
from omuz.casework.rights.queries.texts import clock_of
from omuz.casework.rights.rules.clocks import Clock, What, file_ends, round_is_late
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file whose time is over: since when, and whether by the clock or by her own wish."""

    id: UUID
    code: str
    due_on: date
    wished: bool


@dataclass(frozen=True, slots=True)
class DueIdentity:
    """A file in which something that tells who she is has stayed longer than it may."""

    id: UUID
    code: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact no file grew out of, older than its clock."""

    id: UUID
    code: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """Everything of one centre that waits for a signature, the oldest first."""

    files: tuple[DueFile, ...]
    identities: tuple[DueIdentity, ...]
    contacts: tuple[DueContact, ...]

    @property
    def number(self) -> int:
        """How many things wait."""
        return len(self.files) + len(self.identities) + len(self.contacts)

    @property
    def days(self) -> tuple[date, ...]:
        """Since when each of them is due."""
        waiting: list[DueFile | DueIdentity | DueContact] = [*self.files, *self.identities, *self.contacts]
        return tuple(each.due_on for each in waiting)

    @property
    def oldest(self) -> date | None:
        """Since when the oldest of them is due."""
        return min(self.days, default=None)


def due_in(person: Person, *, vault: OpenedVault, centre_id: UUID, today: date) -> Due:
    """What is due on `today`; files she may not know of are not among them. Raises Http404 and Refused."""
    person.require("rights.destroy", centre_id)
    return waiting_in(person, vault=vault, centre_id=centre_id, today=today)


def waiting_in(person: Person, *, vault: OpenedVault, centre_id: UUID, today: date) -> Due:
    """The same for figures: how much waits, which whoever counts for the centre may know. Raises as above."""
    person.require("figures.centre", centre_id)
    lines = opened_files(person, vault=vault, centre_id=centre_id)
    files = _files(lines, wishes_in(centre_id), clock_of(What.FILE, today), today)
    gone = {each.id for each in files}
    identities = _identities([line for line in lines if line.id not in gone], clock_of(What.IDENTITY, today), today)
    contacts = _contacts(person, vault, centre_id, clock_of(What.CONTACT, today), today)
    return Due(files, identities, contacts)


def wishes_in(centre_id: UUID) -> dict[UUID, date]:
    """Her wish about keeping by file, the newest of each; the day stands in the open so that it can be kept to."""
    rows = KeepingWish.objects.filter(centre_id=centre_id, due_on__isnull=False).order_by("made_at", "id")
    return dict(rows.values_list("case_id", "due_on"))


def _files(lines: list[FileLine], wishes: dict[UUID, date], clock: Clock, today: date) -> tuple[DueFile, ...]:
    found: list[DueFile] = []
    ends_of: dict[date | None, date | None] = {}
    for line in lines:
        closed = line.closed_on if line.state == State.CLOSED else None
        wish = wishes.get(line.id)
        if wish is None and closed not in ends_of:
            ends_of[closed] = file_ends(closed, clock, None)
        ends = wish or ends_of[closed]
        if ends is not None and ends <= today:
            found.append(DueFile(line.id, line.code, ends, wish is not None))
    return tuple(sorted(found, key=lambda each: (each.due_on, each.code)))


def _identities(lines: list[FileLine], clock: Clock, today: date) -> tuple[DueIdentity, ...]:
    found = []
    for line in lines:
        until = line.answers.get("identity_until")
        if not until:
            continue
        days = [date.fromisoformat(until)]
        if line.state == State.CLOSED and line.closed_on:
            days.append(clock.ends(line.closed_on))
        if min(days) <= today:
            found.append(DueIdentity(line.id, line.code, min(days)))
    return tuple(sorted(found, key=lambda each: (each.due_on, each.code)))


def _contacts(person: Person, vault: OpenedVault, centre_id: UUID, clock: Clock, today: date) -> tuple[DueContact, ...]:
    tally = opened_tally(person, vault=vault, centre_id=centre_id)
    in_files = contacts_in_files(centre_id)
    return tuple(each for each in _over(tally, clock, today) if each.id not in in_files)


def _over(tally: Tally, clock: Clock, today: date) -> tuple[DueContact, ...]:
    """Contacts whose time is over and that may be forgotten: worked out once a day as long as none is added."""
    name, derived = ("over", clock, today), tally.derived
    if name not in derived:
        found: list[DueContact] = []
        days: dict[date, date] = {}
        for line in tally.oldest_first():
            day = line.at.date()
            ends = days.get(day) or days.setdefault(day, clock.ends(day))
            if ends > today:
                break
            if may_be_forgotten(line):
                found.append(DueContact(line.id, line.code, ends))
        derived[name] = tuple(found)
    told: tuple[DueContact, ...] = derived[name]
    return told


def may_be_forgotten(line: Line) -> bool:
    """Whether no promise stands: a woman who waits for a call is not forgotten by a clock."""
    return line.due_on is None


def contacts_in_files(centre_id: UUID) -> set[UUID]:
    """Contacts out of which a file grew; of files hidden from the reader too, so that no clock takes one away."""
    with counting_rows():
        rows = Presentation.objects.filter(centre_id=centre_id, contact_id__isnull=False)
        return set(rows.values_list("contact_id", flat=True))


def last_round(centre_id: UUID) -> date | None:
    """The day of the newest minutes of a centre."""
    made = Minutes.objects.filter(centre_id=centre_id).order_by("-made_at").values_list("made_at", flat=True).first()
    return made.date() if made else None


def is_late(due: Due, centre_id: UUID, today: date) -> bool:
    """Whether a round of destruction should have been signed by now."""
    return round_is_late(last_round(centre_id), due.oldest, clock_of(What.ROUND, today), today)

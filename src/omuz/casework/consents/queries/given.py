"""Her yes and no of one file, and what they cover; asked anew by the server each time something is to leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.consents.models import Consent, ConsentMark, ConsentOverride
from omuz.casework.consents.rules.covering import Agreed, Missing, Said, covers, holds_until
from omuz.casework.consents.rules.recipients import Recipient

AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Given:
    """One item with everything the file keeps of it; `mark` is what the receiving centre may see."""

    id: UUID
    said: Said
    recipient: Recipient
    form: str
    how: str
    note: str
    mark: UUID | None
    made_by: UUID
    made_at: datetime

    @property
    def stands(self) -> bool:
        """Whether she said yes and has not taken it back."""
        return self.said.yes and self.said.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class Excepted:
    """An exception of one file, with who asked, who agreed and why."""

    id: UUID
    state: str
    revision: int
    recipient: Recipient
    purpose: str
    groups: tuple[str, ...]
    channel: str
    on: date
    until: date
    reason: str
    asked_by: UUID
    agreed_by: UUID | None
    agreed_at: datetime | None
    marks: tuple[UUID, ...]

    @property
    def agreed(self) -> Agreed | None:
        """As the rule takes it; None until a second person agreed."""
        if self.state != AGREED or self.agreed_at is None:
            return None
        return Agreed(
            self.recipient.key, self.purpose, frozenset(self.groups), self.channel, self.on, self.until,
            self.agreed_at.timestamp(),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """What may leave under which yes: what is missing, until when the rest holds, and the marks it stands on."""

    missing: tuple[Missing, ...]
    until: date | None
    marks: tuple[UUID, ...]
    excepted: bool


def said_in(answers: dict[str, Any], made_at: datetime) -> Said:
    """One item as the rule takes it, from its opened answers."""
    taken_back = answers.get("withdrawn_on")
    return Said(
        recipient=Recipient.from_payload(answers["recipient"]).key,
        purpose=answers["purpose"],
        group=answers["group"],
        channel=answers["channel"],
        yes=answers["yes"],
        given_on=date.fromisoformat(answers["on"]),
        until=date.fromisoformat(answers["until"]),
        moment=made_at.timestamp(),
        alone=answers["alone"],
        withdrawn_on=date.fromisoformat(taken_back) if taken_back else None,
        withdrawn_moment=answers.get("withdrawn_moment", 0.0),
    )


@read_once
def consents_of(file: OpenedCase) -> list[Given]:
    """Every item of a file, oldest first."""
    return [_given(row, file) for row in records_of(file.case, Consent)]


def _given(row: Consent, file: OpenedCase) -> Given:
    answers = row.opened(file.key, "answers")
    return Given(
        id=row.id,
        said=said_in(answers, row.made_at),
        recipient=Recipient.from_payload(answers["recipient"]),
        form=answers["form"],
        how=answers["how"],
        note=row.opened(file.key, "words").get("note", ""),
        mark=UUID(answers["mark"]) if answers.get("mark") else None,
        made_by=row.made_by,
        made_at=row.made_at,
    )


@read_once
def overrides_of(file: OpenedCase) -> list[Excepted]:
    """Every exception of a file, oldest first."""
    return [
        excepted(row, row.opened(file.key, "answers"), row.opened(file.key, "words"))
        for row in records_of(file.case, ConsentOverride)
    ]


def excepted(row: ConsentOverride, answers: dict[str, Any], words: dict[str, Any]) -> Excepted:
    """One exception from its opened row."""
    return Excepted(
        id=row.id,
        state=row.state,
        revision=row.revision,
        recipient=Recipient.from_payload(answers["recipient"]),
        purpose=answers["purpose"],
        groups=tuple(answers["groups"]),
        channel=answers["channel"],
        on=date.fromisoformat(answers["on"]),
        until=date.fromisoformat(answers["until"]),
        reason=words.get("reason", ""),
        asked_by=row.made_by,
        agreed_by=row.agreed_by,
        agreed_at=row.agreed_at,
        marks=tuple(UUID(mark) for mark in answers.get("marks", ())),
    )


def coverage(
    file: OpenedCase, *, recipient: Recipient, purpose: str, groups: Iterable[str], channel: str, on: date
) -> Coverage:
    """Whether everything in `groups` may be passed on that day, read from the file as it stands in the database now."""
    wanted = tuple(dict.fromkeys(groups))
    given, agreed = consents_of(file), [each for each in overrides_of(file) if each.agreed is not None]
    said = [each.said for each in given]
    exceptions = [each.agreed for each in agreed if each.agreed is not None]
    item = (recipient.key, purpose, wanted, channel, on)
    missing = covers(said, *item, exceptions=exceptions)
    by_her = {group for group in wanted if not covers(said, recipient.key, purpose, [group], channel, on)}
    marks = [
        each.mark
        for each in given
        if each.mark and each.stands and each.said.group in by_her
        and each.said.is_for(recipient.key, purpose, each.said.group, channel)
    ]  # fmt: skip
    excepted_groups = {group for group in wanted if group not in by_her} - {each.group for each in missing}
    for each in agreed:
        if each.recipient.key == recipient.key and excepted_groups & set(each.groups):
            marks += each.marks
    until = None if missing else holds_until(said, *item, exceptions=exceptions)
    return Coverage(missing, until, tuple(dict.fromkeys(marks)), bool(excepted_groups))


def missing_consents(
    file: OpenedCase, *, recipient: Recipient, purpose: str, groups: Iterable[str], channel: str, on: date
) -> tuple[Missing, ...]:
    """Which groups may not be passed on that day, each with the reason; empty when all may."""
    return coverage(file, recipient=recipient, purpose=purpose, groups=groups, channel=channel, on=on).missing


def marks_stand(marks: Iterable[UUID], on: date) -> bool:
    """Whether every yes behind something received still holds that day; a mark that is gone holds nothing."""
    wanted = set(marks)
    found = ConsentMark.objects.filter(id__in=wanted, state=ConsentMark.States.STANDS, ends_on__gte=on)
    return int(found.count()) == len(wanted)

"""A centre's own returns and what it released: only rows of the person's centres, everything else is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.models import CentreReturn, Release
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.rules.quarters import Quarter, Standing, quarters_until, standing


@dataclass(frozen=True)
class QuarterLine:
    """How one quarter stands at a centre: its newest sent version, a prepared one, a release."""

    quarter: Quarter
    standing: Standing
    due_on: date
    sent: CentreReturn | None
    prepared: CentreReturn | None
    release: Release | None
    corrected: bool = False
    """Whether numbers were sent more than once."""

    @property
    def waits(self) -> bool:
        """Whether she is expected to do something about it now."""
        return self.standing in (Standing.AWAITED, Standing.MISSING)


def quarter_lines(person: Person, centre_id: UUID, today: date, count: int = 9) -> list[QuarterLine]:
    """The running quarter and those before it, newest first."""
    due_days = contents().due_days
    rows = CentreReturn.objects.filter(centre_id__in=person.centres & {centre_id}).order_by("version")
    sent, prepared = {}, {}
    numbers: dict[str, list[date]] = {}
    for row in rows.defer("payload"):
        if row.state == CentreReturn.State.SENT and row.sent_at:
            sent[row.quarter] = row
            if not row.declined:
                numbers.setdefault(row.quarter, []).append(timezone.localtime(row.sent_at).date())
        elif row.state == CentreReturn.State.PREPARED:
            prepared[row.quarter] = row
    releases = {row.quarter: row for row in Release.objects.filter(centre_id__in=person.centres & {centre_id})}

    def stands(quarter: str) -> Standing:
        first = next(iter(numbers.get(quarter, ())), None)
        declined = quarter in sent and bool(sent[quarter].declined)
        return standing(Quarter.read(quarter), first, today, due_days, declined=declined)

    return [
        QuarterLine(
            quarter=quarter,
            standing=stands(str(quarter)),
            due_on=quarter.due_on(due_days),
            sent=sent.get(str(quarter)),
            prepared=prepared.get(str(quarter)),
            release=releases.get(str(quarter)),
            corrected=len(numbers.get(str(quarter), ())) > 1,
        )
        for quarter in reversed(quarters_until(Quarter.of(today), count))
    ]


def own_return(person: Person, return_id: UUID) -> CentreReturn:
    """One return of one of her centres; raises Http404 for any other, as if it were not there."""
    found = CentreReturn.objects.filter(pk=return_id, centre_id__in=person.centres).first()
    if found is None or found.state == CentreReturn.State.WITHDRAWN:
        raise Http404
    row: CentreReturn = found
    return row


def newest_sent(centre_id: UUID, quarter: Quarter, *, with_numbers: bool = False) -> CentreReturn | None:
    """The version of a quarter that counts now, where one was sent; `with_numbers` passes over a refusal to send."""
    rows = CentreReturn.objects.filter(centre_id=centre_id, quarter=str(quarter), state=CentreReturn.State.SENT)
    found: CentreReturn | None = (rows.filter(declined="") if with_numbers else rows).order_by("-version").first()
    return found


def release_of(person: Person, row: CentreReturn) -> Release | None:
    """What stands open to the director for the quarter of this return."""
    if row.centre_id not in person.centres:
        return None
    found: Release | None = Release.objects.filter(centre_id=row.centre_id, quarter=row.quarter).first()
    return found


def tables_of(row: CentreReturn | Release) -> Mapping[str, SafeTable]:
    """The protected tables of a written document; none of one that says why nothing is sent."""
    return restored_tables(row.document.tables, row.period)

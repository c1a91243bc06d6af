"""What this room shows on the page of today: comparisons that wait for somebody's choice, until one was made."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.panels import TodayItem
from omuz.casework.offline.queries.waiting import waiting_for
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:  # noqa: ARG001  # every room answers the same call
    """One line for each interview two people wrote apart; hers first."""
    return [
        TodayItem(
            kind="compare",
            code=row.case.code,
            case_id=row.case_id,
            title=_("Görüşmede iki ayrı yazı var; hangisi kalsın?"),
            when=timezone.localdate(row.made_at),
            address=reverse("offline:compare", args=[row.id]),
            mine=row.staff_id == person.staff_id,
            order=15,
        )
        for row in waiting_for(person)
        if row.centre_id == centre_id
    ]

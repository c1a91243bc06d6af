"""Opening the totals of a sent return to the director, and closing them again: acts of their own."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.returns.actions.ledger import note_release
from omuz.network.returns.actions.prepare import NotPossible
from omuz.network.returns.models import CentreReturn, LedgerEntry, Release


def release_totals(*, by: Person, row: CentreReturn, now: datetime | None = None) -> Release:
    """Open the totals of a sent return to the director of the centre's organisation; the newest release stands.

    Raises NotPossible before the return is sent, Http404 and Refused as `Person.require`.
    """
    by.require("returns.release", row.centre_id)
    if row.state != CentreReturn.State.SENT or row.declined:
        raise NotPossible(_("Yalnızca gönderilmiş bir bildirimin toplamları müdüre açılabilir."))
    standing: Release | None = Release.objects.filter(centre_id=row.centre_id, quarter=row.quarter).first()
    if standing is not None and standing.digest == row.digest:
        return standing
    about, when = f"return:{row.document.centre}/{row.quarter}/{row.version}", now or timezone.now()
    act = LedgerEntry.Act.CORRECTED if standing else LedgerEntry.Act.RELEASED
    with recorded(by=by, event="totals.released", centre=row.centre_id, about=about):
        _note(by, when, act, row)
        made, _new = Release.objects.update_or_create(
            centre_id=row.centre_id,
            quarter=row.quarter,
            defaults={
                "version": row.version,
                "payload": row.payload,
                "digest": row.digest,
                "organisation_id": row.organisation_id,
                "released_by": by.staff_id,
                "released_at": when,
            },
        )
    release: Release = made
    return release


def withdraw_release(*, by: Person, release: Release) -> None:
    """Close released totals; the row goes, ledger and log keep that they were open. Raises as `Person.require`."""
    by.require("returns.release", release.centre_id)
    about = f"return:{release.document.centre}/{release.quarter}/{release.version}"
    with recorded(by=by, event="totals.withdrawn", centre=release.centre_id, about=about):
        _note(by, timezone.now(), LedgerEntry.Act.WITHDRAWN, release)
        release.delete()


def _note(by: Person, when: datetime, act: str, row: CentreReturn | Release) -> None:
    note_release(
        by,
        when,
        act=act,
        centre_id=row.centre_id,
        quarter=row.quarter,
        audience="director",
        digest=row.digest,
        sources=[(row.document.centre, row.version, row.digest)],
        proof=row.proof if isinstance(row, CentreReturn) else {},
    )

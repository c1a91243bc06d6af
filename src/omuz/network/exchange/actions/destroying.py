"""What is over is destroyed with its key: its words, what was written over, how it was read, the open copy."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.forgetting import forget
from omuz.network.exchange.actions.writing import about
from omuz.network.exchange.models import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading
from omuz.network.exchange.queries.analyses import analysis_of, due, locked_analysis
from omuz.network.exchange.rules.analyses import State


def destroy(*, by: Person, analysis_id: UUID) -> None:
    """Destroy one analysis before its time. Only that there was one, by its code, stays. Raises Http404, Refused."""
    known = analysis_of(by, analysis_id)
    with recorded(by=by, event="analysis.destroyed", centre=known.centre_id, about=about(known), why="asked"):
        _destroy(locked_analysis(by, analysis_id))


def destroy_expired(*, by: Actor, centres: Collection[UUID], today: date) -> int:
    """Destroy every analysis of these centres whose time is over; returns how many. Each is an event of its own."""
    rows = due(centres, today)
    for row in rows:
        with recorded(by=by, event="analysis.destroyed", centre=row.centre_id, about=about(row), why="expired"):
            _destroy(row)
    return len(rows)


def _destroy(row: CaseAnalysis) -> None:
    PublishedAnalysis.objects.filter(analysis_id=row.id, centre_id=row.centre_id).delete()
    AnalysisVersion.objects.filter(analysis=row).delete()
    SecondReading.objects.filter(analysis=row).delete()
    key, row.data_key, row.words = row.data_key, None, None
    row.state, row.destroyed_at, row.writers = State.DESTROYED, timezone.now(), []
    row.save(force_update=True)
    if key is not None:
        forget([key])

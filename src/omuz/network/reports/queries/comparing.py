"""What differs between two editions of one report."""

from omuz.insight.reports.snapshot import Change, Snapshot, changes
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import as_defined, snapshot_of, sources_of


def differences(old: Edition, new: Edition, language: str) -> tuple[Change, ...]:
    """Every figure and fact that reads otherwise in the newer edition, in its order and its words."""
    titles = {key: source.title for key, source in {**sources_of(old), **sources_of(new)}.items()}
    with as_defined(new):
        return changes(_bare(snapshot_of(old)), _bare(snapshot_of(new)), titles, language)


def _bare(snapshot: Snapshot) -> Snapshot:
    """Without what an edition says of its own making, which is never the same."""
    pieces = {key: piece for key, piece in snapshot.pieces.items() if not key.startswith("edition.")}
    return Snapshot(snapshot.report, snapshot.year, snapshot.taken_on, pieces, snapshot.about)

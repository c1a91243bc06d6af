"""Keeping a view and letting it go again."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.figures.models import KeptView
from omuz.network.figures.queries.series import measured_one
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter

MOST_KEPT = 40


def keep_view(*, by: Person, indicator: str, row: str, quarter: str) -> KeptView:
    """Keep a view; one she keeps already is returned as it is. Http404 for what is no view."""
    found = measured_one(indicator)
    listed = found.indicator.kind.columns
    codes = {code for column in listed.values() for code in column.codes or ()} | set(listed)
    if row and row not in codes:
        raise Http404
    if quarter:
        _require_quarter(quarter)
    told = {"indicator": found.indicator.code, "row": row, "quarter": quarter}
    return _kept(by, f"indicator:{found.indicator.code}", told)


def keep_own_page(*, by: Person, centre: str, quarter: str) -> KeptView:
    """Keep the page of a centre of hers, in one quarter or (empty) always in the newest. Http404 for any other."""
    if centre not in {post.centre_code for post in by.centres_where("figures.centre")}:
        raise Http404
    if quarter:
        _require_quarter(quarter)
    return _kept(by, f"centre:{centre}", {"centre": centre, "quarter": quarter})


def _kept(by: Person, about: str, told: Mapping[str, str]) -> KeptView:
    wanted = {"indicator": "", "centre": "", "row": "", **told, "staff_id": by.staff_id}
    kept: KeptView | None = KeptView.objects.filter(**wanted).first()
    if kept is not None:
        return kept
    with recorded(by=by, event="view.kept", about=about):
        _make_room(by)
        made: KeptView = KeptView.objects.create(**wanted, kept_at=timezone.now())
    return made


def _require_quarter(quarter: str) -> None:
    try:
        Quarter.read(quarter)
    except NotAQuarter as error:
        raise Http404 from error


def _make_room(by: Person) -> None:
    """The oldest goes when there are too many to be found again."""
    mine = KeptView.objects.filter(staff_id=by.staff_id).order_by("-kept_at").values_list("pk", flat=True)
    KeptView.objects.filter(pk__in=list(mine[MOST_KEPT - 1 :])).delete()


def let_view_go(*, by: Person, view_id: UUID) -> str:
    """Remove a view she keeps and tell the centre it was of (empty: the network); Http404 for any other."""
    kept = KeptView.objects.filter(pk=view_id, staff_id=by.staff_id).first()
    if kept is None:
        raise Http404
    about = f"centre:{kept.centre}" if kept.centre else f"indicator:{kept.indicator}"
    with recorded(by=by, event="view.dropped", about=about):
        kept.delete()
    return str(kept.centre)

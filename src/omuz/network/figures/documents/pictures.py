"""Released figures, each with the line that says where it comes from."""

from django.utils.translation import gettext as _

from omuz.insight.charts.figure import Figure
from omuz.network.figures.queries.released import Let
from omuz.network.returns.views.shown import figures_of


def released_figures(one: Let, *, late: bool = True) -> dict[str, Figure]:
    """The figures of a release by key; with `late`, one that was corrected since says so."""
    told = (_("Bu yayım sonradan düzeltildi; yenisini kullanın."),) if late and one.outdated else ()
    found: dict[str, Figure] = {}
    for key, table in one.tables.items():
        found |= figures_of({key: table}, notes=(one.source(key), *told))
    return found

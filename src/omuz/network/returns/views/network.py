"""The network's pages: who has sent, and what all of them together say."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.periods import said
from omuz.network.returns import actions
from omuz.network.returns.actions.refusals import sentence
from omuz.network.returns.forms import ReceiveForm, SheetForm
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.itself import indicators_of
from omuz.network.returns.queries.notes import notes_of
from omuz.network.returns.queries.received import board, centres, reported_quarters
from omuz.network.returns.rules.document import ReturnRefused
from omuz.network.returns.rules.quarters import Quarter, Standing, quarters_until
from omuz.network.returns.views.cube import standing_of, sums_as_figures
from omuz.network.returns.views.places import choices, quarter_of, today
from omuz.network.returns.views.questions import said_check, titled
from omuz.network.returns.views.shown import handed_out, on_page

_QUARTERS = 8


@page("network.returns")
def received(request: SignedInRequest) -> HttpResponseBase:
    """Centre by quarter: received, late, missing; and the door for files."""
    quarters = quarters_until(Quarter.of(today()).before, _QUARTERS)
    asked, rows = quarter_of(request, quarters[-1]), board(request.person, today(), _QUARTERS)
    context = {
        "quarters": [said(str(quarter), short=True).rpartition(" ")[::2] for quarter in reversed(quarters)],
        "rows": rows,
        "newest": said(str(quarters[-1])),
        "gone": [row.centre.name for row in rows if row.boxes[-1].standing is Standing.MISSING],
        "due_days": contents().due_days,
        "form": ReceiveForm(),
        "sheet": SheetForm(),
        "centres": centres(),
        "choices": choices(quarters[::-1], asked),
        "asked": said(str(asked)),
        "notes": [
            {"note": note, "check": said_check(note.check), "table": titled(note.key) if note.key else ""}
            for note in notes_of(request.person, asked)
        ],
    }
    return render(request, "returns/received.html", context)


@page("network.returns")
@require_POST
def receive(request: SignedInRequest) -> HttpResponseBase:
    """Take in a signed file, or say in one sentence why not."""
    form = ReceiveForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Dosya seçilmedi ya da boş; hiçbir şey alınmadı."))
        return redirect("returns:received")
    try:
        row, new = actions.receive_return(
            by=request.person, raw=form.content(), fingerprint=form.cleaned_data["fingerprint"]
        )
    except ReturnRefused as refusal:
        messages.error(request, sentence(refusal))
        return redirect("returns:received")
    told = {"quarter": said(row.quarter), "version": row.version}
    if new:
        messages.success(request, _("%(quarter)s bildirimi alındı (sürüm %(version)s).") % told)
    else:
        messages.info(request, _("%(quarter)s bildirimi zaten buradaydı; hiçbir şey değişmedi.") % told)
    return redirect("returns:received")


def _default(quarters: list[Quarter]) -> Quarter:
    return quarters[0] if quarters else Quarter.of(today()).before


@page("network.dashboard")
def dashboard(request: SignedInRequest) -> HttpResponseBase:
    """What the centres that reported say together; those that did not are named."""
    quarters = reported_quarters(request.person)
    quarter = quarter_of(request, _default(quarters))
    asked = urlencode({"donem": str(quarter)})
    year = int(str(quarter)[:4])
    figures, standing = sums_as_figures(request.person, quarter), standing_of(request.person, quarter)
    context = {
        "quarter": quarter,
        "period": said(str(quarter)),
        "quarters": choices(quarters, quarter),
        "standing": standing,
        "year": year,
        "itself": indicators_of(request.person, year),
        "atlas": reverse("directory:centres"),
        "reporting": f"{standing.reported} / {standing.known}",
        "figures": on_page(figures, lambda key, kind: f"{reverse('returns:dashboard-file', args=[key, kind])}?{asked}"),
    }
    return render(request, "returns/dashboard.html", context)


@page("network.dashboard")
def dashboard_file(request: SignedInRequest, key: str, kind: str) -> HttpResponseBase:
    """One figure of the network as a file."""
    quarter = quarter_of(request, _default(reported_quarters(request.person)))
    return handed_out(sums_as_figures(request.person, quarter), key, kind)
